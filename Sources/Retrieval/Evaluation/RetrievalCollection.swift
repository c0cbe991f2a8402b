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

    /// Reads the three files of a collection.
    ///
    /// - Parameters:
    ///   - corpus: JSON Lines with `_id`, `title` (optional), `text`.
    ///   - queries: JSON Lines with `_id`, `text`.
    ///   - judgements: lines of question, document and gain, separated by tabs; a heading line is skipped.
    /// - Throws: ``RetrievalCollectionError`` with file and line of what cannot be read.
    package init(corpus: [UInt8], queries: [UInt8], judgements: [UInt8]) throws(RetrievalCollectionError) {
        documents = try Self.lines(corpus, file: "corpus.jsonl").map { row in
            SearchDocument(id: row._id, title: row.title ?? "", text: row.text, kind: .passage, dataClass: .public)
        }
        self.queries = try Self.lines(queries, file: "queries.jsonl").map { Query(id: $0._id, text: $0.text) }
        self.judgements = [:]
        for (number, line) in judgements.split(separator: UInt8(ascii: "\n")).enumerated() {
            let cells = String(decoding: line, as: UTF8.self).split(whereSeparator: { $0 == "\t" || $0 == "\r" })
            guard let last = cells.last else { continue }
            guard cells.count >= 3, let gain = Double(last) else {
                if number == 0 { continue }
                throw RetrievalCollectionError(
                    file: "qrels.tsv",
                    line: number + 1,
                    reason: "expected question, document and gain"
                )
            }
            // The form with an iteration column has four cells.
            self.judgements[String(cells[0]), default: [:]][String(cells[cells.count - 2])] = gain
        }
    }

    private struct Row: Decodable {
        var _id: String
        var title: String?
        var text: String
    }

    private static func lines(_ bytes: [UInt8], file: String) throws(RetrievalCollectionError) -> [Row] {
        let decoder = JSONDecoder()
        var rows: [Row] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
            do {
                rows.append(try decoder.decode(Row.self, from: Data(line)))
            } catch {
                throw RetrievalCollectionError(
                    file: file,
                    line: number + 1,
                    reason: "expected an object with _id and text"
                )
            }
        }
        return rows
    }
}

/// A line of a collection that cannot be read.
package struct RetrievalCollectionError: Error, Sendable, Hashable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var reason: String

    package var description: String {
        "\(file), line \(line): \(reason)"
    }
}
