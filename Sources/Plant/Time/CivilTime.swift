/// A date and a time of day as a clock on the wall shows them, in no particular zone (Gregorian calendar).
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    /// 1…12
    package var month: Int
    /// 1…31
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var nanosecond: Int

    package init(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        nanosecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// Whether every field is within its range, days of the month included.
    package var isValid: Bool {
        (1...12).contains(month) && day >= 1 && day <= CivilTime.days(in: month, of: year)
            && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
            && (0...999_999_999).contains(nanosecond)
    }

    package static func isLeap(_ year: Int) -> Bool {
        (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    }

    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms").
    package var daysSinceEpoch: Int64 {
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = shifted.dividedDown(by: 400)
        let yearOfEra = shifted - era * 400
        let monthFromMarch = Int64((month + 9) % 12)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Seconds since the epoch if this clock time were UTC.
    package var secondsSinceEpoch: Int64 {
        daysSinceEpoch * 86_400 + Int64(hour) * 3_600 + Int64(minute) * 60 + Int64(second)
    }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int {
        let shifted = daysSinceEpoch + 3
        return Int(shifted - shifted.dividedDown(by: 7) * 7) + 1
    }

    /// The clock time at a moment, with an offset from UTC in seconds.
    package init(shiftedBy offset: Int, from moment: Timestamp) {
        let total = moment.seconds + Int64(offset)
        let days = total.dividedDown(by: 86_400)
        let rest = Int(total - days * 86_400)
        let fraction = Int(moment.nanoseconds - moment.seconds * 1_000_000_000)
        self.init(daysSinceEpoch: days)
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
        nanosecond = fraction
    }

    /// Midnight of a day counted from 1970-01-01.
    package init(daysSinceEpoch days: Int64) {
        let shifted = days + 719_468
        let era = shifted.dividedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        self.init(
            year: Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0),
            month: month,
            day: Int(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1
        )
    }

    /// The same time of day some days later (or earlier).
    package func adding(days: Int64) -> CivilTime {
        var result = CivilTime(daysSinceEpoch: daysSinceEpoch + days)
        result.hour = hour
        result.minute = minute
        result.second = second
        result.nanosecond = nanosecond
        return result
    }

    /// Midnight of this day.
    package var startOfDay: CivilTime {
        CivilTime(year: year, month: month, day: day)
    }
}

extension CivilTime: CustomStringConvertible {
    /// `2026-03-01`
    package var date: String {
        padded(year, to: 4) + "-" + padded(month, to: 2) + "-" + padded(day, to: 2)
    }

    /// `02:10`
    package var hourAndMinute: String {
        padded(hour, to: 2) + ":" + padded(minute, to: 2)
    }

    package var description: String {
        var text = date + "T" + hourAndMinute + ":" + padded(second, to: 2)
        if nanosecond != 0 {
            if nanosecond % 1_000_000 == 0 {
                text += "." + padded(nanosecond / 1_000_000, to: 3)
            } else if nanosecond % 1_000 == 0 {
                text += "." + padded(nanosecond / 1_000, to: 6)
            } else {
                text += "." + padded(nanosecond, to: 9)
            }
        }
        return text
    }

    private func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// Reads `2026-03-01`, `2026-03-01 02:10`, `2026-03-01T02:10:00.123`; `nil` for anything else.
    package init?(iso text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        func isByte(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < bytes.count && bytes[index] == UInt8(ascii: character)
        }
        guard let year = number(0..<4), isByte("-", at: 4), let month = number(5..<7), isByte("-", at: 7),
            let day = number(8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
        if bytes.count > 10 {
            guard isByte("T", at: 10) || isByte(" ", at: 10), let hour = number(11..<13), isByte(":", at: 13),
                let minute = number(14..<16)
            else { return nil }
            self.hour = hour
            self.minute = minute
            if bytes.count > 16 {
                guard isByte(":", at: 16), let second = number(17..<19) else { return nil }
                self.second = second
                if bytes.count > 19 {
                    guard isByte(".", at: 19), bytes.count > 20, bytes.count <= 29,
                        let fraction = number(20..<bytes.count)
                    else { return nil }
                    var scaled = fraction
                    for _ in bytes.count..<29 { scaled *= 10 }
                    nanosecond = scaled
                }
            }
        }
        guard isValid else { return nil }
    }
}
