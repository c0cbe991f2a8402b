import Generation
import HTTPTransport
import Plant
import Retrieval
import Storage

/// A question as a vector beside the vectors of the records, or why it is looked up by words alone.
struct QuestionMeaning: Sendable {
    var vectors: VectorIndex?
    var vector: [Float] = []
    /// What a reader of the findings has to know.
    var notes: [String] = []

    /// No vectors are wanted, or no model that embeds is configured.
    static let none = QuestionMeaning()

    private init() {}

    fileprivate init(notes: [String]) {
        self.notes = notes
    }

    fileprivate init(_ vectors: VectorIndex, _ vector: [Float], notes: [String]) {
        self.vectors = vectors
        self.vector = vector
        self.notes = notes
    }

    /// What is found by words, joined with what is near in meaning.
    func hits(
        in index: SearchSnapshot,
        for text: String,
        filter: SearchFilter = SearchFilter(),
        limit: Int
    ) throws -> [FoundText] {
        guard let vectors else { return index.search(text, filter: filter, limit: limit).map { FoundText(hit: $0) } }
        let nearness = try vectors.nearness(to: vector, filter: filter)
        let words = index.search(text, filter: filter, limit: 1_000)
        return HybridRanking.usual.joined(words: words, nearness: nearness, limit: limit)
            .map { FoundText(hit: $0, cosine: nearness.cosine(of: $0.id)) }
    }
}

/// A document that was found.
struct FoundText: Sendable {
    var hit: SearchHit
    /// How near it is to the question, from -1 to 1; `nil` without vectors.
    var cosine: Double?

    var kind: RecordKind? {
        hit.id.firstIndex(of: ":").flatMap { RecordKind(rawValue: String(hit.id[..<$0])) }
    }

    var recordID: String? {
        hit.id.firstIndex(of: ":").map { String(hit.id[hit.id.index(after: $0)...]) }
    }
}

extension Workspace {
    /// Embeds a question where that is configured. Whatever keeps it from that is told, and words are left.
    func meaning(
        of question: String,
        budget: UsageBudget?,
        transport: any HTTPTransport = CurlTransport()
    ) async throws -> QuestionMeaning {
        guard let settings = configuration.vectors else { return .none }
        func unused(_ reason: String) -> QuestionMeaning {
            QuestionMeaning(notes: ["looked up by words alone: \(reason)"])
        }
        do {
            guard let file = try vectorFile(settings), file.count > 0 else {
                return unused("no record has a vector yet; embed them with 'telltale vectors build'")
            }
            let catalogue = try await vectorCatalogue(settings)
            let vectors = VectorIndex(catalogue, in: file)
            guard vectors.count > 0 else {
                return unused("no record has a vector yet; embed them with 'telltale vectors build'")
            }
            let model = try vectorGateway(settings, budget: budget, transport: transport)
            // A question names equipment and what happened to it: it is as guarded as the plant's records usually are.
            let request = EmbeddingRequest(texts: [question], role: .query, dataClass: configuration.dataClass)
            let reply = try await model.vectors(for: request)
            let space = VectorSpace(model: reply.space.model, dimension: reply.space.dimension)
            guard space == file.space, let vector = reply.vectors.first else {
                throw VectorFileError.otherSpace(path: file.path, found: file.space, expected: space)
            }
            _ = try vectors.nearness(to: vector, limit: 0)
            let missing = catalogue.items.count { item in
                item.dataClass <= settings.endpoint.highestClass && !file.holds(item.key)
            }
            let note =
                "\(missing) of \(catalogue.items.count) records have no vector yet and are found by their words alone; "
                + "embed them with 'telltale vectors build'"
            return QuestionMeaning(vectors, vector, notes: missing > 0 ? [note] : [])
        } catch let error as ModelError {
            guard error.code != .replayMiss else { throw error }
            if error.code == .refused, configuration.dataClass > settings.endpoint.highestClass {
                return unused(
                    "a question is as guarded as the plant's records (data_class: \(configuration.dataClass.rawValue)), and "
                        + "'\(settings.endpoint.name)' may receive at most \(settings.endpoint.highestClass.rawValue) data "
                        + "(vectors.highest_class)"
                )
            }
            return unused("\(error)")
        } catch let error where error is VectorFileError || error is EmbeddingError || error is UsageError {
            return unused("\(settings.explained(error))")
        }
    }
}
