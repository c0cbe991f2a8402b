/// Where the values of durable stages are kept, so that a run can be resumed.
///
/// An implementation keeps one entry for each run, stage and item: recording again replaces. Entries stay after
/// `finish` until they are pruned.
public protocol RunJournal: Sendable {
    /// The entries of a run; none when the run is not known.
    func entries(of run: String) async throws -> [JournalEntry]
    /// Keeps an entry. It must be durable when this returns. Called from several tasks at once.
    func record(_ entry: JournalEntry) async throws
    /// Marks a run as finished; called when it has succeeded.
    func finish(run: String) async throws
    /// Removes all finished runs but the newest. Unfinished runs stay.
    func prune(keeping: Int) async throws
}

/// The recorded value of a durable stage, or of one item of a durable fan-out.
public struct JournalEntry: Sendable, Hashable {
    /// The run.
    public var run: String
    /// The stage's name.
    public var stage: String
    /// The position of the item in a fan-out; nil for a stage.
    public var item: Int?
    /// What the value was made from: the stage's name and version and its inputs' values, hashed.
    public var fingerprint: String
    /// The schema under which the payload was written.
    public var schemaVersion: Int
    /// The value as JSON, with what makes it degraded.
    public var payload: [UInt8]

    /// Makes an entry.
    public init(
        run: String,
        stage: String,
        item: Int?,
        fingerprint: String,
        schemaVersion: Int,
        payload: [UInt8]
    ) {
        self.run = run
        self.stage = stage
        self.item = item
        self.fingerprint = fingerprint
        self.schemaVersion = schemaVersion
        self.payload = payload
    }
}
