/// What could be found at one moment; searched by any number of threads while the index changes.
package struct SearchSnapshot: Sendable {
    let parts: [SearchPart]
    /// Of the store, when this was committed.
    package let revision: Int64
    private(set) var glossary = Glossary.shared

    init(parts: [SearchPart], revision: Int64) {
        self.parts = parts
        self.revision = revision
    }

    /// Nothing at all.
    package static let empty = SearchSnapshot(parts: [], revision: 0)

    package var documentCount: Int { parts.reduce(0) { $0 + $1.documentCount } }

    package var segmentCount: Int { parts.count }

    /// Of all segments on disk.
    package var byteCount: Int { parts.reduce(0) { $0 + $1.index.storage.count } }

    /// The same snapshot, asked with the words of a site, too.
    package func widened(by site: SiteGlossary) -> SearchSnapshot {
        var copy = self
        copy.glossary = Glossary(adding: site)
        return copy
    }

    /// The documents that fit a text best, the best first; ties in the order of ids.
    ///
    /// The same documents, text and filter give the same hits on any machine, from any number of threads, and in
    /// whatever steps the documents came into the index.
    package func search(
        _ text: String,
        filter: SearchFilter = SearchFilter(),
        limit: Int = 20,
        ranking: Ranking = .fitted
    ) -> [SearchHit] {
        search(text, filter, ranking).best(limit)
    }

    /// The same documents, without the words that each holds.
    package func ranked(
        _ text: String,
        filter: SearchFilter = SearchFilter(),
        limit: Int = 20,
        ranking: Ranking = .fitted
    ) -> [(id: String, score: Double)] {
        let search = search(text, filter, ranking)
        return search.ranked(search.found(limit))
    }

    /// The same, each with why it was found.
    package func explain(
        _ text: String,
        filter: SearchFilter = SearchFilter(),
        limit: Int = 20,
        ranking: Ranking = .fitted
    ) -> [(hit: SearchHit, explanation: SearchExplanation)] {
        let search = search(text, filter, ranking)
        let found = search.found(limit)
        return zip(search.hits(found), search.explanations(found)).map { (hit: $0, explanation: $1) }
    }

    private func search(_ text: String, _ filter: SearchFilter, _ ranking: Ranking) -> Search {
        Search(parts, SearchQuery(text, ranking: ranking, glossary: glossary), ranking, filter: filter)
    }

    // MARK: - Changing

    /// What has to be added and removed so that exactly these documents can be found.
    ///
    /// - Parameter documents: No two with one id.
    package func changes(to documents: [SearchDocument]) -> (added: [SearchDocument], removed: [String]) {
        var left = parts.map { part in
            var live = DocumentSet(count: part.index.documentCount)
            for document in 0..<part.index.documentCount where part.deleted?.contains(document) != true {
                live.insert(document)
            }
            return live
        }
        var added: [SearchDocument] = []
        for document in documents {
            let id = Array(document.id.utf8)
            let fingerprint = document.fingerprint
            var isHeld = false
            for (place, part) in parts.enumerated() {
                guard let number = part.index.columns.document(id), left[place].contains(number),
                    part.index.columns.fingerprint(of: number) == fingerprint
                else { continue }
                left[place].remove(number)
                isHeld = true
            }
            if !isHeld { added.append(document) }
        }
        let removed = zip(parts, left).flatMap { part, documents in
            documents.documents.map { part.index.id(of: $0) }
        }
        return (added, removed)
    }

    /// As it would be after a change, in memory only.
    package func changed(adding documents: [SearchDocument], removing ids: [String], revision: Int64) -> SearchSnapshot
    {
        let gone = (ids + documents.map(\.id)).map { Array($0.utf8) }
        var parts = parts.map { $0.without(gone) }
        if !documents.isEmpty {
            parts.append(SearchPart(index: SearchIndex.build(documents, revision: revision), deleted: nil))
        }
        var copy = SearchSnapshot(parts: parts, revision: revision)
        copy.glossary = glossary
        return copy
    }
}
