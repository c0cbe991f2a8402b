import Plant

/// What the program does with the values of fields that it knows.
enum FieldRules {
    static let hours: Set<String> = [RecordField.durationHours, RecordField.labourHours]
    static let numbers: Set<String> = [
        RecordField.durationHours, RecordField.labourHours, RecordField.cost, RecordField.value, RecordField.limit,
    ]

    /// `3:00` as `3`, `37:30:00` as `37.5`, `1,250.50` as `1250.50`; `nil` when it is no number.
    static func number(_ text: String, isHours: Bool, point: UInt8) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if isHours, parts.count == 2 || parts.count == 3 {
            let numbers = parts.compactMap { Int($0) }
            guard numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 && $0 < 1_000_000 }) else { return nil }
            let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
            return plain(Double(seconds) / 3_600)
        }
        let bytes = Array(text.utf8)
        if case .number(let value) = DecimalNumber.parse(bytes, point: point), value.isFinite {
            return point == 0x2E ? text : plain(value)
        }
        let separator: UInt8 = point == 0x2E ? 0x2C : 0x2E
        guard isGrouped(bytes, separator: separator, point: point) else { return nil }
        let joined = bytes.filter { $0 != separator }
        guard case .number(let value) = DecimalNumber.parse(joined, point: point) else { return nil }
        return plain(value)
    }

    /// Thousands set apart: one to three digits, then groups of exactly three.
    private static func isGrouped(_ bytes: [UInt8], separator: UInt8, point: UInt8) -> Bool {
        let whole = bytes.prefix { $0 != point }.drop { $0 == 0x2D || $0 == 0x2B }
        let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.count) else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 }
            && whole.allSatisfy { $0 == separator || $0 &- 0x30 < 10 }
    }

    /// A number without a needless `.0`.
    static func plain(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return value.description
    }

    /// `preventive` or `corrective`, where the word tells.
    static func maintenance(_ text: String, column: String) -> String {
        let word = text.lowercased()
        if ColumnVocabulary.plain(column) == "preventive" {
            if ["true", "yes", "y", "1"].contains(word) { return "preventive" }
            if ["false", "no", "n", "0"].contains(word) { return "corrective" }
        }
        switch word {
        case "pm", "preventive", "prev", "planned", "예방", "예방정비", "정기", "pm02", "وقائية": return "preventive"
        case "cm", "corrective", "breakdown", "bm", "em", "emergency", "사후", "고장", "고장정비", "돌발", "pm01", "تصحيحية":
            return "corrective"
        default: return text
        }
    }
}
