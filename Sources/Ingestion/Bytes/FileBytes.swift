import Glibc

/// Reads a file's bytes in order.
final class FileBytes {
    let path: String
    let size: Int
    private let descriptor: Int32
    private(set) var position = 0

    private let end: Int

    /// - Parameter stretch: The part of the file that is read; all of it when `nil`.
    init(path: String, stretch: FileStretch? = nil) throws(IngestionError) {
        // Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw IngestionError(.notFound, path: path, "there is no such file; check the path") }
            throw IngestionError(
                .unreadable,
                path: path,
                "cannot be opened (\(systemMessage())); check its permissions"
            )
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw IngestionError(.unreadable, path: path, "is not a regular file; give the files in it, or a copy")
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
        end = stretch?.end ?? .max
        position = stretch?.start ?? 0
        if position > 0 { lseek(descriptor, off_t(position), SEEK_SET) }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit {
        close(descriptor)
    }

    /// A file's first bytes, by which containers and packed files are known.
    static func start(of path: String) throws(IngestionError) -> [UInt8] {
        let file = try FileBytes(path: path)
        var bytes = [UInt8](repeating: 0, count: 64)
        let got = try bytes.withUnsafeMutableBufferPointer { (room) throws(IngestionError) -> Int in
            guard let base = room.baseAddress else { return 0 }
            return try file.read(into: base, count: room.count)
        }
        return Array(bytes[0..<got])
    }

    /// A whole file that is not large.
    static func all(of path: String, limit: Int) throws(IngestionError) -> [UInt8] {
        let file = try FileBytes(path: path)
        guard file.size <= limit else {
            throw IngestionError(
                .tooLarge,
                path: path,
                "is larger than \(limit >> 20) MiB, the most that one document may have; split it"
            )
        }
        var bytes = [UInt8](repeating: 0, count: file.size)
        var have = 0
        while have < bytes.count {
            let start = have
            let got = try bytes.withUnsafeMutableBufferPointer { (room) throws(IngestionError) -> Int in
                guard let base = room.baseAddress else { return 0 }
                return try file.read(into: base + start, count: room.count - start)
            }
            if got == 0 { break }
            have += got
        }
        return Array(bytes[0..<have])
    }

    /// Reads up to `count` bytes; 0 at the end.
    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(IngestionError) -> Int {
        let count = min(count, end - position)
        guard count > 0 else { return 0 }
        while true {
            let got = Glibc.read(descriptor, target, count)
            if got >= 0 {
                position += got
                return got
            }
            if errno == EINTR { continue }
            throw IngestionError(.unreadable, path: path, "reading stopped at byte \(position): \(systemMessage())")
        }
    }
}

/// What the system says about the last failed call.
func systemMessage() -> String {
    strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
}
