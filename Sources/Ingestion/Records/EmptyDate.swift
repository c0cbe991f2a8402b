import Plant

/// What exports write where there is no date: SAP `00.00.0000`, its tables `00000000`, databases `0000-00-00` and the
/// first or the last day they know.
enum EmptyDate {
    /// In a column of dates.
    static func isWritten(_ text: String) -> Bool {
        guard text.utf8.count <= 40, let first = text.utf8.first else { return false }
        // Nearly every real date begins with something else: they are told by their first digit.
        guard first == 0x30 || first == 0x31 || first == 0x33 || first == 0x39 else { return false }
        return text == "0" || text == "99991231" || isZeros(text, separated: false) || isDate(text)
    }

    /// In any column: parts set apart as those of a date are.
    static func isDate(_ text: String) -> Bool {
        guard (8...24).contains(text.utf8.count), let first = text.utf8.first, first &- 0x30 < 10 else {
            return false
        }
        if isZeros(text, separated: true) { return true }
        let day = text.split { $0 == " " || $0 == "T" }.first.map(String.init) ?? text
        let plain = day.lowercased().map { "/.-".contains($0) ? "-" : $0 }
        return days.contains(String(plain))
    }

    private static let days: Set<String> = [
        "31-12-9999", "12-31-9999", "9999-12-31", "01-01-0001", "1-1-0001", "0001-01-01", "1900-01-00", "0-1-1900",
        "00-01-1900", "1-0-1900", "00-jan-00", "00-jan-1900",
    ]

    /// Noughts only, at least the eight of a date.
    private static func isZeros(_ text: String, separated: Bool) -> Bool {
        var zeros = 0
        var signs = 0
        var clockSigns = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30: zeros += 1
            case 0x2D, 0x2E, 0x2F: signs += 1
            case 0x3A, 0x20, 0x54, 0x5A: clockSigns += 1
            default: return false
            }
        }
        guard zeros >= 8 else { return false }
        return signs >= 2 || !separated && signs == 0 && clockSigns == 0
    }
}
