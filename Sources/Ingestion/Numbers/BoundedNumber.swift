/// Laboratory values that were too small or too large to be measured: `<0.5`, `> 1000`, `≤ 5 ppm`.
///
/// Such a cell tells a bound, not a value: what is stored is the bound, with the quality uncertain.
enum BoundedNumber {
    private static let signs: [[UInt8]] = ["<", ">", "≤", "≥", "＜", "＞"].map { Array($0.utf8) }

    static func bound(_ bytes: [UInt8], point: UInt8) -> Double? {
        guard let sign = signs.first(where: { bytes.starts(with: $0) }) else { return nil }
        var number = bytes.dropFirst(sign.count)
        if number.first == 0x3D { number.removeFirst() }
        number = number.drop { $0 == 0x20 }
        if case .number(let value) = DecimalNumber.parse(Array(number), point: point), value.isFinite { return value }
        return NumberInWords.value(Array(number), point: point)
    }
}
