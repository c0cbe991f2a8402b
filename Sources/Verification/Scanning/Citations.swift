/// Citations written into text: `[E1]`, `[E1, E3]`, `(E2)`, `【E1】`.
enum Citations {
    static func bracket(_ text: [Unicode.Scalar], at start: Int) -> (ids: [String], end: Int)? {
        guard let open = text[safe: start], let close = pairs[open] else { return nil }
        var ids: [String] = []
        var index = start + 1
        while let scalar = text[safe: index], index - start < 80 {
            if scalar == close { return ids.isEmpty ? nil : (ids, index + 1) }
            if scalar == " " || scalar == "," || scalar == ";" || scalar == "&" {
                index += 1
            } else if let id = id(text, at: index) {
                ids.append(id.id)
                index = id.end
            } else {
                return nil
            }
        }
        return nil
    }

    static func id(_ text: [Unicode.Scalar], at index: Int) -> (id: String, end: Int)? {
        guard text[safe: index] == "E" || text[safe: index] == "e",
            let number = text.wholeNumber(at: index + 1, digits: 1...3), text[safe: number.end]?.isWord != true
        else { return nil }
        return ("E\(number.value)", number.end)
    }

    private static let pairs: [Unicode.Scalar: Unicode.Scalar] = ["[": "]", "(": ")", "【": "】", "［": "］"]

    /// The text without its citations, and their ids in order of first appearance.
    static func taken(from text: String) -> (text: String, ids: [String]) {
        let scalars = Array(text.unicodeScalars)
        var kept: [Unicode.Scalar] = []
        var ids: [String] = []
        var index = 0
        while index < scalars.count {
            guard let found = bracket(scalars, at: index) else {
                kept.append(scalars[index])
                index += 1
                continue
            }
            for id in found.ids where !ids.contains(id) { ids.append(id) }
            while kept.last == " " { kept.removeLast() }
            index = found.end
        }
        while kept.last == " " || kept.last == "\n" { kept.removeLast() }
        return (PlainText.string(kept), ids)
    }
}
