import Plant

/// What an index knows of its documents beside their words.
final class DocumentColumns: Sendable {
    private let storage: IndexBytes
    private let starts: [Int]
    private let ends: [Int]
    let count: Int
    let assetCount: Int
    private let timeWidth: Int
    private let timeBase: Int64
    private let timeStep: UInt64
    private let assetWidth: Int

    init(_ storage: IndexBytes, _ starts: [Int], _ ends: [Int], documents: Int) {
        self.storage = storage
        self.starts = starts
        self.ends = ends
        count = documents
        assetCount = Int(storage.load(UInt32.self, at: IndexFormat.Offset.assets))
        timeWidth = Int(storage.load(UInt32.self, at: IndexFormat.Offset.timeWidth))
        timeBase = storage.load(Int64.self, at: IndexFormat.Offset.timeBase)
        timeStep = storage.load(UInt64.self, at: IndexFormat.Offset.timeStep)
        assetWidth = Int(storage.load(UInt32.self, at: IndexFormat.Offset.assetWidth))
    }

    private func start(_ section: IndexFormat.Section) -> Int { starts[section.rawValue] }

    /// Nanoseconds; `Int64.min` for none.
    func time(of document: Int) -> Int64 {
        let value: UInt64 =
            switch timeWidth {
            case 4: UInt64(storage.load(UInt32.self, at: start(.times) + document * 4))
            case 8: storage.load(UInt64.self, at: start(.times) + document * 8)
            default: 0
            }
        return value == 0 ? .min : timeBase &+ Int64(bitPattern: (value - 1) &* timeStep)
    }

    /// Its number plus one; 0 for none.
    func asset(of document: Int) -> Int {
        assetWidth == 2
            ? Int(storage.load(UInt16.self, at: start(.assets) + document * 2))
            : Int(storage.load(UInt32.self, at: start(.assets) + document * 4))
    }

    func kindAndClass(of document: Int) -> UInt8 { storage.load(UInt8.self, at: start(.kinds) + document) }

    func fingerprint(of document: Int) -> UInt32 {
        storage.load(UInt32.self, at: start(.fingerprints) + document * 4)
    }

    func assetName(_ number: Int) -> String {
        let place = start(.assetEnds)
        let from = number == 0 ? 0 : Int(storage.load(UInt32.self, at: place + (number - 1) * 4))
        let to = Int(storage.load(UInt32.self, at: place + number * 4))
        let base = start(.assetNames)
        guard from <= to, base + to <= ends[IndexFormat.Section.assetNames.rawValue] else { return "" }
        return String(
            decoding: UnsafeRawBufferPointer(start: storage.base + base + from, count: to - from),
            as: UTF8.self
        )
    }

    func id(of document: Int) -> String {
        String(decoding: idBytes(of: document), as: UTF8.self)
    }

    func idBytes(of document: Int) -> [UInt8] {
        let first = document / IndexFormat.idsTogether
        let end = ends[IndexFormat.Section.ids.rawValue]
        var offset = start(.ids) + Int(storage.load(UInt32.self, at: start(.idStarts) + first * 4))
        var id: [UInt8] = []
        for _ in first * IndexFormat.idsTogether...document {
            guard read(&id, &offset, end) else { return [] }
        }
        return id
    }

    /// All ids, in order.
    func forEachID(_ body: ([UInt8]) -> Void) {
        var offset = start(.ids)
        var id: [UInt8] = []
        for _ in 0..<count {
            guard read(&id, &offset, ends[IndexFormat.Section.ids.rawValue]) else { return }
            body(id)
        }
    }

    /// The number of the document with an id.
    func document(_ wanted: [UInt8]) -> Int? {
        // The last group of ids whose first is not after it.
        var low = 0
        var high = (count + IndexFormat.idsTogether - 1) / IndexFormat.idsTogether
        while low < high {
            let middle = (low + high) / 2
            if isBefore(wanted, group: middle) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        guard low > 0 else { return nil }
        let first = (low - 1) * IndexFormat.idsTogether
        var offset = start(.ids) + Int(storage.load(UInt32.self, at: start(.idStarts) + (low - 1) * 4))
        var id: [UInt8] = []
        for document in first..<min(first + IndexFormat.idsTogether, count) {
            guard read(&id, &offset, ends[IndexFormat.Section.ids.rawValue]) else { return nil }
            if id == wanted { return document }
        }
        return nil
    }

    /// Whether an id comes before the first of a group of ids, which stands there whole.
    private func isBefore(_ wanted: [UInt8], group: Int) -> Bool {
        let end = ends[IndexFormat.Section.ids.rawValue]
        var offset = start(.ids) + Int(storage.load(UInt32.self, at: start(.idStarts) + group * 4)) + 1
        var count = 0
        var shift = 0
        while offset < end, shift <= 28 {
            let byte = storage.load(UInt8.self, at: offset)
            offset += 1
            count |= Int(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        guard offset + count <= end else { return false }
        return wanted.lexicographicallyPrecedes(
            UnsafeRawBufferPointer(start: storage.base + offset, count: count)
        )
    }

    private func read(_ id: inout [UInt8], _ offset: inout Int, _ end: Int) -> Bool {
        guard offset < end else { return false }
        let shared = Int(storage.load(UInt8.self, at: offset))
        offset += 1
        var rest = 0
        var shift = 0
        while offset < end, shift <= 28 {
            let byte = storage.load(UInt8.self, at: offset)
            offset += 1
            rest |= Int(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        guard shared <= id.count, offset + rest <= end else { return false }
        id.removeLast(id.count - shared)
        id.append(contentsOf: UnsafeRawBufferPointer(start: storage.base + offset, count: rest))
        offset += rest
        return true
    }
}
