/// Numbers as text: the same bytes on every machine, with no locale.
///
/// Rounding works on the shortest decimal text of the number, which is what an export or a person wrote down, half
/// away from zero: 2.675 to two decimals is 2.68.
package enum DecimalText {
    /// The shortest text that reads back as the same number: `8.2`, `1000000`, `0.00012`; `1e+20` for the very large.
    package static func shortest(_ value: Double) -> String {
        guard let decimal = Decimal(value) else { return "\(value)" }
        guard decimal.exponent > -10, decimal.exponent + decimal.digits.count <= 17 else { return "\(value)" }
        return decimal.text(decimals: max(0, -decimal.exponent), trimming: true, grouping: false)
    }

    /// Rounded to some decimals.
    ///
    /// - Parameters:
    ///   - trimming: leaves out zeros at the end of the decimals.
    ///   - grouping: sets commas between thousands.
    package static func rounded(
        _ value: Double,
        decimals: Int,
        trimming: Bool = false,
        grouping: Bool = false
    ) -> String {
        guard var decimal = Decimal(value) else { return "\(value)" }
        guard decimal.exponent + decimal.digits.count <= 40 else { return "\(value)" }
        let decimals = min(max(decimals, 0), 30)
        decimal.round(toExponent: -decimals)
        return decimal.text(decimals: decimals, trimming: trimming, grouping: grouping)
    }

    /// Rounded to some significant digits, but never within the whole part: 12345.678 to four is `12346`.
    package static func significant(_ value: Double, digits: Int = 4, grouping: Bool = false) -> String {
        guard let decimal = Decimal(value) else { return "\(value)" }
        guard decimal.exponent > -30 else { return "\(value)" }
        let wholeDigits = decimal.exponent + decimal.digits.count
        return rounded(value, decimals: max(0, digits - wholeDigits), trimming: true, grouping: grouping)
    }
}

/// A finite number in decimal digits: `digits × 10^exponent`.
private struct Decimal {
    var isNegative = false
    /// Most significant first, no leading zeros; a single 0 for zero.
    var digits: [UInt8] = []
    var exponent = 0

    init?(_ value: Double) {
        guard value.isFinite else { return nil }
        var seenPoint = false
        var bytes = Array(value.description.utf8)[...]
        if bytes.first == UInt8(ascii: "-") {
            isNegative = true
            bytes = bytes.dropFirst()
        }
        while let byte = bytes.first {
            bytes = bytes.dropFirst()
            if byte == UInt8(ascii: ".") {
                seenPoint = true
            } else if byte == UInt8(ascii: "e") {
                exponent += Int(String(decoding: bytes, as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte - 0x30)
                if seenPoint { exponent -= 1 }
            }
        }
        normalise()
    }

    mutating func normalise() {
        while digits.count > 1, digits.first == 0 { digits.removeFirst() }
        while digits.count > 1, digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits == [0] || digits.isEmpty {
            digits = [0]
            exponent = 0
            isNegative = false
        }
    }

    mutating func round(toExponent target: Int) {
        guard target > exponent else { return }
        let dropped = target - exponent
        guard dropped <= digits.count else {
            digits = [0]
            normalise()
            return
        }
        let roundsUp = digits[digits.count - dropped] >= 5
        digits.removeLast(dropped)
        exponent = target
        if roundsUp {
            var index = digits.count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
        }
        normalise()
    }

    func text(decimals: Int, trimming: Bool, grouping: Bool) -> String {
        let padded = digits + [UInt8](repeating: 0, count: max(0, exponent))
        let fractionCount = max(0, -exponent)
        let zeros = [UInt8](repeating: 0, count: max(0, fractionCount + 1 - padded.count))
        let all = zeros + padded
        let whole = all[..<(all.count - fractionCount)]
        var fraction = Array(all[(all.count - fractionCount)...])
        if !trimming {
            fraction += [UInt8](repeating: 0, count: max(0, decimals - fraction.count))
        }
        var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        for (index, digit) in whole.enumerated() {
            if grouping, index > 0, (whole.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit + 0x30)
        }
        if !fraction.isEmpty {
            text.append(UInt8(ascii: "."))
            text += fraction.map { $0 + 0x30 }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
