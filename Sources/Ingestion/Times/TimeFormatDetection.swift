import Plant

/// Decides from a column's cells how it writes times.
///
/// `3/4/21` alone says nothing; a column that anywhere holds `25/4/21` is day-first. The more cells are seen, the
/// surer it gets; when nothing decides, it says so.
struct TimeFormatDetection {
    private var cells = 0
    private var yearFirst = 0
    private var dayFirst = 0
    private var monthFirst = 0
    private var bothOrders = 0
    private var smallest = Double.infinity
    private var largest = -Double.infinity
    private var numbers = 0
    private var hasZone = false
    /// Pairs of days told apart only by their order: consecutive cells whose time goes backwards under an order.
    private var stepsBackDayFirst = 0
    private var stepsBackMonthFirst = 0
    private var lastDayFirst = Int64.min
    private var lastMonthFirst = Int64.min
    private var shortYears = ShortYears()

    struct Verdict: Sendable {
        var format: TimeFormat
        /// Cells that the format reads, of those that are not blank.
        var share: Double
        var isAmbiguous: Bool
        var hasZone: Bool
        /// Years of two digits stand in front.
        var hasShortYears = false
        /// Dates that can only be day first and such that can only be month first, where there are both.
        var contradiction: (dayFirst: Int, monthFirst: Int)?
    }

    mutating func see(_ cell: [UInt8]) {
        let text = cell.drop(while: { $0 <= 0x20 })
        guard !text.isEmpty else { return }
        cells += 1
        if case .number(let value) = DecimalNumber.parse(Array(text)) {
            numbers += 1
            smallest = min(smallest, value)
            largest = max(largest, value)
            if let time = TimeText.parse(cell, as: .yearFirst), time.clockSeconds > 0 { yearFirst += 1 }
            return
        }
        if let time = TimeText.parse(cell, as: .yearFirst), startsWithYear(text) {
            yearFirst += 1
            if time.offset != nil { hasZone = true }
            return
        }
        shortYears.see(cell)
        let day = TimeText.parse(cell, as: .dayFirst)
        let month = TimeText.parse(cell, as: .monthFirst)
        if day?.offset != nil || month?.offset != nil { hasZone = true }
        if let day, let month {
            // Points between the parts are written where the day stands in front.
            if day == month && containsLetter(text) || hasPoints(text) { dayFirst += 1 } else { bothOrders += 1 }
            if day.clockSeconds < lastDayFirst { stepsBackDayFirst += 1 }
            if month.clockSeconds < lastMonthFirst { stepsBackMonthFirst += 1 }
        } else if day != nil {
            dayFirst += 1
        } else if month != nil {
            monthFirst += 1
        }
        if let day { lastDayFirst = day.clockSeconds }
        if let month { lastMonthFirst = month.clockSeconds }
    }

    /// What the column is, if at least half of its cells are times.
    var verdict: Verdict? {
        guard cells > 0 else { return nil }
        if numbers * 2 > cells, yearFirst * 2 <= cells { return countVerdict }
        let slashed = dayFirst + monthFirst + bothOrders
        if yearFirst >= slashed {
            guard yearFirst * 2 > cells else { return nil }
            return Verdict(format: .yearFirst, share: share(yearFirst), isAmbiguous: false, hasZone: hasZone)
        }
        if let isDecided = shortYears.areFirst(among: cells) {
            return Verdict(
                format: .yearFirst,
                share: share(shortYears.yearFirst),
                isAmbiguous: !isDecided,
                hasZone: hasZone,
                hasShortYears: true
            )
        }
        guard slashed * 2 > cells else { return nil }
        if dayFirst != monthFirst {
            let isDay = dayFirst > monthFirst
            return Verdict(
                format: isDay ? .dayFirst : .monthFirst,
                share: share((isDay ? dayFirst : monthFirst) + bothOrders),
                isAmbiguous: shortYears.areUndecided,
                hasZone: hasZone,
                contradiction: contradiction
            )
        }
        // Rows mostly come in the order of time: the order of parts with fewer steps back is likelier.
        let isDay = stepsBackDayFirst < stepsBackMonthFirst
        let decided = stepsBackDayFirst != stepsBackMonthFirst
        return Verdict(
            format: isDay ? .dayFirst : .monthFirst,
            share: share((isDay ? dayFirst : monthFirst) + bothOrders),
            isAmbiguous: (!decided || shortYears.areUndecided) && contradiction == nil,
            hasZone: hasZone,
            contradiction: contradiction
        )
    }

    private var contradiction: (dayFirst: Int, monthFirst: Int)? {
        dayFirst > 0 && monthFirst > 0 ? (dayFirst, monthFirst) : nil
    }

    /// Whether more cells could still tell the day from the month.
    var needsMore: Bool {
        bothOrders > 0 && dayFirst == monthFirst
    }

    /// Whether years of two digits might stand in front as well as behind.
    var mayHaveShortYears: Bool { shortYears.areUndecided }

    private func share(_ count: Int) -> Double {
        Double(count) / Double(cells)
    }

    private var countVerdict: Verdict? {
        let format: TimeFormat
        switch (smallest, largest) {
        case (500_000_000..., ..<5_000_000_000): format = .epochSeconds
        case (500_000_000_000..., ..<5_000_000_000_000): format = .epochMilliseconds
        case (500_000_000_000_000..., ..<5_000_000_000_000_000): format = .epochMicroseconds
        case (500_000_000_000_000_000..., ..<5_000_000_000_000_000_000): format = .epochNanoseconds
        case (20_000..., ..<80_000): format = .excelSerial
        default: return nil
        }
        return Verdict(format: format, share: share(numbers), isAmbiguous: false, hasZone: format != .excelSerial)
    }

    private func startsWithYear(_ text: ArraySlice<UInt8>) -> Bool {
        text.prefix(4).count == 4 && text.prefix(4).allSatisfy { $0 &- 0x30 < 10 }
    }

    private func hasPoints(_ text: ArraySlice<UInt8>) -> Bool {
        let date = text.prefix { $0 &- 0x30 < 10 || $0 == 0x2E }
        return date.count(where: { $0 == 0x2E }) == 2
    }

    private func containsLetter(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A && $0 | 0x20 != 0x74 }
    }
}
