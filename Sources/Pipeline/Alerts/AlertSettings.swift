import HTTPTransport
package import Plant

/// Where alerts go: severe incidents of a day, and runs that failed.
package struct AlertSettings: Sendable, Hashable {
    package enum Shape: String, Sendable, CaseIterable {
        /// Prometheus Alertmanager, `POST /api/v2/alerts`.
        case alertmanager
        /// Cloudforet's webhook for plain JSON (`plugin-api-direct-mon-webhook`).
        case cloudforet
    }

    package var name: String
    /// For Alertmanager its base URL; for Cloudforet the webhook's whole URL.
    package var url: String
    package var shape: Shape = .alertmanager
    /// Incidents below it are not sent.
    package var severity: Severity = .high
    /// The highest class of data it may receive. By default nothing but public data.
    package var highestClass: DataClass = .public
    package var residency = "unknown"
    package var keyEnvironment: String?
    package var keyFile: String?
    package var certificateAuthority: String?
    package var clientCertificate: String?
    package var clientKey: String?
    package var proxy: String?
    package var addresses: [String] = []
    /// Seconds that one try may take.
    package var timeout = 15.0

    package init(name: String, url: String) {
        self.name = name
        self.url = url
    }
}

extension Configuration {
    func alert(_ node: SettingsNode) throws -> AlertSettings {
        var node = node
        var alert = AlertSettings(
            name: try node.required("name", example: "operations"),
            url: try node.address("url", example: "http://127.0.0.1:9093", takesQuery: true)
        )
        alert.shape = try node.choice("shape", AlertSettings.Shape.self) ?? alert.shape
        alert.severity = try node.choice("severity", Severity.self) ?? alert.severity
        alert.highestClass = try node.choice("highest_class", DataClass.self) ?? alert.highestClass
        alert.residency = try node.text("residency") ?? alert.residency
        alert.keyEnvironment = try node.text("key_env")
        alert.keyFile = try node.text("key_file").map(resolve)
        alert.certificateAuthority = try node.text("ca_file").map(resolve)
        alert.clientCertificate = try node.text("client_certificate").map(resolve)
        alert.clientKey = try node.text("client_key").map(resolve)
        alert.proxy = try node.text("proxy")
        alert.timeout = try node.number("timeout", in: 0.01...600) ?? alert.timeout
        alert.addresses = try node.texts("addresses")
        for address in alert.addresses where AddressRange(address) == nil {
            throw node.error("has addresses with '\(address)', which is no address or range such as 10.20.0.0/16")
        }
        try node.finish()
        return alert
    }
}
