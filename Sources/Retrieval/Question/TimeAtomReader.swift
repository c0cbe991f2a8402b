import Plant

/// Finds expressions of time in a question, each by itself.
struct TimeAtomReader {
    let question: QuestionText
    /// The local clock at the moment of asking.
    let now: CivilTime

    func atoms() -> [TimeAtom] {
        var result: [TimeAtom] = []
        var index = 0
        while index < question.tokens.count {
            if !question.isTokenUsed(index), var atom = read(index) {
                korean(endingOf: &atom)
                preposition(before: &atom)
                result.append(atom)
                index = atom.last + 1
            } else {
                index += 1
            }
        }
        return result
    }

    private func read(_ index: Int) -> TimeAtom? {
        let token = question.tokens[index]
        switch token.kind {
        case .digits:
            return clock(index) ?? isoDate(index) ?? slashDate(index) ?? ago(index) ?? koreanDate(index)
                ?? dayMonth(index) ?? bareYear(index)
        case .latin: return english(index)
        case .hangul: return korean(index)
        case .arabic: return arabic(index)
        case .mark: return nil
        }
    }

    // MARK: - Tokens

    func token(_ index: Int) -> QuestionToken? {
        index >= 0 && index < question.tokens.count && !question.isTokenUsed(index) ? question.tokens[index] : nil
    }

    func text(_ index: Int) -> String { token(index)?.text ?? "" }

    func number(_ index: Int) -> Int? { token(index)?.number }

    private func digits(_ index: Int, _ count: ClosedRange<Int>) -> Int? {
        guard let token = token(index), token.kind == .digits, count.contains(token.end - token.start) else {
            return nil
        }
        return token.number
    }

    private func year(_ index: Int) -> Int? {
        guard let value = digits(index, 4...4), (1_950...2_100).contains(value) else { return nil }
        return value
    }

    private func isTight(_ index: Int) -> Bool { question.isTight(index) }

    // MARK: - Figures

    private func isoDate(_ index: Int) -> TimeAtom? {
        guard let year = year(index), ["-", "/", "."].contains(text(index + 1)), isTight(index + 1),
            let month = digits(index + 2, 1...2), (1...12).contains(month)
        else { return nil }
        let isSpaced = !isTight(index + 2)
        if isSpaced && text(index + 1) != "." { return nil }
        var atom = TimeAtom(index, index + 2)
        atom.year = year
        atom.month = month
        if text(index + 3) == text(index + 1), let day = digits(index + 4, 1...2), (1...31).contains(day) {
            atom.day = day
            atom.last = index + 4
        }
        if atom.day != nil, text(atom.last + 1) == "t", digits(atom.last + 2, 1...2) != nil { atom.last += 1 }
        return atom
    }

    private func slashDate(_ index: Int) -> TimeAtom? {
        guard let first = digits(index, 1...2), text(index + 1) == "/", let second = digits(index + 2, 1...2),
            text(index + 3) == "/", let year = digits(index + 4, 2...4), first >= 1, second >= 1
        else { return nil }
        var atom = TimeAtom(index, index + 4)
        atom.year = year < 100 ? (year < 70 ? 2_000 + year : 1_900 + year) : year
        if first > 12, second <= 12 {
            atom.day = first
            atom.month = second
        } else if first <= 12, second <= 31 {
            atom.month = first
            atom.day = second
            atom.isAmbiguousDate = second <= 12 && first != second
        } else {
            return nil
        }
        return atom
    }

    private func bareYear(_ index: Int) -> TimeAtom? {
        guard let year = year(index) else { return nil }
        // Part of a name or of another number.
        if isTight(index), ["-", "_", "/", ".", "#"].contains(question.tokens[index - 1].text) { return nil }
        if isTight(index), question.tokens[index - 1].kind == .latin { return nil }
        var atom = TimeAtom(index, index)
        atom.year = year
        if text(index + 1) == "q", isTight(index + 2), let quarter = digits(index + 2, 1...1), (1...4).contains(quarter)
        {
            atom.quarter = quarter
            atom.last = index + 2
        } else if let token = token(index + 1), let month = CalendarWords.months[token.stem] {
            atom.month = month
            atom.last = index + 1
        }
        return atom
    }

    /// `3 May 2020`, `3rd of May`, `5 مايو 2020`.
    private func dayMonth(_ index: Int) -> TimeAtom? {
        guard let day = digits(index, 1...2), (1...31).contains(day) else { return nil }
        var at = index + 1
        if ["st", "nd", "rd", "th"].contains(text(at)), isTight(at) { at += 1 }
        if text(at) == "of" { at += 1 }
        guard let word = token(at), let month = CalendarWords.months[word.stem] else { return nil }
        var atom = TimeAtom(index, at)
        atom.day = day
        atom.month = month
        yearAfter(&atom)
        return atom
    }

    private func yearAfter(_ atom: inout TimeAtom) {
        var at = atom.last + 1
        while [",", "of", "in", "the", "year", "من", "عام", "سنه"].contains(text(at)) { at += 1 }
        if let year = year(at) {
            atom.year = year
            atom.last = at
        }
    }

    /// `02:00`, `3 am`, `2:10:05 pm`.
    private func clock(_ index: Int) -> TimeAtom? {
        guard let hour = digits(index, 1...2), hour <= 24 else { return nil }
        var atom = TimeAtom(index, index)
        var minute: Int?
        if text(index + 1) == ":", isTight(index + 1), let value = digits(index + 2, 2...2), value < 60 {
            minute = value
            atom.last = index + 2
            if text(index + 3) == ":", let _ = digits(index + 4, 2...2) { atom.last = index + 4 }
        }
        var half: String?
        let next = text(atom.last + 1)
        if next == "am" || next == "pm" {
            half = next
            atom.last += 1
        } else if ["a", "p"].contains(next), text(atom.last + 2) == ".", text(atom.last + 3) == "m" {
            half = next + "m"
            atom.last += text(atom.last + 4) == "." ? 4 : 3
        } else if next == "o", text(atom.last + 2) == "'", text(atom.last + 3) == "clock" {
            half = ""
            atom.last += 3
        } else if ["صباحا", "ص"].contains(next) || ["مساء", "م"].contains(next) {
            half = ["صباحا", "ص"].contains(next) ? "am" : "pm"
            atom.last += 1
        }
        guard minute != nil || half != nil else { return nil }
        var value = hour
        if half == "pm", hour < 12 { value += 12 }
        if half == "am", hour == 12 { value = 0 }
        atom.clock = (value * 60 + (minute ?? 0)) % 1_440
        return atom
    }

    /// `3 days ago`.
    private func ago(_ index: Int) -> TimeAtom? {
        guard let count = number(index), count < 1_000, let word = token(index + 1),
            let unit = CalendarWords.units[word.stem], text(index + 2) == "ago"
        else { return nil }
        return past(index, index + 2, count, unit)
    }

    /// The moment or day some units back.
    func past(_ first: Int, _ last: Int, _ count: Int, _ unit: Int) -> TimeAtom {
        var atom = TimeAtom(first, last)
        switch unit {
        case 0, 6:
            let moment = now.adding(minutes: -count * (unit == 0 ? 60 : 1))
            atom.span = CivilSpan(from: moment.adding(minutes: -30), to: moment.adding(minutes: 30))
        case 1: atom.span = .day(now.adding(days: Int64(-count)))
        case 2:
            atom.span = .week(of: now, offset: Int64(-count))
            atom.isWeek = true
        case 3: atom.span = .month(now.year, now.month - count)
        case 5:
            atom.span = .quarter(now.adding(months: -3 * count).year, (now.adding(months: -3 * count).month + 2) / 3)
        default: atom.span = .year(now.year - count)
        }
        return atom
    }

    /// The last so many units up to now.
    func recent(_ first: Int, _ last: Int, _ count: Int, _ unit: Int) -> TimeAtom {
        var atom = TimeAtom(first, last)
        let from =
            switch unit {
            case 0: now.adding(minutes: -60 * count)
            case 6: now.adding(minutes: -count)
            case 1: now.adding(days: Int64(-count))
            case 2: now.adding(days: Int64(-7 * count))
            case 3: now.adding(months: -count)
            case 5: now.adding(months: -3 * count)
            default: now.adding(months: -12 * count)
            }
        atom.span = CivilSpan(from: from, to: now)
        return atom
    }

    /// This, the last or the next calendar unit.
    func calendar(_ first: Int, _ last: Int, _ unit: Int, offset: Int) -> TimeAtom? {
        var atom = TimeAtom(first, last)
        switch unit {
        case 1: atom.span = .day(now.adding(days: Int64(offset)))
        case 2:
            atom.span = .week(of: now, offset: Int64(offset))
            atom.isWeek = true
        case 3: atom.span = .month(now.year, now.month + offset)
        case 4: atom.span = .year(now.year + offset)
        case 5:
            let day = now.adding(months: 3 * offset)
            atom.span = .quarter(day.year, (day.month + 2) / 3)
        default: return nil
        }
        return atom
    }

    // MARK: - English

    private func english(_ index: Int) -> TimeAtom? {
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

    private func preposition(before atom: inout TimeAtom) {
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
