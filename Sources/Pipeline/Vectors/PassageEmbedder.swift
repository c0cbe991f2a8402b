import Generation
import Plant
import Retrieval
import Synchronization

/// Embeds texts, some batches at once, and keeps each batch as soon as it is paid for.
struct PassageEmbedder: Sendable {
    struct Passage: Sendable {
        var key: VectorKey
        var text: String
        var dataClass: DataClass
    }

    struct Result: Sendable {
        var embedded = 0
        /// Texts that were longer than the model takes: their beginning was embedded.
        var shortened = 0
        /// Texts that the endpoint would not embed, whatever the others do.
        var refused = 0
        /// Why it would not, of the first.
        var refusal: String?
        /// Why no more came; what is missing is embedded by the next run.
        var stopped: (any Error)?
    }

    let model: any EmbeddingModel
    /// Where vectors are kept.
    let path: String
    /// What the endpoint has to give; `nil`: what comes.
    let dimension: Int?
    /// Texts asked for, and kept, at once.
    let batch: Int
    /// Batches on their way at once.
    let width: Int

    /// - Throws: What is no failure of endpoint or file: `CancellationError`, an audit log that cannot be written.
    func embed(
        _ passages: [Passage],
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> Result {
        var result = Result()
        let hasSucceeded = Success()
        try await withThrowingTaskGroup(of: Part.self) { group in
            var next = 0
            var underWay = 0
            var done = 0
            while true {
                while result.stopped == nil, underWay < max(1, width), next < passages.count {
                    let texts = Array(passages[next..<min(next + max(1, batch), passages.count)])
                    next += texts.count
                    underWay += 1
                    group.addTask { try await outcome(of: texts, hasSucceeded) }
                }
                guard let part = try await group.next() else { break }
                underWay -= 1
                do {
                    try keep(part)
                    result.embedded += part.vectors.count
                } catch let error where error is VectorFileError || error is UsageError {
                    result.stopped = result.stopped ?? error
                }
                result.shortened += part.shortened
                result.refused += part.refused
                result.refusal = result.refusal ?? part.refusal
                result.stopped = result.stopped ?? part.stopped
                done += part.vectors.count + part.refused
                progress(done, passages.count)
            }
        }
        return result
    }

    private func keep(_ part: Part) throws {
        guard let space = part.space else { return }
        if let dimension, dimension != space.dimension {
            throw UsageError(
                "the endpoint gives vectors of \(space.dimension) numbers, but vectors.dimension is \(dimension); set "
                    + "it to \(space.dimension), or leave it out"
            )
        }
        try VectorFile.append(part.vectors, at: path, space: space)
    }

    // MARK: One batch

    /// Whether anything was ever embedded in this run: a text that is refused then says nothing of the endpoint.
    private final class Success: Sendable {
        let flag = Atomic(false)
    }

    private struct Part: Sendable {
        var vectors: [(key: VectorKey, vector: [Float])] = []
        var space: VectorSpace?
        var shortened = 0
        var refused = 0
        var refusal: String?
        var stopped: (any Error)?

        mutating func add(_ other: Part) {
            vectors += other.vectors
            space = space ?? other.space
            shortened += other.shortened
            refused += other.refused
            refusal = refusal ?? other.refusal
            stopped = stopped ?? other.stopped
        }
    }

    private func outcome(of passages: [Passage], _ success: Success) async throws -> Part {
        do {
            return try await embedded(passages, success)
        } catch let error as EmbeddingError {
            return Part(stopped: error)
        } catch let error as ModelError {
            guard error.code != .replayMiss else { throw error }
            guard error.code == .badRequest || error.code == .contextTooLong else { return Part(stopped: error) }
            if passages.count == 1 { return try await alone(passages[0], error, success) }
            // One text that cannot be embedded must not hold up the others.
            let half = passages.count / 2
            var result = try await outcome(of: Array(passages[..<half]), success)
            if result.stopped == nil, result.vectors.isEmpty, half > 1, !success.flag.load(ordering: .relaxed) {
                // Not the texts: the endpoint takes none of them.
                result.stopped = error
            }
            if result.stopped == nil { result.add(try await outcome(of: Array(passages[half...]), success)) }
            return result
        }
    }

    /// A text that the endpoint did not take: its beginning where it was too long, else it is left without a vector.
    private func alone(_ passage: Passage, _ error: ModelError, _ success: Success) async throws -> Part {
        var error = error
        var short = passage
        while error.code == .contextTooLong, short.text.utf8.count > 200 {
            short.text = String(short.text.unicodeScalars.prefix(short.text.unicodeScalars.count / 2))
            do {
                var part = try await embedded([short], success)
                part.shortened = part.vectors.count
                return part
            } catch let again as ModelError where again.code == .contextTooLong || again.code == .badRequest {
                error = again
            } catch let again as ModelError where again.code != .replayMiss {
                return Part(stopped: again)
            } catch let again as EmbeddingError {
                return Part(stopped: again)
            }
        }
        return Part(refused: 1, refusal: error.message)
    }

    private func embedded(_ passages: [Passage], _ success: Success) async throws -> Part {
        let reply = try await model.vectors(
            for: EmbeddingRequest(
                texts: passages.map(\.text),
                role: .passage,
                dataClass: passages.map(\.dataClass).max() ?? .public,
                isInteractive: false
            )
        )
        success.flag.store(true, ordering: .relaxed)
        var part = Part(space: VectorSpace(model: reply.space.model, dimension: reply.space.dimension))
        for (passage, vector) in zip(passages, reply.vectors) {
            guard vector.contains(where: { $0 != 0 }) else {
                part.refused += 1
                part.refusal = part.refusal ?? "it gave a vector of zeros"
                continue
            }
            part.vectors.append((passage.key, vector))
        }
        return part
    }
}
