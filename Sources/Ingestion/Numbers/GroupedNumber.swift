/// Numbers whose thousands are set apart: `1,234.5`, `1 234 567`, `1.234,56`, `1'234`.
///
/// One to three digits, then groups of exactly three with one and the same sign between them, then nothing or the decimal
/// sign and digits. The sign between groups is a comma or a point (whichever is not the decimal sign), a space, a
/// no-break space or an apostrophe.
enum GroupedNumber {
    /// The same number without the signs between its groups; `nil` when it is not written in groups.
    static func joined(_ bytes: [UInt8], point: UInt8) -> [UInt8]? {
        var rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        guard rest.count >= 5, rest.count <= 64 else { return nil }
        var plain: [UInt8] = []
        if let sign = rest.first, sign == 0x2D || sign == 0x2B {
            plain.append(sign)
            rest.removeFirst()
        }
        let first = rest.prefix { isDigit($0) }
        guard (1...3).contains(first.count) else { return nil }
        plain += first
        rest = rest.dropFirst(first.count)
        guard let separator = separators.first(where: { $0 != [point] && rest.starts(with: $0) }) else { return nil }
        while rest.starts(with: separator) {
            let group = rest.dropFirst(separator.count).prefix { isDigit($0) }
            guard group.count == 3 else { return nil }
            plain += group
            rest = rest.dropFirst(separator.count + 3)
        }
        guard let sign = rest.first else { return plain }
        guard sign == point, rest.dropFirst().allSatisfy(isDigit) else { return nil }
        return plain + [0x2E] + rest.dropFirst()
    }

    static func value(_ bytes: [UInt8], point: UInt8) -> Double? {
        guard let plain = joined(bytes, point: point), case .number(let value) = DecimalNumber.parse(plain) else {
            return nil
        }
        return value
    }

    private static let separators: [[UInt8]] = [
        [0x2C], [0x2E], [0x20], [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0x27], [0xE2, 0x80, 0x99],
    ]

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
