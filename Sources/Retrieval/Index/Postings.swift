/// The documents of one term, one after the other.
struct Postings {
    private let storage: IndexBytes
    private var offset: Int
    private let end: Int
    /// How many documents hold the term.
    let count: Int
    /// Where the first document's entry is.
    let first: Int
    private(set) var document = 0
    private(set) var frequency = 0
    private let documentCount: Int

    init(_ storage: IndexBytes, _ range: Range<Int>, documentCount: Int) {
        self.storage = storage
        offset = range.lowerBound
        end = range.upperBound
        self.documentCount = documentCount
        var total = 0
        var shift = 0
        while offset < end {
            let byte = storage.load(UInt8.self, at: offset)
            offset += 1
            total |= Int(byte & 0x7F) << shift
            if byte < 0x80 || shift > 48 { break }
            shift += 7
        }
        count = min(total, documentCount)
        first = offset
    }

    /// Goes to the next document; false after the last.
    @inline(__always)
    mutating func advance() -> Bool {
        guard offset < end else { return false }
        let entry = number()
        document += entry >> 1
        frequency = entry & 1 == 0 ? 1 : number()
        return document < documentCount
    }

    @inline(__always)
    private mutating func number() -> Int {
        var result = 0
        var shift = 0
        while offset < end {
            let byte = storage.base.load(fromByteOffset: offset, as: UInt8.self)
            offset += 1
            result |= Int(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
            if shift > 48 { break }
        }
        return result
    }

    /// The rest of a number whose first byte says that there is more.
    @inline(__always)
    static func rest(of first: Int, _ bytes: UnsafePointer<UInt8>, _ offset: inout Int, _ end: Int) -> Int {
        var result = first & 0x7F
        var shift = 7
        while offset < end, shift <= 48 {
            let byte = Int(bytes[offset])
            offset += 1
            result |= (byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return result
    }
}
