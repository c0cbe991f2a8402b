import Detection
import Plant

/// What was asked, with what the store can say of it: the assets below the named ones, and the time looked at.
struct Scope: Sendable {
    var question: String
    /// The moment that "now" means.
    var asOf: Timestamp
    var understanding: Understanding
    /// The named assets and everything below them.
    var assets: [AssetID]
    /// First to last moment that the store has readings or records for.
    var dataSpan: TimeWindow?
    /// Whether everything the question names is there.
    var isAnswerable: Bool { understanding.unknown.isEmpty }
}

/// Records that the question counts, lists or groups.
struct Counted: Sendable {
    var result: CountedResult
    var records: [Record]
    var kinds: [RecordKind]
}

/// An incident with earlier ones like it.
struct Story: Sendable {
    var incident: Incident
    var related: [Record]
    var similar: [SimilarIncidents.Match]
    /// Of the incident, by everything that takes part in it.
    var dataClass = DataClass.internal
    /// Of the first similar ones.
    var similarClasses: [DataClass] = []

    /// How many similar incidents are told.
    static let similarTold = 2
}

/// A trend among the evidence, with what is needed to draw it.
struct TrendSeries: Sendable {
    var tag: Tag
    var window: TimeWindow
    var series: ReadingSeries
    /// Whether the question asks for this tag, rather than an incident for its picture.
    var isAsked = false
    /// When the equipment tripped, where that lies within.
    var trip: Timestamp?
}

/// Records found by what they say, and what a reader has to know of how they were looked up.
struct FoundForQuestion: Sendable {
    var records: [Record] = []
    var notes: [String] = []
}

/// Everything found for a question.
struct Gathered: Sendable {
    var scope: Scope
    var counted: Counted?
    var stories: [Story]
    var found: [Record]
    var trends: [TrendSeries]
    /// What a reader has to know of how it was looked up.
    var notes: [String] = []
}
