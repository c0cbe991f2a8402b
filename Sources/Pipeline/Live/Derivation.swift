import Plant

/// Looks for incidents and renews the search index, not after each file but now and then.
actor Derivation {
    private let place: WorkspacePlace
    private let every: Double
    private let report: @Sendable (LiveEvent) -> Void
    private var firstChange: Timestamp?
    private var lastChange: Timestamp?
    private var last: Timestamp?
    private var isBusy = false

    init(place: WorkspacePlace, every: Double, report: @escaping @Sendable (LiveEvent) -> Void) {
        self.place = place
        self.every = every
        self.report = report
    }

    /// Something came into the store.
    func note(at now: Timestamp) {
        lastChange = now
        if firstChange == nil { firstChange = now }
    }

    /// When nothing has come for some seconds, or something has come for long, but not more often than set.
    func runIfDue(at now: Timestamp) async throws {
        guard every > 0, let first = firstChange, let change = lastChange else { return }
        let isDue = last.map { now.seconds(since: $0) >= every } ?? true
        let isQuiet = now.seconds(since: change) >= 5
        guard isDue, isQuiet || now.seconds(since: first) >= every else { return }
        try await run()
        last = Timestamp.now()
    }

    func run() async throws {
        guard firstChange != nil else { return }
        firstChange = nil
        lastChange = nil
        try await begin()
        defer { isBusy = false }
        let workspace = try await place.openForWriting(report: report)
        let incidents = try await IncidentFinder(workspace: workspace).findIfChanged()
        try await workspace.refreshDerived()
        report(.derived(incidents: incidents))
        if let vectors = try await workspace.embedPassages(), !vectors.isWhole || vectors.embedded > 0 {
            report(.notice(source: "vectors", vectors.sentence))
        }
    }

    /// Waits for its turn: one at a time opens the workspace for writing.
    func begin() async throws {
        while isBusy { try await Task.sleep(for: .milliseconds(50)) }
        isBusy = true
    }

    func end() {
        isBusy = false
    }
}
