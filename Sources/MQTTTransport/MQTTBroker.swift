/// A broker to subscribe at, and how.
package struct MQTTBroker: Sendable {
    package var host: String
    package var port: Int
    /// The name of the session at the broker: it keeps what comes while we are away, so it must stay the same.
    package var clientID: String
    package var username: String?
    package var password: String?
    /// `nil` without TLS.
    package var security: MQTTSecurity?
    /// Topic filters, such as `plant/+/readings`.
    package var topics: [String]
    /// Messages that the broker may send before the first of them is acknowledged; with MQTT 5 only, an older broker
    /// goes by its own `max_inflight_messages`.
    package var receiveMaximum: Int
    /// Seconds.
    package var keepAlive: Int
    /// Seconds for which the broker keeps the session while we are away; with MQTT 5 only.
    package var sessionExpiry: UInt32

    package init(
        host: String,
        port: Int,
        clientID: String,
        topics: [String],
        username: String? = nil,
        password: String? = nil,
        security: MQTTSecurity? = nil,
        receiveMaximum: Int = 2_000,
        keepAlive: Int = 60,
        sessionExpiry: UInt32 = 7 * 86_400
    ) {
        self.host = host
        self.port = port
        self.clientID = clientID
        self.topics = topics
        self.username = username
        self.password = password
        self.security = security
        self.receiveMaximum = receiveMaximum
        self.keepAlive = keepAlive
        self.sessionExpiry = sessionExpiry
    }
}

/// PEM files for TLS. Without an authority of its own, the system's are trusted.
package struct MQTTSecurity: Sendable, Hashable {
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

/// A message as it came.
package struct MQTTMessage: Sendable, Hashable {
    package var topic: String
    package var payload: [UInt8]
    /// The broker kept it for new subscribers: it tells what was, not what is.
    package var isRetained: Bool

    package init(topic: String, payload: [UInt8], isRetained: Bool = false) {
        self.topic = topic
        self.payload = payload
        self.isRetained = isRetained
    }
}

/// What a person should know of a connection.
package enum MQTTNotice: Sendable, Hashable, CustomStringConvertible {
    /// What is published from now on comes here. `hadSession`: the broker had kept what came since last time.
    case connected(hadSession: Bool)
    /// Another attempt follows.
    case lost(String, secondsToNext: Int)
    /// The broker does not let us read a topic.
    case refused(topic: String, String)
    /// What came could not be kept; the broker keeps it and sends it again.
    case notKept(String, secondsToNext: Int)

    package var description: String {
        switch self {
        case .connected(let hadSession):
            hadSession ? "connected; the broker kept what came meanwhile" : "connected; a new session at the broker"
        case .lost(let why, let seconds): "\(why); trying again in \(seconds) s"
        case .refused(let topic, let why): "the broker refuses the topic '\(topic)' (\(why)); check its access list"
        case .notKept(let why, let seconds):
            "what came could not be stored and stays at the broker (\(why)); trying again in \(seconds) s"
        }
    }
}
