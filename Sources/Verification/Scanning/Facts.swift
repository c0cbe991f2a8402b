import Plant

/// The name of a tag, a piece of equipment, a work order or a document, in its parts.
///
/// `11-PI-1010.PV` has the parts 11, PI, 1010 and PV; `P101A` and `p-101a` are alike P and 101A.
struct Identifier: Hashable {
    let text: String
    let parts: [String]

    init(_ text: String) {
        self.text = text
        parts = Identifier.parts(of: text)
    }

    private static func parts(of text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        let scalars = Array(text.uppercased().unicodeScalars)
        func close() {
            if !current.isEmpty { parts.append(current) }
            current = ""
        }
        for (index, scalar) in scalars.enumerated() {
            guard scalar.isDigit || scalar.isLatin else {
                if scalar.isWord { current.unicodeScalars.append(scalar) } else { close() }
                continue
            }
            if let last = current.unicodeScalars.last {
                let beginsNumber = scalar.isDigit && last.isLatin
                let beginsWord = scalar.isLatin && last.isDigit && (scalars[safe: index + 1]?.isLatin ?? false)
                if beginsNumber || beginsWord { close() }
            }
            current.unicodeScalars.append(scalar)
        }
        close()
        return parts
    }

    /// Whether this name, as a statement uses it, stands for the other, as the evidence has it.
    ///
    /// Leaving out the area or the attribute is allowed (`PI-1010` for `11-PI-1010.PV`), and so is leaving out the
    /// letter of one of several (`P-101` for `P-101A`); another letter or another number is not.
    func standsFor(_ other: Identifier) -> Bool {
        if parts == other.parts { return true }
        guard parts.count >= 2, parts.count <= other.parts.count else { return false }
        let last = parts.count - 1
        for start in 0...(other.parts.count - parts.count) {
            let slice = other.parts[start..<start + parts.count]
            guard zip(parts.dropLast(), slice.dropLast()).allSatisfy({ $0 == $1 }) else { continue }
            let theirs = other.parts[start + last]
            if theirs == parts[last] { return true }
            if theirs.count == parts[last].count + 1, theirs.hasPrefix(parts[last]),
                parts[last].unicodeScalars.allSatisfy(\.isDigit), theirs.unicodeScalars.last?.isLatin == true
            {
                return true
            }
        }
        return false
    }
}

/// A number with what is known of it.
struct Quantity: Hashable {
    var value: Double
    /// Digits after the point as written: what the number was rounded to.
    var decimals: Int
    var unit: UnitOfMeasure?
    /// It counts things: `33 work orders`, `세 번`.
    var isCount = false
    /// "about", `약`, `نحو`.
    var isApproximate = false
    /// A rise or a difference: "by 5 °C".
    var isChange = false
    /// As written, with its unit, for messages.
    var text: String
    /// `101A` may be a pump as well as a current.
    var code: String?
    /// The words after it, in lower case: what it counts.
    var label: [String] = []
}

/// A day, a month, a year or a day of the week.
struct PartialDate: Hashable {
    var year: Int?
    var month: Int?
    var day: Int?
    /// 1 is Monday.
    var weekday: Int?
    /// 03/01/2026 may be March or January.
    var isSwappable = false
    var text: String

    func agrees(with civil: CivilTime) -> Bool {
        if let weekday, civil.weekday != weekday { return false }
        if let year, year != civil.year { return false }
        if matches(month: month, day: day, civil) { return true }
        return isSwappable && matches(month: day, day: month, civil)
    }

    private func matches(month: Int?, day: Int?, _ civil: CivilTime) -> Bool {
        (month ?? civil.month) == civil.month && (day ?? civil.day) == civil.day
    }

    /// Whether two dates can be the same day, and this one says no more than the other.
    func agrees(with other: PartialDate) -> Bool {
        if let weekday {
            guard other.weekday == weekday || other.civil?.weekday == weekday else { return false }
            if day == nil { return true }
        }
        if let year, let theirs = other.year, year != theirs { return false }
        if year != nil, other.year == nil, month == nil { return false }
        let straight = covers(month, other.month) && covers(day, other.day)
        let swapped = isSwappable && covers(day, other.month) && covers(month, other.day)
        let theirSwap = other.isSwappable && covers(month, other.day) && covers(day, other.month)
        return straight || swapped || theirSwap
    }

    private func covers(_ mine: Int?, _ theirs: Int?) -> Bool {
        guard let mine else { return true }
        return mine == theirs
    }

    /// Midnight of the day, where it is fully known.
    var civil: CivilTime? {
        guard let year, let month, let day, (1700...2250).contains(year) else { return nil }
        let civil = CivilTime(year: year, month: month, day: day)
        return civil.isValid ? civil : nil
    }
}

/// A time of day.
struct ClockTime: Hashable {
    /// `3시` may be 3 or 15 o'clock: both.
    var hours: [Int]
    var minute: Int?
    var second: Int?
    /// Seconds east of UTC, where written; `nil` is the plant's clock.
    var zoneOffset: Int?
    var isApproximate = false
    /// The day it belongs to, written beside or before it.
    var date: PartialDate?
    var text: String
}

enum Fact: Hashable {
    case identifier(Identifier)
    /// The spoken name of one or more assets.
    case alias(text: String, assets: [AssetID])
    case quantity(Quantity)
    case date(PartialDate)
    case time(ClockTime)
}

/// A fact with its place in the scalars of its text.
struct LocatedFact: Hashable {
    var fact: Fact
    var range: Range<Int>
}
