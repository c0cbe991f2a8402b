import Generation
import Plant
import Retrieval

/// Embeds what has no vector yet, and keeps each batch as soon as it is paid for.
struct PassageEmbedder: Sendable {
    /// Vectors of passages, and what became of those without one.
    struct Result: Sendable {
        /// `nil` when there is no vector at all.
        var file: VectorFile?
        var embedded = 0
        /// Above the endpoint's highest class: never sent.
        var withheld = 0
        /// Why the endpoint gave no more; what is missing is embedded by the next run.
        var stopped: String?
    }

    let model: any EmbeddingModel
    /// Where vectors are kept.
    let path: String
    let highestClass: DataClass
    /// Texts asked for, and kept, at once.
    let batch: Int

    /// - Throws: `VectorFileError` when the kept vectors were made with another model or cannot be kept.
    func embed(
        _ documents: [SearchDocument],
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> Result {
        var result = Result()
        if let space = try VectorFile.space(at: path) { result.file = try VectorFile(path: path, space: space) }
        var wanted: [(key: VectorKey, text: String, dataClass: DataClass)] = []
        var seen: Set<VectorKey> = []
        for document in documents {
            guard document.dataClass <= highestClass else {
                result.withheld += 1
                continue
            }
            let text = document.embeddedText
            let key = VectorKey(text)
            guard result.file?.holds(key) != true, seen.insert(key).inserted else { continue }
            wanted.append((key, text, document.dataClass))
        }
        var start = 0
        batches: while start < wanted.count {
            let part = wanted[start..<min(start + batch, wanted.count)]
            let request = EmbeddingRequest(
                texts: part.map(\.text),
                role: .passage,
                dataClass: part.map(\.dataClass).max() ?? .public,
                isInteractive: false
            )
            let reply: EmbeddingReply
            do {
                reply = try await model.vectors(for: request)
            } catch let error as ModelError {
                result.stopped = "\(error)"
                break batches
            }
            let space = VectorSpace(model: reply.space.model, dimension: reply.space.dimension)
            try VectorFile.append(zip(part, reply.vectors).map { ($0.key, $1) }, at: path, space: space)
            result.embedded += part.count
            start += part.count
            progress(start, wanted.count)
        }
        if result.embedded > 0, let space = try VectorFile.space(at: path) {
            result.file = try VectorFile(path: path, space: space)
        }
        return result
    }
}
