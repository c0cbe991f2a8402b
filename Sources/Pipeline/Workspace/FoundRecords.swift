import Plant
import Retrieval

/// Search results with why each matched.
package struct FoundRecords: Sendable {
    struct Item: Codable, Sendable {
        var record: Record
        var score: Double
        var matched: [String]
        /// How near it is in meaning, from -1 to 1; `nil` without vectors.
        var cosine: Double?
        var why: Why?
    }

    /// What of the score comes from where; all of it adds up to the score.
    struct Why: Codable, Sendable {
        struct Word: Codable, Sendable {
            var word: String
            var score: Double
            /// How many documents hold it.
            var documents: Int
        }

        var words: [Word]
        var parts_of_words: Double
        var letters: Double
        var neighbours: Double

        init(_ explanation: SearchExplanation) {
            words = explanation.words.map { Word(word: $0.text, score: $0.score, documents: $0.documents) }
            parts_of_words = explanation.parts
            letters = explanation.letters
            neighbours = explanation.neighbours
        }

        var text: String {
            func shown(_ value: Double) -> String { DecimalText.rounded(value, decimals: 2) }
            var pieces = words.map { "\($0.word) \(shown($0.score)) (in \($0.documents))" }
            for (name, score) in [
                ("parts of words", parts_of_words), ("letters in a row", letters), ("neighbouring words", neighbours),
            ] where score > 0 {
                pieces.append("\(name) \(shown(score))")
            }
            return pieces.joined(separator: " + ")
        }
    }

    /// Among what was searched.
    struct Searched: Codable, Sendable {
        var documents: Int
        var assets: [AssetID]
        var from: Timestamp?
        var to: Timestamp?
        var kinds: [RecordKind]
    }

    private struct Output: Encodable {
        let schema = "telltale.search/1"
        var text: String
        var searched: Searched
        var items: [Item]
        var notes: [String]
    }

    private(set) var items: [Item] = []
    /// When nothing was found: how many there are without the conditions.
    var elsewhere = 0
    /// What a reader has to know of how they were looked up.
    var notes: [String] = []
    private let request: SearchRequest
    private let searched: Searched
    private let zone: SiteTimeZone

    init(_ request: SearchRequest, _ filter: SearchFilter, _ index: SearchSnapshot, zone: SiteTimeZone) {
        self.request = request
        self.zone = zone
        let window = filter.window
        searched = Searched(
            documents: index.documentCount,
            assets: filter.assets,
            from: window.flatMap { $0.from == TimeWindow.always.from ? nil : $0.from },
            to: window.flatMap { $0.to == TimeWindow.always.to ? nil : $0.to },
            kinds: filter.kinds
        )
    }

    mutating func add(_ item: TextFinder.Item, _ explanation: SearchExplanation?) {
        items.append(
            Item(
                record: item.record,
                score: item.text.hit.score,
                matched: item.text.hit.matched,
                cosine: item.text.cosine,
                why: explanation.map(Why.init)
            )
        )
    }

    package func json() throws -> String {
        try JSONText.pretty(Output(text: request.text, searched: searched, items: items, notes: notes))
    }

    package func text() -> String {
        let words = Wording(language: .english, zone: zone)
        var lines: [String] = []
        if request.explains { lines.append(explanation(words)) }
        let telling = TellingSentence(for: request.text)
        for item in items {
            lines.append("\(DecimalText.rounded(item.score, decimals: 2))  \(words.record(item.record))")
            // A page goes by its heading, which seldom holds what was looked for.
            if item.record.kind == .passage, !item.record.title.isEmpty,
                let sentence = telling.sentence(of: item.record.text)
            {
                lines.append("      " + Wording.quotation(sentence))
            }
            let matched = item.matched.isEmpty ? "parts of words" : item.matched.joined(separator: ", ")
            let near = item.cosine.map { "; near in meaning: \(DecimalText.rounded($0, decimals: 2))" } ?? ""
            lines.append("      \(item.record.source.description); matched: \(matched)\(near)")
            if let why = item.why { lines.append("      why: \(why.text)") }
        }
        if items.isEmpty {
            let more = elsewhere == 1_000 ? "1000 or more are" : elsewhere == 1 ? "one is" : "\(elsewhere) are"
            lines.append("Nothing was found" + (elsewhere > 0 ? "; without the conditions, \(more)." : "."))
        }
        return (lines + notes.map { "Note: " + $0 }).joined(separator: "\n")
    }

    /// What was searched, and how to read the rest.
    private func explanation(_ words: Wording) -> String {
        var among: [String] = []
        if let first = searched.assets.first {
            let below = searched.assets.count - 1
            among.append("of \(first.rawValue)" + (below > 0 ? " and \(below) below it" : ""))
        }
        if let from = searched.from { among.append("from \(words.moment(from))") }
        if let to = searched.to { among.append("before \(words.moment(to))") }
        if !searched.kinds.isEmpty { among.append("only " + searched.kinds.map(\.rawValue).joined(separator: ", ")) }
        return "Searched \(searched.documents) documents" + (among.isEmpty ? "" : ", " + among.joined(separator: ", "))
            + ". Each score is the sum of its parts; ≈ marks a word that the glossary added, “in” how many documents "
            + "hold it.\n"
    }
}
