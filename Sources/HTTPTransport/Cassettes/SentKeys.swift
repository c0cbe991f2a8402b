/// What a request carries that must stay secret: in its headers, and in its URL.
enum SentKeys {
    static func of(_ request: HTTPRequest) -> [String] {
        let headers = request.headers.all.compactMap { header in
            isSecret(header.name) ? header.value.split(separator: " ").last.map(String.init) : nil
        }
        return (headers + inURL(request.url)).filter { $0.utf8.count >= 6 }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["auth", "key", "token", "secret", "password", "signature", "cookie"].contains { name.contains($0) }
            || name == "sig"
    }

    /// A password before the host, and fields of the query, both as they are written and as they are meant.
    private static func inURL(_ url: String) -> [String] {
        var found: [String] = []
        let parts = url.split(separator: "?", maxSplits: 1)
        if let scheme = parts.first?.firstIndex(of: ":"), let place = parts.first?[scheme...].dropFirst(3) {
            let authority = place.prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") {
                found += authority[..<at].split(separator: ":").dropFirst().map(String.init)
            }
        }
        if parts.count == 2 {
            for field in parts[1].prefix(while: { $0 != "#" }).split(separator: "&") {
                let pair = field.split(separator: "=", maxSplits: 1)
                if pair.count == 2, isSecret(String(pair[0])) { found.append(String(pair[1])) }
            }
        }
        return found + found.map(meant)
    }

    private static func meant(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
