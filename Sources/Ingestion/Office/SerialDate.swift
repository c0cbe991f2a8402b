import Plant

/// Writes a spreadsheet's day numbers as times.
struct SerialDate: Sendable {
    /// Whether day 0 is 1904-01-01, as in workbooks from older Macintosh editions.
    let startsIn1904: Bool

    /// `2026-03-01`, `2026-03-01 08:00:00`, `08:00:00` or `37:30:00`; `nil` when the number is no day of a calendar.
    ///
    /// Rounded to the millisecond, which is finer than a spreadsheet keeps.
    func text(_ serial: Double, as format: NumberFormat) -> String? {
        guard serial >= 0, serial < 3_000_000 else { return nil }
        let milliseconds = Int64((serial * 86_400_000).rounded())
        let day = milliseconds / 86_400_000
        let inDay = milliseconds % 86_400_000
        if format == .duration { return SerialDate.clock(milliseconds) }
        if format == .time, day == 0 { return SerialDate.clock(inDay) }
        var days = day
        if startsIn1904 {
            days -= 24_107
        } else {
            // The 1900 calendar has a 29 February that never was.
            guard day != 60, day > 0 else { return nil }
            days -= day < 60 ? 25_568 : 25_569
        }
        let civil = CivilTime(daysSinceEpoch: days)
        let date = "\(civil.year)-\(SerialDate.two(civil.month))-\(SerialDate.two(civil.day))"
        return format == .date && inDay == 0 ? date : date + " " + SerialDate.clock(inDay)
    }

    private static func clock(_ milliseconds: Int64) -> String {
        let seconds = Int(milliseconds / 1_000)
        var text = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        let rest = Int(milliseconds % 1_000)
        if rest > 0 { text += "." + (rest < 100 ? "0" : "") + two(rest) }
        return text
    }

    private static func two(_ value: Int) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
