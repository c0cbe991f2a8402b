package import HTTPTransport
package import Plant

/// A model endpoint: where it is, how it talks, and what it may receive.
package struct Endpoint: Sendable {
    package var name: String
    /// Base URL without a slash at its end: `http://127.0.0.1:8000/v1`.
    package var url: String
    package var model: String
    /// Where it stands, in words for the audit log.
    package var residency: String
    /// The highest class of data it may receive.
    package var highestClass: DataClass
    package var key: Secret?
    package var width: Int
    package var attempts: Int
    package var limits: TimeLimits
    package var security: TransportSecurity
    package var proxy: String?

    package init(
        name: String,
        url: String,
        model: String,
        residency: String = "unknown",
        highestClass: DataClass = .public,
        key: Secret? = nil,
        width: Int = 2,
        attempts: Int = 3,
        limits: TimeLimits = TimeLimits(),
        security: TransportSecurity = TransportSecurity(),
        proxy: String? = nil
    ) {
        self.name = name
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.model = model
        self.residency = residency
        self.highestClass = highestClass
        self.key = key
        self.width = width
        self.attempts = attempts
        self.limits = limits
        self.security = security
        self.proxy = proxy
    }

    /// Host and port, for policy and audit.
    package var host: String {
        var rest = Substring(url)
        if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
            rest = rest[rest.index(scheme, offsetBy: 3)...]
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        return String(authority.split(separator: "@").last ?? authority)
    }
}

/// A key that is never printed.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
}
