import Plant
import Storage

/// Commits one piece of a file while the next is read, never more than one.
actor CommitAhead {
    private let store: SQLiteStore
    private var pending: Task<ImportCounts, any Error>?
    private(set) var counts = ImportCounts()

    init(store: SQLiteStore) {
        self.store = store
    }

    /// Begins to commit a piece once the one before is committed.
    func take(_ batch: ImportBatch) async throws {
        try await settle()
        pending = Task { [store] in try await store.commit(batch) }
    }

    /// Waits until everything taken is committed.
    func settle() async throws {
        guard let last = pending else { return }
        pending = nil
        counts += try await last.value
    }

    /// After a failure: what was begun ends before anybody hears of it.
    func abandon() async {
        _ = await pending?.result
        pending = nil
    }
}
