package import Plant
import Retrieval
import Storage

/// What to look for, and among what.
package struct SearchRequest: Sendable {
    package var text: String
    /// This asset and what is below it.
    package var asset: String?
    /// Local or UTC; the start belongs to the window, the end does not. Records without a time are left out.
    package var from: String?
    package var to: String?
    /// Empty: any.
    package var kinds: [RecordKind]
    package var limit: Int
    /// Also says what of each score comes from where.
    package var explains: Bool
    /// By their meaning and with reranking too, where telltale.yaml has that.
    package var usesVectors: Bool

    package init(
        text: String,
        asset: String? = nil,
        from: String? = nil,
        to: String? = nil,
        kinds: [RecordKind] = [],
        limit: Int = 10,
        explains: Bool = false,
        usesVectors: Bool = true
    ) {
        self.text = text
        self.asset = asset
        self.from = from
        self.to = to
        self.kinds = kinds
        self.limit = limit
        self.explains = explains
        self.usesVectors = usesVectors
    }
}

extension Workspace {
    /// Finds records and passages by their words and, where that is configured, by their meaning.
    ///
    /// - Throws: ``UsageError`` for an unknown asset or a time that cannot be read.
    package func search(_ request: SearchRequest) async throws -> FoundRecords {
        guard (1...1_000).contains(request.limit) else { throw UsageError("--limit is from 1 to 1000") }
        guard request.text.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw UsageError("say what to look for: a word, a tag number, the name of equipment")
        }
        let filter = try await filter(request)
        let index = try await searchIndex()
        let reader = try await guarded().reader
        let finder =
            request.usesVectors
            ? TextFinder(self, index: index, reader: reader, budget: try callBudget())
            : TextFinder(words: index, reader: reader)
        let meaning = try await finder.meaning(of: request.text)
        var found = FoundRecords(request, filter, index, zone: configuration.zone)
        found.notes = meaning.notes
        var why: [String: SearchExplanation] = [:]
        if request.explains {
            for (hit, explanation) in index.explain(request.text, filter: filter, limit: 1_000) {
                why[hit.id] = explanation
            }
        }
        let items = try await finder.records(
            for: request.text,
            meaning,
            filter: filter,
            limit: request.limit,
            notes: &found.notes
        )
        for item in items { found.add(item, why[item.text.hit.id]) }
        if found.items.isEmpty, filter != SearchFilter() {
            found.elsewhere = index.ranked(request.text, limit: 1_000).count
        }
        return found
    }

    private func filter(_ request: SearchRequest) async throws -> SearchFilter {
        var filter = SearchFilter(kinds: request.kinds)
        if let asset = request.asset {
            let tree = try await site().tree
            filter.assets = try subtree(named: asset, in: tree)
        }
        let from = try request.from.map { try moment($0, named: "--from") }
        let to = try request.to.map { try moment($0, named: "--to") }
        if let from, let to, to <= from {
            throw UsageError("--to must be after --from; the window between them is empty")
        }
        if from != nil || to != nil {
            filter.window = TimeWindow(from: from ?? TimeWindow.always.from, to: to ?? TimeWindow.always.to)
        }
        return filter
    }
}
