import Plant

extension TimeAtomReader {
    func english(_ index: Int) -> TimeAtom? {
        let word = text(index)
        let next = text(index + 1)
        switch word {
        case "today": return dayOffset(index, index, 0)
        case "yesterday": return dayOffset(index, index, -1)
        case "noon", "midday", "midnight":
            var atom = TimeAtom(index, index)
            atom.clock = word == "midnight" ? 0 : 720
            return atom
        case "overnight", "tonight": return part(index, index, "night", offset: word == "tonight" ? 0 : -1)
        case "q":
            if isTight(index + 1), let quarter = digits(index + 1, 1...1), (1...4).contains(quarter) {
                var atom = TimeAtom(index, index + 1)
                atom.quarter = quarter
                yearAfter(&atom)
                return atom
            }
        case "h":
            if isTight(index + 1), let half = digits(index + 1, 1...1), (1...2).contains(half) {
                var atom = TimeAtom(index, index + 1)
                atom.half = half
                yearAfter(&atom)
                return atom
            }
        case "day":
            if next == "before", text(index + 2) == "yesterday" { return dayOffset(index, index + 2, -2) }
            if next == "shift" { return shift(index, index + 1, "day") }
        case "night", "evening", "morning", "afternoon", "swing":
            if next == "shift" { return shift(index, index + 1, word == "swing" ? "evening" : word) }
            return part(index, index, word == "swing" ? "evening" : word, offset: nil)
        case "last", "past", "previous", "recent", "this", "current", "next", "preceding", "latest":
            if let atom = englishRelative(index) { return atom }
        case "year", "month", "date":
            if next == "to", text(index + 2) == "date" || text(index + 2) == "now" {
                var atom = TimeAtom(index, index + 2)
                atom.span = CivilSpan(
                    from: CivilTime(year: now.year, month: word == "year" ? 1 : now.month, day: 1),
                    to: now
                )
                return atom
            }
        default: break
        }
        guard let token = token(index) else { return nil }
        if let month = CalendarWords.months[token.stem], isMonth(index) { return monthFirst(index, month) }
        if let weekday = CalendarWords.weekdays[token.stem], word.utf8.count > 3 || isTight(index) == false,
            word != "sun", word != "sat", word != "mon"
        {
            var atom = TimeAtom(index, index)
            atom.weekday = weekday
            return atom
        }
        if let ordinal = CalendarWords.ordinals[token.stem], ["quarter", "half"].contains(next) {
            var atom = TimeAtom(index, index + 1)
            if next == "quarter" { atom.quarter = ordinal } else { atom.half = ordinal }
            yearAfter(&atom)
            return atom
        }
        if let count = CalendarWords.numbers[token.stem], let unitWord = self.token(index + 1),
            let unit = CalendarWords.units[unitWord.stem], text(index + 2) == "ago"
        {
            return past(index, index + 2, count, unit)
        }
        return nil
    }

    /// `may`, `mar` and `dec` need company to be months.
    private func isMonth(_ index: Int) -> Bool {
        let word = text(index)
        guard word == "may" || word == "mar" || word == "dec" else { return true }
        if number(index + 1) != nil || number(index - 1) != nil { return true }
        if ["of", ",", "and", "to", "-", "~", "through", "until"].contains(text(index + 1)) { return true }
        return [
            "in", "of", "during", "since", "from", "to", "until", "till", "between", "and", "last", "this", "by", "for",
            "the", "through", "before", "after", "-", "~",
        ].contains(text(index - 1))
    }

    private func monthFirst(_ index: Int, _ month: Int) -> TimeAtom {
        var atom = TimeAtom(index, index)
        atom.month = month
        if text(index + 1) == "." { atom.last = index + 1 }
        if let day = digits(atom.last + 1, 1...2), (1...31).contains(day), text(atom.last + 2) != ":" {
            atom.day = day
            atom.last += 1
            if ["st", "nd", "rd", "th"].contains(text(atom.last + 1)), isTight(atom.last + 1) { atom.last += 1 }
        }
        yearAfter(&atom)
        return atom
    }

    private func englishRelative(_ index: Int) -> TimeAtom? {
        let word = text(index)
        let isThis = word == "this" || word == "current"
        let offset = isThis ? 0 : word == "next" ? 1 : -1
        guard let next = token(index + 1) else { return nil }
        let count = next.number ?? CalendarWords.numbers[next.stem]
        if let count, count < 1_000, let unitWord = token(index + 2), let unit = CalendarWords.units[unitWord.stem],
            !isThis
        {
            return recent(index, index + 2, count, unit)
        }
        if next.text == "night" {
            if text(index + 2) == "shift" { return shift(index, index + 2, "night", offset: offset) }
            return part(index, index + 1, "night", offset: offset)
        }
        if ["day", "evening", "afternoon", "morning", "swing"].contains(next.text), text(index + 2) == "shift" {
            let name = next.text == "swing" ? "evening" : next.text
            return shift(index, index + 2, name, offset: isThis ? 0 : nil)
        }
        if ["morning", "afternoon", "evening"].contains(next.text) {
            return part(index, index + 1, next.text, offset: offset)
        }
        if let weekday = CalendarWords.weekdays[next.stem] {
            var atom = TimeAtom(index, index + 1)
            if isThis {
                atom.span = .week(of: now)
                atom.isWeek = true
            }
            atom.weekday = weekday
            return atom
        }
        if let month = CalendarWords.months[next.stem] {
            var atom = TimeAtom(index, index + 1)
            atom.month = month
            yearAfter(&atom)
            if atom.year == nil { atom.year = month < now.month || isThis ? now.year : now.year - 1 }
            return atom
        }
        guard let unit = CalendarWords.units[next.stem], word != "recent", word != "latest" else { return nil }
        if word == "past" { return recent(index, index + 1, 1, unit) }
        if unit == 0 { return recent(index, index + 1, 1, 0) }
        return calendar(index, index + 1, unit, offset: offset)
    }

    func dayOffset(_ first: Int, _ last: Int, _ offset: Int64) -> TimeAtom {
        var atom = TimeAtom(first, last)
        atom.span = .day(now.adding(days: offset))
        return atom
    }

    func part(_ first: Int, _ last: Int, _ name: String, offset: Int?) -> TimeAtom {
        var atom = TimeAtom(first, last)
        atom.part = name
        if let offset { atom.span = .day(now.adding(days: Int64(offset))) }
        return atom
    }

    func shift(_ first: Int, _ last: Int, _ name: String, offset: Int? = nil) -> TimeAtom {
        var atom = part(first, last, name, offset: offset)
        atom.isShift = true
        return atom
    }

    func preposition(before atom: inout TimeAtom) {
        var at = atom.first - 1
        while ["the", "of", "year", "month", "about", "عام", "سنه", "شهر", "يوم"].contains(text(at)) { at -= 1 }
        switch text(at) {
        case "since", "starting", "منذ": atom.isFrom = true
        case "until", "till", "through", "حتي": atom.isUntil = true
        case "before", "قبل": atom.isBefore = true
        case "after", "بعد": atom.isAfter = true
        default: break
        }
    }
}
