#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the sentence of a text that says most about a question, to be quoted instead of the text's first line.
package struct TellingSentence: Sendable {
    private let weights: [UInt64: Double]
    /// A shorter line is a heading or a number more often than an answer.
    private static let usualLength = 24

    package init(for question: String) {
        let query = SearchQuery(question, ranking: .fitted, glossary: .shared)
        weights = Dictionary(
            query.parts.filter { $0.field == .main || $0.field == .pair }.map { ($0.hash, $0.weight) },
            uniquingKeysWith: max
        )
    }

    /// The sentence as it stands in the text, without what surrounds it; of equally good ones the first. `nil` where
    /// none shares a word with the question.
    package func sentence(of text: String) -> String? {
        let sentences = TellingSentence.sentences(of: text)
        var analyzer = Analyzer()
        let held = sentences.map { sentence in
            analyzer.start()
            analyzer.add(sentence)
            return Set(analyzer.terms.lazy.map(\.hash).filter { weights[$0] != nil })
        }
        var counts: [UInt64: Int] = [:]
        for terms in held { for term in terms { counts[term, default: 0] += 1 } }
        var best: (place: Int, score: Double)?
        for (place, terms) in held.enumerated() where !terms.isEmpty {
            // In a fixed order, so that the sum is the same every time.
            let sum = terms.sorted().reduce(0.0) { sum, term in
                let rarity = log(1 + Double(sentences.count) / Double(counts[term] ?? 1))
                return sum + (weights[term] ?? 0) * rarity
            }
            let length = sentences[place].utf8.count
            let score = length < TellingSentence.usualLength ? sum / 2 : sum
            if score > (best?.score ?? 0) { best = (place, score) }
        }
        return best.map { sentences[$0.place] }
    }

    /// Lines, and sentences within them: up to a full stop, question or exclamation mark before a space.
    static func sentences(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var result: [String] = []
        var start = 0
        func take(to end: Int) {
            let sentence = String(decoding: withoutMark(bytes[start..<end]), as: UTF8.self).trimmed
            // A number alone, or the rule under a table's head, says nothing.
            if sentence.unicodeScalars.lazy.filter(\.properties.isAlphabetic).prefix(3).count == 3 {
                result.append(sentence)
            }
            start = end
        }
        for place in bytes.indices {
            switch bytes[place] {
            case 0x0A, 0x0D:
                take(to: place)
                start = place + 1
            case 0x20, 0x09:
                if !isMark(bytes[start..<place]), endsSentence(bytes[start..<place]) { take(to: place) }
            default: break
            }
        }
        take(to: bytes.count)
        return result
    }

    /// `4.`, `b)`, `-`: what numbers the items of a list.
    private static func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
        let mark = bytes.drop { $0 <= 0x20 }
        guard let last = mark.last, mark.count <= 4 else { return false }
        if mark.count == 1 { return last == UInt8(ascii: "-") || last == UInt8(ascii: "*") }
        guard last == UInt8(ascii: ".") || last == UInt8(ascii: ")") else { return false }
        let name = mark.dropLast()
        return name.allSatisfy { $0 &- 0x30 < 10 } || name.count == 1
    }

    private static func withoutMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let line = bytes.drop { $0 <= 0x20 }
        guard let blank = line.firstIndex(of: 0x20), isMark(line[..<blank]) else { return line }
        return line[blank...].drop { $0 <= 0x20 }
    }

    /// Whether these bytes end with a mark that ends a sentence; `No.`, `e.g.` and the like do not.
    private static func endsSentence(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let last = bytes.last else { return false }
        // The Arabic question mark, and the full stop of Chinese and Japanese.
        if bytes.suffix(2).elementsEqual([0xD8, 0x9F]) || bytes.suffix(3).elementsEqual([0xE3, 0x80, 0x82]) {
            return true
        }
        if last == UInt8(ascii: "?") || last == UInt8(ascii: "!") { return true }
        guard last == UInt8(ascii: ".") else { return false }
        let word = bytes.dropLast().split(separator: 0x20).last ?? []
        return !abbreviations.contains(String(decoding: word, as: UTF8.self).lowercased())
    }

    private static let abbreviations: Set<String> = [
        "no", "nos", "fig", "figs", "e.g", "i.e", "approx", "max", "min", "ca", "vs", "eq", "sec", "ref", "temp", "cf",
        "dr",
        "mr", "st", "inc", "co", "ltd",
    ]
}
