import Plant

extension TimeAtomReader {
    /// `2020년 5월 3일`, `5월`, `3분기`, `3시 12분`, `3일 전`, from a number.
    func koreanDate(_ index: Int) -> TimeAtom? {
        guard let value = number(index), let word = token(index + 1), word.kind == .hangul else { return nil }
        let text = word.text
        if let atom = koreanAgo(index, value, text) { return atom }
        if text.hasPrefix("년"), !text.hasPrefix("년간"), !text.hasPrefix("년별"),
            (1_950...2_100).contains(value) || (10...99).contains(value)
        {
            var atom = TimeAtom(index, index + 1)
            atom.year = value < 100 ? (value < 70 ? 2_000 + value : 1_900 + value) : value
            let rest = text.dropFirst()
            if rest.hasPrefix("상반기") || rest.hasPrefix("하반기") {
                atom.half = rest.hasPrefix("상") ? 1 : 2
            } else if rest.isEmpty || rest == "도" {
                koreanAfterYear(&atom)
            }
            return atom
        }
        if text.hasPrefix("월"), (1...12).contains(value) {
            var atom = TimeAtom(index, index + 1)
            atom.month = value
            if text == "월" { koreanDay(&atom) }
            return atom
        }
        if text.hasPrefix("분기"), (1...4).contains(value) {
            var atom = TimeAtom(index, index + 1)
            atom.quarter = value
            return atom
        }
        if text.hasPrefix("시"), !text.hasPrefix("시간"), value <= 24 { return koreanClock(index, index, nil) }
        return nil
    }

    private func koreanAfterYear(_ atom: inout TimeAtom) {
        let next = text(atom.last + 1)
        if let value = number(atom.last + 1) {
            let unit = text(atom.last + 2)
            if unit.hasPrefix("월"), (1...12).contains(value) {
                atom.month = value
                atom.last += 2
                if unit == "월" { koreanDay(&atom) }
            } else if unit.hasPrefix("분기"), (1...4).contains(value) {
                atom.quarter = value
                atom.last += 2
            }
        } else if next.hasPrefix("상반기") || next.hasPrefix("하반기") {
            atom.half = next.hasPrefix("상") ? 1 : 2
            atom.last += 1
        }
    }

    private func koreanDay(_ atom: inout TimeAtom) {
        guard let value = number(atom.last + 1), (1...31).contains(value), text(atom.last + 2).hasPrefix("일"),
            !text(atom.last + 2).hasPrefix("일별")
        else { return }
        atom.day = value
        atom.last += 2
    }

    /// `3일 전`, `3일전`; not `2020년 전`.
    private func koreanAgo(_ index: Int, _ value: Int, _ word: String) -> TimeAtom? {
        guard value < 1_000, let (unit, rest) = koreanUnit(word) else { return nil }
        if rest.hasPrefix("전"), !rest.hasPrefix("전체") { return past(index, index + 1, value, unit) }
        if rest.isEmpty, text(index + 2).hasPrefix("전"), !text(index + 2).hasPrefix("전체") {
            return past(index, index + 2, value, unit)
        }
        return nil
    }

    private func koreanUnit(_ word: String) -> (unit: Int, rest: Substring)? {
        for (name, unit) in [
            ("시간", 0), ("분기", 5), ("일", 1), ("주일", 2), ("주", 2), ("개월", 3), ("달", 3), ("년", 4), ("분", 6),
        ] where word.hasPrefix(name) {
            return (unit, word.dropFirst(name.count))
        }
        return nil
    }

    /// Hours on the Korean clock, with or without 오전 or 오후 before.
    func koreanClock(_ first: Int, _ index: Int, _ half: String?) -> TimeAtom? {
        guard let hour = number(index), hour <= 24 else { return nil }
        var atom = TimeAtom(first, index)
        var minute = 0
        if text(index + 1) == ":", let value = number(index + 2), value < 60 {
            minute = value
            atom.last = index + 2
        } else if text(index + 1).hasPrefix("시"), !text(index + 1).hasPrefix("시간") {
            atom.last = index + 1
            if text(index + 1) == "시", let value = number(index + 2), value < 60, text(index + 3).hasPrefix("분") {
                minute = value
                atom.last = index + 3
            } else if text(index + 1) == "시", text(index + 2).hasPrefix("반") {
                minute = 30
                atom.last = index + 2
            } else if text(index + 1).hasPrefix("시반") {
                minute = 30
            }
        } else {
            return nil
        }
        var value = hour
        if let half {
            let isLate = ["오후", "저녁", "밤", "낮"].contains(half)
            if isLate, hour < 12, !(half == "밤" && hour < 5), !(half == "낮" && hour > 8) { value += 12 }
            if half == "밤" || half == "오전" || half == "새벽", hour == 12 { value = 0 }
        }
        atom.clock = (value * 60 + minute) % 1_440
        atom.saysHalf = half != nil
        return atom
    }

    func korean(_ index: Int) -> TimeAtom? {
        let word = text(index)
        for (name, offset) in [
            ("오늘", 0), ("금일", 0), ("그저께", -2), ("그제", -2), ("어제", -1), ("전일", -1), ("작일", -1), ("내일", 1),
        ]
        where word.hasPrefix(name) {
            if name == "어제", word.hasPrefix("어제밤") { return part(index, index, "night", offset: -1) }
            return dayOffset(index, index, Int64(offset))
        }
        for name in ["어젯밤", "간밤", "지난밤"] where word.hasPrefix(name) { return part(index, index, "night", offset: -1) }
        for (name, unit, offset) in [
            ("지난주", 2, -1), ("저번주", 2, -1), ("전주", 2, -1), ("이번주", 2, 0), ("금주", 2, 0), ("지지난주", 2, -2),
            ("지난달", 3, -1), ("저번달", 3, -1), ("전월", 3, -1), ("이번달", 3, 0), ("이달", 3, 0), ("금월", 3, 0), ("당월", 3, 0),
            ("작년", 4, -1), ("지난해", 4, -1), ("전년", 4, -1), ("올해", 4, 0), ("금년", 4, 0), ("재작년", 4, -2),
            ("지난분기", 5, -1), ("이번분기", 5, 0),
        ] where word.hasPrefix(name) {
            return lastYearMonth(calendar(index, index, unit, offset: offset), unit)
        }
        if let atom = koreanRelative(index, word) { return atom }
        if word.contains("요일"), let first = word.first, let day = CalendarWords.koreanWeekdays[first],
            word.dropFirst().hasPrefix("요일")
        {
            var atom = TimeAtom(index, index)
            atom.weekday = day
            return atom
        }
        return koreanPart(index, word)
    }

    /// `작년 5월`, `올해 3분기`.
    private func lastYearMonth(_ atom: TimeAtom?, _ unit: Int) -> TimeAtom? {
        guard var atom, unit == 4, let year = atom.span?.from.year else { return atom }
        var dated = TimeAtom(atom.first, atom.last)
        dated.year = year
        koreanAfterYear(&dated)
        if dated.month != nil || dated.quarter != nil || dated.half != nil { return dated }
        atom.last = dated.last
        return atom
    }

    /// `최근 30일`, `지난 주`, `이번 달`, `지난 3개월간`.
    private func koreanRelative(_ index: Int, _ word: String) -> TimeAtom? {
        guard ["지난", "최근", "저번", "이번", "과거", "직전", "다음", "지지난"].contains(word) else { return nil }
        if let count = number(index + 1), let unitWord = token(index + 2), unitWord.kind == .hangul,
            let (unit, _) = koreanUnit(unitWord.text), word != "이번", word != "다음", count < 1_000
        {
            if unit == 3, !unitWord.text.hasPrefix("개월"), !unitWord.text.hasPrefix("달") { return nil }
            return recent(index, index + 2, count, unit)
        }
        let next = text(index + 1)
        for (name, count) in [("일주일", 1), ("한달", 3), ("한 달", 3), ("하루", 2), ("일년", 4)] where next.hasPrefix(name) {
            let unit = name == "일주일" ? 2 : name == "하루" ? 1 : count
            return recent(index, index + 1, 1, unit)
        }
        if next == "한", let (unit, _) = koreanUnit(text(index + 2)) { return recent(index, index + 2, 1, unit) }
        if next.hasPrefix("밤") { return part(index, index + 1, "night", offset: -1) }
        for (prefix, name) in shiftNames where next.hasPrefix(prefix) {
            return shift(index, index + 1, name, offset: word == "이번" ? 0 : name == "night" ? -1 : nil)
        }
        if let first = next.first, let day = CalendarWords.koreanWeekdays[first], next.dropFirst().hasPrefix("요일") {
            var atom = TimeAtom(index, index + 1)
            if word == "이번" {
                atom.span = .week(of: now)
                atom.isWeek = true
            }
            atom.weekday = day
            return atom
        }
        guard word != "최근", word != "과거", let (unit, _) = koreanUnit(next), (1...5).contains(unit) else { return nil }
        return calendar(index, index + 1, unit, offset: word == "이번" ? 0 : word == "다음" ? 1 : word == "지지난" ? -2 : -1)
    }

    private var shiftNames: [(String, String)] {
        [
            ("야간조", "night"), ("야간근무", "night"), ("야간", "night"), ("주간조", "day"), ("주간근무", "day"),
            ("오전조", "day"), ("오후조", "evening"), ("저녁조", "evening"), ("중간조", "evening"), ("심야조", "night"),
        ]
    }

    private func koreanPart(_ index: Int, _ word: String) -> TimeAtom? {
        for (prefix, name) in shiftNames where word.hasPrefix(prefix) {
            if word.hasPrefix("주간별") { return nil }
            return shift(index, index, name)
        }
        if word == "밤" || word == "새벽" || word == "오전" || word == "오후" || word == "저녁" || word == "아침" || word == "낮",
            let atom = koreanClock(index, index + 1, word)
        {
            return atom
        }
        if word.hasPrefix("정오") || word.hasPrefix("자정") {
            var atom = TimeAtom(index, index)
            atom.clock = word.hasPrefix("정오") ? 720 : 0
            return atom
        }
        for (name, part) in [
            ("새벽", "dawn"), ("아침", "morning"), ("오전", "morning"), ("오후", "afternoon"), ("저녁", "evening"),
            ("밤", "night"),
        ]
        where word == name
            || HangulParticles.lengthAtEnd(of: Array(word.unicodeScalars.map(\.value))[...], leaving: name.count)
                == word.count - name.count && word.hasPrefix(name)
        {
            return self.part(index, index, part, offset: nil)
        }
        return nil
    }

    /// What the end of the last word, or the word after, says: 부터, 까지, 이후, 이전.
    func korean(endingOf atom: inout TimeAtom) {
        guard let last = token(atom.last), last.kind == .hangul else {
            if let next = token(atom.last + 1), next.kind == .hangul { mark(&atom, next.text, next: true) }
            return
        }
        if mark(&atom, last.text, next: false) { return }
        if let next = token(atom.last + 1), next.kind == .hangul { mark(&atom, next.text, next: true) }
    }

    @discardableResult
    private func mark(_ atom: inout TimeAtom, _ word: String, next: Bool) -> Bool {
        let isFound: Bool
        if word.contains("부터") {
            atom.isFrom = true
            isFound = true
        } else if word.contains("까지") {
            atom.isUntil = true
            isFound = true
        } else if next ? word.hasPrefix("이후") : word.contains("이후") {
            atom.isFrom = true
            isFound = true
        } else if next ? word.hasPrefix("이전") : word.contains("이전") {
            atom.isBefore = !word.contains("이전에도")
            isFound = atom.isBefore
        } else if next, word == "전" || word == "전에" {
            atom.isBefore = true
            isFound = true
        } else {
            isFound = false
        }
        if isFound, next { atom.last += 1 }
        return isFound
    }
}
