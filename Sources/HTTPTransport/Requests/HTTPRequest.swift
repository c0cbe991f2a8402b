/// A request as it goes on the wire. Redirects are never followed.
package struct HTTPRequest: Sendable {
    package var method: String
    package var url: String
    package var headers: HTTPHeaders
    package var body: [UInt8]
    package var limits: TimeLimits
    package var security: TransportSecurity
    /// `http://host:port` or `socks5h://host:port`; without one the call goes straight, whatever the environment says.
    package var proxy: String?
    package var version: HTTPVersionPreference
    /// Longer bodies end the call with `tooLarge`.
    package var maximumResponseBytes: Int
    /// Addresses that may be connected to, whatever DNS answers; `nil` for any. With a proxy, the proxy's address.
    package var allowedAddresses: [AddressRange]?

    package init(
        method: String = "GET",
        url: String,
        headers: HTTPHeaders = [:],
        body: [UInt8] = [],
        limits: TimeLimits = TimeLimits(),
        security: TransportSecurity = TransportSecurity(),
        proxy: String? = nil,
        version: HTTPVersionPreference = .automatic,
        maximumResponseBytes: Int = 64 << 20,
        allowedAddresses: [AddressRange]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.security = security
        self.proxy = proxy
        self.version = version
        self.maximumResponseBytes = maximumResponseBytes
        self.allowedAddresses = allowedAddresses
    }
}

/// How long each part of a call may take, in seconds.
package struct TimeLimits: Sendable, Hashable {
    /// Name look-up, connection and TLS together.
    package var connect: Double
    /// From the connection to the first byte of the answer: long where a server lets calls queue.
    package var firstByte: Double
    /// Between two pieces of the answer, while the reader is waiting for more.
    package var idle: Double
    package var total: Double

    package init(connect: Double = 5, firstByte: Double = 120, idle: Double = 60, total: Double = 600) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
    }
}

/// PEM files for TLS. Without an authority of its own, the system's are trusted.
package struct TransportSecurity: Sendable, Hashable {
    package var certificateAuthority: String?
    package var clientCertificate: String?
    package var clientKey: String?

    package init(
        certificateAuthority: String? = nil,
        clientCertificate: String? = nil,
        clientKey: String? = nil
    ) {
        self.certificateAuthority = certificateAuthority
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
    }
}

/// Which HTTP to speak.
package enum HTTPVersionPreference: Sendable {
    /// HTTP/2 where TLS negotiates it, else 1.1.
    case automatic
    case http1
    /// HTTP/2 without asking first; for servers that speak it without TLS.
    case http2
}
