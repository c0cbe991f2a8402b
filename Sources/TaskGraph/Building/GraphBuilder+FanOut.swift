extension GraphBuilder {
    /// Adds a stage that does the same work on each element of a collection, several at a time.
    ///
    /// The results are in the order of the elements, whatever order they finished in.
    ///
    /// - Parameters:
    ///   - name: Unique in the graph.
    ///   - version: Change it when the work changes.
    ///   - items: The stage whose elements are worked on.
    ///   - shared: Further values that every element's work reads.
    ///   - width: How many elements may be in work at once.
    ///   - onFailure: Fail the stage, or drop the element (and mark the stage as degraded).
    ///   - policy: Applies to each element on its own.
    ///   - perform: The work on one element; its position is the context's `item`.
    public func fanOut<Items: Collection & Sendable, each Shared: Sendable, Output: Sendable>(
        _ name: String,
        version: String = "1",
        over items: Handle<Items>,
        with shared: repeat Handle<each Shared>,
        width: Int = 16,
        onFailure: ItemFailure = .failAll,
        policy: StagePolicy<Output> = .default,
        perform: @escaping @Sendable (StageContext, Items.Element, repeat each Shared) async throws -> Output
    ) -> Handle<[Output]> where Items.Element: Sendable {
        let handles = (repeat each shared)
        let indices = [index(of: items, for: name)] + indices(of: repeat each shared, for: name)
        let failure: FanOutFailure = onFailure == .drop ? .drop : .failAll
        return addFanOut(name, version, policy, width, indices, schema: nil) { core, context in
            let outcome = try await core.fanOut(context, core.value(of: items), width, failure) { context, element in
                try await core.attempt(policy, context) { context in
                    try await perform(context, element, repeat core.value(of: each handles))
                }
            }
            return Product(value: Box(outcome.successes))
        }
    }

    /// Adds a fan-out that keeps an element's error in its place: the results line up with the elements.
    public func fanOut<Items: Collection & Sendable, each Shared: Sendable, Output: Sendable>(
        _ name: String,
        version: String = "1",
        over items: Handle<Items>,
        with shared: repeat Handle<each Shared>,
        width: Int = 16,
        onFailure: KeepFailures,
        policy: StagePolicy<Output> = .default,
        perform: @escaping @Sendable (StageContext, Items.Element, repeat each Shared) async throws -> Output
    ) -> Handle<[Result<Output, StageFailure>]> where Items.Element: Sendable {
        let handles = (repeat each shared)
        let indices = [index(of: items, for: name)] + indices(of: repeat each shared, for: name)
        return addFanOut(name, version, policy, width, indices, schema: nil) { core, context in
            let outcome = try await core.fanOut(context, core.value(of: items), width, .keep) { context, element in
                try await core.attempt(policy, context) { context in
                    try await perform(context, element, repeat core.value(of: each handles))
                }
            }
            return Product(value: Box(outcome.results))
        }
    }

    /// Adds a fan-out whose every element is durable on its own: a resumed run does only those that are missing.
    public func fanOut<Items: Collection & Sendable, each Shared: Sendable, Output: Sendable & Codable>(
        _ name: String,
        version: String = "1",
        durable: Durability,
        over items: Handle<Items>,
        with shared: repeat Handle<each Shared>,
        width: Int = 16,
        onFailure: ItemFailure = .failAll,
        policy: StagePolicy<Output> = .default,
        perform: @escaping @Sendable (StageContext, Items.Element, repeat each Shared) async throws -> Output
    ) -> Handle<[Output]> where Items.Element: Sendable & Encodable {
        let handles = (repeat each shared)
        let indices = [index(of: items, for: name)] + indices(of: repeat each shared, for: name)
        let schema = durable.schema
        let failure: FanOutFailure = onFailure == .drop ? .drop : .failAll
        return addFanOut(name, version, policy, width, indices, schema: schema) { core, context in
            let (outcome, identity) = try await core.durableFanOut(
                schema,
                context,
                core.value(of: items),
                width,
                failure
            ) { context, element in
                try await core.attempt(policy, context) { context in
                    try await perform(context, element, repeat core.value(of: each handles))
                }
            }
            return Product(value: Box(outcome.successes), identity: identity)
        }
    }

    /// Adds a durable fan-out that keeps an element's error in its place. Failed elements are tried again on resume.
    public func fanOut<Items: Collection & Sendable, each Shared: Sendable, Output: Sendable & Codable>(
        _ name: String,
        version: String = "1",
        durable: Durability,
        over items: Handle<Items>,
        with shared: repeat Handle<each Shared>,
        width: Int = 16,
        onFailure: KeepFailures,
        policy: StagePolicy<Output> = .default,
        perform: @escaping @Sendable (StageContext, Items.Element, repeat each Shared) async throws -> Output
    ) -> Handle<[Result<Output, StageFailure>]> where Items.Element: Sendable & Encodable {
        let handles = (repeat each shared)
        let indices = [index(of: items, for: name)] + indices(of: repeat each shared, for: name)
        let schema = durable.schema
        return addFanOut(name, version, policy, width, indices, schema: schema) { core, context in
            let (outcome, identity) = try await core.durableFanOut(
                schema,
                context,
                core.value(of: items),
                width,
                .keep
            ) { context, element in
                try await core.attempt(policy, context) { context in
                    try await perform(context, element, repeat core.value(of: each handles))
                }
            }
            return Product(value: Box(outcome.results), identity: identity)
        }
    }

    private func addFanOut<Output: Sendable, Collected: Sendable>(
        _ name: String,
        _ version: String,
        _ policy: StagePolicy<Output>,
        _ width: Int,
        _ inputs: [Int],
        schema: Int?,
        work: @escaping Node.Work
    ) -> Handle<Collected> {
        requirePositive(policy.attempts, "attempts", of: name)
        requirePositive(width, "width", of: name)
        return add(
            Node(
                name: name,
                kind: .fanOut,
                version: version,
                inputs: inputs,
                schema: schema,
                limits: policy.limits,
                remark: (["width \(width)"] + (policy.remark.isEmpty ? [] : [policy.remark])).joined(separator: ", "),
                work: work
            )
        )
    }
}
