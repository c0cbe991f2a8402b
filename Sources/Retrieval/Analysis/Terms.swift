/// The fields of the index, each with lengths and weight of its own.
enum TermField: UInt8, CaseIterable, Sendable {
    /// Words: stems, Korean syllable pairs, numbers, names of equipment.
    case main = 0
    /// Beginnings and consonants of words, which survive misspelling.
    case part = 1
    /// Three characters at a time, across words.
    case gram = 2
    /// Two neighbouring words.
    case pair = 3

    static let count = 4
}

/// A term as the index knows it.
struct Term: Sendable {
    /// Different in each field for the same characters.
    var hash: UInt64
    var field: TermField
    /// Whether it names a piece of equipment or a measuring point, which says more than a word.
    var name: Name
    /// The characters it was made from, in the folded text.
    var start: Int
    var end: Int

    enum Name: UInt8, Sendable {
        case none
        /// What a name has in common with others, such as its number with its suffix.
        case part
        /// All that was said of a name that can hardly be anything but a tag.
        case tag
    }
}

/// FNV-1a over characters, finished so that all bits are good.
struct TermHash {
    private var state: UInt64

    @inline(__always)
    init(_ field: TermField) {
        state = 0xcbf2_9ce4_8422_2325 &+ UInt64(field.rawValue) &* 0x9e37_79b9_7f4a_7c15
    }

    @inline(__always)
    mutating func add(_ value: UInt32) {
        state = (state ^ UInt64(value)) &* 0x0000_0100_0000_01b3
    }

    @inline(__always)
    mutating func add(_ value: UInt64) {
        state = (state ^ value) &* 0x9e37_79b9_7f4a_7c15
        state ^= state >> 29
    }

    @inline(__always)
    var value: UInt64 {
        var mixed = state
        mixed ^= mixed >> 33
        mixed = mixed &* 0xff51_afd7_ed55_8ccd
        mixed ^= mixed >> 33
        mixed = mixed &* 0xc4ce_b9fe_1a85_ec53
        mixed ^= mixed >> 33
        return mixed
    }

    @inline(__always)
    static func of(_ scalars: some Sequence<UInt32>, in field: TermField) -> UInt64 {
        var hash = TermHash(field)
        for scalar in scalars { hash.add(scalar) }
        return hash.value
    }

    @inline(__always)
    static func of(bytes: [UInt8], in field: TermField) -> UInt64 {
        var hash = TermHash(field)
        for byte in bytes { hash.add(UInt32(byte)) }
        return hash.value
    }
}
