/// What a segmented index consists of. Replaced as a whole; that is the moment something is committed.
struct IndexManifest: Sendable, Equatable {
    struct Segment: Sendable, Equatable {
        var number: UInt64
        var deleted: DocumentSet?
    }

    static let version: UInt32 = 1
    private static let magic: UInt64 = 0x3147_4553_4c54_4c54

    var revision: Int64 = 0
    var nextSegment: UInt64 = 1
    var segments: [Segment] = []

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(IndexManifest.magic)
        append(IndexManifest.version)
        append(UInt32(segments.count))
        append(revision)
        append(nextSegment)
        for segment in segments {
            append(segment.number)
            append(UInt64(segment.deleted?.words.count ?? 0))
            for word in segment.deleted?.words ?? [] { append(word) }
        }
        append(IndexBytes(bytes).checksum(from: 0, to: bytes.count))
        return bytes
    }

    init() {}

    init(_ bytes: [UInt8], path: String) throws(SearchIndexError) {
        let stored = IndexBytes(bytes)
        guard bytes.count >= 40, stored.load(UInt64.self, at: 0) == IndexManifest.magic,
            stored.load(UInt64.self, at: bytes.count - 8) == stored.checksum(from: 0, to: bytes.count - 8)
        else { throw .corrupt(path: path) }
        let version = stored.load(UInt32.self, at: 8)
        guard version == IndexManifest.version else {
            throw .otherVersion(path: path, found: version, expected: IndexManifest.version)
        }
        revision = stored.load(Int64.self, at: 16)
        nextSegment = stored.load(UInt64.self, at: 24)
        var offset = 32
        for _ in 0..<stored.load(UInt32.self, at: 12) {
            guard offset + 24 <= bytes.count else { throw .corrupt(path: path) }
            let number = stored.load(UInt64.self, at: offset)
            let words = stored.load(UInt64.self, at: offset + 8)
            offset += 16
            guard words <= UInt64(bytes.count - 8 - offset) / 8 else { throw .corrupt(path: path) }
            var deleted: DocumentSet?
            if words > 0 {
                deleted = DocumentSet(words: (0..<Int(words)).map { stored.load(UInt64.self, at: offset + $0 * 8) })
                offset += Int(words) * 8
            }
            segments.append(Segment(number: number, deleted: deleted))
        }
    }
}
