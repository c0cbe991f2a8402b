package import Plant

/// Something that is wrong with a tag's signal, with its evidence.
package struct TagComplaint: Sendable, Hashable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Holds one value far longer than it ever does.
        case frozen
        /// Scatters much more than it usually does.
        case noisy
        case drifting
        /// Single readings far away from those before and after.
        case spiking
        /// At an end of the transmitter's range: the true value is beyond.
        case saturated
        case outOfRange = "out_of_range"
        /// No reading, or none of good quality, for long.
        case missing
        /// Its times are late or early against signals that move with it.
        case clockSkewed = "clock_skewed"
    }

    package var kind: Kind
    package var window: TimeWindow
    /// A sentence with figures and units.
    package var evidence: String
    /// What was seen, in the tag's unit or in seconds for what is missing.
    package var value: Double?
    /// What it is held against, in the same unit.
    package var limit: Double?

    package init(kind: Kind, window: TimeWindow, evidence: String, value: Double? = nil, limit: Double? = nil) {
        self.kind = kind
        self.window = window
        self.evidence = evidence
        self.value = value
        self.limit = limit
    }

    /// A finding of the signal detectors that speaks of the instrument; `nil` for one that speaks of the process.
    init?(_ finding: Finding) {
        let kind: Kind
        switch finding.kind {
        // At an end of its range a signal may rest with its equipment.
        case .frozen where finding.reference != nil: return nil
        case .frozen: kind = .frozen
        case .outOfRange: kind = .outOfRange
        case .badQuality: kind = .missing
        case .drift: kind = .drifting
        default: return nil
        }
        self.init(
            kind: kind,
            window: finding.window,
            evidence: finding.message,
            value: finding.value,
            limit: finding.reference
        )
    }

    /// Complaints of one kind that touch or overlap are one, told by the longer of them.
    package static func merged(_ complaints: [TagComplaint], gap: Int64 = 3_600) -> [TagComplaint] {
        var open: [Kind: Int] = [:]
        var found: [TagComplaint] = []
        for complaint in complaints.sorted(by: {
            ($0.window.from, $0.kind.rawValue) < ($1.window.from, $1.kind.rawValue)
        }) {
            if let index = open[complaint.kind],
                complaint.window.from <= found[index].window.to.adding(seconds: gap)
            {
                let whole = found[index].window.union(complaint.window)
                if complaint.window.seconds > found[index].window.seconds { found[index] = complaint }
                found[index].window = whole
            } else {
                open[complaint.kind] = found.count
                found.append(complaint)
            }
        }
        return found
    }
}
