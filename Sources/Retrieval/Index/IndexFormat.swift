/// Where things are in the bytes of an index. Little-endian; sections follow the header in this order.
///
/// Documents are numbered in the order of their ids, so that the lower number wins a tie.
struct IndexFormat {
    static let version: UInt32 = 3
    static let magic: UInt64 = 0x3158_4449_4c54_4c54
    static let headerSize = 256
    /// Up to this size an index is checked to its last byte when it is opened; above, only its header is, and every
    /// access stays within bounds whatever the bytes say.
    static let checkedWhenOpened = 4 << 20
    /// Documents are searched so many at a time; long lists of documents are cut at the same places.
    static let window = 8_192
    /// A term is known by the highest bits of its hash: those of its bucket, and 32 more.
    static let keyBits = 40
    /// Documents whose ids are written relative to the first one's.
    static let idsTogether = 8
    /// Bytes after the last list, so that eight can be read wherever one may be.
    static let padding = 8

    enum Section: Int, CaseIterable {
        /// One byte a document, field after field: the coded number of its terms.
        case lengths
        /// One byte a window and field: the least coded length there.
        case leastLengths
        /// Steps of ``Offset/timeStep`` since ``Offset/timeBase``, plus one; 0 for none.
        case times
        /// Asset number plus one; 0 for none.
        case assets
        /// One byte a document: kind in the lower half, data class in the upper.
        case kinds
        /// UInt32 a document, see ``SearchDocument/fingerprint``.
        case fingerprints
        case assetEnds
        case assetNames
        /// UInt32 start of every eighth id in `ids`.
        case idStarts
        /// An id: how many bytes it shares with the one before, how many follow, and these. The first of eight
        /// shares none.
        case ids
        /// UInt32 number of the first term of each bucket; a bucket is the highest bits of a term's hash.
        case buckets
        /// 32 bits of each term's hash, ascending within a bucket.
        case remainders
        /// UInt32 place of each term's list in `lists`; with the highest bit set, the only document that holds it.
        case places
        /// See ``PostingList``. Terms that stand in the same documents equally often have one list between them.
        case lists
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
        static let timeWidth = 40
        static let assetWidth = 44
        static let timeBase = 48
        static let timeStep = 56
        static let total = 64
        static let bodySum = 72
        /// UInt64 a field: terms in all documents.
        static let lengthSums = 80
        static let sections = 112
        static let headerSum = 248
    }

    /// Set where a term stands once in one document.
    static let single: UInt32 = 1 << 31

    /// Lengths as one byte: exact up to 40, then in steps of 5 %.
    static let decodedLengths: [Float] = {
        var result = (0...40).map(Float.init)
        while result.count < 256 { result.append(result[result.count - 1] * 1.05) }
        return result
    }()

    /// What a coded length counts in the sums that averages are made of: whole numbers, so that the sums of several
    /// indexes add up to that of one.
    static let wholeLengths: [UInt64] = decodedLengths.map { UInt64($0.rounded()) }

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

    static func key(of hash: UInt64) -> UInt64 { hash >> UInt64(64 - keyBits) }

    static func windows(of documents: Int) -> Int { (documents + window - 1) / window }

    /// Fewer documents than this are one list over all; more are cut into windows.
    static func leastCut(of documents: Int) -> Int { max(16, documents / 128) }
}
