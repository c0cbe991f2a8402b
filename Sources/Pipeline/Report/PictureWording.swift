import Detection
import Plant

/// Short names for the margins of pictures.
extension Wording {
    /// `LI-1016A seal pot level`: without brackets and without the equipment's own name.
    func shortName(_ name: TagName) -> String {
        guard let tag = tags[name], !tag.description.isEmpty else { return name.rawValue }
        var text = FindingSentence(language: language, tags: tags).description(tag.description)[...]
        if let bracket = text.firstIndex(of: "("), bracket > text.startIndex { text = text[..<bracket] }
        if let asset = tag.asset?.rawValue, text.hasPrefix(asset + " ") { text = text.dropFirst(asset.count + 1) }
        return name.rawValue + " " + text.split(separator: " ").joined(separator: " ")
    }

    var recordsLabel: String {
        switch language {
        case .korean: "작업지시 · 일지"
        case .english: "work orders, notes"
        case .arabic: "أوامر العمل والملاحظات"
        }
    }
}
