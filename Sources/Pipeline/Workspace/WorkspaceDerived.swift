import Plant
import Retrieval
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is derived from the store: the search index and the summary of the site.
extension Workspace {
    /// The search index as the store is now, asked with the site's own words.
    func searchIndex() async throws -> SearchSnapshot {
        let index = try await currentIndex()
        guard let path = configuration.glossary else { return index }
        return index.widened(by: try SiteGlossary(csv: try LocalFile.read(path), file: path))
    }

    private func currentIndex() async throws -> SearchSnapshot {
        let revision = try await store.revision()
        if let kept = try? SegmentedIndex.snapshot(folder: layout.searchIndex), kept.revision == revision {
            return kept
        }
        return try await derive().index
    }

    func site() async throws -> Site {
        let revision = try await store.revision()
        if let bytes = try? LocalFile.read(layout.derived),
            let summary = try? JSONText.decode(SiteSummary.self, from: bytes), summary.revision == revision
        {
            return Site(summary)
        }
        return Site(try await derive().summary)
    }

    /// Refreshes what is derived, where the store has changed since.
    func refreshDerived() async throws {
        _ = try await site()
        _ = try await searchIndex()
    }

    /// What the index is like, in a line, and whether it is as it should be.
    func indexDiagnosis() async throws -> (text: String, isSound: Bool) {
        let index: SearchSnapshot
        do {
            index = try SegmentedIndex.verified(folder: layout.searchIndex)
        } catch {
            let remedy = "until the next 'telltale ingest' makes it anew, each question builds one in memory"
            return ("\(error); \(remedy)", false)
        }
        let revision = try await store.revision()
        let size = DecimalText.rounded(Double(index.byteCount) / 1_048_576, decimals: 1)
        let state = "\(index.documentCount) documents in \(index.segmentCount) segment(s), \(size) MiB"
        return index.revision == revision
            ? ("the search index is sound and up to date: \(state)", true)
            : (
                "the search index is sound: \(state); the store has changed since, and what is new is looked up there",
                true
            )
    }

    /// Brings index and summary to what the store holds, and keeps them where this process may write.
    @discardableResult
    func derive() async throws -> (index: SearchSnapshot, summary: SiteSummary) {
        // What is written meanwhile is at worst looked at twice.
        let revision = try await store.revision()
        let records = try await store.records(RecordQuery(), limit: nil)
        var summary = try await SiteSummary(store, records: records)
        summary.revision = revision
        let index = try await renewIndex(records.map { SearchDocument($0) }, revision: revision)
        // A reader on a read-only disk works from memory.
        if isWriting { try LocalFile.write(JSONText.line(summary), to: layout.derived) }
        return (index, summary)
    }

    /// The index over these documents. Only what is new or changed is read word by word.
    @concurrent
    private func renewIndex(_ documents: [SearchDocument], revision: Int64) async throws -> SearchSnapshot {
        guard isWriting else {
            let kept = (try? SegmentedIndex.snapshot(folder: layout.searchIndex)) ?? .empty
            let changes = kept.changes(to: documents)
            return kept.changed(adding: changes.added, removing: changes.removed, revision: revision)
        }
        let index = try openIndex()
        let changes = index.snapshot.changes(to: documents)
        try index.update(adding: changes.added, removing: changes.removed, revision: revision)
        try await index.merge()
        return index.snapshot
    }

    /// The index for writing; one that cannot be read is thrown away, because the store has everything it held.
    private func openIndex() throws -> SegmentedIndex {
        do {
            let index = try SegmentedIndex(folder: layout.searchIndex)
            unlink(layout.formerSearchIndex)
            return index
        } catch SearchIndexError.corrupt, SearchIndexError.otherVersion, SearchIndexError.otherAnalysis {
            LocalFile.removeFolder(layout.searchIndex)
            return try SegmentedIndex(folder: layout.searchIndex)
        }
    }
}
