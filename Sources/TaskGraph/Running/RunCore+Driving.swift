import Synchronization

/// Starting stages as soon as their inputs are there.
///
/// A stage runs in the task that made it ready. Only when one stage makes several ready are child tasks started, in a
/// group that the finishing stage waits for: whatever the shape of the graph, a run is one tree of structured tasks, so
/// it has ended when `run` returns, and cancelling reaches all of it.
extension RunCore {
    /// The stages that one stage made ready.
    enum Ready {
        case none
        case one(Int)
        case several([Int])
    }

    /// Carries out everything that is ready and everything that this makes ready.
    func drive(_ ready: Ready) async {
        var ready = ready
        while true {
            switch ready {
            case .none:
                return
            case .one(let index):
                ready = await carryOut(index)
            case .several(let indices):
                await withDiscardingTaskGroup { group in
                    for index in indices.dropFirst() {
                        group.addTask { await self.drive(.one(index)) }
                    }
                    await self.drive(.one(indices[0]))
                }
                return
            }
        }
    }

    private func carryOut(_ index: Int) async -> Ready {
        guard !isStopped, !Task.isCancelled else {
            await cancel(index)
            return .none
        }
        let node = plan.nodes[index]
        let context = StageContext(
            core: self,
            index: index,
            scope: scope?.child(node.name, [], number: index + 1)
        )
        let start = context.scope == nil ? .zero : elapsed()
        do {
            var product = try await node.work(self, context)
            if options.events != nil {
                await tellDegradations()
                let isResumed = state.withLock { $0.cells[index].status == .resumed }
                await tell(isResumed ? .resumed : .finished, index, attempts(of: index))
            }
            if let scope = context.scope { record(scope, of: index, start: start, status: .ok) }
            if !plan.needsIdentity[index] { product.identity = nil }
            return complete(index, product)
        } catch {
            if let scope = context.scope { record(scope, of: index, start: start, status: .of(error)) }
            await fail(index, error)
            return .none
        }
    }

    private func record(_ scope: SpanScope, of index: Int, start: Duration, status: Span.Status) {
        scope.set(GenAI.stage, .text(plan.nodes[index].name))
        scope.set(GenAI.attempts, .integer(attempts(of: index)))
        record(scope, name: plan.nodes[index].name, start: start, status: status)
    }

    private func attempts(of index: Int) -> Int {
        state.withLock { Int($0.cells[index].attempts) }
    }

    private func tell(_ kind: RunEvent.Kind, _ index: Int, _ attempts: Int) async {
        await tell(kind, index, item: nil, max(attempts, 1))
    }

    /// Stores a value, lets go of values that nobody reads any more, and finds what has become ready.
    private func complete(_ index: Int, _ product: Product) -> Ready {
        let node = plan.nodes[index]
        return state.withLock { state in
            if state.cells[index].status != .resumed { state.cells[index].status = .finished }
            if state.cells[index].attempts == 0, state.cells[index].status == .finished {
                state.cells[index].attempts = 1
            }
            if state.cells[index].readers > 0 { state.cells[index].value = product.value }
            if !state.identities.isEmpty, plan.needsIdentity[index] {
                state.identities[index] = product.identity ?? fingerprint(of: index, in: state)
            }
            for input in node.inputs {
                state.cells[input].readers -= 1
                if state.cells[input].readers == 0 { state.cells[input].value = nil }
            }
            var first: Int?
            var several: [Int] = []
            for dependant in plan.dependants[index] {
                state.cells[dependant].pending -= 1
                guard state.cells[dependant].pending == 0, state.cells[dependant].status == .waiting else { continue }
                state.cells[dependant].status = .running
                if let known = first {
                    if several.isEmpty { several.append(known) }
                    several.append(dependant)
                } else {
                    first = dependant
                }
            }
            if !several.isEmpty { return .several(several) }
            return first.map { .one($0) } ?? .none
        }
    }

    /// What is ready when a run begins.
    func ready() -> Ready {
        let indices: [Int] = state.withLock { state in
            for input in plan.inputs {
                for dependant in plan.dependants[input] { state.cells[dependant].pending -= 1 }
            }
            var indices: [Int] = []
            for index in plan.stages where state.cells[index].pending <= 0 && state.cells[index].status == .waiting {
                state.cells[index].status = .running
                indices.append(index)
            }
            return indices
        }
        return switch indices.count {
        case 0: .none
        case 1: .one(indices[0])
        default: .several(indices)
        }
    }

    private func cancel(_ index: Int) async {
        state.withLock { state in
            state.cells[index].status = .cancelled
            if Task.isCancelled { state.wasCancelled = true }
        }
        await tell(.cancelled, index)
    }

    private func fail(_ index: Int, _ error: any Error) async {
        if Task.isCancelled || (isStopped && error is CancellationError) { return await cancel(index) }
        let attempted = error as? AttemptError
        let failure = StageFailure(
            run: runID,
            stage: plan.nodes[index].name,
            item: attempted?.item,
            attempt: attempted?.attempt ?? 1,
            cause: attempted?.cause ?? error
        )
        let isFatal = error is JournalError
        if isFatal { stopped.store(true, ordering: .relaxed) }
        let lost = plan.descendants(of: index)
        let newlyLost = state.withLock { state in
            state.cells[index].status = .failed
            state.cells[index].attempts = max(state.cells[index].attempts, Int32(failure.attempt))
            if isFatal {
                if state.fatal == nil { state.fatal = error }
            } else {
                state.failures.append((index, failure))
            }
            return lost.filter { below in
                guard state.cells[below].status == .waiting else { return false }
                state.cells[below].status = .cancelled
                return true
            }
        }
        await tell(.failed(failure.cause), index, failure.attempt)
        for below in newlyLost { await tell(.cancelled, below) }
    }
}
