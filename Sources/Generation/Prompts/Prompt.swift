package import Plant

/// One prompt: a head of settings, what the model is told it is, and what it is asked.
package struct Prompt: Sendable, Hashable {
    package let name: String
    package let version: String
    /// JSON Schema of the reply, as text.
    package let outputSchema: String?
    package let temperature: Double
    /// SHA-256 of the file, in hexadecimal.
    package let hash: String
    private let system: String
    private let user: String

    init(text: String, file: String) throws(PromptError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let bars = lines.indices.filter { lines[$0] == "---" }
        guard bars.count >= 3, bars[0] == 0 else {
            throw PromptError(
                file: file,
                message: "must be: ---, settings, ---, instructions, ---, question (lines of three hyphens between)"
            )
        }
        var settings: [String: String] = [:]
        for line in lines[(bars[0] + 1)..<bars[1]] where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else {
                throw PromptError(file: file, message: "has a setting without a colon: '\(line)'")
            }
            let key = String(line[..<colon])
            guard ["name", "version", "inputs", "temperature", "output_schema"].contains(key) else {
                throw PromptError(file: file, message: "has an unknown setting '\(key)'")
            }
            settings[key] = line[line.index(after: colon)...].drop { $0 == " " }.description
        }
        guard let name = settings["name"], let version = settings["version"] else {
            throw PromptError(file: file, message: "needs the settings name and version")
        }
        self.name = name
        self.version = version
        outputSchema = settings["output_schema"]
        temperature = settings["temperature"].flatMap(Double.init) ?? 0
        hash = SHA256.hex(of: text)
        system = lines[(bars[1] + 1)..<bars[2]].joined(separator: "\n")
        user = lines[(bars[2] + 1)...].joined(separator: "\n")
    }

    /// Names between `{{` and `}}`.
    package var placeholders: Set<String> {
        var names: Set<String> = []
        var rest = Substring(system + user)
        while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
            names.insert(String(rest[open.upperBound..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        return names
    }

    /// Fills the placeholders in one pass, so that what is put in is never read as a placeholder.
    package func rendered(_ inputs: [String: String]) -> (system: String, user: String) {
        (fill(system, inputs), fill(user, inputs))
    }

    private func fill(_ text: String, _ inputs: [String: String]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
            result += rest[..<open.lowerBound]
            result += inputs[String(rest[open.upperBound..<close.lowerBound])] ?? ""
            rest = rest[close.upperBound...]
        }
        return result + rest
    }
}

extension Substring {
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].utf8.starts(with: needle.utf8) {
                return start..<index(start, offsetBy: needle.count)
            }
            start = index(after: start)
        }
        return nil
    }
}

/// Evidence as a model gets it: fenced by a line that cannot occur within it.
package struct FencedEvidence: Sendable {
    package let fence: String
    package let text: String
    /// SHA-256 of each item, in order.
    package let hashes: [String]

    package init(_ evidence: [Evidence]) {
        let parts = evidence.map { item in
            "[\(item.id)] \(item.kind.rawValue), \(item.source)\n\(item.text)"
        }
        let text = parts.joined(separator: "\n\n")
        // The fence is made from what it encloses: no text can hold its own hash.
        fence = "=====" + SHA256.hex(of: text).prefix(16) + "====="
        self.text = text
        hashes = evidence.map { SHA256.hex(of: $0.text) }
    }
}
