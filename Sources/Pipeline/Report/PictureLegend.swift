import Plant

/// What the colours and signs of an incident's pictures mean, as a line below the first of them.
struct PictureLegend: Sendable {
    let language: Language

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    func html() -> String {
        let report = ReportWording(language: language)
        let severities = [Severity.low, .medium, .high, .critical].map { severity in
            key("span \(severity.rawValue)", report.severity(severity))
        }
        let keys =
            severities + [
                key("dot alarm", say("알람", "alarm", "إنذار")),
                key("dot workOrder", say("작업지시", "work order", "أمر عمل")),
                key("dot note", say("일지", "shift note", "ملاحظة وردية")),
                key("dash", say("알람 설정값", "alarm limit", "حد الإنذار")),
                key("about", say("사건 기간", "the incident", "مدة الحادث")),
            ]
        let rows = say(
            "막대 위쪽은 측정값, 아래쪽은 알람입니다.",
            "The upper half of a bar is what readings show, the lower half alarms.",
            "النصف العلوي من الشريط للقراءات، والسفلي للإنذارات."
        )
        return "<p class=\"muted legend\">\(keys.joined(separator: " "))<br>\(rows)</p>"
    }

    private func key(_ style: String, _ words: String) -> String {
        "<span class=\"key\"><i class=\"\(style)\"></i> \(HTMLText.escape(words))</span>"
    }
}
