package import Plant

/// A finding told in a reader's language, made from its facts at the moment of showing.
///
/// ``Finding/message`` stays the English sentence that stores, models and older files know. Every figure here is one
/// of that message, so that what a reader sees can be held against the evidence.
package struct FindingSentence: Sendable {
    private let words: TagWords
    private let tags: [TagName: Tag]

    package init(language: Language, tags: [TagName: Tag]) {
        words = TagWords(language: language, tags: tags)
        self.tags = tags
    }

    package func text(_ finding: Finding) -> String {
        let told: String? =
            switch words.language {
            case .english: english(finding)
            case .korean: korean(finding)
            case .arabic: arabic(finding)
            }
        return told ?? finding.message
    }

    /// A tag's description in the reader's language where it has one.
    package func description(_ text: String) -> String { words.description(text) }

    // MARK: Facts

    private struct Facts {
        var tag: TagName
        var subject: String
        var name: String
        var value: String
        var reference: String
        var rises: Bool
        var length: String
    }

    private func facts(_ finding: Finding) -> Facts? {
        guard let tag = finding.tag else { return nil }
        let value = finding.value.map { words.value($0, of: finding) } ?? ""
        let reference = finding.reference.map { words.value($0, of: finding) } ?? ""
        let rises = finding.value.flatMap { value in finding.reference.map { value >= $0 } } ?? true
        return Facts(
            tag: tag,
            subject: words.subject(tag),
            name: words.name(tag),
            value: value,
            reference: reference,
            rises: rises,
            length: words.duration(finding.window.seconds)
        )
    }

    private func limitName(_ finding: Finding, _ facts: Facts) -> String {
        let limits = finding.tag.flatMap { tags[$0]?.limits }
        let near = facts.rises ? limits?.high : limits?.low
        let isFar = near.map { $0 != finding.reference } ?? (finding.severity >= .high)
        return words.limit(isHigh: facts.rises, isFar: isFar)
    }

    /// The limit's own value: of a rate both ways are one limit.
    private func rateLimit(_ finding: Finding) -> String {
        words.value(abs(finding.reference ?? 0), of: finding)
    }

    private func range(_ finding: Finding) -> String? {
        guard let tag = finding.tag.flatMap({ tags[$0] }), let low = tag.rangeLow, let high = tag.rangeHigh else {
            return nil
        }
        return "\(words.value(low, of: finding)) – \(words.value(high, of: finding))"
    }

    private func days(_ finding: Finding) -> Int? { finding.period.map { Int(($0 / 86_400).rounded()) } }

    /// `LO` and the plant's own words of an alarm's message: `alarm LO: LI-1016A seal pot level LOW at 54.9 %`.
    private func journal(_ finding: Finding) -> (condition: String, words: String) {
        guard let colon = finding.message.firstIndex(of: ":") else { return ("", finding.message) }
        let condition = finding.message[..<colon].split(separator: " ").last.map(String.init) ?? ""
        let rest = finding.message[finding.message.index(after: colon)...].drop { $0 == " " }
        return (condition, rest.filter { $0 != "“" && $0 != "”" && $0 != "\"" })
    }

    private func equipment(_ finding: Finding, _ facts: Facts) -> String { finding.asset?.rawValue ?? facts.name }

    /// What the journal says of a trip after the word itself, in its own words.
    private func cause(_ finding: Finding) -> String {
        let words = journal(finding).words.split(separator: " ")
        let after = words.firstIndex { $0.uppercased().hasPrefix("TRIP") }.map { words[($0 + 1)...] } ?? words[...]
        let text = after.drop { $0 == "-" || $0 == ":" }.joined(separator: " ")
        return text.isEmpty ? "" : ": “\(text)”"
    }

    private func alarmName(_ condition: String) -> String {
        let plain = condition.uppercased().hasPrefix("PV") ? String(condition.uppercased().dropFirst(2)) : condition
        let (isHigh, isFar): (Bool, Bool)
        switch plain.uppercased() {
        case "HI", "H", "HIGH": (isHigh, isFar) = (true, false)
        case "HIHI", "HH": (isHigh, isFar) = (true, true)
        case "LO", "L", "LOW": (isHigh, isFar) = (false, false)
        case "LOLO", "LL": (isHigh, isFar) = (false, true)
        default: return condition
        }
        return words.limit(isHigh: isHigh, isFar: isFar)
    }

    // MARK: English

    /// The message, with a tag's description in English only.
    private func english(_ finding: Finding) -> String? {
        if finding.kind == .trip, let facts = facts(finding) {
            return "\(equipment(finding, facts)) tripped (\(facts.tag.rawValue))\(cause(finding))"
        }
        guard let tag = finding.tag.flatMap({ tags[$0] }), !tag.description.isEmpty else { return nil }
        let whole = "\(tag.name.rawValue) (\(tag.description))"
        guard finding.message.hasPrefix(whole) else { return nil }
        return "\(tag.name.rawValue) (\(words.description(tag.description)))" + finding.message.dropFirst(whole.count)
    }

    // MARK: Korean

    private func korean(_ finding: Finding) -> String? {
        if finding.kind == .alarmFlood { return koreanFlood(finding) }
        guard let facts = facts(finding) else { return nil }
        let way = facts.rises ? "상승" : "하락"
        switch finding.kind {
        case .limit:
            return "\(facts.subject) \(facts.value)까지 \(way), \(limitName(finding, facts)) 한계 \(facts.reference) "
                + (facts.rises ? "초과" : "미만")
        case .rateOfChange:
            return "\(facts.subject) 분당 \(facts.value) 변화, 변화율 한계 \(rateLimit(finding)) 초과"
        case .frozen: return "\(facts.name) 지시값이 \(facts.length) 동안 \(facts.value)에 고정"
        case .outOfRange:
            return range(finding).map { "\(facts.name) 지시값 \(facts.value), 전송기 범위 \($0) 이탈" }
        case .badQuality: return "\(facts.name) 신호 불량 \(facts.length) 동안 지속"
        case .deviation:
            return "\(facts.subject) \(facts.value)까지 \(way), 평소 값 \(facts.reference)에서 크게 이탈"
        case .drift:
            let course = days(finding).map { "\($0)일간 " } ?? ""
            return "\(facts.subject) \(course)약 \(facts.reference)에서 \(facts.value)까지 서서히 \(way)"
        case .oscillation:
            let beat = finding.period.map { words.duration($0) + " 주기로 " } ?? ""
            return "\(facts.subject) \(beat)약 ±\(facts.value) 폭으로 헌팅, 평소 ±\(facts.reference)"
        case .alarm:
            let alarm = journal(finding)
            guard finding.value != nil else { return "\(facts.name) \(alarmName(alarm.condition)) 알람" }
            let limit = finding.reference.map { _ in " (설정 \(facts.reference))" } ?? ""
            return "\(facts.name) \(alarmName(alarm.condition)) 알람, \(facts.value)\(limit)"
        case .trip: return "\(equipment(finding, facts)) 트립 (\(facts.tag.rawValue))\(cause(finding))"
        case .chattering: return finding.value.map { "\(facts.tag.rawValue) 알람 채터링, \(Int($0))회" }
        case .stop: return "\(equipment(finding, facts)) 정지 (\(facts.tag.rawValue))"
        case .start: return "\(equipment(finding, facts)) 기동 (\(facts.tag.rawValue))"
        case .alarmFlood: return nil
        }
    }

    private func koreanFlood(_ finding: Finding) -> String? {
        guard let count = finding.value else { return nil }
        let first = finding.tag.map { ", 첫 알람 \($0.rawValue)" } ?? ""
        return "알람 폭주: \(words.duration(finding.window.seconds)) 동안 \(Int(count))건 발생\(first)"
    }

    // MARK: Arabic

    private func arabic(_ finding: Finding) -> String? {
        if finding.kind == .alarmFlood { return arabicFlood(finding) }
        guard let facts = facts(finding) else { return nil }
        let way = facts.rises ? "ارتفع" : "انخفض"
        switch finding.kind {
        case .limit:
            return "\(way) \(facts.name) إلى \(facts.value)، \(facts.rises ? "فوق" : "تحت") الحد "
                + "\(limitName(finding, facts)) \(facts.reference)"
        case .rateOfChange:
            return "تغير \(facts.name) بمقدار \(facts.value) في الدقيقة، أكثر من الحد \(rateLimit(finding))"
        case .frozen: return "ثبت \(facts.name) عند \(facts.value) لمدة \(facts.length)"
        case .outOfRange: return range(finding).map { "قرأ \(facts.name) \(facts.value)، خارج مدى المرسل \($0)" }
        case .badQuality: return "إشارة \(facts.name) رديئة لمدة \(facts.length)"
        case .deviation: return "\(way) \(facts.name) إلى \(facts.value)، بعيداً عن قيمته المعتادة \(facts.reference)"
        case .drift:
            let course = days(finding).map { " خلال \($0) يوم" } ?? ""
            return "\(way) \(facts.name) ببطء من نحو \(facts.reference) إلى \(facts.value)\(course)"
        case .oscillation:
            let beat = finding.period.map { " كل " + words.duration($0) } ?? ""
            return "تأرجح \(facts.name) بنحو ±\(facts.value)\(beat)، والمعتاد ±\(facts.reference)"
        case .alarm:
            let alarm = journal(finding)
            guard finding.value != nil else { return "إنذار الحد \(alarmName(alarm.condition)): \(facts.name)" }
            let limit = finding.reference.map { _ in "، الحد \(facts.reference)" } ?? ""
            return "إنذار الحد \(alarmName(alarm.condition)): \(facts.name) عند \(facts.value)\(limit)"
        case .trip: return "فصل \(equipment(finding, facts)) (\(facts.tag.rawValue))\(cause(finding))"
        case .chattering: return finding.value.map { "إنذار \(facts.tag.rawValue) متردد، \(Int($0)) مرة" }
        case .stop: return "توقف \(equipment(finding, facts)) (\(facts.tag.rawValue))"
        case .start: return "بدأ تشغيل \(equipment(finding, facts)) (\(facts.tag.rawValue))"
        case .alarmFlood: return nil
        }
    }

    private func arabicFlood(_ finding: Finding) -> String? {
        guard let count = finding.value else { return nil }
        let first = finding.tag.map { "، أولها \($0.rawValue)" } ?? ""
        return "فيضان إنذارات: \(Int(count)) إنذار خلال \(words.duration(finding.window.seconds))\(first)"
    }
}
