#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of an index, in memory or mapped from a file. Never written to once made.
final class IndexBytes: @unchecked Sendable {
    let base: UnsafeRawPointer
    let count: Int
    private let isMapped: Bool

    init(_ bytes: [UInt8]) {
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
        bytes.withUnsafeBytes { source in
            if let from = source.baseAddress { buffer.copyMemory(from: from, byteCount: bytes.count) }
        }
        base = UnsafeRawPointer(buffer)
        count = bytes.count
        isMapped = false
    }

    /// Maps a file. The file may be replaced by renaming another over it while it is mapped, but not be cut short.
    init(path: String) throws(SearchIndexError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_size > 0 else { throw .corrupt(path: path) }
        guard let address = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0), address != MAP_FAILED
        else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        base = UnsafeRawPointer(address)
        count = Int(status.st_size)
        isMapped = true
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: base), count)
        } else {
            base.deallocate()
        }
    }

    @inline(__always)
    func load<Value: BitwiseCopyable>(_ type: Value.Type, at offset: Int) -> Value {
        base.loadUnaligned(fromByteOffset: offset, as: type)
    }

    /// A sum that notices damage; no protection against intent. Four lanes of eight bytes at a time.
    func checksum(from start: Int, to end: Int) -> UInt64 {
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        let prime: UInt64 = 0x9e37_79b1_85eb_ca87
        var offset = start
        while offset + 32 <= end {
            lanes.0 = (lanes.0 ^ load(UInt64.self, at: offset)) &* prime
            lanes.1 = (lanes.1 ^ load(UInt64.self, at: offset + 8)) &* prime
            lanes.2 = (lanes.2 ^ load(UInt64.self, at: offset + 16)) &* prime
            lanes.3 = (lanes.3 ^ load(UInt64.self, at: offset + 24)) &* prime
            lanes.0 ^= lanes.0 >> 31
            lanes.1 ^= lanes.1 >> 31
            lanes.2 ^= lanes.2 >> 31
            lanes.3 ^= lanes.3 >> 31
            offset += 32
        }
        var rest: UInt64 = 5
        while offset < end {
            rest = (rest ^ UInt64(load(UInt8.self, at: offset))) &* prime
            offset += 1
        }
        var result = UInt64(end - start)
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3, rest] {
            result = (result ^ lane) &* prime
            result ^= result >> 29
        }
        return result
    }
}
