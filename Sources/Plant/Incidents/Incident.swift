/// Findings, alarms, work orders and notes that belong together.
package struct Incident: Codable, Sendable, Hashable, Identifiable {
    /// What kind of thing happened.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The process or a machine misbehaved.
        case process
        /// An instrument misbehaved; the process did not.
        case instrument
        /// The alarm system itself: floods, chattering.
        case alarms
    }

    /// `I-20260301-P-101A-0210`: the same on every run over the same data.
    package var id: String
    package var kind: Kind
    package var title: String
    /// The asset that the incident is about: where it was first seen.
    package var asset: AssetID?
    /// Every asset that takes part.
    package var assets: [AssetID]
    package var window: TimeWindow
    package var severity: Severity
    /// The tag that moved first.
    package var firstOut: TagName?
    /// When that tag left its usual course, where the readings show it: often well before it reached a limit.
    package var onset: Timestamp?
    package var findings: [Finding]
    package var timeline: [TimelineEntry]
    /// Work orders and notes that belong to it, as `kind:id`.
    package var related: [String]
    /// What people merged or split to make it what it is; `nil` where nobody did.
    package var corrections: [IncidentCorrection]?

    package init(
        id: String,
        kind: Kind,
        title: String,
        asset: AssetID?,
        assets: [AssetID],
        window: TimeWindow,
        severity: Severity,
        firstOut: TagName?,
        onset: Timestamp? = nil,
        findings: [Finding],
        timeline: [TimelineEntry],
        related: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.asset = asset
        self.assets = assets
        self.window = window
        self.severity = severity
        self.firstOut = firstOut
        self.onset = onset
        self.findings = findings
        self.timeline = timeline
        self.related = related
    }
}

/// A line of an incident's story.
package struct TimelineEntry: Codable, Sendable, Hashable {
    package var time: Timestamp
    package var text: String
    package var tag: TagName?
    /// The record it tells of, as `kind:id`.
    package var record: String?

    package init(time: Timestamp, text: String, tag: TagName? = nil, record: String? = nil) {
        self.time = time
        self.text = text
        self.tag = tag
        self.record = record
    }
}
