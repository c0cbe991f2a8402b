import Plant

/// Numbers as people and spreadsheets write them into cells: with thousands set apart, with the sign behind (`5-`, as SAP
/// does) or with their unit (`12.5 bar`).
enum NumberInWords {
    static func value(_ bytes: [UInt8], point: UInt8) -> Double? {
        if let value = GroupedNumber.value(bytes, point: point) { return value }
        guard let first = bytes.first, first &- 0x30 < 10 || first == 0x2D || first == 0x2B else { return nil }
        if bytes.last == 0x2D, first &- 0x30 < 10, let value = plain(Array(bytes.dropLast()), point: point) {
            return -value
        }
        let mark = bytes.dropFirst().firstIndex { byte in
            !(byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2C || byte == 0x27)
        }
        guard let mark, bytes[mark] != 0x65, bytes[mark] != 0x45, let value = plain(Array(bytes[..<mark]), point: point)
        else { return nil }
        let unit = String(decoding: bytes[mark...].drop { $0 == 0x20 }, as: UTF8.self)
        return UnitOfMeasure(unit) == nil && unit != "%" ? nil : value
    }

    private static func plain(_ bytes: [UInt8], point: UInt8) -> Double? {
        if case .number(let value) = DecimalNumber.parse(bytes, point: point), value.isFinite { return value }
        return GroupedNumber.value(bytes, point: point)
    }
}

extension DecimalNumber {
    /// As ``NumberInWords`` and ``BoundedNumber`` read them, too.
    static func written(_ bytes: [UInt8], point: UInt8) -> NumberCell {
        let cell = parse(bytes, point: point)
        guard cell == .text,
            let value = NumberInWords.value(bytes, point: point) ?? BoundedNumber.bound(bytes, point: point)
        else { return cell }
        return .number(value)
    }
}
