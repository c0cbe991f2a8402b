import Plant

/// Reads dates in running text: ISO, Korean, English, Arabic, with strokes, and relative to a day.
struct DateReader {
    /// The day that "today" means.
    let today: CivilTime

    func read(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        guard let first = text[safe: start] else { return nil }
        if first.isDigit {
            return numeric(text, at: start) ?? korean(text, at: start) ?? dayBeforeMonth(text, at: start)
                ?? bareYear(text, at: start)
        }
        guard first.isWord else { return nil }
        return monthBeforeDay(text, at: start) ?? relative(text, at: start)
    }

    /// `2026-03-01`, `2026. 3. 1.`, `2026/03/01`, `03/01/2026`, `20260301` is left alone: it may be anything.
    private func numeric(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        guard let first = text.wholeNumber(at: start, digits: 1...4), let mark = text[safe: first.end],
            mark == "-" || mark == "/" || mark == "."
        else { return nil }
        let spaced = mark == "." ? 1 : 0
        guard
            let second = text.wholeNumber(
                at: text.skippingSpaces(from: first.end + 1, atMost: spaced),
                digits: 1...2
            )
        else { return nil }
        let yearFirst = first.end - start == 4
        guard text[safe: second.end] == mark else {
            // 2026-03, a month
            guard yearFirst, mark == "-", second.end - first.end == 3, (1...12).contains(second.value),
                (1900...2100).contains(first.value), text[safe: second.end]?.isWord != true
            else { return nil }
            return made(text, start..<second.end, year: first.value, month: second.value)
        }
        let thirdStart = text.skippingSpaces(from: second.end + 1, atMost: spaced)
        if yearFirst {
            guard let third = text.wholeNumber(at: thirdStart, digits: 1...2), (1900...2100).contains(first.value),
                isDay(month: second.value, day: third.value)
            else { return nil }
            let end = mark == "." && text[safe: third.end] == "." ? third.end + 1 : third.end
            return made(text, start..<end, year: first.value, month: second.value, day: third.value)
        }
        guard let third = text.wholeNumber(at: thirdStart, digits: 4...4), (1900...2100).contains(third.value) else {
            return nil
        }
        if isDay(month: second.value, day: first.value) {
            var result = made(
                text,
                start..<third.end,
                year: third.value,
                month: second.value,
                day: first.value
            )
            result.date.isSwappable = isDay(month: first.value, day: second.value) && mark == "/"
            return result
        }
        guard isDay(month: first.value, day: second.value) else { return nil }
        return made(text, start..<third.end, year: third.value, month: first.value, day: second.value)
    }

    /// `2026년 3월 1일`, `3월 1일`, `2017년`, `15일` (of a month not said).
    private func korean(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        var date = PartialDate(text: "")
        var index = start
        var end = start
        if let year = text.wholeNumber(at: index, digits: 4...4), text.has("년", at: year.end),
            text[safe: year.end + 1] != "간"
        {
            date.year = year.value
            end = year.end + 1
            index = text.skippingSpaces(from: end)
        }
        if let month = text.wholeNumber(at: index, digits: 1...2), text.has("월", at: month.end),
            (1...12).contains(month.value)
        {
            date.month = month.value
            end = month.end + 1
            index = text.skippingSpaces(from: end)
        }
        if let day = text.wholeNumber(at: index, digits: 1...2), text.has("일", at: day.end),
            (1...31).contains(day.value),
            date.month != nil || isDayOfMonth(text, after: day.end + 1)
        {
            date.day = day.value
            end = day.end + 1
        }
        guard end > start else { return nil }
        date.text = PlainText.string(text[start..<end])
        return (date, end)
    }

    /// `15일에` is a day, `15일간` and `15일 동안` are a length.
    private func isDayOfMonth(_ text: [Unicode.Scalar], after end: Int) -> Bool {
        for word in ["간", "동안", " 동안", "째", " 이내", "이내", " 만에", "만에", " 전", " 후", " 이상", " 연속", "수", "치"]
        where text.has(word, at: end) { return false }
        return true
    }

    /// `1 March 2026`, `1st of March`, `1 مارس 2026`.
    private func dayBeforeMonth(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        guard let day = text.wholeNumber(at: start, digits: 1...2), (1...31).contains(day.value) else { return nil }
        var index = day.end
        for suffix in ["st", "nd", "rd", "th"] where text.has(suffix, at: index) { index += 2 }
        index = text.skippingSpaces(from: index)
        if text.has("of ", at: index) { index += 3 }
        if text.has("-", at: index) { index += 1 }
        guard let word = text.letters(at: index), let month = CalendarWords.month(word.word) else { return nil }
        var end = word.end
        var year: Int?
        let yearStart = yearIndex(text, after: end)
        if let found = text.wholeNumber(at: yearStart, digits: 4...4), (1900...2100).contains(found.value) {
            year = found.value
            end = found.end
        }
        return made(text, start..<end, year: year, month: month, day: day.value)
    }

    /// `March 1, 2026`, `Mar 2026`, `March`.
    private func monthBeforeDay(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        guard let word = text.letters(at: start), let month = CalendarWords.month(word.word) else { return nil }
        let isCapital = text[start].isUpper || text[start].isArabic
        var index = word.end
        if text[safe: index] == "." { index += 1 }
        index = text.skippingSpaces(from: index)
        if let year = text.wholeNumber(at: index, digits: 4...4), (1900...2100).contains(year.value) {
            return made(text, start..<year.end, year: year.value, month: month)
        }
        guard let day = text.wholeNumber(at: index, digits: 1...2), (1...31).contains(day.value),
            text[safe: day.end] != ":"
        else {
            // "may" and "march" are words too.
            guard isCapital, word.word != "may", word.word != "march", word.word.unicodeScalars.count > 3 else {
                return nil
            }
            return made(text, start..<word.end, month: month)
        }
        var end = day.end
        for suffix in ["st", "nd", "rd", "th"] where text.has(suffix, at: end) { end += 2 }
        var year: Int?
        if let found = text.wholeNumber(at: yearIndex(text, after: end), digits: 4...4),
            (1900...2100).contains(found.value)
        {
            year = found.value
            end = found.end
        }
        return made(text, start..<end, year: year, month: month, day: day.value)
    }

    private func yearIndex(_ text: [Unicode.Scalar], after end: Int) -> Int {
        let index = text[safe: end] == "," || text[safe: end] == "-" ? end + 1 : end
        return text.skippingSpaces(from: index)
    }

    /// `in 2017`, `for 2017`, `عام 2017`; a number that something follows is a year only after "in" and the like.
    private func bareYear(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        guard let year = text.wholeNumber(at: start, digits: 4...4), (1900...2100).contains(year.value),
            text[safe: year.end].map({ $0 == " " || $0 == "," || $0 == ";" || $0 == ")" || $0 == "?" || $0 == "." })
                ?? true,
            text[safe: year.end] != "." || text[safe: year.end + 1]?.isDigit != true
        else { return nil }
        var low = start
        while low > 0, text[low - 1] == " " { low -= 1 }
        let end = low
        while low > 0, text[low - 1].isWord, !text[low - 1].isDigit { low -= 1 }
        let before = PlainText.string(text[low..<end]).lowercased()
        let next = text[safe: text.skippingSpaces(from: year.end)]
        let isLast = next.map { !$0.isWord } ?? true
        guard CalendarWords.beforeYear.contains(before) || (isLast && ["for", "of"].contains(before)),
            UnitOfMeasure.match(in: text, at: year.end) == nil
        else { return nil }
        return made(text, start..<year.end, year: year.value)
    }

    /// `yesterday`, `어제`, `أمس`, and days of the week.
    private func relative(_ text: [Unicode.Scalar], at start: Int) -> (date: PartialDate, end: Int)? {
        if text[start].isHangul {
            for (word, shift) in CalendarWords.koreanDays where text.has(word, at: start) {
                return made(text, start..<start + word.count, shift: shift)
            }
            for (index, word) in CalendarWords.koreanWeekdays.enumerated() where text.has(word, at: start) {
                return weekday(text, start..<start + word.count, index + 1)
            }
            return nil
        }
        guard let found = text.letters(at: start) else { return nil }
        if let shift = CalendarWords.relativeDays[found.word] { return made(text, start..<found.end, shift: shift) }
        if found.word == "last", text.has(" night", at: found.end) {
            return made(text, start..<found.end + 6, shift: -1)
        }
        if let day = CalendarWords.weekdays[found.word], text[start].isUpper || text[start].isArabic {
            return weekday(text, start..<found.end, day)
        }
        return nil
    }

    private func weekday(_ text: [Unicode.Scalar], _ range: Range<Int>, _ day: Int) -> (date: PartialDate, end: Int) {
        var date = PartialDate(text: PlainText.string(text[range]))
        date.weekday = day
        return (date, range.upperBound)
    }

    private func made(_ text: [Unicode.Scalar], _ range: Range<Int>, shift: Int64) -> (date: PartialDate, end: Int) {
        let day = today.adding(days: shift)
        return made(text, range, year: day.year, month: day.month, day: day.day)
    }

    private func made(
        _ text: [Unicode.Scalar],
        _ range: Range<Int>,
        year: Int? = nil,
        month: Int? = nil,
        day: Int? = nil
    ) -> (date: PartialDate, end: Int) {
        let date = PartialDate(year: year, month: month, day: day, text: PlainText.string(text[range]))
        return (date, range.upperBound)
    }

    private func isDay(month: Int, day: Int) -> Bool {
        (1...12).contains(month) && (1...31).contains(day)
    }
}
