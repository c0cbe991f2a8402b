package import Plant

/// Something that somebody should look at now.
package struct AlertEvent: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case incident
        case failure
        /// Sent by hand, to see that it arrives.
        case test
    }

    /// The same whenever the same thing is told again, so that whoever receives it twice shows it once.
    package var key: String
    package var kind: Kind
    package var title: String
    package var description: String
    package var severity: Severity
    package var site: String
    package var asset: String?
    package var from: Timestamp
    /// When it was over; `nil` when that is not known.
    package var to: Timestamp?
    package var dataClass: DataClass

    package init(
        key: String,
        kind: Kind,
        title: String,
        description: String,
        severity: Severity,
        site: String,
        asset: String? = nil,
        from: Timestamp,
        to: Timestamp? = nil,
        dataClass: DataClass
    ) {
        self.key = key
        self.kind = kind
        self.title = title
        self.description = description
        self.severity = severity
        self.site = site
        self.asset = asset
        self.from = from
        self.to = to
        self.dataClass = dataClass
    }

    /// In the words that Alertmanager's users and Cloudforet's Prometheus plugin share.
    var level: String {
        switch severity {
        case .critical: "critical"
        case .high: "error"
        case .medium: "warning"
        case .low: "info"
        }
    }
}
