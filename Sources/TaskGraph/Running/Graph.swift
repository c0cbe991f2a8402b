import Synchronization

/// A graph of stages, checked and ready to be run any number of times, also at once.
public struct Graph<each Input: Sendable, Output: Sendable>: Sendable {
    let plan: Plan
    let inputs: (repeat Handle<each Input>)
    let output: Handle<Output>

    init(plan: Plan, inputs: (repeat Handle<each Input>), output: Handle<Output>) {
        self.plan = plan
        self.inputs = inputs
        self.output = output
    }

    /// The graph's name.
    public var name: String { plan.name }

    /// The graph as a picture, whatever its types.
    public var drawing: GraphDrawing { GraphDrawing(plan: plan) }

    /// The graph in Mermaid's language.
    public func mermaid() -> String { drawing.mermaid() }

    /// The graph in Graphviz' language.
    public func dot() -> String { drawing.dot() }

    /// Runs the graph.
    ///
    /// When this returns or throws, nothing of the run executes any more.
    ///
    /// - Throws:
    ///   - `CancellationError` when the task was cancelled before the output was there.
    ///   - ``StageFailure`` when a stage failed; the stages that do not depend on it were finished.
    ///   - ``JournalError`` when the journal could not be read or written.
    ///   - ``RunRefusal`` when the run was not begun.
    @concurrent
    public func run(
        _ values: repeat each Input,
        options: RunOptions = RunOptions()
    ) async throws -> RunResult<Output> {
        try Task.checkCancellation()
        let core = try await RunCore.begin(plan, options)
        func place<Value: Sendable>(_ value: Value, _ handle: Handle<Value>) {
            core.place(Box(value), at: handle.index)
        }
        repeat place(each values, each inputs)
        try await core.execute()
        return RunResult(output: core.value(of: output), report: core.report())
    }
}

extension RunCore {
    /// Checks the options and reads the journal.
    static func begin(_ plan: Plan, _ options: RunOptions) async throws -> RunCore {
        for (name, stage) in plan.limits where !options.limits.accepts(name) {
            throw RunRefusal.unknownLimit(graph: plan.name, stage: stage, limit: name)
        }
        var entries: [EntryKey: JournalEntry] = [:]
        if let journal = options.journal, plan.hasDurableStages {
            guard let run = options.runID else { throw RunRefusal.journalNeedsRunID(graph: plan.name) }
            do {
                for entry in try await journal.entries(of: run) {
                    entries[EntryKey(stage: entry.stage, item: entry.item)] = entry
                }
            } catch {
                try Task.checkCancellation()
                throw JournalError(run: run, stage: nil, item: nil, problem: .unreadable(error))
            }
        }
        return RunCore(plan: plan, options: options, entries: entries)
    }

    /// Carries out all stages, and returns when the output is there.
    func execute() async throws {
        await tell(.started, nil)
        do {
            try await identifyInputs()
            skipWhatIsDone()
            await drive(ready())
            try await finish()
            await tell(.finished, nil)
            record(status: .ok)
        } catch {
            await tell(error is CancellationError ? .cancelled : .failed(error), nil)
            record(status: .of(error))
            throw error
        }
    }

    /// Fingerprints the inputs that durable stages depend on.
    private func identifyInputs() async throws {
        guard options.journal != nil, plan.hasDurableStages else { return }
        for index in plan.inputs where plan.needsIdentity[index] {
            let context = StageContext(core: self, index: index, scope: nil)
            do {
                let product = try await plan.nodes[index].work(self, context)
                state.withLock { $0.identities[index] = product.identity }
            } catch let failure as PayloadCodec.Failure {
                throw JournalError(
                    run: runID,
                    stage: plan.nodes[index].name,
                    item: nil,
                    problem: .unencodable(path: failure.path, reason: failure.reason)
                )
            }
        }
    }

    /// Settles how the run ended.
    private func finish() async throws {
        let (fatal, wasCancelled, failures) = state.withLock { ($0.fatal, $0.wasCancelled, $0.failures) }
        if wasCancelled { throw CancellationError() }
        if let fatal { throw fatal }
        let inOrder = failures.sorted { $0.index < $1.index }.map(\.failure)
        if var failure = inOrder.first {
            failure.others = Array(inOrder.dropFirst())
            failure.report = report()
            throw failure
        }
        guard let journal = options.journal, plan.hasDurableStages else { return }
        do {
            try await journal.finish(run: runID)
        } catch {
            try Task.checkCancellation()
            throw JournalError(run: runID, stage: nil, item: nil, problem: .notFinished(error))
        }
    }

    private func record(status: Span.Status) {
        guard let scope else { return }
        scope.set(GenAI.operationName, .text("invoke_workflow"))
        scope.set(GenAI.workflowName, .text(plan.name))
        scope.set(GenAI.run, .text(runID))
        record(scope, name: "invoke_workflow \(plan.name)", start: .zero, status: status)
    }
}
