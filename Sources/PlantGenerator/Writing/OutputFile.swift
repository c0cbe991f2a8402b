#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file being written, through a buffer. The only place of this room that touches the machine.
///
/// A reference, because it owns an open file; used by one writer at a time.
final class OutputFile {
    private let path: String
    private let handle: UnsafeMutablePointer<FILE>
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private(set) var failed = false

    /// Makes the folders above it where they are missing.
    init(path: String) throws(GeneratorError) {
        try OutputFile.makeFolder(OutputFile.folder(of: path))
        guard let handle = fopen(path, "wb") else {
            throw GeneratorError("'\(path)' cannot be written: \(String(cString: strerror(errno)))")
        }
        self.path = path
        self.handle = handle
        buffer = .allocate(capacity: 1 << 20)
    }

    deinit {
        buffer.deallocate()
        fclose(handle)
    }

    /// A place for at least some bytes; say with ``advance(_:)`` how many were put there.
    @inline(__always)
    func reserve(_ bytes: Int) -> UnsafeMutablePointer<UInt8>? {
        if buffer.count - count < bytes { flush() }
        return buffer.count - count < bytes ? nil : buffer.baseAddress.map { $0 + count }
    }

    @inline(__always)
    func advance(_ bytes: Int) {
        count += bytes
    }

    func write(_ bytes: [UInt8]) {
        if bytes.count > buffer.count - count { flush() }
        if bytes.count > buffer.count {
            if fwrite(bytes, 1, bytes.count, handle) != bytes.count { failed = true }
            return
        }
        for byte in bytes {
            buffer[count] = byte
            count += 1
        }
    }

    func write(_ text: String) {
        write(Array(text.utf8))
    }

    private func flush() {
        if count > 0, fwrite(buffer.baseAddress, 1, count, handle) != count { failed = true }
        count = 0
    }

    /// Writes out what is buffered and says whether everything arrived.
    func finish() throws(GeneratorError) {
        flush()
        if fflush(handle) != 0 || failed {
            throw GeneratorError("'\(path)' could not be written to its end; is the disk full?")
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func write(_ bytes: [UInt8], to path: String) throws(GeneratorError) {
        let file = try OutputFile(path: path)
        file.write(bytes)
        try file.finish()
    }

    static func write(_ text: String, to path: String) throws(GeneratorError) {
        try write(Array(text.utf8), to: path)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return String(path[..<slash])
    }

    private static func makeFolder(_ path: String) throws(GeneratorError) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        try makeFolder(folder(of: path))
        if mkdir(path, 0o755) != 0, errno != EEXIST {
            throw GeneratorError("the folder '\(path)' cannot be made: \(String(cString: strerror(errno)))")
        }
    }

    /// The bytes of a file just written, to be made wrong on purpose.
    static func read(_ path: String) throws(GeneratorError) -> [UInt8] {
        guard let handle = fopen(path, "rb") else {
            throw GeneratorError("'\(path)' cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { fclose(handle) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, handle)
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }
}
