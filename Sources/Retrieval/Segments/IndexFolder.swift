#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files of a segmented index: `manifest`, which says what counts, and a file a segment. A file that the manifest
/// does not name is what an interrupted writer left behind.
struct IndexFolder: Sendable {
    let path: String

    static let manifest = "manifest"

    static func segment(_ number: UInt64) -> String { "segment-\(number).index" }

    func place(_ name: String) -> String { path + "/" + name }

    func make() throws(SearchIndexError) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// Held as long as the value lives, and let go when the process ends, however it ends.
    final class WriterLock: Sendable {
        private let file: Int32

        init(_ file: Int32) { self.file = file }

        deinit { close(file) }
    }

    /// - Returns: `nil` when another process writes here.
    func lock() throws(SearchIndexError) -> WriterLock? {
        let file = open(place("lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(place("lock")) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let reason = failure(place("lock"))
            close(file)
            if isHeld { return nil }
            throw reason
        }
        return WriterLock(file)
    }

    func holds(_ name: String) -> Bool { access(place(name), F_OK) == 0 }

    /// - Returns: `nil` when there is no such file.
    func read(_ name: String) throws(SearchIndexError) -> [UInt8]? {
        let file = open(place(name), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(place(name))
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = systemRead(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(place(name)) }
            if count == 0 { return bytes }
            bytes += buffer[0..<count]
        }
    }

    /// Writes a file so that after any crash it is whole or as before.
    func write(_ bytes: [UInt8], to name: String) throws(SearchIndexError) {
        let temporary = place(name + ".new")
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(temporary) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWrite(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = failure(temporary)
                close(file)
                unlink(temporary)
                throw reason
            }
            written += count
        }
        guard fsync(file) == 0, close(file) == 0, rename(temporary, place(name)) == 0 else { throw failure(temporary) }
        try keepNames()
    }

    /// Makes what was renamed last.
    private func keepNames() throws(SearchIndexError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure(path) }
    }

    /// Files that nobody needs; those that are being read stay readable.
    func removeSegments(besides kept: Set<UInt64>) {
        guard let folder = opendir(path) else { return }
        defer { closedir(folder) }
        let names = Set(kept.map(IndexFolder.segment))
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let isOurs = name.hasPrefix("segment-") || name == IndexFolder.manifest + ".new"
            if isOurs, !names.contains(name) { unlink(place(name)) }
        }
    }

    private func failure(_ path: String) -> SearchIndexError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}

// The names of the calls are also those of the folder's own functions.
private func systemRead(_ file: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    read(file, &buffer, count)
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, buffer, count)
}
