/// Names of equipment and measuring points in all their spellings: `P-101A`, `P101A`, `p 101 a`,
/// `11-FIC-2034.PV`, `FIC2034`.
enum EquipmentName {
    /// How many pieces from `index` make a name; `nil` when it is none.
    ///
    /// Shape: an optional unit number, one to six letters, a number of two to six digits (one, if joined by a
    /// hyphen), an optional suffix of one or two letters, an optional attribute after a point.
    static func length(_ pieces: [WordPiece], at index: Int, in scalars: [UInt32]) -> Int? {
        var at = index
        if pieces[at].isNumber {
            guard pieces[at].count <= 3, at + 2 < pieces.count, isTight(pieces[at + 1].joiner),
                !pieces[at + 1].isNumber, pieces[at + 2].isNumber, isTight(pieces[at + 2].joiner)
            else { return numberWithSuffix(pieces, index, scalars) }
            at += 1
        }
        guard pieces[at].count <= 6, at + 1 < pieces.count, pieces[at + 1].isNumber, isPlain(pieces[at + 1], scalars)
        else { return nil }
        let letters = pieces[at]
        let number = pieces[at + 1]
        guard number.count <= 6 else { return nil }
        if number.joiner == space {
            guard letters.count <= 4, number.count >= 2, !isUnit(pieces, at + 1),
                !ordinary.contains(Array(scalars[letters.start..<letters.end]))
            else { return nil }
        } else if number.joiner != 0, !isTight(number.joiner) {
            return nil
        }
        at += 2
        if at < pieces.count, isSuffix(pieces, at, scalars) { at += 1 }
        if at < pieces.count, pieces[at].joiner == point, attributes.contains(Array(scalars[range(pieces[at])])) {
            at += 1
        }
        return at - index
    }

    /// What a name is indexed and found under.
    struct Spellings {
        /// Whole, without its unit, without its suffix, and by the number with its suffix.
        var all: [[UInt32]] = []
        /// With letters, number and suffix, but without the unit, which many leave out.
        var whole: [UInt32] = []
        /// Whether it can hardly be anything but a tag: ordinary names with digits (`CD4`, `B2B`, `p53`) have fewer than
        /// three of them.
        var isTag = false
    }

    static func spellings(_ pieces: ArraySlice<WordPiece>, in scalars: [UInt32]) -> Spellings {
        var rest = pieces
        var unit: [UInt32] = []
        var letters: [UInt32] = []
        if let first = rest.first, first.isNumber, rest.count >= 3 {
            unit = Array(scalars[range(first)])
            rest = rest.dropFirst()
        }
        if let first = rest.first, !first.isNumber {
            letters = Array(scalars[range(first)])
            rest = rest.dropFirst()
        }
        guard let numberPiece = rest.first else { return Spellings() }
        let number = Array(scalars[range(numberPiece)])
        rest = rest.dropFirst()
        var suffix: [UInt32] = []
        if let next = rest.first, !next.isNumber, next.joiner != point { suffix = Array(scalars[range(next)]) }
        var result: [[UInt32]] = []
        if !letters.isEmpty { result.append([mark] + letters + number) }
        if !suffix.isEmpty {
            if !letters.isEmpty { result.append([mark] + letters + number + suffix) }
            result.append([mark] + number + suffix)
        }
        if !unit.isEmpty { result.append([mark] + unit + [mark] + letters + number + suffix) }
        let isTag =
            number.count >= 3 && !(letters.isEmpty && suffix.isEmpty)
            || number.count == 2 && !letters.isEmpty && !(unit.isEmpty && suffix.isEmpty)
        return Spellings(all: result, whole: [mark] + letters + number + suffix, isTag: isTag)
    }

    /// `101A`, `101 A`: what is left of a name when its letters are not said.
    private static func numberWithSuffix(_ pieces: [WordPiece], _ index: Int, _ scalars: [UInt32]) -> Int? {
        guard pieces[index].count >= 3, isPlain(pieces[index], scalars), index + 1 < pieces.count,
            isSuffix(pieces, index + 1, scalars), pieces[index + 1].count == 1, scalars[pieces[index + 1].start] <= 0x66
        else { return nil }
        return 2
    }

    /// Whether a number is the unit before a name, as in `did 14-P-101A`, and not the number of the word before it.
    private static func isUnit(_ pieces: [WordPiece], _ at: Int) -> Bool {
        at + 2 < pieces.count && pieces[at].count <= 3 && !pieces[at + 1].isNumber && isTight(pieces[at + 1].joiner)
            && pieces[at + 2].isNumber && isTight(pieces[at + 2].joiner)
    }

    private static func isSuffix(_ pieces: [WordPiece], _ at: Int, _ scalars: [UInt32]) -> Bool {
        let piece = pieces[at]
        guard !piece.isNumber, piece.count <= 2 else { return false }
        if piece.joiner == 0 {
            return at + 1 >= pieces.count || !(pieces[at + 1].isNumber && pieces[at + 1].joiner == 0)
        }
        return piece.count == 1 && (isTight(piece.joiner) || piece.joiner == space) && scalars[piece.start] <= 0x66
            && (piece.joiner != space || at + 1 >= pieces.count || scalars[piece.start] != 0x61)
    }

    private static func isPlain(_ piece: WordPiece, _ scalars: [UInt32]) -> Bool {
        scalars[range(piece)].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func isTight(_ joiner: UInt32) -> Bool {
        joiner == 0x2D || joiner == 0x5F || joiner == 0
    }

    private static func range(_ piece: WordPiece) -> Range<Int> { piece.start..<piece.end }

    private static let space: UInt32 = 0x20
    private static let point: UInt32 = 0x2E
    private static let mark: UInt32 = 0x23
    private static let attributes = set("pv sp op cv mv out in mode hh ll hi lo")
    /// Words that stand before numbers in ordinary sentences.
    private static let ordinary = set(
        """
        in of on at to the for and by or is was no pos up per with from than over day page year may june july step
        jan feb mar apr jun jul aug sep sept oct nov dec did has had not but all any its out off top set hit got are were as
        only just then when what also into till week last next near max min an a it if so about least most line sec fig
        """
    )

    private static func set(_ words: String) -> Set<[UInt32]> {
        Set(words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { $0.unicodeScalars.map(\.value) })
    }
}
