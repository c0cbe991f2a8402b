import FoundationEssentials
import Plant

/// A test collection: documents, questions, and which documents answer which question.
package struct RetrievalCollection: Sendable {
    package struct Query: Sendable, Hashable {
        package var id: String
        package var text: String

        package init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    package var documents: [SearchDocument]
    package var queries: [Query]
    /// Question → document → gain.
    package var judgements: [String: [String: Double]]
    /// What is odd about the collection, though it can be judged.
    package var notes: [String]

    /// Reads the three files of a collection.
    ///
    /// - Parameters:
    ///   - corpus: JSON Lines with `_id`, `title` (optional), `text`.
    ///   - queries: JSON Lines with `_id`, `text`.
    ///   - judgements: lines of question, document and gain, or of question, iteration, document and gain, separated
    ///     by tabs or spaces; a heading line is skipped.
    /// - Throws: ``RetrievalCollectionError`` with file and line of what cannot be read, or what would make every
    ///   figure a nought.
    package init(corpus: [UInt8], queries: [UInt8], judgements: [UInt8]) throws(RetrievalCollectionError) {
        documents = try CollectionLines.read(corpus, file: "corpus.jsonl", needsText: false).map { row in
            SearchDocument(id: row.id, title: row.title, text: row.text, kind: .passage, dataClass: .public)
        }
        self.queries = try CollectionLines.read(queries, file: "queries.jsonl", needsText: true).map {
            Query(id: $0.id, text: $0.text)
        }
        self.judgements = try RetrievalCollection.judgements(judgements)
        notes = []
        try compare()
    }

    private static func judgements(_ bytes: [UInt8]) throws(RetrievalCollectionError) -> [String: [String: Double]] {
        var result: [String: [String: Double]] = [:]
        var lines: [String: [String: Int]] = [:]
        for (number, line) in CollectionLines.lines(bytes).enumerated() {
            let hasTabs = line.contains(UInt8(ascii: "\t"))
            let cells = line.split { $0 == UInt8(ascii: "\t") || $0 == 0x0D || (!hasTabs && $0 == UInt8(ascii: " ")) }
                .map { String(decoding: $0, as: UTF8.self) }
            guard let last = cells.last else { continue }
            let gain = Double(last)
            if gain == nil, number == 0 { continue }
            guard cells.count == 3 || cells.count == 4, let gain, gain.isFinite else {
                throw RetrievalCollectionError(
                    file: "qrels.tsv",
                    line: number + 1,
                    reason: "expected question, document and gain (a number), separated by tabs"
                )
            }
            let document = cells[cells.count - 2]
            if let earlier = result[cells[0]]?[document], earlier != gain {
                let before = lines[cells[0]]?[document] ?? 0
                throw RetrievalCollectionError(
                    file: "qrels.tsv",
                    line: number + 1,
                    reason: "question \(cells[0]) and document \(document) were given another gain in line \(before)"
                )
            }
            result[cells[0], default: [:]][document] = gain
            lines[cells[0], default: [:]][document] = number + 1
        }
        return result
    }

    /// Whether the three files speak of the same questions and documents.
    private mutating func compare() throws(RetrievalCollectionError) {
        func refuse(_ file: String, _ reason: String) throws(RetrievalCollectionError) {
            throw RetrievalCollectionError(file: file, line: nil, reason: reason)
        }
        if documents.isEmpty { try refuse("corpus.jsonl", "there is no document in it") }
        if queries.isEmpty { try refuse("queries.jsonl", "there is no question in it") }
        let relevant = judgements.filter { $0.value.contains { $0.value > 0 } }
        guard let example = relevant.keys.min() else {
            return try refuse("qrels.tsv", "no document is relevant to any question: every gain is 0 or less")
        }
        let asked = Set(queries.map(\.id))
        let known = relevant.keys.filter(asked.contains)
        if known.isEmpty {
            try refuse("qrels.tsv", "none of its questions, such as “\(example)”, is in queries.jsonl")
        }
        if known.count < relevant.count {
            notes.append(
                "\(relevant.count - known.count) of \(relevant.count) judged questions are not in queries.jsonl and count for "
                    + "nothing"
            )
        }
        if known.count < queries.count {
            notes.append(
                "\(queries.count - known.count) of \(queries.count) questions have no relevant document in qrels.tsv: they are "
                    + "asked and timed, and not judged"
            )
        }
        let silent = queries.count { $0.text.trimmed.isEmpty }
        if silent > 0 { notes.append("\(silent) of \(queries.count) questions are empty and find nothing") }
        let blank = documents.count { $0.title.trimmed.isEmpty && $0.text.trimmed.isEmpty }
        if blank > 0 { notes.append("\(blank) of \(documents.count) documents are empty and are never found") }
        let held = Set(documents.map(\.id))
        let wanted = Set(known.flatMap { id in (relevant[id] ?? [:]).filter { $0.value > 0 }.keys })
        let missing = wanted.subtracting(held)
        if missing.count == wanted.count, let example = missing.min() {
            try refuse("qrels.tsv", "none of its relevant documents, such as “\(example)”, is in corpus.jsonl")
        }
        if !missing.isEmpty {
            notes.append(
                "\(missing.count) of \(wanted.count) relevant documents are not in corpus.jsonl and count as not found"
            )
        }
    }
}

/// What of a collection cannot be read.
package struct RetrievalCollectionError: Error, Sendable, Hashable, CustomStringConvertible {
    package var file: String
    /// From 1; `nil` for the file as a whole.
    package var line: Int?
    package var reason: String

    package var description: String {
        file + (line.map { ", line \($0)" } ?? "") + ": " + reason
    }
}
