/// A person's word on what belongs together, with the reason. It is kept beside what was found and laid over it again
/// whenever incidents are found anew.
package struct IncidentCorrection: Codable, Sendable, Hashable, Identifiable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case merge
        case split
    }

    /// A finding as it was when a person pointed at it; late data may have stretched it since.
    package struct FindingMark: Codable, Sendable, Hashable {
        package var kind: Finding.Kind
        package var tag: TagName?
        package var asset: AssetID?
        package var window: TimeWindow

        package init(_ finding: Finding) {
            kind = finding.kind
            tag = finding.tag
            asset = finding.asset
            window = finding.window
        }

        /// Whether a finding is the one that was pointed at, its ends up to an hour elsewhere.
        package func marks(_ finding: Finding) -> Bool {
            kind == finding.kind && tag == finding.tag && asset == finding.asset
                && window.widened(bySeconds: 3_600).overlaps(finding.window)
        }
    }

    /// That it was taken back.
    package struct Withdrawal: Codable, Sendable, Hashable {
        package var by: String
        package var time: Timestamp
        package var reason: String

        package init(by: String, time: Timestamp, reason: String) {
            self.by = by
            self.time = time
            self.reason = reason
        }
    }

    /// Counted from 1 in each store.
    package var number: Int
    package var kind: Kind
    /// Merged: the ids, the first of which stays. Split: the one id.
    package var incidents: [String]
    /// The id of what was split off.
    package var into: String?
    /// Findings that start at or after this are split off.
    package var at: Timestamp?
    /// Findings that are split off.
    package var findings: [FindingMark]?
    package var reason: String
    package var by: String
    package var time: Timestamp
    package var withdrawn: Withdrawal?

    package var id: Int { number }

    package init(
        number: Int,
        kind: Kind,
        incidents: [String],
        into: String? = nil,
        at: Timestamp? = nil,
        findings: [FindingMark]? = nil,
        reason: String,
        by: String,
        time: Timestamp
    ) {
        self.number = number
        self.kind = kind
        self.incidents = incidents
        self.into = into
        self.at = at
        self.findings = findings
        self.reason = reason
        self.by = by
        self.time = time
    }
}

/// Incidents as they were found, what they were called before late data came, and what people said of them.
package struct IncidentState: Sendable, Hashable {
    /// Before any correction.
    package var found: [Incident]
    /// An id under which an incident was known → the id it was found under last.
    package var former: [String: String]
    package var corrections: [IncidentCorrection]

    package init(found: [Incident], former: [String: String] = [:], corrections: [IncidentCorrection] = []) {
        self.found = found
        self.former = former
        self.corrections = corrections
    }
}
