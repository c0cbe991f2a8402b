import Ingestion

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a file is like without reading it.
struct FileStamp: Codable, Sendable, Hashable {
    var device: UInt64
    var inode: UInt64
    var bytes: Int
    /// Nanoseconds since 1970.
    var modified: Int64

    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        bytes = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}

/// What is remembered of a file that was taken in, so that only what is new is read.
struct FollowedFile: Codable, Sendable, Hashable {
    var stamp: FileStamp
    /// `nil` where the file could not be read.
    var fingerprint: FileFingerprint?
    /// How it was read.
    var settings: String
    /// A table of readings, of which a part can be read by itself.
    var canGrow = false
    /// The file was still growing and was read through its last whole line.
    var isPartial = false
}

/// What is remembered of all files of a followed folder. A memory, not a record: without it every file is looked at
/// again, and the store knows by its digest what was read before.
struct FollowedFiles: Codable, Sendable {
    var schema = "telltale.live-files/1"
    var files: [String: FollowedFile] = [:]

    init() {}

    init(path: String) {
        guard let bytes = try? LocalFile.read(path),
            let known = try? JSONText.decode(FollowedFiles.self, from: bytes), known.schema == schema
        else { return }
        self = known
    }

    func save(to path: String) throws {
        try LocalFile.write(JSONText.line(self), to: path)
    }
}

/// Whether a program has a file open for writing, where the system can tell.
enum OpenForWriting {
    /// Linux gives a read lease on a file only while nobody has it open for writing; on file systems without leases,
    /// and on other people's files, there is no answer and quiet decides.
    static func isLikely(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let setLease: Int32 = 1_024
        guard fcntl(descriptor, setLease, Int32(F_RDLCK)) != 0 else {
            _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN
    }
}
