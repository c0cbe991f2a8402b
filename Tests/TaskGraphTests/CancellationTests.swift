import Synchronization
import TaskGraph
import Testing

@Suite struct `Cancelling` {
    /// Cancels a task from inside it, also when the task is not known yet.
    final class Canceller: Sendable {
        private let state = Mutex<(task: Task<Int, any Error>?, fired: Bool)>((nil, false))

        func attach(_ task: Task<Int, any Error>) {
            let fired = state.withLock { state in
                state.task = task
                return state.fired
            }
            if fired { task.cancel() }
        }

        func fire() {
            let task = state.withLock { state in
                state.fired = true
                return state.task
            }
            task?.cancel()
        }
    }

    /// What one run did.
    final class Trace: Sendable {
        let effects = Atomic<Int>(0)
        let atWork = Atomic<Int>(0)
        let isReported = Atomic<Bool>(false)
        let late = Atomic<Int>(0)
    }

    @Test(arguments: 0..<100) func `nothing happens after the cancellation is reported, in 100 runs each`(seed: Int)
        async throws
    {
        var numbers = SeededNumbers(seed)
        let traceOfRun = TaskLocalTrace.self
        let random = try RandomGraph(seed: seed, stages: 3...14, policy: .init(limits: ["disk"])) { context, _ in
            guard let trace = traceOfRun.trace else { return }
            trace.atWork.wrappingAdd(1, ordering: .relaxed)
            defer { trace.atWork.wrappingSubtract(1, ordering: .relaxed) }
            // Work that does not look whether it is cancelled is the hard case.
            for _ in 0..<(seed % 4) {
                await Task.yield()
                if trace.isReported.load(ordering: .acquiring) { trace.late.wrappingAdd(1, ordering: .relaxed) }
                let effects = trace.effects.wrappingAdd(1, ordering: .relaxed).newValue
                if effects == traceOfRun.cancelAt { traceOfRun.canceller?.fire() }
            }
        }
        let limits = WidthLimits(global: 1 + seed % 3, named: ["disk": 1 + seed % 2])
        var traces: [(Trace, Int)] = []
        var cancelled = 0
        for _ in 0..<100 {
            let trace = Trace()
            let canceller = Canceller()
            let cancelAt = Int.random(in: 0...20, using: &numbers)
            let task = Task {
                try await traceOfRun.$trace.withValue(trace) {
                    try await traceOfRun.$canceller.withValue(canceller) {
                        try await traceOfRun.$cancelAt.withValue(cancelAt) {
                            try await random.graph.run(0, options: RunOptions(limits: limits)).output
                        }
                    }
                }
            }
            canceller.attach(task)
            if cancelAt == 0 { task.cancel() }
            let result = await task.result
            trace.isReported.store(true, ordering: .releasing)
            traces.append((trace, trace.effects.load(ordering: .relaxed)))
            #expect(trace.atWork.load(ordering: .relaxed) == 0)
            switch result {
            case .success(let output): #expect(output == random.expected)
            case .failure(let error):
                #expect(error is CancellationError)
                cancelled += 1
            }
        }
        for _ in 0..<10 { await Task.yield() }
        for (trace, effects) in traces {
            #expect(trace.late.load(ordering: .relaxed) == 0)
            #expect(trace.effects.load(ordering: .relaxed) == effects)
        }
        #expect(cancelled > 0 || seed % 4 == 0)
    }

    @Test func `stages of all kinds are reached by a cancellation`() async throws {
        let (counter, started) = (Counter(), Gate())
        let clock = ManualClock()
        let builder = GraphBuilder("all")
        let input = builder.input("input", of: [Int].self)
        let wait: @Sendable () async throws -> Int = {
            counter.enter()
            defer { counter.leave() }
            if counter.now == 6 { started.open() }
            try await Gate().pass()
            return 1
        }
        let plain = builder.stage("plain", input) { _, _ in try await wait() }
        let timed = builder.stage("timed", policy: .init(timeout: .seconds(1)), input) { _, _ in try await wait() }
        let fan = builder.fanOut("fan", over: input, width: 4, onFailure: .keep) { _, _ in try await wait() }
        let output = builder.stage("output", plain, timed, fan) { _, _, _, _ in
            counter.enter("after")
            return 1
        }
        let graph = try builder.build(inputs: input, output: output)
        let recorder = EventRecorder()
        let task = Task {
            try await graph.run([1, 2, 3, 4, 5, 6, 7, 8], options: RunOptions(events: recorder, clock: clock)).output
        }
        try await started.pass()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(counter.now == 0)
        #expect(counter.total == 6)
        guard case .cancelled = recorder.events.last?.kind, recorder.events.last?.stage == nil else {
            return #expect(Bool(false), "the last event is not the run's cancellation")
        }
    }

    @Test func `a wait between attempts ends at once`() async throws {
        let clock = ManualClock()
        let builder = GraphBuilder("wait")
        let input = builder.input("input", of: Int.self)
        let policy = StagePolicy<Int>(
            attempts: 3,
            backoff: .constant(.seconds(60)),
            fallback: .value(1, note: "no stand-in for a cancelled run")
        )
        let output = builder.stage("stage", policy: policy, input) { _, _ in throw Broken() }
        let graph = try builder.build(inputs: input, output: output)
        let task = Task { try await graph.run(0, options: RunOptions(clock: clock)).output }
        await clock.sleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `a run begun in a cancelled task does nothing`() async throws {
        let counter = Counter()
        let builder = GraphBuilder("late")
        let input = builder.input("input", of: Int.self)
        let output = builder.stage("stage", input) { _, value in
            counter.enter()
            return value
        }
        let graph = try builder.build(inputs: input, output: output)
        let gate = Gate()
        let task = Task {
            try? await gate.pass()
            return try await graph.run(0).output
        }
        task.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(counter.total == 0)
    }
}

/// What the stages of the run in this task tell.
enum TaskLocalTrace {
    @TaskLocal static var trace: Cancelling.Trace?
    @TaskLocal static var canceller: Cancelling.Canceller?
    @TaskLocal static var cancelAt = 0
}
