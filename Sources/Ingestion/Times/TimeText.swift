import Plant

/// Reads times out of bytes.
enum TimeText {
    /// The last moments that can be stored: the years 1678 to 2261, with a margin for zones.
    static let years = 1678...2261

    static func parse(_ bytes: [UInt8], as format: TimeFormat) -> WrittenTime? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            return parse(base, base + buffer.count, as: format)
        }
    }

    static func parse(
        _ start: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        as format: TimeFormat
    ) -> WrittenTime? {
        var from = start
        var to = end
        while from < to, from.pointee <= 0x20 || from.pointee == 0x27 { from += 1 }
        while to > from, (to - 1).pointee <= 0x20 || (to - 1).pointee == 0x27 { to -= 1 }
        guard from < to, to - from <= 64 else { return nil }
        switch format {
        case .yearFirst, .dayFirst, .monthFirst:
            return calendar(TimeCursor(from, to), order: format)
        case .epochSeconds: return count(from, to, unitsPerSecond: 1)
        case .epochMilliseconds: return count(from, to, unitsPerSecond: 1_000)
        case .epochMicroseconds: return count(from, to, unitsPerSecond: 1_000_000)
        case .epochNanoseconds: return count(from, to, unitsPerSecond: 1_000_000_000)
        case .excelSerial: return serial(from, to)
        }
    }

    // MARK: Counts

    private static func count(
        _ start: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        unitsPerSecond: Int64
    ) -> WrittenTime? {
        var cursor = start
        let isNegative = cursor.pointee == 0x2D
        if isNegative { cursor += 1 }
        var whole: Int64 = 0
        var digits = 0
        while cursor < end, cursor.pointee &- 0x30 < 10, digits < 18 {
            whole = whole * 10 + Int64(cursor.pointee - 0x30)
            cursor += 1
            digits += 1
        }
        if digits == 18, cursor < end, cursor.pointee &- 0x30 < 10 {
            let (shifted, overflow) = whole.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            let (sum, sumOverflow) = shifted.addingReportingOverflow(Int64(cursor.pointee - 0x30))
            guard !sumOverflow else { return nil }
            whole = sum
            cursor += 1
        }
        guard digits > 0 else { return nil }
        var nanoseconds = Int64(0)
        if cursor < end {
            guard cursor.pointee == 0x2E else { return nil }
            cursor += 1
            var scale = 1_000_000_000 / unitsPerSecond
            while cursor < end {
                guard cursor.pointee &- 0x30 < 10 else { return nil }
                scale /= 10
                nanoseconds += Int64(cursor.pointee - 0x30) * scale
                cursor += 1
            }
        }
        var seconds = whole / unitsPerSecond
        nanoseconds += whole % unitsPerSecond * (1_000_000_000 / unitsPerSecond)
        if isNegative {
            seconds = -seconds
            if nanoseconds > 0 {
                seconds -= 1
                nanoseconds = 1_000_000_000 - nanoseconds
            }
        }
        guard isStorable(seconds) else { return nil }
        return WrittenTime(clockSeconds: seconds, nanosecond: Int(nanoseconds), offset: 0)
    }

    /// A spreadsheet's day number; the clock is the site's. Rounded to the millisecond, which is finer than a
    /// spreadsheet keeps and hides the noise of binary fractions.
    private static func serial(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> WrittenTime? {
        guard case .number(let days) = DecimalNumber.parse(start, end, point: 0x2E), days > 0, days < 200_000 else {
            return nil
        }
        let milliseconds = Int64((days * 86_400_000).rounded())
        let seconds = milliseconds / 1_000 - 25_569 * 86_400
        guard isStorable(seconds) else { return nil }
        return WrittenTime(clockSeconds: seconds, nanosecond: Int(milliseconds % 1_000) * 1_000_000, offset: nil)
    }

    static func isStorable(_ seconds: Int64) -> Bool {
        seconds > -9_200_000_000 && seconds < 9_200_000_000
    }

    // MARK: Calendars

    private static func calendar(_ start: TimeCursor, order: TimeFormat) -> WrittenTime? {
        var cursor = start
        guard var time = date(&cursor, order: order) else { return nil }
        var offset: Int?
        if !cursor.isAtEnd {
            // A date alone stands for its midnight.
            guard let clock = cursor.skipDateSeparator(), clock else { return nil }
            guard clockTime(&cursor, into: &time) else { return nil }
            guard zone(&cursor, into: &offset), cursor.isAtEnd else { return nil }
        }
        var extraDay: Int64 = 0
        if time.hour == 24, time.minute == 0, time.second == 0, time.nanosecond == 0 {
            time.hour = 0
            extraDay = 86_400
        }
        guard years.contains(time.year), time.isValid else { return nil }
        let seconds = time.secondsSinceEpoch + extraDay
        guard isStorable(seconds) else { return nil }
        return WrittenTime(clockSeconds: seconds, nanosecond: time.nanosecond, offset: offset)
    }

    /// A date with its year first at a place inside a text; the cursor stands after it.
    static func dateOnly(_ cursor: inout TimeCursor) -> CivilTime? {
        guard let time = date(&cursor, order: .yearFirst), time.year >= 1900, time.hour == 0 else { return nil }
        return time
    }

    private static func date(_ cursor: inout TimeCursor, order: TimeFormat) -> CivilTime? {
        cursor.skipWeekday()
        if let month = cursor.monthName() {
            // Dec 24, 2017
            cursor.skip(where: { $0 == 0x20 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2F })
            guard let day = cursor.number(atMost: 2) else { return nil }
            cursor.skip(where: { $0 == 0x20 || $0 == 0x2C || $0 == 0x2D || $0 == 0x2F })
            guard let year = cursor.year() else { return nil }
            return CivilTime(year: year, month: month, day: day)
        }
        guard let (first, digits) = cursor.digits(atMost: 14) else { return nil }
        if digits == 8 || digits == 12 || digits == 14 { return compact(first, digits: digits, &cursor) }
        guard digits <= 4, cursor.dateSeparator() else { return nil }
        if let month = cursor.monthName() {
            // 24-Dec-17, or 2017-Dec-24
            guard cursor.dateSeparator() else { return nil }
            if digits == 4 {
                guard let day = cursor.number(atMost: 2) else { return nil }
                return CivilTime(year: first, month: month, day: day)
            }
            guard let year = cursor.year() else { return nil }
            return CivilTime(year: year, month: month, day: first)
        }
        guard let (second, secondDigits) = cursor.digits(atMost: 2), secondDigits > 0, cursor.dateSeparator() else {
            return nil
        }
        if digits >= 3 || order == .yearFirst {
            guard let day = cursor.number(atMost: 2) else { return nil }
            cursor.skipDaySign()
            let year = digits >= 3 ? first : TimeCursor.century(first)
            return CivilTime(year: year, month: second, day: day)
        }
        guard let year = cursor.year() else { return nil }
        return order == .dayFirst
            ? CivilTime(year: year, month: second, day: first) : CivilTime(year: year, month: first, day: second)
    }

    private static func compact(_ value: Int, digits: Int, _ cursor: inout TimeCursor) -> CivilTime? {
        let date = digits == 14 ? value / 1_000_000 : digits == 12 ? value / 10_000 : value
        var time = CivilTime(year: date / 10_000, month: date / 100 % 100, day: date % 100)
        if digits == 14 {
            time.hour = value / 10_000 % 100
            time.minute = value / 100 % 100
            time.second = value % 100
        } else if digits == 12 {
            time.hour = value / 100 % 100
            time.minute = value % 100
        }
        return time
    }

    private static func clockTime(_ cursor: inout TimeCursor, into time: inout CivilTime) -> Bool {
        var half = cursor.halfDay()
        cursor.skip(where: { $0 == 0x20 })
        guard let (hour, digits) = cursor.digits(atMost: 6) else { return false }
        if digits == 6 || digits == 4 {
            // 20260301T021000
            time.hour = digits == 6 ? hour / 10_000 : hour / 100
            time.minute = digits == 6 ? hour / 100 % 100 : hour % 100
            time.second = digits == 6 ? hour % 100 : 0
        } else {
            guard digits <= 2 else { return false }
            time.hour = hour
            if cursor.clockSeparator(korean: "시") {
                guard let minute = cursor.number(atMost: 2) else { return false }
                time.minute = minute
                if cursor.clockSeparator(korean: "분"), let second = cursor.number(atMost: 2) { time.second = second }
                cursor.skipText("초")
            } else {
                cursor.skip(where: { $0 == 0x20 })
                half = half ?? cursor.halfDay()
                guard half != nil else { return false }
            }
        }
        if cursor.next == 0x2E || cursor.next == 0x2C || cursor.next == 0x3A {
            cursor.advance()
            guard let fraction = cursor.fraction() else { return false }
            time.nanosecond = fraction
        }
        cursor.skip(where: { $0 == 0x20 })
        half = half ?? cursor.halfDay()
        if let half {
            guard (1...12).contains(time.hour) || (half == .afternoon && time.hour <= 23) || time.hour == 0 else {
                return false
            }
            if time.hour == 12 { time.hour = 0 }
            if half == .afternoon, time.hour < 12 { time.hour += 12 }
        }
        return true
    }

    private static func zone(_ cursor: inout TimeCursor, into offset: inout Int?) -> Bool {
        cursor.skip(where: { $0 == 0x20 })
        guard let sign = cursor.next else { return true }
        if sign | 0x20 == 0x7A {
            cursor.advance()
            offset = 0
            return true
        }
        for (name, seconds) in TimeCursor.namedOffsets where cursor.skipText(name) {
            offset = seconds
            if cursor.isAtEnd { return true }
            break
        }
        guard let sign = cursor.next, sign == 0x2B || sign == 0x2D else { return false }
        cursor.advance()
        guard let (first, digits) = cursor.digits(atMost: 4) else { return false }
        var hours = first
        var minutes = 0
        if digits > 2 {
            hours = first / 100
            minutes = first % 100
        } else if cursor.next == 0x3A {
            cursor.advance()
            guard let written = cursor.number(atMost: 2) else { return false }
            minutes = written
        }
        guard hours <= 18, minutes < 60 else { return false }
        let seconds = hours * 3_600 + minutes * 60
        offset = sign == 0x2D ? -seconds : seconds
        return true
    }
}
