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

    func digits(_ index: Int, _ count: ClosedRange<Int>) -> Int? {
        guard let token = token(index), token.kind == .digits, count.contains(token.end - token.start) else {
            return nil
        }
        return token.number
    }

    func year(_ index: Int) -> Int? {
        guard let value = digits(index, 4...4), (1_950...2_100).contains(value) else { return nil }
        return value
    }

    func isTight(_ index: Int) -> Bool { question.isTight(index) }

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
        // A number that lies far ahead is a year only where the sentence says so: `in 2031`, but `loop 2034`.
        let leading: Set = [
            "in", "for", "of", "year", "during", "since", "from", "to", "until", "till", "before", "after", "between",
            "and",
            "through", "-", "~", "في", "عام", "سنه", "لعام", "منذ", "من", "الي", "حتي", "بين", "خلال",
        ]
        guard year <= now.year + 2 || leading.contains(text(index - 1)) else { return nil }
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

    func yearAfter(_ atom: inout TimeAtom) {
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
        if minute == nil, half == nil, ["to", "and", "-", "~"].contains(next), digits(index + 2, 1...2) != nil,
            ["am", "pm"].contains(text(index + 3))
        {
            half = text(index + 3)
        }
        guard minute != nil || half != nil else { return nil }
        var value = hour
        if half == "pm", hour < 12 { value += 12 }
        if half == "am", hour == 12 { value = 0 }
        atom.clock = (value * 60 + (minute ?? 0)) % 1_440
        atom.saysHalf = half != nil
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
}
