import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SQLiteStore {
    /// Waits until everything committed is on the disk, so that not even a power cut takes it.
    ///
    /// - Throws: `StoreError` when the disk does not take it.
    package func reachDisk() throws {
        let file = open(path + "-wal", O_RDONLY | O_CLOEXEC)
        // No log any more: it was folded into the store, which waits for the disk itself.
        guard file >= 0 else { return }
        defer { close(file) }
        guard fdatasync(file) == 0 else {
            throw StoreError(
                code: .failed,
                path: path,
                message: "the disk did not take what was written (\(String(cString: strerror(errno))))"
            )
        }
    }
}
