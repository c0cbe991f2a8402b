import Glibc

/// What a cell that should hold a number holds.
enum NumberCell: Hashable, Sendable {
    case number(Double)
    case blank
    case notANumber
    case positiveInfinity
    case negativeInfinity
    /// Anything else: a status, or nonsense.
    case text
}

/// Reads decimal numbers out of bytes, correctly rounded (the double nearest to what is written, ties to even).
///
/// `2.6890035e-001`, `-0.0`, `.5`, `1e5`, and with a decimal comma `1,5`. Thousands set apart are
/// `GroupedNumber`'s: they are rare, and this is the hot path.
enum DecimalNumber {
    @inline(__always)
    static func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, point: UInt8) -> NumberCell {
        var from = start
        var to = end
        while from < to, from.pointee == 0x20 || from.pointee == 0x09 { from += 1 }
        while to > from, (to - 1).pointee == 0x20 || (to - 1).pointee == 0x09 { to -= 1 }
        guard from < to else { return .blank }
        if let value = number(from, to, point: point) { return .number(value) }
        return word(from, to)
    }

    static func parse(_ bytes: [UInt8], point: UInt8 = 0x2E) -> NumberCell {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return .blank }
            return parse(base, base + buffer.count, point: point)
        }
    }

    /// The number that fills the bytes completely; `nil` when they are anything else.
    @inline(__always)
    static func number(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, point: UInt8) -> Double? {
        var cursor = start
        var isNegative = false
        if cursor.pointee == 0x2D {
            isNegative = true
            cursor += 1
        } else if cursor.pointee == 0x2B {
            cursor += 1
        }
        var mantissa: UInt64 = 0
        let digitsStart = cursor
        while cursor < end {
            let digit = cursor.pointee &- 0x30
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            cursor += 1
        }
        var digits = cursor - digitsStart
        var exponent = 0
        if cursor < end, cursor.pointee == point {
            cursor += 1
            let fractionStart = cursor
            while cursor < end {
                let digit = cursor.pointee &- 0x30
                guard digit < 10 else { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                cursor += 1
            }
            exponent = fractionStart - cursor
            digits -= exponent
        }
        guard digits > 0 else { return nil }
        if cursor < end {
            guard cursor.pointee | 0x20 == 0x65 else { return nil }
            cursor += 1
            var isSmall = false
            if cursor < end, cursor.pointee == 0x2D || cursor.pointee == 0x2B {
                isSmall = cursor.pointee == 0x2D
                cursor += 1
            }
            guard cursor < end else { return nil }
            var written = 0
            while cursor < end {
                let digit = cursor.pointee &- 0x30
                guard digit < 10 else { return nil }
                if written < 100_000 { written = written * 10 + Int(digit) }
                cursor += 1
            }
            exponent += isSmall ? -written : written
        }
        // More than 19 digits do not fit 64 bits, unless the first ones are zeros.
        if digits > 19 { return exactly(start, end, point: point) }
        guard let magnitude = scaled(mantissa, exponent) else { return exactly(start, end, point: point) }
        return isNegative ? -magnitude : magnitude
    }

    /// `mantissa × 10^exponent`, correctly rounded, where that can be had from exact integer arithmetic.
    @inline(__always)
    private static func scaled(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        if mantissa == 0 { return 0 }
        if mantissa <= 1 << 53 {
            // Both operands are exact doubles, so one operation rounds once (Clinger's fast path).
            if exponent == 0 { return Double(mantissa) }
            if exponent < 0, exponent >= -22 { return Double(mantissa) / PowersOfTen.double(-exponent) }
            if exponent > 0, exponent <= 22 { return Double(mantissa) * PowersOfTen.double(exponent) }
        }
        guard exponent <= 0, exponent >= -27 else { return nil }
        return divided(mantissa, byTenTo: -exponent)
    }

    /// `mantissa ÷ 10^power` through an exact 128 by 64 bit division: the quotient has at least 63 bits, and the
    /// remainder tells on which side of a tie the rest lies.
    private static func divided(_ mantissa: UInt64, byTenTo power: Int) -> Double {
        let shiftUp = mantissa.leadingZeroBitCount
        let normal = mantissa << UInt64(shiftUp)
        let five = PowersOfTen.five(power)
        let fiveShift = five.leadingZeroBitCount
        let divisor = five << UInt64(fiveShift)
        // normal/2 < divisor always, as both have their top bit set.
        let (quotient, remainder) = divisor.dividingFullWidth((normal >> 1, normal << 63))
        // mantissa ÷ 5^power = quotient × 2^(fiveShift − shiftUp − 63); dividing by 2^power remains.
        let binary = fiveShift - shiftUp - 63 - power
        // Round the quotient (63 or 64 bits) to 53.
        let surplus = UInt64(11 - quotient.leadingZeroBitCount)
        var kept = quotient >> surplus
        let rest = quotient & (1 << surplus - 1)
        let half: UInt64 = 1 << (surplus - 1)
        if rest > half || (rest == half && (remainder != 0 || kept & 1 == 1)) { kept += 1 }
        // Exponents here are far from the limits of a double, so that scaling by a power of two is exact.
        return Double(kept) * Double(bitPattern: UInt64(1023 + binary + Int(surplus)) << 52)
    }

    /// Whatever is left goes to the C library, which is correct and slow.
    private static func exactly(
        _ start: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        point: UInt8
    ) -> Double? {
        var text: [CChar] = []
        text.reserveCapacity(end - start + 1)
        var cursor = start
        while cursor < end {
            text.append(CChar(bitPattern: cursor.pointee == point ? 0x2E : cursor.pointee))
            cursor += 1
        }
        text.append(0)
        // The program never sets a locale, so the C library reads a point whatever the machine's language.
        return text.withUnsafeBufferPointer { buffer -> Double? in
            guard let base = buffer.baseAddress else { return nil }
            return strtod(base, nil)
        }
    }

    /// The words that stand for values which are not finite.
    private static func word(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> NumberCell {
        var from = start
        var isNegative = false
        if from.pointee == 0x2D || from.pointee == 0x2B {
            isNegative = from.pointee == 0x2D
            from += 1
        }
        func isWord(_ word: StaticString) -> Bool {
            guard end - from == word.utf8CodeUnitCount else { return false }
            for index in 0..<word.utf8CodeUnitCount where from[index] | 0x20 != word.utf8Start[index] { return false }
            return true
        }
        if isWord("nan") || isWord("#nan") { return .notANumber }
        if isWord("inf") || isWord("infinity") { return isNegative ? .negativeInfinity : .positiveInfinity }
        // C runtimes on Windows: 1.#QNAN, -1.#IND, 1.#INF
        if end - from >= 5, from[0] == 0x31, from[1] == 0x2E, from[2] == 0x23 {
            if from[3] == 0x49, from[4] == 0x4E, end - from >= 6, from[5] == 0x46 {
                return isNegative ? .negativeInfinity : .positiveInfinity
            }
            return .notANumber
        }
        return .text
    }
}

/// Powers that are exact in their type.
enum PowersOfTen {
    private static let doubles: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
    private static let fives: [UInt64] = {
        var list: [UInt64] = [1]
        while list.count < 28 { list.append(list[list.count - 1] * 5) }
        return list
    }()

    /// 10 to a power of 0…22.
    @inline(__always)
    static func double(_ power: Int) -> Double {
        doubles[power]
    }

    /// 5 to a power of 0…27.
    @inline(__always)
    static func five(_ power: Int) -> UInt64 {
        fives[power]
    }
}
