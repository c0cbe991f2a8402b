/// What a folded character belongs to.
enum CharacterClass: UInt8 {
    case separator
    case latin
    case digit
    case hangul
    case arabic
    /// Chinese and Japanese characters, which have no spaces between words.
    case ideograph
    case otherLetter
}

/// Text with the differences removed that never matter: letter case, full-width forms, accents, Arabic vowel signs,
/// decomposed Hangul, digits of other scripts.
///
/// One character of the result comes from one or more of the text; ``origins`` leads back.
struct FoldedText {
    private(set) var scalars: [UInt32] = []
    /// Where in the text's UTF-8 each folded character starts.
    private(set) var origins: [Int] = []
    private let keepsOrigins: Bool

    init(keepsOrigins: Bool = false) {
        self.keepsOrigins = keepsOrigins
    }

    init(_ text: String, keepsOrigins: Bool = true) {
        self.keepsOrigins = keepsOrigins
        append(text)
    }

    mutating func removeAll() {
        scalars.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
    }

    mutating func append(_ text: String) {
        var copy = text
        copy.withUTF8 { append($0) }
    }

    /// Folds UTF-8. Bytes that are not UTF-8 count as separators.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let count = bytes.count
        scalars.reserveCapacity(scalars.count + count)
        while index < count {
            let start = index
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                push(byte >= 0x41 && byte <= 0x5A ? UInt32(byte) + 32 : UInt32(byte), start)
                continue
            }
            var scalar: UInt32 = 0x20
            var length = 1
            if byte >= 0xC2, byte < 0xE0, index + 1 < count {
                scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
                length = 2
            } else if byte >= 0xE0, byte < 0xF0, index + 2 < count {
                scalar =
                    UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
                length = 3
            } else if byte >= 0xF0, byte < 0xF5, index + 3 < count {
                scalar =
                    UInt32(byte & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
                    | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
                length = 4
            }
            index += length
            fold(scalar, start)
        }
    }

    private mutating func push(_ scalar: UInt32, _ origin: Int) {
        scalars.append(scalar)
        if keepsOrigins { origins.append(origin) }
    }

    private mutating func fold(_ scalar: UInt32, _ origin: Int) {
        switch scalar {
        case 0xAC00...0xD7A3: push(scalar, origin)
        case 0x00C0...0x024F: foldLatin(scalar, origin)
        case 0x0300...0x036F, 0x064B...0x065F, 0x0670, 0x0640, 0x200B...0x200F, 0xFEFF: break
        case 0x0391...0x03A9: push(scalar + 32, origin)
        case 0x0410...0x042F: push(scalar + 32, origin)
        case 0x0622, 0x0623, 0x0625, 0x0671: push(0x0627, origin)
        case 0x0649, 0x06CC: push(0x064A, origin)
        case 0x0629: push(0x0647, origin)
        case 0x06A9: push(0x0643, origin)
        case 0x0660...0x0669: push(scalar - 0x0660 + 0x30, origin)
        case 0x06F0...0x06F9: push(scalar - 0x06F0 + 0x30, origin)
        case 0x1100...0x11FF: composeJamo(scalar, origin)
        // The Arabic decimal point and thousands separator.
        case 0x066B: push(0x2E, origin)
        case 0x066C: push(0x2C, origin)
        case 0x2010...0x2015, 0x2212: push(0x2D, origin)
        case 0x2018, 0x2019: push(0x27, origin)
        case 0x201C, 0x201D: push(0x22, origin)
        case 0x301C, 0xFF5E, 0x223C: push(0x7E, origin)
        case 0x2103:
            push(0x63, origin)
        case 0x2109:
            push(0x66, origin)
        case 0x2070, 0x2074...0x2079: push(scalar - 0x2070 + 0x30, origin)
        case 0x00B2: push(0x32, origin)
        case 0x00B3: push(0x33, origin)
        case 0x00B5: push(0x3BC, origin)
        case 0xFF01...0xFF5D:
            let ascii = scalar - 0xFEE0
            push(ascii >= 0x41 && ascii <= 0x5A ? ascii + 32 : ascii, origin)
        default: push(scalar, origin)
        }
    }

    /// Latin letters with marks, by their base letter.
    private mutating func foldLatin(_ scalar: UInt32, _ origin: Int) {
        switch scalar {
        case 0xC6, 0xE6:
            push(0x61, origin)
            push(0x65, origin)
        case 0xDF:
            push(0x73, origin)
            push(0x73, origin)
        case 0xD7, 0xF7: push(0x20, origin)
        default:
            let index = Int(scalar) - 0xC0
            let base = index < latinBases.count ? latinBases[index] : 0x20
            push(base == 0x20 ? scalar : UInt32(base), origin)
        }
    }

    /// Joins leading consonant, vowel and trailing consonant that come as separate characters.
    private mutating func composeJamo(_ scalar: UInt32, _ origin: Int) {
        if scalar >= 0x1161, scalar <= 0x1175, let last = scalars.last, last >= 0x1100, last <= 0x1112 {
            scalars[scalars.count - 1] = 0xAC00 + ((last - 0x1100) * 21 + (scalar - 0x1161)) * 28
        } else if scalar >= 0x11A8, scalar <= 0x11C2, let last = scalars.last, last >= 0xAC00, last <= 0xD7A3,
            (last - 0xAC00) % 28 == 0
        {
            scalars[scalars.count - 1] = last + (scalar - 0x11A7)
        } else {
            push(scalar, origin)
        }
    }
}

/// Base letters of U+00C0 onwards; a space where the letter stays as it is.
private let latinBases = Array(
    ("aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy yaaaaaaccccccccddddeeeeeeee"
        + "eegggggggghhhhiiiiiiiiii  jjkk llllll  llnnnnnn   oooooo  rrrrrrssssssssttttttuuuuuuuuuuuu"
        + "wwyyyzzzzzz                                 oo             uu                            a"
        + "aiioouuuuuuuuuu aaaa    ggkkoooo  j   gg  nnaa    aaaaeeeeiiiioooorrrruuuusstt  hh      aa"
        + "eeooooooooyy                            ").utf8
)

/// What a folded character belongs to.
@inline(__always)
func characterClass(_ scalar: UInt32) -> CharacterClass {
    if scalar < 0x80 {
        if scalar >= 0x61, scalar <= 0x7A { return .latin }
        if scalar >= 0x30, scalar <= 0x39 { return .digit }
        return .separator
    }
    switch scalar {
    case 0xAC00...0xD7A3, 0x3131...0x318E: return .hangul
    case 0x0620...0x064A, 0x066E...0x06D3: return .arabic
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: return .ideograph
    case 0x00DE...0x024F, 0x0370...0x03FF, 0x0400...0x052F, 0x0590...0x05FF, 0x0900...0x109F: return .otherLetter
    default: return .separator
    }
}
