import Synchronization

/// An index that grows: what is added is a segment of its own, never written to again, and segments are merged as they
/// become many. What was committed survives the end of the process at any moment.
///
/// Readers work on a snapshot and wait for nobody. There is one writer at a time.
package final class SegmentedIndex: Sendable {
    fileprivate struct State: Sendable {
        var manifest: IndexManifest
        /// In the order of the manifest.
        var parts: [SearchPart]
    }

    private let folder: IndexFolder
    private let lock: IndexFolder.WriterLock
    /// What readers see; held for the time of a copy only.
    private let current: Mutex<State>
    /// Held while something is committed; never by readers.
    private let writing = Mutex(())
    /// Held during a merge, so that there is one at a time.
    private let merging = Mutex(false)
    /// Called before each step that changes a file. Tests stop here, as a crash would.
    private let beforeStep: @Sendable (String) throws(SearchIndexError) -> Void

    /// Opens the index of a folder for reading and writing, or makes an empty one.
    package convenience init(folder: String) throws(SearchIndexError) {
        try self.init(folder: folder) { _ throws(SearchIndexError) in }
    }

    init(folder path: String, beforeStep: @escaping @Sendable (String) throws(SearchIndexError) -> Void)
        throws(SearchIndexError)
    {
        let folder = IndexFolder(path: path)
        try folder.make()
        guard let lock = try folder.lock() else {
            throw .unreadable(path: path, reason: "another process writes to it")
        }
        let state = try SegmentedIndex.read(folder)
        folder.removeSegments(besides: Set(state.manifest.segments.map(\.number)))
        self.folder = folder
        self.lock = lock
        self.beforeStep = beforeStep
        current = Mutex(state)
    }

    /// What is committed in a folder, for reading only, whoever writes there.
    package static func snapshot(folder path: String) throws(SearchIndexError) -> SearchSnapshot {
        let state = try read(IndexFolder(path: path))
        return SearchSnapshot(parts: state.parts, revision: state.manifest.revision)
    }

    private static func read(_ folder: IndexFolder) throws(SearchIndexError) -> State {
        var attempts = 0
        while true {
            var manifest = IndexManifest()
            if let bytes = try folder.read(IndexFolder.manifest) {
                manifest = try IndexManifest(bytes, path: folder.place(IndexFolder.manifest))
            }
            // A segment may have been merged away since the manifest was read.
            if let missing = manifest.segments.first(where: { !folder.holds(IndexFolder.segment($0.number)) }) {
                attempts += 1
                guard attempts < 5 else { throw .corrupt(path: folder.place(IndexFolder.segment(missing.number))) }
                continue
            }
            do throws(SearchIndexError) {
                return State(manifest: manifest, parts: try parts(of: manifest, folder))
            } catch {
                attempts += 1
                guard case .unreadable = error, attempts < 5 else { throw error }
            }
        }
    }

    private static func parts(of manifest: IndexManifest, _ folder: IndexFolder) throws(SearchIndexError)
        -> [SearchPart]
    {
        var parts: [SearchPart] = []
        for segment in manifest.segments {
            let path = folder.place(IndexFolder.segment(segment.number))
            let index = try SearchIndex(path: path)
            if let deleted = segment.deleted, deleted.words.count != (index.documentCount + 63) / 64 {
                throw .corrupt(path: path)
            }
            parts.append(SearchPart(index: index, deleted: segment.deleted))
        }
        return parts
    }

    /// Reads every byte of what is committed in a folder, whoever writes there.
    package static func verified(folder path: String) throws(SearchIndexError) -> SearchSnapshot {
        let state = try read(IndexFolder(path: path))
        for (segment, part) in zip(state.manifest.segments, state.parts) where !part.index.isWhole {
            throw .corrupt(path: IndexFolder(path: path).place(IndexFolder.segment(segment.number)))
        }
        return SearchSnapshot(parts: state.parts, revision: state.manifest.revision)
    }

    /// What can be found at this moment.
    package var snapshot: SearchSnapshot {
        current.withLock { SearchSnapshot(parts: $0.parts, revision: $0.manifest.revision) }
    }

    /// Adds and removes documents. On return this is on disk and can be found.
    ///
    /// - Parameters:
    ///   - documents: One whose id is there already takes the place of the earlier one.
    ///   - ids: Removed before anything is added; one that is not there is ignored.
    ///   - revision: Of the store, with these changes.
    package func update(adding documents: [SearchDocument], removing ids: [String] = [], revision: Int64)
        throws(SearchIndexError)
    {
        // The terms are made before the lock is taken.
        let added = documents.isEmpty ? nil : SearchIndexBuilder.bytes(of: documents, revision: revision)
        let gone = (ids + documents.map(\.id)).map { Array($0.utf8) }
        try commit { state throws(SearchIndexError) in
            var next = state
            next.manifest.revision = revision
            for place in next.parts.indices { next.replace(place, next.parts[place].without(gone)) }
            if let added { try self.add(added, to: &next) }
            return next
        }
    }

    /// Writes a segment and appends it.
    private func add(_ bytes: [UInt8], to state: inout State) throws(SearchIndexError) {
        let number = state.manifest.nextSegment
        state.manifest.nextSegment += 1
        try beforeStep("segment")
        try folder.write(bytes, to: IndexFolder.segment(number))
        let index = try SearchIndex(path: folder.place(IndexFolder.segment(number)))
        state.manifest.segments.append(IndexManifest.Segment(number: number, deleted: nil))
        state.parts.append(SearchPart(index: index, deleted: nil))
    }

    private func commit(_ change: (State) throws(SearchIndexError) -> State) throws(SearchIndexError) {
        let result = writing.withLock { _ -> Result<Void, SearchIndexError> in
            do throws(SearchIndexError) {
                let next = try change(current.withLock { $0 })
                try beforeStep("manifest")
                try folder.write(next.manifest.bytes, to: IndexFolder.manifest)
                current.withLock { $0 = next }
                try beforeStep("old segments")
                folder.removeSegments(besides: Set(next.manifest.segments.map(\.number)))
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    // MARK: - Merging

    /// Merges while there are more segments than a search should go through. One call at a time does the work; others
    /// return at once. Readers and writers go on meanwhile.
    @concurrent
    package func merge() async throws(SearchIndexError) {
        let isFirst = merging.withLock { isRunning in
            defer { isRunning = true }
            return !isRunning
        }
        guard isFirst else { return }
        defer { merging.withLock { $0 = false } }
        while let chosen = choice() { try merge(chosen) }
    }

    /// Merges all segments into at most so many at once, as after a first import. Readers and writers go on meanwhile.
    @concurrent
    package func merge(to most: Int) async throws(SearchIndexError) {
        let numbers = current.withLock { $0.manifest.segments.map(\.number) }
        if numbers.count > max(1, most) { try merge(numbers) }
    }

    /// Segments of about one size, when there are many of it, or one that is mostly deleted.
    private func choice() -> [UInt64]? {
        let state = current.withLock { $0 }
        var tiers: [Int: (numbers: [UInt64], bytes: Int)] = [:]
        for (segment, part) in zip(state.manifest.segments, state.parts) {
            let count = part.index.documentCount
            if let deleted = segment.deleted, deleted.count * 2 > count { return [segment.number] }
            // Factors of eight, from a thousand documents on.
            var tier = 0
            while count >> (10 + tier * 3) > 0 { tier += 1 }
            tiers[tier, default: ([], 0)].numbers.append(segment.number)
            tiers[tier, default: ([], 0)].bytes += part.index.storage.count
        }
        return tiers.sorted { $0.key < $1.key }.map(\.value)
            .first { $0.numbers.count >= SegmentedIndex.most && $0.bytes < SegmentedIndex.largest }?.numbers
    }

    /// Places in a segment are 31 bits.
    private static let largest = 1 << 30

    /// So many segments of about one size are merged.
    static let most = 6

    private func merge(_ numbers: [UInt64]) throws(SearchIndexError) {
        let chosen = Set(numbers)
        let before = current.withLock { $0 }
        let places = before.manifest.segments.indices.filter { chosen.contains(before.manifest.segments[$0].number) }
        let merge = IndexMerge(places.map { (before.parts[$0].index, before.parts[$0].deleted) })
        let bytes = merge.documentCount > 0 ? merge.bytes(revision: before.manifest.revision) : nil
        try commit { state throws(SearchIndexError) in
            var next = state
            // What was deleted while the merge ran.
            var late: [[UInt8]] = []
            for place in places {
                guard let now = state.parts.first(where: { $0.index.isSame(as: before.parts[place].index) }),
                    let deleted = now.deleted
                else { continue }
                for document in 0..<now.index.documentCount
                where deleted.contains(document) && before.parts[place].deleted?.contains(document) != true {
                    late.append(now.index.columns.idBytes(of: document))
                }
            }
            let kept = next.manifest.segments.indices.filter { !chosen.contains(next.manifest.segments[$0].number) }
            next.manifest.segments = kept.map { state.manifest.segments[$0] }
            next.parts = kept.map { state.parts[$0] }
            guard let bytes else { return next }
            try self.add(bytes, to: &next)
            let place = next.parts.count - 1
            next.replace(place, next.parts[place].without(late))
            return next
        }
    }
}

extension SegmentedIndex.State {
    fileprivate mutating func replace(_ place: Int, _ part: SearchPart) {
        manifest.segments[place].deleted = part.deleted
        parts[place] = part
    }
}
