import Synchronization

/// One run of a graph: its values, and what its stages share.
final class RunCore: Sendable {
    struct EntryKey: Hashable, Sendable {
        let stage: String
        let item: Int?
    }

    let plan: Plan
    let options: RunOptions
    /// What an earlier run of the same id recorded.
    let entries: [EntryKey: JournalEntry]
    let state: Mutex<RunState>
    /// Set when no further stage may begin.
    let stopped = Atomic<Bool>(false)
    /// Time since the run began.
    let elapsed: @Sendable () -> Duration
    let scope: SpanScope?
    private let number: UInt64

    private static let runs = Atomic<UInt64>(0)

    init(plan: Plan, options: RunOptions, entries: [EntryKey: JournalEntry]) {
        self.plan = plan
        self.options = options
        self.entries = entries
        let keepsIdentities = options.journal != nil && plan.hasDurableStages
        state = Mutex(
            RunState(
                cells: plan.cells,
                identities: keepsIdentities ? [Digest?](repeating: nil, count: plan.nodes.count) : []
            )
        )
        elapsed = stopwatch(options.clock)
        number = options.runID == nil ? Self.runs.wrappingAdd(1, ordering: .relaxed).newValue : 0
        if options.tracer != nil {
            let name = options.runID ?? "\(plan.name)-\(number)"
            scope = SpanScope(id: Digest(of: Array(name.utf8)).prefix | 1, parent: nil, attributes: [])
        } else {
            scope = nil
        }
    }

    /// The run's id; made up from the graph's name and a count when none was given.
    var runID: String { options.runID ?? "\(plan.name)-\(number)" }

    var isStopped: Bool { stopped.load(ordering: .relaxed) }

    // MARK: Values

    func value<Value: Sendable>(of handle: Handle<Value>) -> Value {
        let box: Box<Value> = box(at: handle.index)
        return box.value
    }

    func values<Value: Sendable>(at indices: [Int]) -> [Value] {
        state.withLock { state in
            indices.map { index in Self.cast(state.cells[index].value, to: Box<Value>.self).value }
        }
    }

    func box<Value: Sendable>(at index: Int) -> Box<Value> {
        Self.cast(state.withLock { $0.cells[index].value }, to: Box<Value>.self)
    }

    /// A handle of type `Value` is made only together with the node that stores a `Box<Value>`, and `build` refuses
    /// handles of other builders, so the type is certain.
    private static func cast<Value: Sendable>(_ value: (any AnyBox)?, to type: Box<Value>.Type) -> Box<Value> {
        guard let value else { preconditionFailure("a stage was started before its inputs were there") }
        return unsafeDowncast(value, to: type)
    }

    func place(_ value: any AnyBox, at index: Int) {
        state.withLock { state in
            state.cells[index].value = value
            state.cells[index].status = .finished
        }
    }

    // MARK: Degraded values

    func degrade(_ index: Int, _ item: Int?, _ note: String) {
        degrade(Degradation(stage: plan.nodes[index].name, item: item, note: note))
    }

    func degrade(_ degradation: Degradation) {
        state.withLock { state in
            guard !state.degraded.contains(degradation) else { return }
            state.degraded.append(degradation)
            if options.events != nil { state.untold.append(degradation) }
        }
    }

    /// The notes of everything that a node depends on.
    func degradations(above index: Int) -> [Degradation] {
        let degraded = state.withLock { $0.degraded }
        guard !degraded.isEmpty else { return [] }
        let names = Set(plan.ancestors(of: index).map { plan.nodes[$0].name })
        return inOrder(degraded.filter { names.contains($0.stage) })
    }

    /// What must be told of a value made by a stage, or of one of its items: its own notes and those above it.
    func degradations(of index: Int, _ item: Int?) -> [Degradation] {
        guard state.withLock({ !$0.degraded.isEmpty }) else { return [] }
        let name = plan.nodes[index].name
        let own = state.withLock { $0.degraded.filter { $0.stage == name && $0.item == item } }
        return degradations(above: index) + own
    }

    /// Tells of the notes that were not told yet.
    func tellDegradations() async {
        guard options.events != nil else { return }
        let untold: [Degradation] = state.withLock { state in
            guard !state.untold.isEmpty else { return [] }
            defer { state.untold = [] }
            return state.untold
        }
        for degradation in untold {
            guard let index = plan.nodes.firstIndex(where: { $0.name == degradation.stage }) else { continue }
            await tell(.degraded(note: degradation.note), index, item: degradation.item)
        }
    }

    /// The order of the graph, whatever order the notes came in.
    func inOrder(_ degraded: [Degradation]) -> [Degradation] {
        guard degraded.count > 1 else { return degraded }
        var positions: [String: Int] = [:]
        for (position, node) in plan.nodes.enumerated() { positions[node.name] = position }
        return degraded.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            return (positions[one.stage] ?? 0, one.item ?? -1, left.offset)
                < (positions[other.stage] ?? 0, other.item ?? -1, right.offset)
        }.map(\.element)
    }

    // MARK: Telling what happens

    func event(_ kind: RunEvent.Kind, _ index: Int?, item: Int?, _ attempt: Int = 1) -> RunEvent {
        RunEvent(
            run: runID,
            graph: plan.name,
            stage: index.map { plan.nodes[$0].name },
            item: item,
            attempt: attempt,
            at: elapsed(),
            kind: kind
        )
    }

    func tell(_ kind: RunEvent.Kind, _ index: Int?, item: Int? = nil, _ attempt: Int = 1) async {
        guard let sink = options.events else { return }
        await sink.send(event(kind, index, item: item, attempt))
    }

    func record(
        _ scope: SpanScope,
        kind: Span.Kind = .internal,
        name: String,
        start: Duration,
        status: Span.Status
    ) {
        options.tracer?.record(
            Span(
                run: runID,
                id: scope.id,
                parent: scope.parent,
                name: name,
                kind: kind,
                start: start,
                end: elapsed(),
                status: status,
                attributes: scope.attributes
            )
        )
    }

    func report() -> RunReport {
        let (degraded, cells) = state.withLock { ($0.degraded, $0.cells) }
        return RunReport(run: runID, degraded: inOrder(degraded), plan: plan, cells: cells)
    }
}

/// Starts to measure time.
private func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
}
