/// A call that did not get through, or whose answer did not come to its end.
package struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case badURL = "bad_url"
        case badHeader = "bad_header"
        case couldNotResolve = "could_not_resolve"
        case couldNotConnect = "could_not_connect"
        /// Every address of the host lies outside the ranges that may be connected to.
        case addressNotAllowed = "address_not_allowed"
        case tls
        case connectTimeout = "connect_timeout"
        case firstByteTimeout = "first_byte_timeout"
        case idleTimeout = "idle_timeout"
        case totalTimeout = "total_timeout"
        case connectionLost = "connection_lost"
        case tooLarge = "too_large"
        /// What came back is not HTTP, or not an event stream.
        case protocolError = "protocol_error"
        /// The transport was shut down under the call.
        case cancelled
    }

    package let code: Code
    /// The address called, without user and query; empty where there is none.
    package let url: String
    /// What happened, and what to do about it.
    package let message: String
    /// Whether the server may have seen the request, so that trying again may do a thing twice.
    package let mayHaveBeenReceived: Bool

    package init(code: Code, url: String = "", message: String, mayHaveBeenReceived: Bool) {
        self.code = code
        self.url = TransportError.shown(url)
        self.message = message
        self.mayHaveBeenReceived = mayHaveBeenReceived
    }

    /// Whether the same call may go better in a moment: not so for a wrong address, a wrong certificate or an answer
    /// that is too long.
    package var isWorthRetrying: Bool {
        switch code {
        case .couldNotResolve, .couldNotConnect, .connectTimeout, .firstByteTimeout, .idleTimeout,
            .connectionLost:
            true
        case .badURL, .badHeader, .addressNotAllowed, .tls, .totalTimeout, .tooLarge, .protocolError,
            .cancelled:
            false
        }
    }

    package var description: String {
        url.isEmpty ? message : "\(url): \(message)"
    }

    static func tooLarge(_ what: String, _ limit: Int, url: String = "") -> TransportError {
        TransportError(
            code: .tooLarge,
            url: url,
            message: "\(what) is longer than \(limit) bytes and was not read on",
            mayHaveBeenReceived: true
        )
    }

    /// A URL that may be shown: no user, password, query or fragment.
    static func shown(_ url: String) -> String {
        let bytes = Array(url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        let start = min(colon + 3, bytes.count)
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
        guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return String(decoding: bytes[..<start] + bytes[(at + 1)...], as: UTF8.self)
    }
}
