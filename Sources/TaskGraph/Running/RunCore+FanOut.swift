import Synchronization

/// What a fan-out made of each element, in the elements' order.
struct FanOutOutcome<Output: Sendable>: Sendable {
    let results: [Result<Output, StageFailure>]

    var successes: [Output] {
        results.compactMap { try? $0.get() }
    }
}

/// What the workers of a fan-out share.
private final class ItemBoard<Output: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let results: Mutex<[Result<Output, StageFailure>?]>

    init(_ count: Int) {
        results = Mutex([Result<Output, StageFailure>?](repeating: nil, count: count))
    }
}

extension RunCore {
    /// Works on the elements, `width` at a time. Each worker takes the next element as soon as it is done with one.
    func fanOut<Items: Collection & Sendable, Output: Sendable>(
        _ context: StageContext,
        _ items: Items,
        _ width: Int,
        _ onFailure: FanOutFailure,
        _ body: @escaping @Sendable (StageContext, Items.Element) async throws -> Output
    ) async throws -> FanOutOutcome<Output> where Items.Element: Sendable {
        await context.announceStart()
        let elements = Array(items)
        let board = ItemBoard<Output>(elements.count)
        let work: @Sendable () async throws -> Void = {
            while true {
                let item = board.next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard item < elements.count else { return }
                try Task.checkCancellation()
                if self.isStopped { throw CancellationError() }
                let result = try await self.one(context.forItem(item), elements[item], onFailure, body)
                board.results.withLock { $0[item] = result }
                let done = board.done.wrappingAdd(1, ordering: .relaxed).newValue
                context.progress(done, of: elements.count)
            }
        }
        if width == 1 || elements.count <= 1 {
            try await work()
        } else {
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<min(width, elements.count) { group.addTask { try await work() } }
            }
        }
        try Task.checkCancellation()
        let results = board.results.withLock { $0.compactMap { $0 } }
        let failed = results.count { if case .failure = $0 { true } else { false } }
        if onFailure == .drop, failed > 0 {
            degrade(context.index, nil, "left out \(failed) of \(elements.count)")
        }
        return FanOutOutcome(results: results)
    }

    /// One element. Throws when the whole fan-out must end; a failure to be dropped or kept is returned.
    private func one<Element: Sendable, Output: Sendable>(
        _ context: StageContext,
        _ element: Element,
        _ onFailure: FanOutFailure,
        _ body: @Sendable (StageContext, Element) async throws -> Output
    ) async throws -> Result<Output, StageFailure> {
        let start = context.scope == nil ? .zero : elapsed()
        do {
            let output = try await body(context, element)
            if let scope = context.scope { record(scope, ofItemIn: context, start: start, status: .ok) }
            return .success(output)
        } catch {
            if let scope = context.scope { record(scope, ofItemIn: context, start: start, status: .of(error)) }
            try Task.checkCancellation()
            if error is JournalError || isStopped { throw error }
            let attempted = error as? AttemptError
            let failure = StageFailure(
                run: runID,
                stage: context.stage,
                item: context.item,
                attempt: attempted?.attempt ?? 1,
                cause: attempted?.cause ?? error
            )
            if onFailure == .failAll {
                throw AttemptError(item: failure.item, attempt: failure.attempt, cause: failure.cause)
            }
            await tell(.failed(failure.cause), context.index, item: context.item, failure.attempt)
            return .failure(failure)
        }
    }

    private func record(
        _ scope: SpanScope,
        ofItemIn context: StageContext,
        start: Duration,
        status: Span.Status
    ) {
        scope.set(GenAI.stage, .text(context.stage))
        if let item = context.item { scope.set(GenAI.item, .integer(item)) }
        record(scope, name: context.stage, start: start, status: status)
    }
}
