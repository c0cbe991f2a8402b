package import Plant

/// A PI archive to read from, through PI Web API.
package struct ArchiveSettings: Sendable, Hashable {
    package enum Values: String, Sendable, CaseIterable {
        /// As they lie in the archive.
        case recorded
        /// At even steps, computed by the server.
        case interpolated
    }

    package enum Login: Sendable, Hashable {
        case none
        case basic(user: String, password: SecretPlace)
        case bearer(SecretPlace)
    }

    package var name: String
    /// The address with `/piwebapi`.
    package var url: String
    /// The data server's name, for points that are named without their path.
    package var server: String?
    /// Names of points, or paths: `\\\\SERVER\\point`, `\\\\AF\\database\\element|attribute`.
    package var points: [String] = []
    package var values: Values = .recorded
    /// Seconds between interpolated values.
    package var interval = 60
    /// Where reading starts when nothing was read before; `nil`: a day ago.
    package var from: Timestamp?
    /// Seconds between two rounds.
    package var every = 60.0
    /// Seconds before the last value read that are read again, for values that come late.
    package var overlap = 600.0
    /// Values in one answer, per stream.
    package var maximumCount = 10_000
    /// Streams in one question.
    package var streamsAtOnce = 20
    package var attempts = 6
    package var login: Login = .none
    package var certificateAuthority: String?
    package var clientCertificate: String?
    package var clientKey: String?
    package var proxy: String?
    package var dataClass: DataClass?

    package init(name: String, url: String) {
        self.name = name
        self.url = url
        while self.url.hasSuffix("/") { self.url.removeLast() }
    }
}
