package import Plant

/// An answer as text for a terminal or a file without markup.
package struct AnswerText: Sendable {
    private let answer: Answer
    private let zone: SiteTimeZone

    package init(_ answer: Answer, zone: SiteTimeZone) {
        self.answer = answer
        self.zone = zone
    }

    /// - Parameter showsEvidence: Whether the evidence follows the statements.
    package func text(showsEvidence: Bool = true) -> String {
        let heading = AnswerHeadings(language: answer.language)
        var lines: [String] = []
        for statement in answer.statements {
            lines.append(line(statement))
        }
        for missing in answer.missing { lines.append("! " + missing) }
        lines.append("")
        lines.append(heading.understood + ": " + understood(heading))
        for assumption in answer.understood.assumptions { lines.append("  " + assumption) }
        lines.append("  " + heading.howToCorrect)
        if showsEvidence, !answer.evidence.isEmpty {
            lines.append("")
            lines.append(heading.evidence)
            for evidence in answer.evidence.prefix(40) {
                lines.append("  \(evidence.id)  \(evidence.source)")
                let first = evidence.text.split(separator: "\n").prefix(2).joined(separator: " | ")
                lines.append("      " + String(first.prefix(150)))
            }
            if answer.evidence.count > 40 { lines.append("  … \(answer.evidence.count - 40)") }
        }
        lines.append("")
        lines.append(heading.made(answer.made))
        for note in answer.made.degraded { lines.append("  " + note) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ statement: Statement) -> String {
        let shown = statement.citations.prefix(6)
        let more = statement.citations.count > 6 ? ", …" : ""
        let citations = shown.isEmpty ? "" : " [" + shown.joined(separator: ", ") + more + "]"
        let confirm = statement.needsConfirmation ? " (!)" : ""
        switch statement.verdict {
        case .supported: return "• " + statement.text + citations + confirm
        default:
            let reasons = ([statement.verdict.rawValue] + statement.reasons).joined(separator: "; ")
            return "✗ ~~" + statement.text + "~~" + citations + confirm + " — " + reasons
        }
    }

    private func understood(_ heading: AnswerHeadings) -> String {
        let understood = answer.understood
        let words = Wording(language: answer.language, zone: zone)
        var parts = [heading.intent(understood.intent)]
        if !understood.assets.isEmpty { parts.append(understood.assets.map(\.rawValue).joined(separator: ", ")) }
        if !understood.tags.isEmpty { parts.append(understood.tags.map(\.rawValue).joined(separator: ", ")) }
        if let window = understood.window { parts.append(words.window(window)) }
        if !understood.kinds.isEmpty { parts.append(understood.kinds.map(heading.kind).joined(separator: ", ")) }
        if let grouping = understood.grouping { parts.append(heading.grouping(grouping)) }
        for (name, values) in understood.fields.sorted(by: { $0.key < $1.key }) {
            parts.append("\(name) = " + values.joined(separator: "/"))
        }
        return parts.joined(separator: " · ")
    }
}

/// Headings of an answer, per language.
struct AnswerHeadings: Sendable {
    let language: Language

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    var understood: String { say("이해한 질문", "Understood as", "فُهم السؤال") }
    var evidence: String { say("근거", "Evidence", "الأدلة") }
    var missing: String { say("없는 것", "Not there", "غير موجود") }
    var trends: String { say("추세", "Trends", "الاتجاهات") }

    func intent(_ intent: Understanding.Intent) -> String { word(intent.rawValue) ?? intent.rawValue }

    var howToCorrect: String {
        say(
            "다르면 --asset, --from, --to, --kind로 바로잡으십시오.",
            "If that is not what you mean, say it with --asset, --from, --to or --kind.",
            "إن لم يكن هذا ما تقصده فصححه بـ --asset أو --from أو --to أو --kind."
        )
    }

    func corrected(_ said: String) -> String {
        say(
            "직접 지정한 대로 보았습니다: \(said).",
            "Taken as you said: \(said).",
            "أُخذ كما حددت: \(said)."
        )
    }

    func kind(_ kind: RecordKind) -> String { word(kind.rawValue) ?? kind.rawValue }

    func grouping(_ grouping: Understanding.Grouping) -> String {
        word("by " + grouping.rawValue) ?? "by " + grouping.rawValue
    }

    private func word(_ english: String) -> String? {
        switch language {
        case .korean: AnswerHeadings.words[english]?.korean
        case .arabic: AnswerHeadings.words[english]?.arabic
        case .english: nil
        }
    }

    private static let words: [String: (korean: String, arabic: String)] = [
        "why": ("원인", "السبب"), "count": ("개수", "العدد"), "list": ("목록", "قائمة"),
        "distribution": ("분포", "التوزيع"), "compare": ("비교", "مقارنة"), "history": ("이력", "السجل السابق"),
        "how": ("방법·경과", "الكيفية"), "status": ("상태", "الحالة"), "summary": ("요약", "ملخص"), "find": ("찾기", "بحث"),
        "alarm": ("알람", "إنذارات"), "event": ("이벤트", "أحداث"), "work_order": ("작업지시", "أوامر عمل"),
        "note": ("근무 일지", "ملاحظات"), "passage": ("문서", "وثائق"),
        "by day": ("일별", "حسب اليوم"), "by week": ("주별", "حسب الأسبوع"), "by month": ("월별", "حسب الشهر"),
        "by year": ("연도별", "حسب السنة"), "by asset": ("설비별", "حسب المعدة"), "by kind": ("종류별", "حسب النوع"),
        "by group": ("그룹별", "حسب المجموعة"), "by code": ("코드별", "حسب الرمز"), "by category": ("분류별", "حسب الفئة"),
        "by maintenance": ("정비 유형별", "حسب نوع الصيانة"), "by priority": ("우선순위별", "حسب الأولوية"),
    ]

    func made(_ made: Making) -> String {
        guard let model = made.model else {
            return say(
                "모델 없이 근거만으로 작성한 답입니다.",
                "Composed from the evidence alone, without a model.",
                "أُعدّت الإجابة من الأدلة وحدها دون نموذج."
            )
        }
        let prompt = [made.prompt, made.promptVersion].compactMap(\.self).joined(separator: " ")
        return say(
            "모델 \(model), 접속점 \(made.endpoint ?? "-"), 프롬프트 \(prompt)",
            "Model \(model), endpoint \(made.endpoint ?? "-"), prompt \(prompt)",
            "النموذج \(model)، النقطة \(made.endpoint ?? "-")، الموجّه \(prompt)"
        )
    }
}
