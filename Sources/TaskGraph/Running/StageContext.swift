/// What a stage knows of the run it is in.
public struct StageContext: Sendable {
    let core: RunCore
    let index: Int
    /// The position of the item in a fan-out; nil in a stage.
    public internal(set) var item: Int?
    /// Which attempt this is, counted from 1.
    public internal(set) var attempt = 1
    let scope: SpanScope?

    init(core: RunCore, index: Int, scope: SpanScope?) {
        self.core = core
        self.index = index
        self.scope = scope
        item = nil
    }

    private init(core: RunCore, index: Int, item: Int, scope: SpanScope?) {
        self.core = core
        self.index = index
        self.item = item
        self.scope = scope
    }

    /// The run's id.
    public var runID: String { core.runID }
    /// The graph's name.
    public var graph: String { core.plan.name }
    /// The stage's name.
    public var stage: String { core.plan.nodes[index].name }
    /// What measures time and waits in this run.
    public var clock: any Clock<Duration> { core.options.clock }
    /// Time since the run began.
    public var elapsed: Duration { core.elapsed() }

    /// Everything degraded that this stage's inputs were made from, for the reader to be told.
    public var degraded: [Degradation] { core.degradations(above: index) }

    /// Marks this stage's value as degraded.
    public func degrade(_ note: String) {
        core.degrade(index, item, note)
    }

    /// Tells how far the work has come. Never waits; of reports not yet read only the latest is kept.
    public func progress(_ done: Int, of total: Int?, _ note: String = "") {
        guard let sink = core.options.events else { return }
        sink.sendProgress(core.event(.progress(done: done, total: total, note: note), index, item: item, attempt))
    }

    /// Puts an attribute on the stage's span.
    public func set(_ key: String, _ value: SpanValue) {
        scope?.set(key, value)
    }

    /// Does some work within a span of its own, below the stage's.
    public func span<Result>(
        _ name: String,
        kind: Span.Kind = .internal,
        _ attributes: [SpanAttribute] = [],
        _ body: (SpanScope) async throws -> Result
    ) async rethrows -> Result {
        guard let scope else { return try await body(.disconnected) }
        let child = scope.child(name, attributes)
        let start = core.elapsed()
        do {
            let result = try await body(child)
            core.record(child, kind: kind, name: name, start: start, status: .ok)
            return result
        } catch {
            core.record(child, kind: kind, name: name, start: start, status: .of(error))
            throw error
        }
    }

    /// Announces that the work begins.
    func announceStart() async {
        guard let sink = core.options.events, item == nil else { return }
        await sink.send(core.event(.started, index, item: nil, attempt))
    }

    func forItem(_ item: Int) -> StageContext {
        StageContext(core: core, index: index, item: item, scope: scope?.child(stage, [], number: item))
    }
}
