/// A call that did not get through.
package struct TransportError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case badURL = "bad_url"
        case couldNotResolve = "could_not_resolve"
        case couldNotConnect = "could_not_connect"
        case tls
        case connectTimeout = "connect_timeout"
        case firstByteTimeout = "first_byte_timeout"
        case idleTimeout = "idle_timeout"
        case totalTimeout = "total_timeout"
        case connectionLost = "connection_lost"
        case tooLarge = "too_large"
    }

    package let code: Code
    /// Without query and user.
    package let url: String
    /// What happened and what to do.
    package let message: String
    /// Whether the server may have seen the request: then trying again may do things twice.
    package let mayHaveBeenReceived: Bool

    package init(code: Code, url: String, message: String, mayHaveBeenReceived: Bool) {
        self.code = code
        self.url = url
        self.message = message
        self.mayHaveBeenReceived = mayHaveBeenReceived
    }

    package var description: String {
        url.isEmpty ? message : "\(url): \(message)"
    }

    /// A URL that may be shown: no user, no query.
    static func shown(_ url: String) -> String {
        var text = String(url.prefix { $0 != "?" && $0 != "#" })
        if let scheme = text.firstRange(of: "://") {
            let rest = text[scheme.upperBound...]
            let authority = rest.prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") {
                text = String(text[..<scheme.upperBound]) + String(rest[rest.index(after: at)...])
            }
        }
        return text
    }
}
