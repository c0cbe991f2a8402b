import Plant

extension TimeAtomReader {
    /// Two of a unit, in one word.
    private static let duals = [
        "ساعتين": 0, "يومين": 1, "اسبوعين": 2, "شهرين": 3, "سنتين": 4, "عامين": 4, "دقيقتين": 6,
    ]

    func arabic(_ index: Int) -> TimeAtom? {
        let word = text(index)
        let next = text(index + 1)
        switch word {
        case "اليوم": return dayOffset(index, index, 0)
        case "امس", "البارحه":
            return dayOffset(index, index, -1)
        case "اول", "قبل":
            if next == "امس" { return dayOffset(index, index + 1, -2) }
            if word == "قبل", let unit = TimeAtomReader.duals[next] { return past(index, index + 1, 2, unit) }
            if let count = number(index + 1), let unitWord = token(index + 2),
                let unit = CalendarWords.units[unitWord.stem]
            {
                return past(index, index + 2, count, unit)
            }
        case "ليله":
            if next == "امس" { return part(index, index + 1, "night", offset: -1) }
        case "الليله":
            if ["الماضيه", "الفائته"].contains(next) { return part(index, index + 1, "night", offset: -1) }
        case "ورديه", "الورديه", "مناوبه", "المناوبه", "نوبه", "النوبه":
            if ["الليل", "الليليه", "ليليه"].contains(next) {
                let isLast = ["الماضيه", "الاخيره"].contains(text(index + 2))
                return shift(index, isLast ? index + 2 : index + 1, "night", offset: isLast ? -1 : nil)
            }
            if ["النهار", "النهاريه", "الصباح", "الصباحيه"].contains(next) { return shift(index, index + 1, "day") }
        case "اخر", "خلال":
            if let unit = TimeAtomReader.duals[next] { return recent(index, index + 1, 2, unit) }
            if let count = number(index + 1), let unitWord = token(index + 2),
                let unit = CalendarWords.units[unitWord.stem]
            {
                return recent(index, index + 2, count, unit)
            }
        case "هذا", "هذه":
            if let unitWord = token(index + 1), let unit = CalendarWords.units[unitWord.stem] {
                return calendar(index, index + 1, unit, offset: 0)
            }
        case "الساعه":
            if let hour = number(index + 1), hour <= 24 { return arabicClock(index, hour) }
        case "الربع":
            if let ordinal = token(index + 1).flatMap({ CalendarWords.ordinals[$0.stem] }) {
                var atom = TimeAtom(index, index + 1)
                atom.quarter = ordinal
                yearLater(&atom)
                return atom
            }
        default: break
        }
        guard let token = token(index) else { return nil }
        if let unit = CalendarWords.units[token.stem],
            ["الماضي", "الماضيه", "الفائت", "المنصرم", "السابق"].contains(next)
        {
            return calendar(index, index + 1, unit, offset: -1)
        }
        if let month = CalendarWords.months[token.stem] {
            var atom = TimeAtom(index, index)
            atom.month = month
            yearLater(&atom)
            return atom
        }
        if let weekday = CalendarWords.weekdays[token.stem] {
            var atom = TimeAtom(index, index)
            atom.weekday = weekday
            if ["الماضي"].contains(next) { atom.last = index + 1 }
            return atom
        }
        return nil
    }

    private func yearLater(_ atom: inout TimeAtom) {
        var at = atom.last + 1
        while ["من", "عام", "سنه", "لعام"].contains(text(at)) { at += 1 }
        if let year = number(at), (1_950...2_100).contains(year) {
            atom.year = year
            atom.last = at
        }
    }

    private func arabicClock(_ index: Int, _ hour: Int) -> TimeAtom {
        var atom = TimeAtom(index, index + 1)
        var minute = 0
        if text(index + 2) == ":", let value = number(index + 3), value < 60 {
            minute = value
            atom.last = index + 3
        }
        var value = hour
        if ["صباحا", "ص"].contains(text(atom.last + 1)) {
            if hour == 12 { value = 0 }
            atom.last += 1
        } else if ["مساء", "م"].contains(text(atom.last + 1)) {
            if hour < 12 { value += 12 }
            atom.last += 1
        }
        atom.clock = (value * 60 + minute) % 1_440
        return atom
    }
}
