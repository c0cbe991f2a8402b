import Plant

/// What a night's report says of one unit: made by the program from the store, Codable so that a finished unit is
/// never worked on twice.
struct UnitDay: Codable, Sendable, Hashable {
    struct Coverage: Codable, Sendable, Hashable {
        var tags: Int
        var tagsWithReadings: Int
        var goodReadings: Int
        /// Stretches without a good reading, longest first.
        var gaps: [String]
    }

    struct IncidentSection: Codable, Sendable, Hashable {
        var incident: Incident
        /// In the report's language, as are the lines below.
        var title: String
        var firstOut: String?
        var timeline: [String]
        var similar: [String]
        /// What people merged and split, with their reasons.
        var corrections: [String]
        /// How its equipment may have failed, with what speaks for it.
        var mechanisms: [Mechanism]
        /// SVG pictures.
        var pictures: [String]
    }

    /// A way in which equipment may have failed, and a line for each thing that speaks for or against it.
    struct Mechanism: Codable, Sendable, Hashable {
        var title: String
        var lines: [String]
    }

    struct AlarmSection: Codable, Sendable, Hashable {
        var activations: Int
        var averagePerTenMinutes: Double
        var peakPerTenMinutes: Int
        var floods: [String]
        var chattering: [String]
        /// Tag and condition with its count, most frequent first.
        var mostFrequent: [String]
        var standing: [String]
        /// The alarm rate over the day, as an SVG picture; empty on a day without alarms.
        var strip: String
    }

    var unit: AssetID
    var name: String
    var window: TimeWindow
    var coverage: Coverage
    var incidents: [IncidentSection]
    var alarms: AlarmSection
    var opened: [String]
    var closed: [String]
    var repeats: [String]
    var notes: [String]
    /// A model's summary, checked statement by statement; empty without a model.
    var summary: [Statement]
    var evidence: [Evidence]
    var made: Making

    /// Whether the store holds nothing of the day: neither readings nor records.
    var isBlank: Bool {
        coverage.goodReadings == 0 && incidents.isEmpty && alarms.activations == 0 && opened.isEmpty && closed.isEmpty
            && notes.isEmpty
    }
}

/// A whole night's report.
struct NightlyReport: Codable, Sendable, Hashable {
    static let schema = "telltale.nightly/1"

    var schema = NightlyReport.schema
    var site: String
    var language: Language
    var zone: String
    /// The plant day: `2026-03-01`.
    var date: String
    var window: TimeWindow
    var units: [UnitDay]

    /// Whether nothing happened in any unit.
    var isQuiet: Bool {
        units.allSatisfy { $0.incidents.isEmpty }
    }

    /// Whether nothing is known of any unit's day.
    var isBlank: Bool { units.allSatisfy(\.isBlank) }
}
