import Plant

/// One expression of time in a question, as far as it is said.
struct TimeAtom {
    /// Tokens, the last one included.
    var first: Int
    var last: Int
    var year: Int?
    var month: Int?
    var day: Int?
    var quarter: Int?
    var half: Int?
    /// 1 is Monday.
    var weekday: Int?
    /// A span that needs nothing else: yesterday, last week, the past 30 days.
    var span: CivilSpan?
    /// The span is a week that a weekday may narrow.
    var isWeek = false
    /// Minutes after midnight.
    var clock: Int?
    /// Morning or afternoon was said with it.
    var saysHalf = false
    /// `night`, `day`, `evening`, `morning`, `afternoon`, with whether a shift is meant.
    var part: String?
    var isShift = false
    /// `since`, `부터`.
    var isFrom = false
    /// `until`, `까지`.
    var isUntil = false
    /// `before`: ends where the expression starts.
    var isBefore = false
    /// `after`: starts where the expression ends.
    var isAfter = false
    /// A range starts here: `on 1 March between 02:00 and 04:00`.
    var opensRange = false
    /// Date written as figures that can be read in two orders.
    var isAmbiguousDate = false

    init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = last
    }

    var hasDate: Bool { year != nil || month != nil || day != nil || span != nil || weekday != nil }
    var isTimeOfDayOnly: Bool { !hasDate && (clock != nil || part != nil) && quarter == nil && half == nil }
}
