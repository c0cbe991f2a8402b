package import HTTPTransport

/// Fields taken from a document, each with its page, and whether it is written there.
package struct ExtractionReport: Sendable {
    package struct Field: Sendable, Hashable {
        /// `valves[2].tag`
        package var name: String
        /// As text; `nil` when the document does not say it.
        package var value: String?
        package var json: JSONValue
        /// The page that the model names, counted from 1.
        package var page: Int?
        /// As the model says it: `high` or `low`.
        package var confidence: String?
        /// Pages on which Telltale finds the value as it is written; `nil` where it did not look.
        package var writtenOn: [Int]?
    }

    package var file: String
    package var reader: String
    package var endpoint: String
    package var fields: [Field]
    package var answer: JSONValue
    /// What does not fit the schema, and what could not be checked.
    package var notes: [String]
    /// Whether the same was asked before, so that nothing was sent.
    package var isKept: Bool

    /// Whether something has to be looked at: a value that is nowhere written, or an answer that does not fit.
    package var isDoubtful: Bool {
        !notes.isEmpty || fields.contains { $0.value != nil && ($0.writtenOn?.isEmpty ?? false) }
    }

    package func text() -> String {
        var lines = [
            "\(file), read by \(reader) (\(endpoint))" + (isKept ? ", as kept from before: nothing was sent" : "")
        ]
        let width = min(32, fields.map(\.name.count).max() ?? 0)
        for field in fields {
            let gap = String(repeating: " ", count: max(0, width - field.name.count))
            lines.append("  \(field.name)\(gap)  \(field.value ?? "–")\(words(field))")
        }
        if fields.isEmpty { lines.append("  none of the fields was found") }
        lines += notes.map { "! " + $0 }
        return lines.joined(separator: "\n")
    }

    private func words(_ field: Field) -> String {
        guard field.value != nil else { return "  (not in the document)" }
        var parts: [String] = []
        let found = field.writtenOn ?? []
        if let page = field.page {
            parts.append("page \(page)")
        } else if !found.isEmpty {
            parts.append(
                (found.count == 1 ? "page " : "pages ") + found.prefix(4).map(String.init).joined(separator: ", ")
            )
        }
        if field.confidence == "low" { parts.append("low confidence") }
        if let written = field.writtenOn {
            if written.isEmpty {
                parts.append("nowhere written like this: look at the original")
            } else if let page = field.page, !written.contains(page) {
                parts.append("but written like this on page \(written.map(String.init).joined(separator: ", "))")
            }
        }
        return parts.isEmpty ? "" : "  (" + parts.joined(separator: "; ") + ")"
    }

    package func json() -> String {
        let fields = fields.map { field -> JSONValue in
            var members: [String: JSONValue] = ["name": .string(field.name), "value": field.json]
            if let page = field.page { members["page"] = .integer(page) }
            if let confidence = field.confidence { members["confidence"] = .string(confidence) }
            if let written = field.writtenOn { members["written_on"] = .array(written.map { .integer($0) }) }
            return .object(members)
        }
        return JSONValue.object([
            "schema": "telltale.extract/1", "file": .string(file), "reader": .string(reader),
            "endpoint": .string(endpoint), "answer": answer, "fields": .array(fields),
            "notes": .array(notes.map { .string($0) }), "kept": .bool(isKept),
        ]).prettyText()
    }
}
