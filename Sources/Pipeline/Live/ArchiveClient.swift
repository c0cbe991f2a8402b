import HTTPTransport
import Ingestion
import Plant

/// Asks PI Web API and waits when it asks for patience.
struct ArchiveClient: Sendable {
    let settings: ArchiveSettings
    let transport: any HTTPTransport
    let clock: any Clock<Duration>
    private let headers: HTTPHeaders

    /// - Throws: ``UsageError`` when a secret is not where the settings say.
    init(_ settings: ArchiveSettings, transport: any HTTPTransport, clock: any Clock<Duration>) throws {
        self.settings = settings
        self.transport = transport
        self.clock = clock
        var headers: HTTPHeaders = ["Accept": "application/json"]
        let what = "live.pi '\(settings.name)'"
        switch settings.login {
        case .none: break
        case .basic(let user, let place):
            let password = try place.read(for: what) ?? ""
            headers.append("Authorization", "Basic " + Base64.text(Array((user + ":" + password).utf8)))
        case .bearer(let place):
            guard let token = try place.read(for: what) else { throw UsageError("\(what) names no token") }
            headers.append("Authorization", "Bearer " + token)
        }
        self.headers = headers
    }

    /// The answer's body.
    ///
    /// - Throws: ``ArchiveFault`` with what to do.
    func get(_ path: String, _ query: [(String, String)]) async throws -> [UInt8] {
        let words = query.map { $0.0 + "=" + ArchiveClient.escaped($0.1) }.joined(separator: "&")
        let request = HTTPRequest(
            url: settings.url + "/" + path + "?" + words,
            headers: headers,
            limits: TimeLimits(connect: 10, firstByte: 120, idle: 60, total: 600),
            security: TransportSecurity(
                certificateAuthority: settings.certificateAuthority,
                clientCertificate: settings.clientCertificate,
                clientKey: settings.clientKey
            ),
            proxy: settings.proxy,
            maximumResponseBytes: 256 << 20
        )
        var attempt = 1
        while true {
            let wait: Double
            do {
                let response = try await transport.send(request)
                let body = try await response.collect(upTo: 256 << 20)
                if (200...299).contains(response.status) { return body }
                let fault = ArchiveFault(status: response.status, path: path, body: body, settings: settings)
                guard fault.isWorthRetrying, attempt < settings.attempts else { throw fault }
                let asked = response.header("Retry-After").flatMap { Double($0) }
                wait = min(max(asked ?? ArchiveClient.pause(attempt), 0), 300)
            } catch let error as TransportError where error.isWorthRetrying && attempt < settings.attempts {
                wait = ArchiveClient.pause(attempt)
            }
            attempt += 1
            try await clock.sleep(for: .seconds(wait))
        }
    }

    /// Seconds: 1, 2, 4… up to a minute.
    private static func pause(_ attempt: Int) -> Double {
        Double(min(1 << min(attempt - 1, 6), 60))
    }

    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: result.append(byte)
            default: result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// An answer that is no success.
struct ArchiveFault: Error, CustomStringConvertible {
    let status: Int
    let description: String

    init(status: Int, path: String, body: [UInt8], settings: ArchiveSettings) {
        self.status = status
        let said = PIWebPayload.fault(in: body).map { ": " + $0 } ?? ""
        let remedy =
            switch status {
            case 300...399: "it redirects; write the address it leads to as url"
            case 401: "it does not accept the credentials; check username and password or token of '\(settings.name)'"
            case 403: "the account may not read this; ask for read access to the points"
            case 404: "there is no such thing; check url, server and points of '\(settings.name)'"
            case 429, 503: "it asks for patience and did not answer in \(settings.attempts) attempts"
            case 400: "it does not understand the question"
            default: "it cannot answer now"
            }
        description = "\(settings.url)/\(path) answers \(status)\(said) (\(remedy))"
    }

    var isWorthRetrying: Bool { [408, 429, 500, 502, 503, 504].contains(status) }
}

/// Base64 as HTTP's Basic authentication needs it.
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let piece = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for byte in piece { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32((3 - piece.count) * 8)
            for place in 0..<4 {
                let isPadding = place > piece.count
                result.append(isPadding ? 0x3D : letters[Int(bits >> UInt32(18 - place * 6) & 63)])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
