import Synchronization

/// A durable value and the digest of what was recorded; no digest without a journal.
struct DurableValue<Output: Sendable>: Sendable {
    let value: Output
    let identity: Digest?

    var product: Product { Product(value: Box(value), identity: identity) }
}

/// Recording the values of durable stages, and taking them from there.
extension RunCore {
    /// What a stage's value is made from: its name and version, and the values that it reads. Nil without a journal.
    func fingerprint(of index: Int) -> Digest? {
        state.withLock { fingerprint(of: index, in: $0) }
    }

    func fingerprint(of index: Int, in state: borrowing RunState) -> Digest? {
        guard !state.identities.isEmpty else { return nil }
        let node = plan.nodes[index]
        var parts: [Digest.Part] = [.text(node.name), .text(node.version), .number(node.inputs.count)]
        for input in node.inputs {
            guard let identity = state.identities[input] else { return nil }
            parts.append(.digest(identity))
        }
        return Digest(of: parts)
    }

    /// Takes a stage's value from the journal, or makes it and records it.
    func durably<Output: Sendable & Codable>(
        _ schema: Int,
        _ context: StageContext,
        fingerprint: Digest?,
        _ make: () async throws -> Output
    ) async throws -> DurableValue<Output> {
        guard let journal = options.journal, let fingerprint else {
            return DurableValue(value: try await make(), identity: nil)
        }
        if let recorded: DurableValue<Output> = try recorded(schema, context, fingerprint) {
            if context.item == nil {
                state.withLock { $0.cells[context.index].status = .resumed }
            } else {
                state.withLock { $0.cells[context.index].resumedItems += 1 }
                await tell(.resumed, context.index, item: context.item)
            }
            return recorded
        }
        let value = try await make()
        let payload = try encode(value, context)
        let entry = JournalEntry(
            run: runID,
            stage: context.stage,
            item: context.item,
            fingerprint: fingerprint.hex,
            schemaVersion: schema,
            payload: payload
        )
        do {
            try await journal.record(entry)
        } catch {
            try Task.checkCancellation()
            throw problem(.notWritten(error), context)
        }
        return DurableValue(value: value, identity: Digest(of: payload))
    }

    /// A durable fan-out; its identity is that of all its items.
    func durableFanOut<Items: Collection & Sendable, Output: Sendable & Codable>(
        _ schema: Int,
        _ context: StageContext,
        _ items: Items,
        _ width: Int,
        _ onFailure: FanOutFailure,
        _ body: @escaping @Sendable (StageContext, Items.Element) async throws -> Output
    ) async throws -> (FanOutOutcome<Output>, Digest?) where Items.Element: Sendable & Encodable {
        guard let fingerprints = itemFingerprints(of: context.index) else {
            return (try await fanOut(context, items, width, onFailure, body), nil)
        }
        let identities = Mutex([Digest?](repeating: nil, count: items.count))
        // A stage that is tried again counts anew.
        state.withLock { $0.cells[context.index].resumedItems = 0 }
        let outcome = try await fanOut(context, items, width, onFailure) { context, element in
            let item = context.item ?? 0
            let elementDigest = Digest(of: try self.encodeElement(element, context))
            let durable = try await self.durably(
                schema,
                context,
                fingerprint: Digest(of: fingerprints + [.number(item), .digest(elementDigest)])
            ) { try await body(context, element) }
            identities.withLock { $0[item] = durable.identity }
            return durable.value
        }
        state.withLock { state in
            guard !items.isEmpty, state.cells[context.index].resumedItems == items.count else { return }
            state.cells[context.index].status = .resumed
        }
        let parts = identities.withLock { $0.map { $0.map(Digest.Part.digest) ?? .text("failed") } }
        return (outcome, Digest(of: fingerprints + parts))
    }

    /// What all items of a fan-out are made from, besides their own element.
    private func itemFingerprints(of index: Int) -> [Digest.Part]? {
        let node = plan.nodes[index]
        let identities = state.withLock { state in
            state.identities.isEmpty ? nil : node.inputs.dropFirst().map { state.identities[$0] }
        }
        guard let identities else { return nil }
        var parts: [Digest.Part] = [.text(node.name), .text(node.version), .number(identities.count)]
        for identity in identities {
            guard let identity else { return nil }
            parts.append(.digest(identity))
        }
        return parts
    }

    private func recorded<Output: Sendable & Codable>(
        _ schema: Int,
        _ context: StageContext,
        _ fingerprint: Digest
    ) throws -> DurableValue<Output>? {
        guard let entry = entries[EntryKey(stage: context.stage, item: context.item)],
            entry.fingerprint == fingerprint.hex
        else { return nil }
        guard entry.schemaVersion == schema else {
            throw problem(.schema(recorded: entry.schemaVersion, expected: schema), context)
        }
        do {
            let recorded = try PayloadCodec.decode(Output.self, from: entry.payload)
            for degradation in recorded.degraded { degrade(degradation) }
            return DurableValue(value: recorded.value, identity: Digest(of: entry.payload))
        } catch {
            throw problem(.undecodable(path: error.path, reason: error.reason), context)
        }
    }

    private func encode(_ value: some Codable, _ context: StageContext) throws -> [UInt8] {
        let recorded = PayloadCodec.Recorded(value: value, degraded: degradations(of: context.index, context.item))
        do {
            return try PayloadCodec.bytes(of: recorded)
        } catch {
            let failure = error as? PayloadCodec.Failure
            throw problem(.unencodable(path: failure?.path ?? "", reason: failure?.reason ?? "\(error)"), context)
        }
    }

    private func encodeElement(_ element: some Encodable, _ context: StageContext) throws -> [UInt8] {
        do {
            return try PayloadCodec.bytes(of: element)
        } catch {
            let failure = error as? PayloadCodec.Failure
            throw problem(.unencodable(path: failure?.path ?? "", reason: failure?.reason ?? "\(error)"), context)
        }
    }

    private func problem(_ problem: JournalError.Problem, _ context: StageContext) -> JournalError {
        JournalError(run: runID, stage: context.stage, item: context.item, problem: problem)
    }
}
