/// A request as it goes on the wire.
package struct HTTPRequest: Sendable {
    package var method: String
    package var url: String
    package var headers: [(String, String)]
    package var body: [UInt8]
    package var limits: TimeLimits
    package var security: TransportSecurity
    /// `http://host:port`; `nil` goes straight.
    package var proxy: String?

    package init(
        method: String = "GET",
        url: String,
        headers: [(String, String)] = [],
        body: [UInt8] = [],
        limits: TimeLimits = TimeLimits(),
        security: TransportSecurity = TransportSecurity(),
        proxy: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.security = security
        self.proxy = proxy
    }

    /// The path and query of the URL.
    var path: String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
}

/// How long each part of a call may take, in seconds.
package struct TimeLimits: Sendable, Hashable {
    package var connect: Double
    /// From the start until the response's head is in, connecting not counted.
    package var firstByte: Double
    /// Between two pieces of the body, while the reader wants more.
    package var idle: Double
    package var total: Double

    package init(connect: Double = 5, firstByte: Double = 120, idle: Double = 60, total: Double = 600) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
    }
}

/// Files for TLS; without any, the system's certificates are trusted.
package struct TransportSecurity: Sendable, Hashable {
    package var certificateAuthority: String?
    package var clientCertificate: String?
    package var clientKey: String?

    package init(certificateAuthority: String? = nil, clientCertificate: String? = nil, clientKey: String? = nil) {
        self.certificateAuthority = certificateAuthority
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
    }
}
