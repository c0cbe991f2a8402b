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
    private var day: CivilTime?
    private var dayBefore: Int?
    private var shift: String?
    private var author: String?
    private var headings = HeadingPath()
    private var open: Entry?

    private var measure = ShiftLogMeasure()

    /// Whether a text looks like one: see ``ShiftLogMeasure``.
    var isLog: Bool {
        measure.isLog(timedEntries: entries.count(where: { $0.second != nil }))
    }

    /// - Parameter name: the file's name, which may hold the date.
    init(_ bytes: [UInt8], name: String) {
        day = ShiftLog.date(in: name)?.time
        shift = ShiftLog.shift(in: name)
        measure.title(name.split(separator: "/").last.map(String.init) ?? name)
        for line in TextLine.split(bytes) { read(line) }
        close()
    }

    private mutating func read(_ line: TextLine) {
        let text = line.trimmed
        guard !text.isEmpty else {
            measure.blank()
            if var entry = open, entry.second == nil {
                entry.text = CellText.clean(entry.text)
                open = entry
                close()
            }
            return
        }
        if let (level, title) = MarkdownBlocks.heading(text) {
            close()
            measure.heading(title)
            headings.enter(title, level: level)
            enter(title)
            return
        }
        let plain = ShiftLog.withoutMarks(text)
        if let named = ShiftLog.value(
            of: ["author", "operator", "reported by", "작성자", "근무자", "كاتب", "المشغل"],
            in: plain
        ) {
            author = named
            return
        }
        if let date = ShiftLog.date(in: plain), date.isAtStart {
            if let time = ShiftLog.clock(date.rest) {
                setDay(date.time)
                measure.timed(text)
                begin(time.second, time.rest, line)
                return
            }
            if date.rest.utf8.count < 40 {
                close()
                measure.heading(plain)
                enter(plain)
                return
            }
        }
        if measure.isAtTitle, let date = ShiftLog.date(in: plain), !date.isAtStart, plain.utf8.count < 160 {
            measure.heading(plain)
            headings.enter(plain, level: 1)
            enter(plain)
            return
        }
        if let time = ShiftLog.clock(plain), day != nil {
            measure.timed(text)
            begin(time.second, time.rest, line)
            return
        }
        measure.line(text)
        if var entry = open {
            entry.text += "\n" + text
            open = entry
        } else if let day {
            open = Entry(
                day: day,
                second: nil,
                text: text,
                headings: headings.texts,
                shift: shift,
                author: author,
                line: line.number,
                offset: line.offset
            )
        }
    }

    private mutating func enter(_ title: String) {
        if let date = ShiftLog.date(in: title) { setDay(date.time) }
        if let named = ShiftLog.shift(in: title) { shift = named }
    }

    private mutating func setDay(_ date: CivilTime) {
        day = date
        dayBefore = nil
    }

    private mutating func begin(_ second: Int, _ text: String, _ line: TextLine) {
        close()
        // A night shift goes past midnight under one heading.
        if let before = dayBefore, second + 6 * 3_600 < before, let today = day { day = today.adding(days: 1) }
        dayBefore = second
        guard let day else { return }
        open = Entry(
            day: day,
            second: second,
            text: text,
            headings: headings.texts,
            shift: shift,
            author: author,
            line: line.number,
            offset: line.offset
        )
    }

    private mutating func close() {
        if let entry = open, !CellText.clean(entry.text).isEmpty { entries.append(entry) }
        open = nil
    }
}

// MARK: Words

extension ShiftLog {
    /// A text without the marks of lists and emphasis before it.
    static func withoutMarks(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first, "-*•·>[(|▶○●".unicodeScalars.contains(first) || first == " " {
            rest = Substring(rest.unicodeScalars.dropFirst())
        }
        return String(rest)
    }

    /// A time of day at the start: `02:10`, `02:10:05 -`, `오전 3시 12분`, `0210h`.
    static func clock(_ text: String) -> (second: Int, rest: String)? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer -> (second: Int, rest: String)? in
            guard let base = buffer.baseAddress else { return nil }
            var cursor = TimeCursor(base, base + buffer.count)
            var half = cursor.halfDay()
            cursor.skip(where: { $0 == 0x20 })
            guard let (hour, digits) = cursor.digits(atMost: 2), digits > 0 else { return nil }
            guard cursor.clockSeparator(korean: "시") else { return nil }
            var minute = 0
            var second = 0
            if let written = cursor.digits(atMost: 2) {
                minute = written.value
                if cursor.clockSeparator(korean: "분") { second = cursor.number(atMost: 2) ?? 0 }
            } else if half == nil, !text.contains("시") {
                return nil
            }
            cursor.skip(where: { $0 == 0x20 })
            half = half ?? cursor.halfDay()
            var hours = hour
            if let half {
                if hours == 12 { hours = 0 }
                if half == .afternoon { hours += 12 }
            }
            guard hours < 24, minute < 60, second < 60 else { return nil }
            if cursor.next == 0x68 { cursor.advance() }
            var used = buffer.count
            used = cursor.consumed(from: base)
            var rest = String(decoding: buffer[used...], as: UTF8.self)
            rest = CellText.clean(rest)
            while let first = rest.unicodeScalars.first, "-–—:|])*.,".unicodeScalars.contains(first) || first == " " {
                rest = String(rest.unicodeScalars.dropFirst())
            }
            return (hours * 3_600 + minute * 60 + second, rest)
        }
    }

    /// The first date in a text: `2026-03-01`, `2026.3.1`, `2026년 3월 1일`, `20260301`.
    static func date(in text: String) -> (time: CivilTime, rest: String, isAtStart: Bool)? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer -> (time: CivilTime, rest: String, isAtStart: Bool)? in
            guard let base = buffer.baseAddress else { return nil }
            var index = 0
            while index + 8 <= buffer.count {
                let isStart = buffer[index] &- 0x30 < 10 && (index == 0 || buffer[index - 1] &- 0x30 >= 10)
                if isStart, buffer[index] == 0x31 || buffer[index] == 0x32 {
                    var cursor = TimeCursor(base + index, base + buffer.count)
                    if let time = TimeText.dateOnly(&cursor), time.isValid, TimeText.years.contains(time.year) {
                        let used = cursor.consumed(from: base)
                        let rest = CellText.clean(String(decoding: buffer[used...], as: UTF8.self))
                        return (time, rest, index == 0)
                    }
                }
                index += 1
            }
            return nil
        }
    }

    /// The shift that a text names, as `night`, `day` or `evening`.
    static func shift(in text: String) -> String? {
        let lower = text.lowercased()
        for (word, shift) in [
            ("night", "night"), ("야간", "night"), ("심야", "night"), ("ليل", "night"), ("evening", "evening"),
            ("afternoon", "evening"), ("오후근무", "evening"), ("مسائ", "evening"), ("day shift", "day"),
            ("morning", "day"),
            ("주간", "day"), ("오전근무", "day"), ("نهار", "day"), ("صباح", "day"),
        ] where lower.contains(word) {
            return shift
        }
        return nil
    }

    /// What follows `Author:` and its like.
    static func value(of names: [String], in text: String) -> String? {
        guard let colon = text.firstIndex(of: ":"), text.utf8.count < 120 else { return nil }
        let name = CellText.clean(text[..<colon].lowercased().filter { $0 != "*" })
        guard names.contains(name) else { return nil }
        return CellText.clean(text[text.index(after: colon)...].filter { $0 != "*" })
    }
}
