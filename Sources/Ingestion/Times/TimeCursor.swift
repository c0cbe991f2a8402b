/// A place in the bytes of a time, with the small readers that calendars need.
struct TimeCursor {
    private var place: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    enum HalfDay {
        case morning
        case afternoon
    }

    init(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        place = start
        self.end = end
    }

    var isAtEnd: Bool { place >= end }
    var next: UInt8? { place < end ? place.pointee : nil }

    /// How many bytes lie between a start and this place.
    func consumed(from start: UnsafePointer<UInt8>) -> Int {
        place - start
    }

    mutating func advance() {
        place += 1
    }

    mutating func skip(where matches: (UInt8) -> Bool) {
        while place < end, matches(place.pointee) { place += 1 }
    }

    /// A run of digits and how many there are.
    mutating func digits(atMost limit: Int) -> (value: Int, digits: Int)? {
        var value = 0
        var count = 0
        while place < end, count < limit, place.pointee &- 0x30 < 10 {
            value = value * 10 + Int(place.pointee - 0x30)
            place += 1
            count += 1
        }
        return count == 0 ? nil : (value, count)
    }

    mutating func number(atMost limit: Int) -> Int? {
        digits(atMost: limit)?.value
    }

    /// A year of four digits, or of two: 70…99 are 19xx, the rest 20xx.
    mutating func year() -> Int? {
        guard let (value, count) = digits(atMost: 4) else { return nil }
        if count == 4 { return value }
        return count == 2 ? TimeCursor.century(value) : nil
    }

    static func century(_ year: Int) -> Int {
        year >= 70 ? 1900 + year : 2000 + year
    }

    /// Decimals of a second; digits after the ninth are cut.
    mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while place < end, place.pointee &- 0x30 < 10 {
            if count < 9 { value = value * 10 + Int(place.pointee - 0x30) }
            place += 1
            count += 1
        }
        guard count > 0 else { return nil }
        while count < 9 {
            value *= 10
            count += 1
        }
        return value
    }

    /// `-`, `/`, `.`, a blank, or `년`, `월` with blanks around.
    mutating func dateSeparator() -> Bool {
        let start = place
        skip(where: { $0 == 0x20 })
        if let byte = next, byte == 0x2D || byte == 0x2F || byte == 0x2E {
            place += 1
            skip(where: { $0 == 0x20 })
            return true
        }
        if skipText("년") || skipText("월") {
            skip(where: { $0 == 0x20 })
            return true
        }
        return place > start
    }

    mutating func skipDaySign() {
        if skipText("일") { return }
        if next == 0x2E { place += 1 }
    }

    /// Between a date and its clock time; `false` when something else stands there.
    mutating func skipDateSeparator() -> Bool? {
        if let byte = next, byte | 0x20 == 0x74 {
            place += 1
            return true
        }
        let start = place
        skip(where: { $0 == 0x20 || $0 == 0x2C })
        if place > start { return true }
        if let byte = next, byte == 0x3A || byte == 0x2D || byte == 0x5F {
            place += 1
            return true
        }
        return nil
    }

    /// `:`, `.` between hours and minutes, or the Korean sign for hour or minute.
    mutating func clockSeparator(korean: StaticString) -> Bool {
        if next == 0x3A {
            place += 1
            return true
        }
        if skipText(korean) {
            skip(where: { $0 == 0x20 })
            return true
        }
        return false
    }

    /// `AM`, `p.m.`, `오전`, `오후`, `ص`, `م`.
    mutating func halfDay() -> HalfDay? {
        if skipText("오전") || skipWord("ص") { return .morning }
        if skipText("오후") || skipWord("م") { return .afternoon }
        guard let first = next, first | 0x20 == 0x61 || first | 0x20 == 0x70 else { return nil }
        var ahead = place + 1
        if ahead < end, ahead.pointee == 0x2E { ahead += 1 }
        guard ahead < end, ahead.pointee | 0x20 == 0x6D else { return nil }
        ahead += 1
        if ahead < end, ahead.pointee == 0x2E { ahead += 1 }
        guard !TimeCursor.continuesWord(ahead, end) else { return nil }
        place = ahead
        return first | 0x20 == 0x61 ? .morning : .afternoon
    }

    /// `Mon, `, `Monday `.
    mutating func skipWeekday() {
        for name in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as [StaticString] {
            let start = place
            guard skipText(name) else { continue }
            let rest = place
            skip(where: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
            if next == 0x2C || next == 0x20 {
                skip(where: { $0 == 0x2C || $0 == 0x20 })
                return
            }
            place = rest > start ? start : rest
            return
        }
    }

    /// `Dec`, `December`.
    mutating func monthName() -> Int? {
        guard let first = next, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return nil }
        let names: [StaticString] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        for (index, name) in names.enumerated() where skipText(name) {
            skip(where: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
            return index + 1
        }
        return nil
    }

    /// Skips a text that is a word of its own: the first letter of مضخة after a time does not make it an afternoon.
    private mutating func skipWord(_ text: StaticString) -> Bool {
        let start = place
        guard skipText(text) else { return false }
        guard TimeCursor.continuesWord(place, end) else { return true }
        place = start
        return false
    }

    private static func continuesWord(_ place: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
        guard place < end else { return false }
        let letter = place.pointee | 0x20
        return place.pointee >= 0x80 || (letter >= 0x61 && letter <= 0x7A)
    }

    /// Skips a text whatever its ASCII letter case; `false` and nothing skipped when it is not there.
    @discardableResult
    mutating func skipText(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard end - place >= count else { return false }
        for index in 0..<count {
            let want = text.utf8Start[index]
            let have = place[index]
            let isLetter = want >= 0x61 && want <= 0x7A
            guard have == want || (isLetter && have | 0x20 == want) else { return false }
        }
        place += count
        return true
    }

    /// Zone names that mean one offset everywhere.
    static let namedOffsets: [(StaticString, Int)] = [("utc", 0), ("gmt", 0), ("kst", 32_400), ("jst", 32_400)]
}
