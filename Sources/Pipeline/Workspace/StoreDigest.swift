import Plant
import Storage

/// What a store holds in a few lines that are the same for two stores with the same contents, however many imports and
/// in whatever pieces they were written.
package struct StoreDigest: Sendable {
    /// Part, how many, SHA-256 in hexadecimal.
    private var parts: [(name: String, count: Int, digest: String)] = []

    init(_ store: SQLiteStore) async throws {
        let tags = try await store.tags()
        var readings = SHA256()
        var count = 0
        for tag in tags {
            let series = try await store.readings(of: tag.name, in: .always)
            count += series.count
            readings.update(Array(tag.name.rawValue.utf8) + [0])
            readings.update(StoreDigest.bytes(series))
        }
        parts.append(("readings", count, readings.finishHex()))
        try add("tags", tags)
        try add("assets", try await store.assets())
        try add("records", try await store.records(RecordQuery(kinds: RecordKind.allCases), limit: nil))
        try add("incidents", try await store.incidents(overlapping: nil, assets: []))
        try add("quarantine", try await store.quarantine(file: nil))
    }

    package var text: String {
        let width = parts.map(\.count.description.utf8.count).max() ?? 0
        return parts.map { part in
            let name = part.name + String(repeating: " ", count: 10 - part.name.utf8.count)
            let count = String(repeating: " ", count: width - part.count.description.utf8.count) + "\(part.count)"
            return "\(name)  \(count)  \(part.digest)"
        }.joined(separator: "\n")
    }

    private mutating func add(_ name: String, _ values: [some Encodable]) throws {
        var hash = SHA256()
        for value in values { hash.update(Array(try JSONText.line(value).utf8) + [0x0A]) }
        parts.append((name, values.count, hash.finishHex()))
    }

    /// Times, the bits of values, and qualities.
    private static func bytes(_ series: ReadingSeries) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(series.count * 17)
        for index in series.times.indices {
            withUnsafeBytes(of: series.times[index].littleEndian) { bytes.append(contentsOf: $0) }
            withUnsafeBytes(of: series.values[index].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(series.qualities[index].rawValue)
        }
        return bytes
    }
}

extension Workspace {
    /// For comparing two stores.
    package func digest() async throws -> StoreDigest { try await StoreDigest(store) }
}
