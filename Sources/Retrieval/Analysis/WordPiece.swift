/// Letters or digits in a row, within Latin text.
struct WordPiece {
    var start: Int
    var end: Int
    /// Digits, with a decimal point or thousands commas within.
    var isNumber: Bool
    /// What stands between it and the piece before: 0 where nothing does, else one character such as `-` or a space.
    var joiner: UInt32

    var count: Int { end - start }

    /// Reads pieces that nothing but single joiners separate; returns where the next text starts.
    static func read(_ scalars: [UInt32], from start: Int, into pieces: inout [WordPiece]) -> Int {
        pieces.removeAll(keepingCapacity: true)
        var index = start
        var joiner: UInt32 = 0
        let count = scalars.count
        while index < count {
            let kind = characterClass(scalars[index])
            if kind == .latin || kind == .digit {
                let from = index
                index = kind == .latin ? lettersEnd(scalars, index) : numberEnd(scalars, index)
                pieces.append(WordPiece(start: from, end: index, isNumber: kind == .digit, joiner: joiner))
                joiner = 0
                continue
            }
            guard kind == .separator, isJoiner(scalars[index]), index + 1 < count else { break }
            let next = characterClass(scalars[index + 1])
            guard next == .latin || next == .digit else { break }
            joiner = scalars[index]
            index += 1
        }
        return index
    }

    private static func lettersEnd(_ scalars: [UInt32], _ start: Int) -> Int {
        var index = start + 1
        while index < scalars.count, characterClass(scalars[index]) == .latin { index += 1 }
        return index
    }

    private static func numberEnd(_ scalars: [UInt32], _ start: Int) -> Int {
        var index = start
        var hasPoint = false
        while index < scalars.count {
            if isDigit(scalars[index]) {
                index += 1
            } else if scalars[index] == 0x2E, !hasPoint, index + 1 < scalars.count, isDigit(scalars[index + 1]) {
                hasPoint = true
                index += 1
            } else if scalars[index] == 0x2C, !hasPoint, index + 3 < scalars.count, isDigit(scalars[index + 1]),
                isDigit(scalars[index + 2]), isDigit(scalars[index + 3]),
                index + 4 >= scalars.count || !isDigit(scalars[index + 4])
            {
                index += 4
            } else {
                break
            }
        }
        return index
    }

    private static func isDigit(_ scalar: UInt32) -> Bool {
        scalar >= 0x30 && scalar <= 0x39
    }

    /// Space, `-`, `_`, `.`, `/`, `&`, `'`.
    private static func isJoiner(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x2D, 0x5F, 0x2E, 0x2F, 0x26, 0x27: true
        default: false
        }
    }
}

/// Units of measure that are kept with their number.
enum Units {
    static let known = HashedWords(
        """
        kg g mg t ton bar barg bara mbar kpa mpa pa psi psig c f k degc degf m mm cm km um in ft m h hr hrs min s ms rpm hz
        khz kw mw w kv v mv a ma kva kwh mwh kj j l ml kl gal bbl bpd ppm ppb db dba nm kn mmhg mmh kcal cst cp ph
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map {
            TermHash.of($0.unicodeScalars.lazy.map(\.value), in: .main)
        }
    )
}
