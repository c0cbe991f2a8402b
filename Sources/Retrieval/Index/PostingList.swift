/// The documents of a term, and how often it stands in them.
///
/// A list begins with the number of documents (variable length, shifted by two; the lower bits: cut into windows, and
/// some document more than once) and, in the latter case, the highest frequency. A short one goes on with a
/// ``PostingBlock`` over all documents. A long one has the UInt16 size of each window's block, 0 for none, then these.
struct PostingList {
    let count: Int
    let highest: Int
    let isCut: Bool
    let hasRepeats: Bool
    /// Of the block of a short list, of the sizes of a long one.
    let start: Int
    private let end: Int

    /// - Returns: `nil` when the bytes cannot be a list.
    init?(_ storage: IndexBytes, at place: Int, documents: Int, end: Int) {
        var offset = place
        var number = 0
        var shift = 0
        while true {
            guard offset < end, shift <= 35 else { return nil }
            let byte = storage.load(UInt8.self, at: offset)
            offset += 1
            number |= Int(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        count = number >> 2
        isCut = number & 2 != 0
        hasRepeats = number & 1 != 0
        guard count > 0, count <= documents else { return nil }
        if hasRepeats {
            guard offset < end else { return nil }
            highest = max(1, Int(storage.load(UInt8.self, at: offset)))
            offset += 1
        } else {
            highest = 1
        }
        start = offset
        self.end = end
        guard !isCut || offset + IndexFormat.windows(of: documents) * 2 <= end else { return nil }
    }

    /// The block of a short list.
    func whole(_ storage: IndexBytes, documents: Int) -> PostingBlock? {
        PostingBlock(storage, start..<end, count: count, hasRepeats: hasRepeats, isBitmap: false, below: documents)
    }

    /// How many bytes a window's block has.
    @inline(__always)
    func size(_ storage: IndexBytes, window: Int) -> Int {
        Int(storage.load(UInt16.self, at: start + window * 2))
    }

    func firstBlock(windows: Int) -> Int { start + windows * 2 }

    /// The block of a window of a long list, which starts with two bytes: the number of documents, bitmap, repeats.
    @inline(__always)
    func block(_ storage: IndexBytes, at offset: Int, below universe: Int) -> PostingBlock? {
        guard offset + 2 <= end else { return nil }
        let head = Int(storage.load(UInt16.self, at: offset))
        let count = head & 0x3FFF
        guard count > 0, count <= universe else { return nil }
        return PostingBlock(
            storage,
            offset + 2..<end,
            count: count,
            hasRepeats: head & 0x4000 != 0,
            isBitmap: head & 0x8000 != 0,
            below: universe
        )
    }

    /// Which of some documents the term stands in.
    ///
    /// - Parameter wanted: Ascending.
    func holds(_ wanted: [Int], _ storage: IndexBytes, documents: Int) -> [Bool] {
        guard isCut else {
            var held: [UInt32] = []
            var frequencies: [UInt8] = []
            whole(storage, documents: documents)?.append(to: &held, frequencies: &frequencies)
            var next = 0
            return wanted.map { document in
                while next < held.count, held[next] < document { next += 1 }
                return next < held.count && held[next] == document
            }
        }
        var held = [Bool](repeating: false, count: wanted.count)
        var offset = firstBlock(windows: IndexFormat.windows(of: documents))
        var window = 0
        var next = 0
        while next < wanted.count {
            let target = wanted[next] / IndexFormat.window
            while window < target {
                offset += size(storage, window: window)
                window += 1
            }
            let first = target * IndexFormat.window
            var end = next + 1
            while end < wanted.count, wanted[end] < first + IndexFormat.window { end += 1 }
            if size(storage, window: target) > 0,
                let block = block(storage, at: offset, below: min(IndexFormat.window, documents - first))
            {
                block.mark(wanted[next..<end], from: first, in: &held)
            }
            next = end
        }
        return held
    }
}

/// Documents below a universe: packed numbers, or a bit for each document where there are many. With repeats, one bit
/// for each follows, and one byte, the frequency, for each where it is set.
struct PostingBlock {
    let count: Int
    let isBitmap: Bool
    private let universe: Int
    let bytes: UnsafePointer<UInt8>
    /// `nil` when the term stands once in every document.
    let repeats: UnsafePointer<UInt8>?
    private let frequencies: UnsafePointer<UInt8>
    private let frequencyCount: Int

    @inline(__always)
    init?(
        _ storage: IndexBytes,
        _ range: Range<Int>,
        count: Int,
        hasRepeats: Bool,
        isBitmap: Bool,
        below universe: Int
    ) {
        let base = storage.base.assumingMemoryBound(to: UInt8.self)
        let size = PostingBlock.size(count, isBitmap: isBitmap, below: universe)
        var end = range.lowerBound + size
        self.count = count
        self.isBitmap = isBitmap
        self.universe = universe
        bytes = base + range.lowerBound
        if hasRepeats {
            guard end + (count + 7) / 8 <= range.upperBound else { return nil }
            repeats = base + end
            end += (count + 7) / 8
            frequencies = base + end
            frequencyCount = range.upperBound - end
        } else {
            guard end <= range.upperBound else { return nil }
            repeats = nil
            frequencies = base
            frequencyCount = 0
        }
    }

    @inline(__always)
    static func size(_ count: Int, isBitmap: Bool, below universe: Int) -> Int {
        isBitmap ? (universe + 63) / 64 * 8 : PackedNumbers.byteCount(count, below: universe)
    }

    @inline(__always)
    var numbers: PackedNumbers { PackedNumbers(bytes, count: count, below: universe) }

    @inline(__always)
    func word(_ index: Int) -> UInt64 {
        UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
    }

    @inline(__always)
    var words: Int { (universe + 63) / 64 }

    /// Which repeated entry this one is, when it is one.
    @inline(__always)
    func isRepeated(_ index: Int) -> Bool {
        guard let repeats else { return false }
        return repeats[index >> 3] >> UInt8(index & 7) & 1 == 1
    }

    @inline(__always)
    func frequency(repeated number: Int) -> Int {
        number < frequencyCount ? max(1, Int(frequencies[number])) : 1
    }

    @inline(__always)
    func contains(_ document: Int) -> Bool {
        isBitmap ? word(document >> 6) >> UInt64(document & 63) & 1 == 1 : numbers.index(of: document) != nil
    }

    /// Marks which of some documents, ascending, the block holds.
    func mark(_ wanted: ArraySlice<Int>, from first: Int, in held: inout [Bool]) {
        // Finding one number costs about as much as decoding a few dozen.
        guard !isBitmap, wanted.count * 32 > count else {
            for place in wanted.indices { held[place] = contains(wanted[place] - first) }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: count) { documents in
            guard let base = documents.baseAddress else { return }
            let found = decode(into: base)
            var next = 0
            for place in wanted.indices {
                let document = wanted[place] - first
                while next < found, Int(documents[next]) < document { next += 1 }
                held[place] = next < found && Int(documents[next]) == document
            }
        }
    }

    /// The place of a document among those of the block.
    func index(of document: Int) -> Int? {
        guard isBitmap else { return numbers.index(of: document) }
        let last = document >> 6
        let bits = word(last)
        guard bits >> UInt64(document & 63) & 1 == 1 else { return nil }
        var index = (bits & ((1 << UInt64(document & 63)) - 1)).nonzeroBitCount
        for earlier in 0..<last { index += word(earlier).nonzeroBitCount }
        return index < count ? index : nil
    }
}

/// How often a term stands in documents of a block that are asked for in ascending order.
struct FrequencyReader {
    private let block: PostingBlock
    private var word = 0
    private var before = 0

    @inline(__always)
    init(_ block: PostingBlock) { self.block = block }

    /// - Parameter index: Of a document among those of the block, below its count.
    @inline(__always)
    mutating func frequency(at index: Int) -> Int {
        guard let repeats = block.repeats else { return 1 }
        while word < index >> 6 {
            before += bits(repeats, word).nonzeroBitCount
            word += 1
        }
        let here = bits(repeats, word)
        guard here >> UInt64(index & 63) & 1 == 1 else { return 1 }
        return block.frequency(repeated: before + (here & ((1 << UInt64(index & 63)) - 1)).nonzeroBitCount)
    }

    @inline(__always)
    private func bits(_ repeats: UnsafePointer<UInt8>, _ word: Int) -> UInt64 {
        UnsafeRawPointer(repeats).loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
    }
}

/// How often a term stands in documents of a bitmap that are asked for in ascending order.
struct BitmapRanks {
    private let block: PostingBlock
    private var frequencies: FrequencyReader
    private var word = 0
    /// Documents in the words before.
    private var before = 0

    @inline(__always)
    init(_ block: PostingBlock) {
        self.block = block
        frequencies = FrequencyReader(block)
    }

    /// - Parameters:
    ///   - word: In which 64 documents.
    ///   - place: Of one of them, which the block holds.
    @inline(__always)
    mutating func frequency(_ word: Int, _ place: Int) -> Int {
        guard block.repeats != nil else { return 1 }
        while self.word < word {
            before &+= block.word(self.word).nonzeroBitCount
            self.word &+= 1
        }
        let index = before &+ (block.word(word) & ((1 << UInt64(place)) &- 1)).nonzeroBitCount
        return index < block.count ? frequencies.frequency(at: index) : 1
    }
}

extension PostingBlock {
    /// Adds its documents, ascending: document in the upper 32 bits, how often in the lower.
    func append(to entries: inout [UInt64], first: Int) {
        var documents = [UInt32](repeating: 0, count: count)
        let found = documents.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { decode(into: $0) } ?? 0
        }
        var repeated = 0
        for index in 0..<found {
            var frequency = 1
            if isRepeated(index) {
                frequency = self.frequency(repeated: repeated)
                repeated += 1
            }
            entries.append(UInt64(first + Int(documents[index])) << 32 | UInt64(frequency))
        }
    }

    /// Writes those of its decoded documents that hold the term more than once, and how often. Returns how many.
    @inline(__always)
    func repeated(
        of found: Int,
        _ documents: UnsafePointer<UInt16>,
        into repeated: UnsafeMutablePointer<UInt16>,
        _ times: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard let repeats else { return 0 }
        var next = 0
        for first in stride(from: 0, to: found, by: 64) {
            var bits = UnsafeRawPointer(repeats).loadUnaligned(fromByteOffset: first >> 3, as: UInt64.self)
            if found - first < 64 { bits &= (1 << UInt64(found - first)) - 1 }
            while bits != 0 {
                repeated[next] = documents[first &+ bits.trailingZeroBitCount]
                times[next] = UInt8(truncatingIfNeeded: frequency(repeated: next))
                next &+= 1
                bits &= bits &- 1
            }
        }
        return next
    }

    /// Adds its documents, ascending, and how often the term stands in each.
    func append(to documents: inout [UInt32], frequencies: inout [UInt8]) {
        let first = documents.count
        documents.append(contentsOf: repeatElement(0, count: count))
        let found = documents.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { decode(into: $0 + first) } ?? 0
        }
        documents.removeLast(count - found)
        frequencies.append(contentsOf: repeatElement(1, count: found))
        guard repeats != nil else { return }
        var repeated = 0
        for index in 0..<found where isRepeated(index) {
            frequencies[first + index] = UInt8(truncatingIfNeeded: frequency(repeated: repeated))
            repeated += 1
        }
    }

    /// Writes all documents; returns how many there were, which is no more than ``count``.
    @inline(__always)
    func decode<Number: FixedWidthInteger>(into documents: UnsafeMutablePointer<Number>) -> Int {
        guard isBitmap else { return numbers.decode(into: documents) }
        var index = 0
        for place in 0..<words {
            var bits = word(place)
            while bits != 0, index < count {
                documents[index] = Number(
                    truncatingIfNeeded: min(place &* 64 &+ bits.trailingZeroBitCount, universe &- 1)
                )
                index &+= 1
                bits &= bits &- 1
            }
        }
        return index
    }
}
