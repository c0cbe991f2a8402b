/// Looks for what must never be in a file: keys, tokens, passwords.
package struct SecretScanner: Sendable {
    /// Secrets that are known to have been used.
    private let known: [[UInt8]]

    package init(known: Set<String> = []) {
        self.known = known.sorted().map { Array($0.utf8) }
    }

    /// The first secret in a cassette, wherever it hides; `nil` when there is none.
    package func find(in cassette: Cassette) -> SecretFound? {
        let origin = cassette.origin
        for text in [origin.server, origin.version, origin.model, origin.source, origin.basePath] {
            if let text, let what = find(in: text) { return SecretFound(what: what, place: "the origin") }
        }
        for (number, entry) in cassette.entries.enumerated() {
            let request = "the request of entry \(number + 1)"
            switch entry.request.body {
            case .none: break
            case .json(let value):
                if let what = find(in: value) { return SecretFound(what: what, place: request) }
            case .text(let text):
                if let what = find(in: text) { return SecretFound(what: what, place: request) }
            }
            if let what = find(in: entry.request.path) { return SecretFound(what: what, place: request) }
            let answer = "the answer of entry \(number + 1)"
            for (name, value) in entry.response.headers.sorted(by: { $0.key < $1.key }) {
                if let what = find(in: "\(name): \(value)") {
                    return SecretFound(what: what, place: answer)
                }
            }
            // Pieces are put together first: a key may lie across two of them.
            if let what = find(in: entry.response.chunks.flatMap(\.bytes)) {
                return SecretFound(what: what, place: answer)
            }
            // A stream hands a key out in parts, and JSON may escape what is in it.
            for said in entry.response.said {
                if let what = find(in: said.text) { return SecretFound(what: what, place: answer) }
            }
            for value in entry.response.values {
                if let what = find(in: value) { return SecretFound(what: what, place: answer) }
            }
        }
        return nil
    }

    /// What was found in a text, in words that do not repeat it.
    package func find(in text: String) -> String? {
        find(in: Array(text.utf8))
    }

    private func find(in value: JSONValue) -> String? {
        switch value {
        case .string(let text): return find(in: text)
        case .array(let elements):
            for element in elements { if let what = find(in: element) { return what } }
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                if let text = SecretScanner.shown(member), let what = find(in: "\(key): \(text)") { return what }
                if let what = find(in: member) { return what }
            }
        default: break
        }
        return nil
    }

    /// A member that a name before it makes a secret: a text, or a number that is a password.
    private static func shown(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer, .longInteger: value.text()
        default: nil
        }
    }

    // MARK: Rules

    /// What a key of some maker begins with, and how long what follows is at least.
    private static let prefixes: [(prefix: [UInt8], length: Int, name: String)] = [
        ("sk-", 16), ("nv-", 16), ("nvapi-", 16), ("up_", 16), ("flp_", 16), ("hf_", 20), ("ghp_", 20),
        ("github_pat_", 20),
        ("glpat-", 16), ("xoxb-", 16), ("akia", 16), ("aiza", 30), ("eyjhbgci", 30),
    ].map { prefix, length in (Array(prefix.utf8), length, prefix) }

    private static let names: [[UInt8]] = [
        "authorization", "api_key", "apikey", "api-key", "password", "passwd", "client_secret",
        "access_token",
        "refresh_token", "private_token", "secret_key", "x-amz-signature",
    ].map { Array($0.utf8) }

    private func find(in bytes: [UInt8]) -> String? {
        for key in known where bytes.firstIndex(of: key) != nil {
            return "a key that went out with a request"
        }
        let text = bytes.map(\.asciiLowercase)
        if let mark = text.firstIndex(of: Array("-----begin".utf8)),
            text[mark...].prefix(60).firstIndex(of: Array("private key".utf8)) != nil
        {
            return "a private key"
        }
        for index in text.indices where index == 0 || !text[index - 1].isWordByte {
            switch text[index] {
            case UInt8(ascii: "b"):
                if text.continues(with: Array("bearer ".utf8), at: index),
                    tokenLength(text, index + 7) >= 16
                {
                    return "a bearer token"
                }
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            default: continue
            }
            for rule in SecretScanner.prefixes where text.continues(with: rule.prefix, at: index) {
                let start = index + rule.prefix.count
                let length = tokenLength(text, start)
                // Words joined by hyphens hold few digits; keys hold many.
                if length >= rule.length,
                    text[start..<(start + length)].count(where: { (0x30...0x39).contains($0) }) >= 3
                {
                    return "what looks like a key (\(rule.name)…)"
                }
            }
        }
        for name in SecretScanner.names where hasValue(text, of: name) {
            return "a value of '\(String(decoding: name, as: UTF8.self))'"
        }
        return nil
    }

    private func tokenLength(_ text: [UInt8], _ start: Int) -> Int {
        guard start <= text.count else { return 0 }
        return text[start...].prefix {
            $0.isWordByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }.count
    }

    /// `"api_key": "…"`, `api_key=…` with something behind it.
    private func hasValue(_ text: [UInt8], of name: [UInt8]) -> Bool {
        var from = 0
        while let found = text[from...].firstIndex(of: name) {
            from = found + name.count
            var index = from
            func skip() {
                while index < text.count, [0x20, 0x22, 0x27, 0x5C].contains(text[index]) { index += 1 }
            }
            skip()
            guard index < text.count, text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: "=")
            else { continue }
            index += 1
            skip()
            let value = text[index...].prefix { $0 > 0x20 && ![0x22, 0x27, 0x5C, 0x2C].contains($0) }
            if value.count >= 8, value.contains(where: { (0x30...0x39).contains($0) }) { return true }
        }
        return false
    }
}

extension Collection where Element == UInt8, Index == Int {
    fileprivate func continues(with other: [UInt8], at index: Int) -> Bool {
        index + other.count <= endIndex && self[index..<(index + other.count)].elementsEqual(other)
    }

    fileprivate func firstIndex(of other: [UInt8]) -> Int? {
        guard let first = other.first, count >= other.count else { return nil }
        for index in startIndex...(endIndex - other.count)
        where self[index] == first && continues(with: other, at: index) {
            return index
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}

/// A cassette that is not saved, because it holds a secret.
package struct SecretFound: Error, Sendable, Hashable, CustomStringConvertible {
    package let what: String
    package let place: String

    package var description: String {
        "\(place) holds \(what), so the cassette was not saved; take it out of the data or the prompt and record again"
    }
}
