import Generation

/// How far the vectors of a workspace are, and what a run added.
package struct VectorReport: Codable, Sendable, Hashable {
    package var schema = "telltale.vectors/1"
    package var endpoint: String
    /// Under which name they are kept.
    package var model: String
    package var dimension: Int?
    /// Records whose text is to be embedded.
    package var records: Int
    package var with_vector = 0
    /// Above the endpoint's `highest_class`, therefore never sent.
    package var withheld = 0
    /// Texts sent and kept by this run.
    package var embedded = 0
    /// Longer than the model takes: only their beginning was embedded.
    package var shortened = 0
    /// Texts that the endpoint would not embed.
    package var refused = 0
    package var refusal: String?
    /// Why nothing more came.
    package var stopped: String?
    /// What became of vectors of another model.
    var aside: String?
    /// How a command whose only work this is ends.
    private var exit: OperationExit? = nil
    package var exitCode: Int32? {
        exit?.rawValue ?? (refused > 0 && with_vector == 0 ? OperationExit.failed.rawValue : nil)
    }

    private enum CodingKeys: String, CodingKey {
        case schema, endpoint, model, dimension, records, with_vector, withheld, embedded, shortened, refused, refusal,
            stopped,
            aside
    }

    package init(endpoint: String, model: String, records: Int) {
        self.endpoint = endpoint
        self.model = model
        self.records = records
    }

    /// Records that have no vector and may have one.
    package var missing: Int { max(0, records - with_vector - withheld) }

    package func json() throws -> String { try JSONText.pretty(self) }

    /// Whether there is anything that a person should act on.
    var isWhole: Bool { stopped == nil && refused == 0 && missing == 0 }

    package func text() -> String {
        var parts = ["\(with_vector) of \(Plural.of(records, "record")) have a vector of \(model)"]
        if let dimension { parts[0] += ", \(dimension) numbers each" }
        if embedded > 0 { parts.append(Plural.of(embedded, "text") + " embedded now") }
        if shortened > 0 {
            parts.append("\(shortened) longer than the model takes, embedded by the beginning")
        }
        if withheld > 0 { parts.append("\(withheld) above what '\(endpoint)' may receive, not sent (highest_class)") }
        var lines = aside.map { [$0] } ?? []
        if let stopped, exit == .usage {
            return (lines + ["✗ Vectors: \(stopped)", "    until then, searching goes by words alone"])
                .joined(separator: "\n")
        }
        lines.append("Vectors: " + parts.joined(separator: "; "))
        if refused > 0, let refusal {
            lines.append("    '\(endpoint)' would not embed \(Plural.of(refused, "text")): \(refusal)")
        }
        if let stopped {
            lines.append("✗ Vectors: \(stopped)")
            if missing > 0 {
                lines.append(
                    "    what came is kept; \(missing) without a vector are found by their words. "
                        + "Go on with: telltale vectors build"
                )
            }
        } else if missing > refused {
            lines.append("    \(missing) without a vector are found by their words. Embed them: telltale vectors build")
        }
        return lines.joined(separator: "\n")
    }

    /// In one line.
    var sentence: String {
        text().split(separator: "\n").map { line in
            let start = line.firstIndex { $0 != " " && $0 != "✗" } ?? line.startIndex
            return line[start...].hasPrefix("Vectors: ") ? String(line[start...].dropFirst(9)) : String(line[start...])
        }.joined(separator: "; ")
    }

    mutating func stop(_ error: any Error) {
        stopped = "\(error)"
        exit = OperationExit.code(for: error)
    }
}
