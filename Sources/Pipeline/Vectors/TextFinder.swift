import Generation
import HTTPTransport
import Plant
import Retrieval

/// Looks texts up for a question: by words and, where that is configured, by meaning and with a second look of a model.
struct TextFinder: Sendable {
    let reader: any PlantReader
    let index: SearchSnapshot
    /// `nil`: words alone.
    let workspace: Workspace?
    let budget: UsageBudget?
    var transport: any HTTPTransport = CurlTransport()

    /// A finder that sends nothing anywhere.
    init(words index: SearchSnapshot, reader: any PlantReader) {
        self.reader = reader
        self.index = index
        workspace = nil
        budget = nil
    }

    init(_ workspace: Workspace, index: SearchSnapshot, reader: GuardedReader, budget: UsageBudget?) {
        self.reader = reader
        self.index = index
        self.workspace = workspace
        self.budget = budget
    }

    struct Item: Sendable {
        var text: FoundText
        var record: Record
    }

    func meaning(of question: String) async throws -> QuestionMeaning {
        guard let workspace else { return .none }
        return try await workspace.meaning(of: question, budget: budget, transport: transport)
    }

    /// The records that fit best, the best first.
    ///
    /// - Parameters:
    ///   - isWanted: What else has to hold of a finding.
    ///   - notes: What a reader has to know is added to them.
    func records(
        for text: String,
        _ meaning: QuestionMeaning,
        filter: SearchFilter,
        limit: Int,
        isWanted: (FoundText) -> Bool = { _ in true },
        notes: inout [String]
    ) async throws -> [Item] {
        var reranker: Reranker?
        do {
            reranker = try workspace?.reranker(budget: budget, transport: transport)
        } catch let error as UsageError {
            note("not reranked: \(error)", in: &notes)
        }
        let hits = try meaning.hits(
            in: index,
            for: text,
            filter: filter,
            limit: max(limit, reranker?.settings.top ?? 0)
        )
        var items: [Item] = []
        for hit in hits where isWanted(hit) {
            guard let kind = hit.kind, let id = hit.recordID else { continue }
            let records = try await reader.records(RecordQuery(kinds: [kind], ids: [id]), limit: 1)
            if let record = records.first { items.append(Item(text: hit, record: record)) }
        }
        if let reranker, items.count > 1 {
            let (places, note) = try await reranker.order(of: items.map(\.record), for: text)
            items = places.map { items[$0] }
            if let note { self.note(note, in: &notes) }
        }
        return Array(items.prefix(limit))
    }

    private func note(_ note: String, in notes: inout [String]) {
        if !notes.contains(note) { notes.append(note) }
    }
}
