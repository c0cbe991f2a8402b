import Plant

/// Collects the terms of documents and lays them out as the bytes of an index.
struct SearchIndexBuilder {
    /// One term in one document.
    private struct Occurrence {
        var term: UInt32
        var document: UInt32
        var count: UInt32
    }

    private var table = TermTable()
    private var occurrences: [Occurrence] = []
    /// Of each term: where its occurrence in the current document is, plus one.
    private var lastOccurrence: [Int] = []
    private var documentCounts: [UInt32] = []
    private var lengths: [UInt8] = []
    private var lengthSums = [Double](repeating: 0, count: TermField.count)
    private var analyzer = Analyzer()

    /// The bytes of an index over these documents; of two with one id the later counts.
    static func bytes(of documents: [SearchDocument], revision: Int64) -> [UInt8] {
        var latest: [String: SearchDocument] = [:]
        latest.reserveCapacity(documents.count)
        for document in documents { latest[document.id] = document }
        let ordered = latest.values.map { (key: Array($0.id.utf8), document: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.document)
        var builder = SearchIndexBuilder()
        for (number, document) in ordered.enumerated() {
            builder.add(document, number: UInt32(truncatingIfNeeded: number))
        }
        return builder.layOut(ordered, revision: revision)
    }

    private mutating func add(_ document: SearchDocument, number: UInt32) {
        analyzer.start()
        if !document.title.isEmpty { analyzer.add(document.title + "\n") }
        analyzer.add(document.text)
        var fieldLengths = [0, 0, 0, 0]
        let first = occurrences.count
        for term in analyzer.terms {
            fieldLengths[Int(term.field.rawValue)] += 1
            let id = table.number(of: term.hash)
            if id == lastOccurrence.count {
                lastOccurrence.append(0)
                documentCounts.append(0)
            }
            let last = lastOccurrence[id]
            if last > first {
                occurrences[last - 1].count += 1
            } else {
                occurrences.append(Occurrence(term: UInt32(truncatingIfNeeded: id), document: number, count: 1))
                lastOccurrence[id] = occurrences.count
                documentCounts[id] += 1
            }
        }
        for (field, length) in fieldLengths.enumerated() {
            lengths.append(IndexFormat.codedLength(length))
            lengthSums[field] += Double(length)
        }
    }

    private func layOut(_ documents: [SearchDocument], revision: Int64) -> [UInt8] {
        let termCount = table.hashes.count
        var bits = 0
        while bits < 24, termCount >> (bits + 3) > 1 { bits += 1 }
        let bucket = { (hash: UInt64) in bits == 0 ? 0 : Int(hash >> UInt64(64 - bits)) }
        let order = (0..<termCount).sorted { left, right in
            let first = table.hashes[left]
            let second = table.hashes[right]
            let firstBucket = bucket(first)
            let secondBucket = bucket(second)
            if firstBucket != secondBucket { return firstBucket < secondBucket }
            let firstRest = UInt32(truncatingIfNeeded: first)
            let secondRest = UInt32(truncatingIfNeeded: second)
            return firstRest != secondRest ? firstRest < secondRest : first < second
        }
        var layout = Layout(termCount: termCount, bucketBits: bits)
        layout.number(UInt64(IndexFormat.magic), at: IndexFormat.Offset.magic)
        layout.number(IndexFormat.version, at: IndexFormat.Offset.version)
        layout.number(Analyzer.version, at: IndexFormat.Offset.analysis)
        layout.number(revision, at: IndexFormat.Offset.revision)
        layout.number(UInt32(documents.count), at: IndexFormat.Offset.documents)
        layout.number(UInt32(termCount), at: IndexFormat.Offset.terms)
        layout.number(UInt32(bits), at: IndexFormat.Offset.bucketBits)
        for field in 0..<TermField.count {
            let mean = documents.isEmpty ? 0 : lengthSums[field] / Double(documents.count)
            layout.number(Float(mean).bitPattern, at: IndexFormat.Offset.averages + field * 4)
        }
        layout.documents(documents, lengths: lengths)
        layout.buckets(order.map { bucket(table.hashes[$0]) })
        layout.section(.remainders)
        for term in order { layout.append(UInt32(truncatingIfNeeded: table.hashes[term])) }
        let postings = encodePostings(order)
        layout.section(.starts)
        for start in postings.starts { layout.append(start) }
        layout.section(.postings)
        layout.bytes.append(contentsOf: postings.bytes)
        return layout.finished()
    }

    private func encodePostings(_ order: [Int]) -> (starts: [UInt32], bytes: [UInt8]) {
        // Occurrences sorted by term, documents ascending within one: a counting sort keeps their order.
        var next = [Int](repeating: 0, count: documentCounts.count + 1)
        for (term, count) in documentCounts.enumerated() { next[term + 1] = next[term] + Int(count) }
        let firsts = next
        var sorted = [UInt64](repeating: 0, count: occurrences.count)
        for occurrence in occurrences {
            let term = Int(occurrence.term)
            sorted[next[term]] = UInt64(occurrence.document) << 32 | UInt64(occurrence.count)
            next[term] += 1
        }
        var starts: [UInt32] = []
        starts.reserveCapacity(order.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(occurrences.count * 2)
        for term in order {
            starts.append(UInt32(truncatingIfNeeded: bytes.count))
            let range = firsts[term]..<firsts[term + 1]
            append(UInt64(range.count), to: &bytes)
            var last: UInt64 = 0
            for entry in sorted[range] {
                let document = entry >> 32
                let count = entry & 0xFFFF_FFFF
                append((document - last) << 1 | (count > 1 ? 1 : 0), to: &bytes)
                if count > 1 { append(count, to: &bytes) }
                last = document
            }
        }
        return (starts, bytes)
    }

    private func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Numbers terms in the order in which they are first seen (open addressing, linear probing).
private struct TermTable {
    private(set) var hashes: [UInt64] = []
    private var slots = [UInt32](repeating: 0, count: 1 << 12)

    mutating func number(of hash: UInt64) -> Int {
        var mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash { return number }
            slot = (slot + 1) & mask
        }
        if hashes.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            mask = slots.count - 1
            for (number, known) in hashes.enumerated() {
                var free = Int(truncatingIfNeeded: known) & mask
                while slots[free] != 0 { free = (free + 1) & mask }
                slots[free] = UInt32(number + 1)
            }
            slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
        }
        hashes.append(hash)
        slots[slot] = UInt32(hashes.count)
        return hashes.count - 1
    }
}

/// The bytes of an index while they are put together.
private struct Layout {
    var bytes: [UInt8]
    private let bucketBits: Int

    init(termCount: Int, bucketBits: Int) {
        bytes = [UInt8](repeating: 0, count: IndexFormat.headerSize)
        self.bucketBits = bucketBits
    }

    mutating func number<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
        withUnsafeBytes(of: value.littleEndian) { source in
            for (index, byte) in source.enumerated() { bytes[offset + index] = byte }
        }
    }

    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Starts a section, on a multiple of eight.
    mutating func section(_ section: IndexFormat.Section) {
        while !bytes.count.isMultiple(of: 8) { bytes.append(0) }
        number(UInt64(bytes.count), at: IndexFormat.Offset.sections + section.rawValue * 8)
    }

    mutating func documents(_ documents: [SearchDocument], lengths: [UInt8]) {
        section(.lengths)
        bytes.append(contentsOf: lengths)
        section(.times)
        for document in documents { append(document.time?.nanoseconds ?? .min) }
        let names = Set(documents.compactMap(\.asset)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0 + 1)) })
        section(.assets)
        for document in documents { append(document.asset.flatMap { numbers[$0] } ?? 0) }
        section(.kinds)
        for document in documents {
            bytes.append(document.kind.number)
            bytes.append(document.dataClass.number)
        }
        strings(documents.map(\.id), ends: .idEnds, text: .ids)
        strings(names.map(\.rawValue), ends: .assetEnds, text: .assetNames)
        number(UInt32(names.count), at: IndexFormat.Offset.assets)
    }

    private mutating func strings(_ list: [String], ends: IndexFormat.Section, text: IndexFormat.Section) {
        section(ends)
        var end = 0
        for string in list {
            end += string.utf8.count
            append(UInt32(truncatingIfNeeded: end))
        }
        section(text)
        for string in list { bytes.append(contentsOf: string.utf8) }
    }

    mutating func buckets(_ ofTerms: [Int]) {
        section(.buckets)
        var term = 0
        for bucket in 0..<(1 << bucketBits) {
            while term < ofTerms.count, ofTerms[term] < bucket { term += 1 }
            append(UInt32(term))
        }
        append(UInt32(ofTerms.count))
    }

    mutating func finished() -> [UInt8] {
        number(UInt64(bytes.count), at: IndexFormat.Offset.total)
        let body = IndexBytes(bytes)
        number(body.checksum(from: IndexFormat.headerSize, to: bytes.count), at: IndexFormat.Offset.bodySum)
        let header = IndexBytes(Array(bytes[0..<IndexFormat.headerSize]))
        number(header.checksum(from: 0, to: IndexFormat.Offset.headerSum), at: IndexFormat.Offset.headerSum)
        return bytes
    }
}

extension RecordKind {
    /// As stored in an index; never renumbered.
    var number: UInt8 {
        switch self {
        case .alarm: 0
        case .event: 1
        case .workOrder: 2
        case .note: 3
        case .passage: 4
        }
    }
}

extension DataClass {
    /// As stored in an index, from least to most guarded; never renumbered.
    var number: UInt8 {
        switch self {
        case .public: 0
        case .internal: 1
        case .confidential: 2
        case .restricted: 3
        }
    }
}
