import Plant

/// A date in a line of a log: `2026-03-01`, `2026년 3월 1일`, `20260301`, `01.03.2026`, `1 March 2026`, `٢٠٢٦-٠٣-٠١`, and
/// `3월 1일` where the year is known.
struct ShiftDate {
    let day: CivilTime
    let before: String
    let rest: String

    /// The first date in a text.
    ///
    /// - Parameters:
    ///   - order: How dates without their year first are written.
    ///   - last: A day whose year holds for dates without one.
    init?(in text: String, order: TimeFormat, after last: CivilTime? = nil) {
        let scalars = Array(text.unicodeScalars)
        var plain = ""
        for scalar in scalars { plain.unicodeScalars.append(LineScanner.plain(scalar)) }
        let bytes = Array(plain.utf8)
        guard let found = ShiftDate.find(bytes, order: order, after: last) else { return nil }
        day = found.day
        func count(_ bytes: some Sequence<UInt8>) -> Int { bytes.count(where: { $0 & 0xC0 != 0x80 }) }
        var head = ""
        head.unicodeScalars.append(contentsOf: scalars.prefix(count(bytes[..<found.start])))
        before = CellText.clean(head)
        var tail = ""
        tail.unicodeScalars.append(contentsOf: scalars.suffix(count(bytes[found.end...])))
        tail = CellText.clean(tail)
        // 2026-03-01T19:05
        if tail.hasPrefix("T"), tail.dropFirst().first?.isNumber == true { tail.removeFirst() }
        rest = tail
    }

    /// The parts of a date that may be the day or the month, for ``TimeFormatDetection``; `nil` where there is none.
    static func orderless(in text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        for index in bytes.indices where starts(bytes, index) {
            if let found = numbers(bytes, index), !found.isDotted { return Array(bytes[index..<found.end]) }
        }
        return nil
    }

    private static func find(
        _ bytes: [UInt8],
        order: TimeFormat,
        after last: CivilTime?
    ) -> (day: CivilTime, start: Int, end: Int)? {
        for index in bytes.indices {
            if starts(bytes, index) {
                if let found = yearFirst(bytes, index) { return (found.day, index, found.end) }
                if let found = numbers(bytes, index) {
                    // With points between, the day comes first everywhere.
                    let isMonthFirst = order == .monthFirst && !found.isDotted
                    let day = CivilTime(
                        year: found.year,
                        month: isMonthFirst ? found.first : found.second,
                        day: isMonthFirst ? found.second : found.first
                    )
                    if isDay(day) { return (day, index, found.end) }
                }
                if let found = named(bytes, index) { return (found.day, index, found.end) }
                if let last, let found = yearless(bytes, index, after: last) { return (found.day, index, found.end) }
            } else if index == 0 || !isLetter(bytes[index - 1]), isLetter(bytes[index]),
                let found = monthNamedFirst(bytes, index)
            {
                return (found.day, index, found.end)
            }
        }
        return nil
    }

    private static func isDay(_ day: CivilTime) -> Bool {
        day.isValid && TimeText.years.contains(day.year) && day.year >= 1900
    }

    /// A figure that goes on from no other.
    private static func starts(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index] &- 0x30 < 10 && (index == 0 || bytes[index - 1] &- 0x30 >= 10)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    private static func number(_ bytes: [UInt8], _ index: inout Int, most: Int) -> (value: Int, count: Int)? {
        var value = 0
        let start = index
        while index < bytes.count, bytes[index] &- 0x30 < 10 {
            guard index - start < most else { return nil }
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    private static func yearFirst(_ bytes: [UInt8], _ index: Int) -> (day: CivilTime, end: Int)? {
        guard bytes[index] == 0x31 || bytes[index] == 0x32, index + 8 <= bytes.count else { return nil }
        return bytes.withUnsafeBufferPointer { buffer -> (day: CivilTime, end: Int)? in
            guard let base = buffer.baseAddress else { return nil }
            var cursor = TimeCursor(base + index, base + buffer.count)
            guard let day = TimeText.dateOnly(&cursor), isDay(day) else { return nil }
            let end = cursor.consumed(from: base)
            // 2026-03-011 and 20260301123 are something else.
            guard end >= buffer.count || buffer[end] &- 0x30 >= 10 else { return nil }
            return (day, end)
        }
    }

    /// `01.03.2026`, `1/3/2026`, `01-03-2026`
    private static func numbers(_ bytes: [UInt8], _ index: Int) -> (
        first: Int, second: Int, year: Int, isDotted: Bool, end: Int
    )? {
        var at = index
        guard let first = number(bytes, &at, most: 2), at < bytes.count else { return nil }
        let sign = bytes[at]
        guard sign == 0x2E || sign == 0x2F || sign == 0x2D else { return nil }
        at += 1
        if sign == 0x2E, at < bytes.count, bytes[at] == 0x20 { at += 1 }
        guard let second = number(bytes, &at, most: 2), at < bytes.count, bytes[at] == sign else { return nil }
        at += 1
        if sign == 0x2E, at < bytes.count, bytes[at] == 0x20 { at += 1 }
        guard let year = number(bytes, &at, most: 4), year.count == 4 else { return nil }
        return (first.value, second.value, year.value, sign == 0x2E, at)
    }

    /// `1 March 2026`, `1. März 2026`, `1-Mar-2026`, `1 مارس 2026`
    private static func named(_ bytes: [UInt8], _ index: Int) -> (day: CivilTime, end: Int)? {
        var at = index
        guard let day = number(bytes, &at, most: 2) else { return nil }
        skipJoint(bytes, &at)
        guard let month = month(bytes, &at) else { return nil }
        skipJoint(bytes, &at)
        guard let year = number(bytes, &at, most: 4), year.count == 4 else { return nil }
        let found = CivilTime(year: year.value, month: month, day: day.value)
        return isDay(found) ? (found, at) : nil
    }

    /// `March 1, 2026`
    private static func monthNamedFirst(_ bytes: [UInt8], _ index: Int) -> (day: CivilTime, end: Int)? {
        var at = index
        guard let month = month(bytes, &at) else { return nil }
        skipJoint(bytes, &at)
        guard let day = number(bytes, &at, most: 2) else { return nil }
        skipJoint(bytes, &at)
        guard let year = number(bytes, &at, most: 4), year.count == 4 else { return nil }
        let found = CivilTime(year: year.value, month: month, day: day.value)
        return isDay(found) ? (found, at) : nil
    }

    /// `3월 1일`: of the year that is nearest to the day before.
    private static func yearless(_ bytes: [UInt8], _ index: Int, after last: CivilTime) -> (day: CivilTime, end: Int)? {
        var at = index
        guard let month = number(bytes, &at, most: 2), skip("월", bytes, &at) else { return nil }
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        guard let day = number(bytes, &at, most: 2), skip("일", bytes, &at) else { return nil }
        let away = month.value - last.month
        let year = away < -6 ? last.year + 1 : away > 6 ? last.year - 1 : last.year
        let found = CivilTime(year: year, month: month.value, day: day.value)
        return isDay(found) ? (found, at) : nil
    }

    private static func skip(_ text: String, _ bytes: [UInt8], _ at: inout Int) -> Bool {
        guard bytes[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    private static func skipJoint(_ bytes: [UInt8], _ at: inout Int) {
        while at < bytes.count, [0x20, 0x2C, 0x2D, 0x2E, 0x2F].contains(bytes[at]) { at += 1 }
    }

    private static func month(_ bytes: [UInt8], _ at: inout Int) -> Int? {
        var end = at
        while end < bytes.count, isLetter(bytes[end]) { end += 1 }
        guard end - at >= 3, let month = months[String(decoding: bytes[at..<end], as: UTF8.self)] else { return nil }
        at = end
        return month
    }

    private static let months: [String: Int] = {
        let names = [
            "jan january januar jänner يناير", "feb february februar فبراير", "mar march mär märz maerz مارس",
            "apr april أبريل ابريل إبريل", "may mai مايو", "jun june juni يونيو يونيه", "jul july juli يوليو يوليه",
            "aug august أغسطس اغسطس", "sep sept september سبتمبر", "oct october okt oktober أكتوبر اكتوبر",
            "nov november نوفمبر", "dec december dez dezember ديسمبر",
        ]
        var months: [String: Int] = [:]
        for (index, words) in names.enumerated() {
            for word in words.split(separator: " ") { months[String(word)] = index + 1 }
        }
        return months
    }()
}
