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
        return GroupedNumber.value(bytes, point: point).map(plain)
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
