extension GraphBuilder {
    /// Adds a stage.
    ///
    /// - Parameters:
    ///   - name: Unique in the graph.
    ///   - version: Change it when the stage's work changes; recorded values that depend on it are then made anew.
    ///   - policy: Attempts, timeout, widths and what to do instead.
    ///   - inputs: The earlier stages whose values it reads.
    ///   - perform: The work. It runs off the caller's actor, and stops early if it heeds cancellation.
    public func stage<each Input: Sendable, Output: Sendable>(
        _ name: String,
        version: String = "1",
        policy: StagePolicy<Output> = .default,
        _ inputs: repeat Handle<each Input>,
        perform: @escaping @Sendable (StageContext, repeat each Input) async throws -> Output
    ) -> Handle<Output> {
        let handles = (repeat each inputs)
        return addStage(name, version, policy, indices(of: repeat each inputs, for: name), schema: nil) {
            core,
            context in
            let value = try await core.attempt(policy, context) { context in
                try await perform(context, repeat core.value(of: each handles))
            }
            return Product(value: Box(value))
        }
    }

    /// Adds a durable stage: its value is in the run's journal before anything that depends on it starts, and a
    /// resumed run takes it from there.
    ///
    /// A recorded value is used again when the stage's name and version and its inputs' values are the same as then.
    /// Without a journal the stage is like any other.
    public func stage<each Input: Sendable, Output: Sendable & Codable>(
        _ name: String,
        version: String = "1",
        durable: Durability,
        policy: StagePolicy<Output> = .default,
        _ inputs: repeat Handle<each Input>,
        perform: @escaping @Sendable (StageContext, repeat each Input) async throws -> Output
    ) -> Handle<Output> {
        let handles = (repeat each inputs)
        let schema = durable.schema
        return addStage(name, version, policy, indices(of: repeat each inputs, for: name), schema: schema) {
            core,
            context in
            try await core.durably(schema, context, fingerprint: core.fingerprint(of: context.index)) {
                try await core.attempt(policy, context) { context in
                    try await perform(context, repeat core.value(of: each handles))
                }
            }.product
        }
    }

    /// Adds a small, quick conversion of one value into another.
    public func map<Input: Sendable, Output: Sendable>(
        _ name: String,
        version: String = "1",
        _ input: Handle<Input>,
        _ transform: @escaping @Sendable (Input) throws -> Output
    ) -> Handle<Output> {
        add(
            Node(name: name, kind: .map, version: version, inputs: [index(of: input, for: name)]) { core, context in
                await context.announceStart()
                return Product(value: Box(try transform(core.value(of: input))))
            }
        )
    }

    /// Gathers the values of several stages of one type, in the order given.
    public func gather<Value: Sendable>(_ name: String, _ handles: [Handle<Value>]) -> Handle<[Value]> {
        let indices = handles.map { index(of: $0, for: name) }
        return add(
            Node(name: name, kind: .gather, inputs: indices) { core, context in
                await context.announceStart()
                let values: [Value] = core.values(at: indices)
                return Product(value: Box(values))
            }
        )
    }

    func indices<each Input: Sendable>(of handles: repeat Handle<each Input>, for stage: String) -> [Int] {
        var indices: [Int] = []
        repeat indices.append(index(of: each handles, for: stage))
        return indices
    }

    private func addStage<Output: Sendable>(
        _ name: String,
        _ version: String,
        _ policy: StagePolicy<Output>,
        _ inputs: [Int],
        schema: Int?,
        work: @escaping Node.Work
    ) -> Handle<Output> {
        requirePositive(policy.attempts, "attempts", of: name)
        return add(
            Node(
                name: name,
                kind: .stage,
                version: version,
                inputs: inputs,
                schema: schema,
                limits: policy.limits,
                remark: policy.remark,
                work: work
            )
        )
    }
}
