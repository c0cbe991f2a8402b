package import Ingestion
package import Plant

/// An MQTT broker to read from.
package struct BrokerSettings: Sendable, Hashable {
    package var name: String
    package var host: String
    /// `nil`: 1883, or 8883 with TLS.
    package var port: Int?
    /// The name of the session at the broker. `nil`: `telltale-` and the name.
    package var clientID: String?
    package var username: String?
    package var password = SecretPlace()
    package var usesTLS = false
    package var certificateAuthority: String?
    package var clientCertificate: String?
    package var clientKey: String?
    /// Hours for which the broker keeps what comes while nobody reads.
    package var sessionHours = 168
    package var receiveMaximum = 2_000
    /// The class of tags that are new.
    package var dataClass: DataClass?
    /// Whether Sparkplug nodes are asked to announce themselves again when something is missing.
    package var asksForRebirth = false
    package var topics: [TopicSettings] = []

    package init(name: String, host: String) {
        self.name = name
        self.host = host
    }
}

/// A topic to read, and what its messages are.
package struct TopicSettings: Sendable, Hashable {
    package enum Payload: Sendable, Hashable {
        case json(JSONPayloadSettings)
        case sparkplug(TagTemplate)
    }

    /// With `+` for one level and `#` for all that follow.
    package var filter: String
    package var payload: Payload

    package init(filter: String, payload: Payload) {
        self.filter = filter
        self.payload = payload
    }

    /// Whether a topic matches the filter (MQTT 5, section 4.7).
    func matches(_ topic: String) -> Bool {
        var levels = topic.split(separator: "/", omittingEmptySubsequences: false)[...]
        for part in filter.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "#" { return true }
            guard let level = levels.popFirst(), part == "+" || part == level else { return false }
        }
        return levels.isEmpty
    }
}

/// Where a secret is: in a variable or in a file, never in the configuration itself.
package struct SecretPlace: Sendable, Hashable {
    package var environment: String?
    package var file: String?

    package init() {}

    /// - Throws: ``UsageError`` when it is not where it should be.
    func read(for what: String) throws -> String? {
        if let environment {
            guard let value = ProcessEnvironment.value(environment) else {
                throw UsageError("\(what) takes its secret from the variable \(environment), which is not set")
            }
            return value
        }
        guard let file else { return nil }
        return String(try LocalFile.text(file).split(whereSeparator: \.isNewline).first ?? "")
    }
}
