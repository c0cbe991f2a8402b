/// Where things are in the bytes of an index. Little-endian; sections follow the header in this order.
///
/// Documents are numbered in the order of their ids, so that the lower number wins a tie.
struct IndexFormat {
    static let version: UInt32 = 1
    static let magic: UInt64 = 0x3158_4449_4c54_4c54
    static let headerSize = 192
    /// Up to this size an index is checked to its last byte when it is opened; above, only its header is, and every
    /// access stays within bounds whatever the bytes say.
    static let checkedWhenOpened = 4 << 20

    enum Section: Int, CaseIterable {
        /// One byte a field and document: the coded number of its terms.
        case lengths
        /// Int64 nanoseconds; `Int64.min` for none.
        case times
        /// UInt32 asset number plus one; 0 for none.
        case assets
        /// One byte of kind, one of data class.
        case kinds
        /// UInt32 end of each id in `ids`.
        case idEnds
        case ids
        case assetEnds
        case assetNames
        /// UInt32 number of the first term of each bucket; a bucket is the highest bits of a term's hash.
        case buckets
        /// The lowest 32 bits of each term's hash, ascending within a bucket.
        case remainders
        /// UInt32 start of each term's postings, in bytes.
        case starts
        /// A term: the number of documents, then for each the distance from the one before, twice, plus one when the
        /// term stands in it more than once, which is then followed by how often. All as variable-length numbers.
        case postings
    }

    enum Offset {
        static let magic = 0
        static let version = 8
        static let analysis = 12
        static let revision = 16
        static let documents = 24
        static let terms = 28
        static let bucketBits = 32
        static let assets = 36
        static let sections = 40
        static let averages = 136
        static let total = 152
        static let bodySum = 160
        static let headerSum = 168
    }

    /// Lengths as one byte: exact up to 40, then in steps of 5 %.
    static let decodedLengths: [Float] = {
        var result = (0...40).map(Float.init)
        while result.count < 256 { result.append(result[result.count - 1] * 1.05) }
        return result
    }()

    static func codedLength(_ length: Int) -> UInt8 {
        if length <= 40 { return UInt8(length) }
        var low = 40
        var high = 255
        while low < high {
            let middle = (low + high + 1) / 2
            if decodedLengths[middle] <= Float(length) { low = middle } else { high = middle - 1 }
        }
        return UInt8(low)
    }
}
