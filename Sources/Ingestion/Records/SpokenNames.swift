/// Equipment as people speak of it: its number and what it is, `101 A 펌프`, `the 101A pump`.
struct SpokenNames: Sendable {
    /// Codes by their first letters and what follows them: `P` and `101A`.
    private var codes: [String: [String: AssetCode]] = [:]

    private enum AssetCode: Sendable {
        case one(String)
        /// Two codes that are spoken of alike: neither is meant for certain.
        case several
    }

    /// What people call equipment, and the letters with which plants number it.
    private static let nouns: [(word: String, letters: [String])] = [
        ("pump", ["P", "G", "PU"]), ("펌프", ["P", "G", "PU"]), ("مضخة", ["P", "G", "PU"]), ("المضخة", ["P", "G", "PU"]),
        ("compressor", ["C", "K"]), ("압축기", ["C", "K"]), ("ضاغط", ["C", "K"]), ("exchanger", ["E", "HE"]),
        ("열교환기", ["E", "HE"]), ("مبادل", ["E", "HE"]), ("furnace", ["F", "H"]), ("heater", ["F", "H"]),
        ("가열로", ["F", "H"]), ("فرن", ["F", "H"]), ("drum", ["V", "D"]), ("드럼", ["V", "D"]),
        ("tower", ["T", "C"]), ("column", ["T", "C"]), ("탑", ["T", "C"]),
    ]

    mutating func add(_ code: String) {
        let letters = code.prefix { $0.isLetter }
        let rest = String(code.dropFirst(letters.count))
        guard !letters.isEmpty, letters.count <= 2, rest.utf8.count >= 3,
            rest.utf8.first.map({ $0 &- 0x30 < 10 }) == true
        else { return }
        if codes[String(letters)]?[rest] != nil {
            codes[String(letters)]?[rest] = .several
        } else {
            codes[String(letters), default: [:]][rest] = .one(code)
        }
    }

    /// The code without punctuation of the first equipment that a text speaks of.
    func spoken(in text: String) -> String? {
        guard !codes.isEmpty else { return nil }
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for (index, word) in words.enumerated() {
            guard let noun = SpokenNames.nouns.first(where: { word.hasPrefix($0.word) }) else { continue }
            // Korean and English put the number before the word, Arabic and some English after it.
            let before = Array(words[max(0, index - 2)..<index])
            let after = Array(words[(index + 1)..<min(words.count, index + 3)])
            for number in [before.joined(), before.last ?? "", after.joined(), after.first ?? ""] {
                for letters in noun.letters {
                    if case .one(let code) = codes[letters]?[number.uppercased()] { return code }
                }
            }
        }
        return nil
    }
}
