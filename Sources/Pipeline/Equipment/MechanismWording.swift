import Detection
import Plant

/// Likely mechanisms in a reader's language: always with what they rest on.
struct MechanismWording: Sendable {
    let words: Wording

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch words.language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    var heading: String { say("추정 메커니즘과 근거", "Likely mechanism", "الآلية المرجحة") }

    /// `P-101A: mechanical seal leak (ELP external leakage of process medium), because`
    func title(_ story: MechanismStory) -> String {
        let likely = story.likely
        let name = likely.mechanism.name.text(in: words.language)
        let mode =
            likely.mechanism.mode.map { code in
                " (\(code)" + (FailureMode.coded(code).map { " " + $0.name(in: words.language) } ?? "") + ")"
            } ?? ""
        return "\(likely.asset.rawValue): \(name)\(mode)" + say(", 근거:", ", because:", "، لأن:")
    }

    func lines(_ story: MechanismStory) -> [String] {
        let likely = story.likely
        let comma = say(", ", ", ", "، ")
        var lines = likely.because.map(ground)
        if !likely.against.isEmpty {
            let told = likely.against.map(sentence).joined(separator: "; ")
            lines.append(say("반대되는 신호: ", "against it: ", "ما يخالف ذلك: ") + told)
        }
        if !likely.unmoved.isEmpty {
            let names = likely.unmoved.map(words.shortName).joined(separator: comma)
            lines.append(
                say("측정되나 변화 없음: ", "would show it, but kept its course: ", "كان سيظهره لكنه لم يتغير: ") + names
            )
        }
        if !likely.unmeasured.isEmpty {
            let names = likely.unmeasured.joined(separator: comma)
            lines.append(say("여기서 측정되지 않음: ", "not measured here: ", "غير مقاس هنا: ") + names)
        }
        if !story.earlier.isEmpty {
            let named = story.earlier.prefix(3).map { order in
                order.id + (order.time.map { " " + String(words.moment($0).prefix(10)) } ?? "")
            }
            let mode = likely.mechanism.mode ?? ""
            let count = story.earlier.count
            let label = say(
                "이 설비의 이전 \(mode) 작업지시 \(count)건: ",
                "earlier work orders of this item for \(mode), \(count): ",
                "أوامر عمل سابقة لهذه المعدة (\(mode)) عددها \(count): "
            )
            lines.append(label + named.joined(separator: comma))
        }
        if let check = likely.mechanism.check { lines.append(say("확인할 것: ", "to look at: ", "للفحص: ") + check) }
        return lines
    }

    func ground(_ ground: LikelyMechanism.Ground) -> String {
        switch ground {
        case .finding(let finding): return sentence(finding)
        case .calculation(let change):
            let name = change.name.text(in: words.language)
            let before = DecimalText.significant(change.before, digits: 3)
            let during = DecimalText.significant(change.during, digits: 3)
            let tags = change.tags.map(\.rawValue).joined(separator: ", ")
            return say(
                "\(name) \(before) → \(during) (\(change.formula); \(tags))",
                "\(name) went from \(before) to \(during) (\(change.formula); \(tags))",
                "\(name) من \(before) إلى \(during) (\(change.formula)؛ \(tags))"
            )
        }
    }

    private func sentence(_ finding: Finding) -> String {
        words.moment(finding.window.from) + " "
            + FindingSentence(language: words.language, tags: words.tags).text(finding)
    }
}
