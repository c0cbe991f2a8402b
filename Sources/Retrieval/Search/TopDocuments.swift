/// Keeps the best of many documents; of equal scores the one whose id comes first.
struct TopDocuments {
    struct Entry {
        var score: Int32
        var part: Int32
        var document: Int32
    }

    /// A heap, the worst first.
    private var entries: [Entry] = []
    let limit: Int
    private let parts: [DocumentColumns]

    init(limit: Int, parts: [SearchIndex]) {
        self.limit = limit
        self.parts = parts.map(\.columns)
        entries.reserveCapacity(min(limit, 1_024) + 1)
    }

    var isFull: Bool { entries.count == limit }

    /// Nothing at or below it can get in. Within one index documents come in ascending order, so that of equal ones
    /// the first stays; with several an equal one may have the lower id.
    @inline(__always)
    var floor: Int32 { isFull ? entries[0].score - (parts.count > 1 ? 1 : 0) : 0 }

    mutating func insert(_ entry: Entry) {
        if entries.count < limit {
            entries.append(entry)
            var child = entries.count - 1
            while child > 0, isWorse(entries[child], entries[(child - 1) / 2]) {
                entries.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
            return
        }
        guard isWorse(entries[0], entry) else { return }
        entries[0] = entry
        var parent = 0
        while true {
            let left = parent * 2 + 1
            guard left < entries.count else { break }
            let right = left + 1
            let worst = right < entries.count && isWorse(entries[right], entries[left]) ? right : left
            guard isWorse(entries[worst], entries[parent]) else { break }
            entries.swapAt(worst, parent)
            parent = worst
        }
    }

    private func isWorse(_ first: Entry, _ second: Entry) -> Bool {
        if first.score != second.score { return first.score < second.score }
        if first.part == second.part { return first.document > second.document }
        let left = parts[Int(first.part)].idBytes(of: Int(first.document))
        let right = parts[Int(second.part)].idBytes(of: Int(second.document))
        return right.lexicographicallyPrecedes(left)
    }

    func sorted() -> [Entry] {
        guard parts.count == 1 else { return entries.sorted { isWorse($1, $0) } }
        // Score and document as one number: the highest score first, of equal ones the first document.
        var keys = entries.map { UInt64(UInt32(bitPattern: $0.score)) << 32 | UInt64(~UInt32(bitPattern: $0.document)) }
        keys.sort(by: >)
        return keys.map {
            Entry(
                score: Int32(truncatingIfNeeded: $0 >> 32),
                part: 0,
                document: Int32(truncatingIfNeeded: ~$0 & 0xFFFF_FFFF)
            )
        }
    }

    func inOrderOfDocuments() -> [Entry] {
        var keys = entries.indices.map { place in
            let entry = entries[place]
            return (UInt64(UInt32(bitPattern: entry.part)) << 32 | UInt64(UInt32(bitPattern: entry.document)), place)
        }
        keys.sort { $0.0 < $1.0 }
        return keys.map { entries[$0.1] }
    }
}
