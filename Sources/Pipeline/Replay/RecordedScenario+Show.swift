import HTTPTransport
import Plant

extension RecordedScenario {
    /// What is in cassettes, for whoever reviews them.
    ///
    /// - Parameter path: A scenario's folder, or a cassette.
    /// - Throws: ``UsageError`` when it is neither, `CassetteError` when a file is no cassette.
    package static func show(_ path: String) throws -> String {
        guard LocalFile.isFolder(path) else {
            guard LocalFile.exists(path) else { throw UsageError("there is no '\(path)'") }
            return shown(try cassette(path), path)
        }
        let folder = path.hasSuffix("/") ? path + "cassettes" : path + "/cassettes"
        guard LocalFile.isFolder(folder) else {
            return "\(path) has no cassettes: its answers are made without a model"
        }
        return try LocalFile.names(in: folder).filter { $0.hasSuffix(".json") }
            .map { shown(try cassette(folder + "/" + $0), folder + "/" + $0) }.joined(separator: "\n\n")
    }

    /// - Throws: ``UsageError`` with the file's name when it is no cassette.
    static func cassette(_ path: String) throws -> Cassette {
        do {
            return try Cassette(json: LocalFile.read(path))
        } catch let error as CassetteError {
            throw UsageError("\(path): \(error)")
        }
    }

    private static func shown(_ cassette: Cassette, _ path: String) -> String {
        let origin = cassette.origin
        let facts = [origin.server, origin.version, origin.model, origin.dialect, origin.date].compactMap(\.self)
        var lines = [path, "\(origin.kind.rawValue): " + facts.joined(separator: ", ")]
        if let source = origin.source { lines.append("written from: " + source) }
        if !cassette.volatile.isEmpty { lines.append("not compared: " + cassette.volatile.joined(separator: ", ")) }
        let secret = SecretScanner().find(in: cassette)
        lines.append(secret.map { "✗ \($0.place) holds \($0.what)" } ?? "no secret found")
        for (number, entry) in cassette.entries.enumerated() {
            lines.append("")
            lines.append(
                "── \(number + 1) of \(cassette.entries.count)  \(entry.request.method) \(entry.request.path)  "
                    + "\(entry.digest.prefix(12))"
            )
            lines += request(entry.request)
            lines += answer(entry.response)
        }
        return lines.joined(separator: "\n")
    }

    private static func request(_ request: CanonicalRequest) -> [String] {
        switch request.body {
        case .none: return []
        case .text(let text): return indented(text)
        case .json(let value):
            var rest = value.object ?? [:]
            let messages = rest.removeValue(forKey: "messages")?.array ?? []
            let settings = rest.isEmpty ? [] : ["settings: " + JSONValue.object(rest).text()]
            return settings
                + messages.flatMap { message in
                    [(message["role"]?.string ?? "?") + ":"]
                        + indented(message["content"]?.string ?? message.text())
                }
        }
    }

    private static func answer(_ answer: RecordedResponse) -> [String] {
        let first = answer.chunks.first?.offsetMilliseconds ?? 0
        let last = answer.chunks.last?.offsetMilliseconds ?? 0
        var lines = [
            "answer: \(answer.status), \(answer.chunks.count) pieces, \(answer.bytes.count) bytes, "
                + "first after \(first) ms, last after \(last) ms, \(answer.ending.words)"
        ]
        for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) { lines.append("  \(name): \(value)") }
        let said = answer.said
        if said.isEmpty {
            lines += indented(String(decoding: answer.bytes.prefix(4_000), as: UTF8.self))
        } else {
            for part in said { lines += ["  \(part.field):"] + indented(part.text).map { "  " + $0 } }
        }
        return lines
    }

    /// Control characters are shown, not obeyed by the terminal.
    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            "  " + String(String.UnicodeScalarView(line.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }))
        }
    }
}
