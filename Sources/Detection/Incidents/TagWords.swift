import Plant

/// How sentences name a tag, its values and lengths of time in a reader's language.
struct TagWords: Sendable {
    let language: Language
    let tags: [TagName: Tag]

    // MARK: Names

    /// The half of a description in two languages (`Top temperature / 탑정 온도`) that is in the reader's own; the
    /// English half where there is none, and the whole where it is not in two.
    func description(_ description: String) -> String {
        let halves = description.split(separator: " / ").map(String.init)
        guard halves.count >= 2 else { return description }
        let scripts = halves.map(TagWords.language)
        guard Set(scripts).count > 1 else { return description }
        if let own = scripts.firstIndex(of: language) { return halves[own] }
        return scripts.firstIndex(of: .english).map { halves[$0] } ?? description
    }

    private static func language(of text: String) -> Language {
        if text.unicodeScalars.contains(where: { (0xAC00...0xD7A3).contains($0.value) }) { return .korean }
        if text.unicodeScalars.contains(where: { (0x0600...0x06FF).contains($0.value) }) { return .arabic }
        return .english
    }

    /// `LI-1016A 씰 포트 레벨`: the tag with what it measures, without the equipment's own name before it.
    func name(_ name: TagName) -> String {
        guard let tag = tags[name], !tag.description.isEmpty else { return name.rawValue }
        var text = description(tag.description)[...]
        if let asset = tag.asset?.rawValue, text.hasPrefix(asset + " ") { text = text.dropFirst(asset.count + 1) }
        return "\(name.rawValue) \(text)"
    }

    /// The name with the Korean particle that its last syllable asks for: `레벨이`, `온도가`.
    func subject(_ name: TagName) -> String {
        let text = self.name(name)
        // What stands in brackets at the end is not read for the particle.
        let read = text.split(separator: "(").first.map { $0.split(separator: " ").last ?? "" } ?? ""
        guard let last = read.unicodeScalars.last else { return text }
        if (0xAC00...0xD7A3).contains(last.value) { return text + ((last.value - 0xAC00) % 28 == 0 ? "가" : "이") }
        return text + "이(가)"
    }

    // MARK: Figures

    func value(_ value: Double, of finding: Finding) -> String {
        let unit = finding.unit ?? finding.tag.flatMap { tags[$0]?.unit } ?? ""
        return DecimalText.significant(value, digits: 4) + (unit.isEmpty ? "" : " " + unit)
    }

    /// The same figures as ``SignalText/duration(_:)``, in the language's own units.
    func duration(_ seconds: Double) -> String {
        let text = SignalText.duration(seconds)
        let units: [Substring: String] =
            switch language {
            case .english: [:]
            case .korean: ["min": "분", "h": "시간", "d": "일"]
            case .arabic: ["min": "دقيقة", "h": "ساعة", "d": "يوم"]
            }
        guard !units.isEmpty else { return text }
        let parts = text.split(separator: " ")
        // `2일 4시간` would read as the second of a month.
        if language == .korean, parts.count == 4, parts[1] == "d", let days = Int(parts[0]), let hours = Int(parts[2]) {
            return "\(days * 24 + hours)시간"
        }
        return stride(from: 0, to: parts.count - 1, by: 2).map { index in
            let unit = units[parts[index + 1]] ?? String(parts[index + 1])
            return parts[index] + (language == .korean ? "" : " ") + unit
        }.joined(separator: " ")
    }

    /// `저저(LL)`: which limit a reading passed, or what an alarm is called on the board.
    func limit(isHigh: Bool, isFar: Bool) -> String {
        switch (language, isHigh, isFar) {
        case (.korean, true, true): "고고(HH)"
        case (.korean, true, false): "고(H)"
        case (.korean, false, true): "저저(LL)"
        case (.korean, false, false): "저(L)"
        case (.english, true, true): "high high"
        case (.english, true, false): "high"
        case (.english, false, true): "low low"
        case (.english, false, false): "low"
        case (.arabic, true, true): "العالي جداً"
        case (.arabic, true, false): "العالي"
        case (.arabic, false, true): "المنخفض جداً"
        case (.arabic, false, false): "المنخفض"
        }
    }
}
