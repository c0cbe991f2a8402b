/// Which sign stands before the fraction in a table's numbers, decided by those that can be read in one way only.
///
/// `1,5` and `1.234,56` have a decimal comma, `1.5` and `1,234,567` a decimal point; `1,234` and `1.234` say nothing.
struct DecimalSign {
    let byte: UInt8
    /// A number that might as well be a thousand times as large or as small, where no other decides.
    let doubtful: String?

    /// - Parameter separator: between cells; `nil` in a sheet, whose numbers are no text.
    init(_ cells: some Sequence<[UInt8]>, separator: Separator?) {
        var commas = 0
        var points = 0
        var undecided: [UInt8]?
        for cell in cells where cell.contains(0x2C) || cell.contains(0x2E) {
            let isGroup = DecimalSign.isOneGroup(cell)
            if isGroup {
                if cell.contains(0x2C), undecided == nil { undecided = cell }
            } else if DecimalSign.isNumber(cell, point: 0x2C) {
                commas += 1
            } else if DecimalSign.isNumber(cell, point: 0x2E) {
                points += 1
            }
        }
        if commas > 0 || points > 0 {
            byte = commas > points ? 0x2C : 0x2E
            doubtful = nil
        } else {
            byte = undecided != nil && separator != nil && separator != .byte(0x2C) ? 0x2C : 0x2E
            doubtful = undecided.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func isNumber(_ cell: [UInt8], point: UInt8) -> Bool {
        if cell.contains(point), case .number = DecimalNumber.parse(cell, point: point) { return true }
        return GroupedNumber.joined(cell, point: point) != nil
    }

    /// `1,234`: one to three digits, not a lone zero, and three more behind a comma or a point.
    private static func isOneGroup(_ cell: [UInt8]) -> Bool {
        let digits = cell.first == 0x2D || cell.first == 0x2B ? cell.dropFirst() : cell[...]
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == 0x2C || $0 == 0x2E }
        return parts.count == 2 && (1...3).contains(parts[0].count) && parts[1].count == 3 && parts[0].first != 0x30
            && parts.joined().allSatisfy { $0 &- 0x30 < 10 }
    }
}
