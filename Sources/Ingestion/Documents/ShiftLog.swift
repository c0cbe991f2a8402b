import Plant

/// Splits a shift log into its entries: a heading or line with a date sets the day, a line that starts with a time of
/// day begins an entry.
struct ShiftLog {
    struct Entry: Hashable, Sendable {
        var day: CivilTime
        /// Seconds after midnight; `nil` for a remark under a date without a time of its own.
        var second: Int?
        var text: String
        var headings: [String]
        var shift: String?
        var author: String?
        var line: Int
        var offset: Int
    }

    private(set) var entries: [Entry] = []
    /// Lines that begin with a time of day where no date says of which day.
    private(set) var undated = 0
    /// Whether no date tells the day from the month.
    private(set) var isAmbiguous = false
    private var timedLines = 0
    private var wordyLines = 0
    private var day: CivilTime?
    /// The day as it was written: entries past midnight are of the next.
    private var writtenDay: CivilTime?
    private var firstOfDay: Int?
    private var dayBefore: Int?
    private var isNewSection = false
    private var isAfterBlank = true
    private var shift: ShiftInForce
    private var author: String?
    private var headings = HeadingPath()
    private var open: Entry?
    private let habits: ShiftHabits

    private var measure = ShiftLogMeasure()

    /// Whether a text looks like one: see ``ShiftLogMeasure``.
    var isLog: Bool {
        // Times with figures behind them are a table.
        wordyLines * 2 >= timedLines
            && measure.isLog(timedEntries: entries.count(where: { $0.second != nil }))
    }

    /// What to say of a text that is read as a document and may well be a log; `nil` where it is none.
    var doubt: String? {
        guard timedLines >= 3, measure.timedShare >= 0.3, wordyLines * 2 >= timedLines else { return nil }
        guard undated < timedLines else {
            return
                "\(timedLines) lines begin with a time of day, as those of a shift log do, but no date says of which "
                + "day: write a line such as 'Date: 2026-03-01' above them, or the date into the file's name"
        }
        return "\(timedLines) lines begin with a time of day, as those of a shift log do: if it is one, read it with "
            + "--as notes (kind: notes in a mapping), and each line becomes a note with its time"
    }

    /// What a person should know of how the log was read.
    var oddities: [String] {
        var oddities: [String] = []
        if isAmbiguous {
            oddities.append(
                "no date tells the day from the month: read as \(habits.order.explanation); write dates as 2026-03-01"
            )
        }
        if undated > 0 {
            oddities.append(
                "\(undated) line\(undated == 1 ? " begins" : "s begin") with a time of day where no date says of which "
                    + "day: write a line such as 'Date: 2026-03-01' above, or the date into the file's name"
            )
        }
        return oddities
    }

    /// - Parameter name: the file's name, which may hold the date.
    init(_ bytes: [UInt8], name: String) {
        let lines = TextLine.split(bytes)
        habits = ShiftHabits(lines)
        isAmbiguous = habits.isAmbiguous
        shift = ShiftInForce(name: ShiftWords.shift(in: name.split(separator: "/").last.map(String.init) ?? name))
        if let date = ShiftDate(in: name, order: habits.order) { setDay(date.day) }
        measure.title(name.split(separator: "/").last.map(String.init) ?? name)
        for line in lines { read(line) }
        close()
    }

    private func date(in text: String) -> ShiftDate? {
        ShiftDate(in: text, order: habits.order, after: day)
    }

    private func clock(_ text: String) -> ShiftClock? {
        ShiftClock(text, inHalves: habits.countsInHalves)
    }

    private mutating func read(_ line: TextLine) {
        let text = line.trimmed
        guard !text.isEmpty else {
            isAfterBlank = true
            measure.blank()
            if open?.second == nil { close() }
            return
        }
        defer { isAfterBlank = false }
        // The line under the names of a table's columns.
        if text.utf8.count > 2, text.utf8.allSatisfy({ [0x2D, 0x7C, 0x3A, 0x3D, 0x20].contains($0) }) { return }
        if let (level, title) = MarkdownBlocks.heading(text) { return heading(title, level: level, line) }
        let plain = ShiftLog.withoutMarks(text)
        if isAfterBlank || open?.second == nil, let named = ShiftWords.author(in: plain) {
            author = named
            return
        }
        if let date = date(in: plain), ShiftWords.isHeading(date.before), begins(date, plain, text, line) { return }
        if measure.isAtTitle, let date = date(in: plain), plain.utf8.count < 160 {
            measure.heading(plain)
            headings.enter(plain, level: 1)
            setDay(date.day)
            shift.enter(ShiftWords.shift(in: plain), level: 1, isDated: true)
            return
        }
        if let time = clock(text) {
            timedLines += 1
            if ShiftLog.isWordy(time.rest) { wordyLines += 1 }
            measure.timed(text)
            guard day != nil else {
                undated += 1
                return
            }
            begin(time.second, time.rest, line)
            return
        }
        if let named = ShiftWords.shift(in: plain), ShiftWords.isHeading(plain) {
            close()
            measure.heading(plain)
            shift.enter(named, level: 7, isDated: false)
            return
        }
        other(text, line)
    }

    /// A line that begins with a date: an entry, a heading, or a remark of that day.
    private mutating func begins(_ date: ShiftDate, _ plain: String, _ text: String, _ line: TextLine) -> Bool {
        // `일시: 2026.3.1 19:00 ~ 2026.3.2 07:00` tells when the shift was.
        let isLabelled = !ShiftWords.tokens(date.before).isEmpty
        if let time = clock(date.rest) ?? clock(ShiftLog.withoutWeekday(date.rest)),
            !(time.isSpan || isLabelled) || !ShiftWords.isHeading(time.rest)
        {
            setDay(date.day)
            if let named = ShiftWords.shift(in: date.before) { shift.enter(named, level: 7, isDated: true) }
            timedLines += 1
            if ShiftLog.isWordy(time.rest) { wordyLines += 1 }
            measure.timed(text)
            begin(time.second, time.rest, line)
            return true
        }
        if ShiftWords.isHeading(date.rest) || ShiftWords.beginsHeading(date.rest) {
            close()
            let isTitle = measure.isAtTitle && !date.before.isEmpty
            if isTitle { headings.enter(plain, level: 1) }
            measure.heading(plain)
            setDay(date.day)
            shift.enter(ShiftWords.shift(in: date.before + " " + date.rest), level: isTitle ? 1 : 6, isDated: true)
            return true
        }
        guard date.before.isEmpty, !measure.isAtTitle else { return false }
        close()
        setDay(date.day)
        other(date.rest, line)
        return true
    }

    private mutating func heading(_ title: String, level: Int, _ line: TextLine) {
        close()
        let date = date(in: title)
        let isShift = ShiftWords.shift(in: title) != nil
        if let time = clock(date.map(\.rest) ?? title), !time.isSpan, !isShift || date == nil,
            date != nil || day != nil, date?.before.isEmpty ?? true
        {
            // `### 19:05 Trip of P-101A`, with what happened below.
            if let date { setDay(date.day) }
            timedLines += 1
            wordyLines += 1
            measure.timed(title)
            begin(time.second, time.rest, line)
            return
        }
        measure.heading(title)
        headings.enter(title, level: level)
        if let date { setDay(date.day) }
        if date == nil, !isShift { isNewSection = true }
        shift.enter(ShiftWords.shift(in: title), level: level, isDated: date != nil)
    }

    private mutating func other(_ text: String, _ line: TextLine) {
        measure.line(text)
        if var entry = open {
            entry.text += "\n" + text
            open = entry
        } else if day != nil {
            open = entry(nil, text, line)
        }
    }

    private mutating func setDay(_ date: CivilTime) {
        day = date
        writtenDay = date
        dayBefore = nil
        firstOfDay = nil
        isNewSection = false
    }

    private mutating func begin(_ second: Int, _ text: String, _ line: TextLine) {
        close()
        if isNewSection, let first = firstOfDay, second + 3_600 >= first {
            // The next unit's entries begin the same day again.
            day = writtenDay
        } else if !habits.isNewestFirst, let before = dayBefore, second + 6 * 3_600 < before, let today = day {
            // A night shift goes past midnight under one heading.
            day = today.adding(days: 1)
        }
        isNewSection = false
        firstOfDay = firstOfDay ?? second
        dayBefore = second
        open = entry(second, text, line)
    }

    private func entry(_ second: Int?, _ text: String, _ line: TextLine) -> Entry? {
        guard let day else { return nil }
        return Entry(
            day: day,
            second: second,
            text: text,
            headings: headings.texts,
            shift: shift.name,
            author: author,
            line: line.number,
            offset: line.offset
        )
    }

    private mutating func close() {
        if var entry = open {
            entry.text = CellText.clean(entry.text)
            if !entry.text.isEmpty { entries.append(entry) }
        }
        open = nil
    }
}

extension ShiftLog {
    /// A text without the marks of lists and emphasis before it.
    static func withoutMarks(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first, "-*•·>[(|▶○●■□◎※_'".unicodeScalars.contains(first) || first == " "
        {
            rest = Substring(rest.unicodeScalars.dropFirst())
        }
        return String(rest)
    }

    /// `(일) 19:05 …` without the day of the week.
    private static func withoutWeekday(_ text: String) -> String {
        guard let end = text.firstIndex(where: { $0 == ")" || $0 == " " || $0 == "]" || $0 == "," || $0 == ":" }),
            ShiftWords.beginsHeading(String(text[..<end]))
        else { return text }
        return withoutMarks(String(text[text.index(after: end)...].drop { $0 == ")" || $0 == "]" || $0 == "," }))
    }

    /// Whether anything but figures and units stands behind a time.
    private static func isWordy(_ text: String) -> Bool {
        text.isEmpty
            || text.unicodeScalars.count(where: LineScanner.isLetter) * 2
                > text.unicodeScalars.count(where: { $0.value &- 0x30 < 10 })
    }
}

/// How a log writes: found in all of its lines before they are read.
struct ShiftHabits {
    /// Hours are counted to twelve, with a word for the half of the day.
    let countsInHalves: Bool
    /// Entries stand with the newest first.
    let isNewestFirst: Bool
    /// How dates without their year first are written.
    let order: TimeFormat
    let isAmbiguous: Bool

    init(_ lines: [TextLine]) {
        var clocks = 0
        var halves = 0
        var isLong = false
        var ups = 0
        var downs = 0
        var before: Int?
        var dates = TimeFormatDetection()
        for line in lines {
            if let written = ShiftDate.orderless(in: line.text) { dates.see(written) }
            guard let clock = ShiftClock(line.text, inHalves: false) else { continue }
            clocks += 1
            if clock.hasHalf { halves += 1 }
            if clock.isLong, !clock.hasHalf { isLong = true }
            if let before, clock.second > before { ups += 1 }
            if let before, clock.second < before { downs += 1 }
            before = clock.second
        }
        countsInHalves = halves * 2 > clocks && !isLong
        isNewestFirst = downs >= 3 && downs > ups * 2 && !countsInHalves
        let verdict = dates.verdict
        order = verdict?.format == .monthFirst ? .monthFirst : .dayFirst
        isAmbiguous = verdict?.isAmbiguous ?? false
    }
}

/// The shift that entries belong to: the one that the nearest heading names, until another of its rank begins a new day.
struct ShiftInForce {
    private let ofFile: String?
    private var named: (shift: String, level: Int)?

    init(name: String?) {
        ofFile = name
    }

    var name: String? { named?.shift ?? ofFile }

    mutating func enter(_ shift: String?, level: Int, isDated: Bool) {
        if let shift {
            named = (shift, level)
        } else if let last = named, level < last.level || isDated && level == last.level {
            named = nil
        }
    }
}
