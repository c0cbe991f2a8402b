import Plant

/// The periods that a question names.
struct TimeReading {
    var windows: [TimeWindow] = []
    var assumptions: [String] = []
    /// Tokens that spoke of time.
    var tokens: [Range<Int>] = []

    /// The smallest window that holds all.
    var window: TimeWindow? {
        windows.dropFirst().reduce(windows.first) { $0?.union($1) }
    }
}

/// Resolves expressions of time against the moment of asking, the plant's zone and its shifts.
struct TimeReader {
    let zone: SiteTimeZone
    let shifts: [Shift]
    let dataSpan: TimeWindow?

    func read(_ question: QuestionText, asOf: Timestamp, wording: Wording) -> TimeReading {
        var reading = TimeReading()
        var now = zone.civil(at: asOf)
        var atoms = TimeAtomReader(question: question, now: now).atoms()
        if let assumed = assumedNow(question, atoms, now) {
            now = assumed.now
            for index in assumed.atoms { reading.tokens.append(atoms[index].first..<atoms[index].last + 1) }
            reading.tokens.append(assumed.word..<assumed.word + 1)
            reading.assumptions.append(wording.assumedToday(now.date))
            let spent = assumed.atoms.map { atoms[$0].first }
            atoms = TimeAtomReader(question: question, now: now).atoms().filter { !spent.contains($0.first) }
        }
        let isAssumed = !reading.assumptions.isEmpty
        atoms = withShift(merged(atoms, question), &reading)
        let context = TimeContext(now: now, shifts: shifts)
        var index = 0
        while index < atoms.count {
            var atom = atoms[index]
            var tokens = atom.first..<atom.last + 1
            if index + 1 < atoms.count, isRange(question, atom, atoms[index + 1]) {
                var end = atoms[index + 1]
                TimeContext.share(&atom, &end)
                tokens = atom.first..<end.last + 1
                if let span = context.range(atom, end) {
                    add(span, atom, question.written(from: atom, to: end), wording, &reading)
                }
                index += 2
            } else {
                if index + 1 < atoms.count, isList(question, atom, atoms[index + 1]) {
                    TimeContext.share(&atom, &atoms[index + 1])
                } else if index > 0 {
                    var before = atoms[index - 1]
                    if isList(question, before, atom) { TimeContext.share(&before, &atom) }
                }
                if let span = bounded(context.span(of: atom), atom, context) {
                    add(span, atom, question.written(from: atom, to: atom), wording, &reading)
                } else if !atom.hasDate, atom.part != nil {
                    index += 1
                    continue
                }
                index += 1
            }
            reading.tokens.append(tokens)
        }
        if isAssumed, reading.windows.isEmpty {
            // Whoever stands on an earlier day cannot know what came after it.
            let from = CivilTime(year: 1_900, month: 1, day: 1)
            add(CivilSpan(from: from, to: now), TimeAtom(0, 0), now.date, wording, &reading)
        }
        return reading
    }

    private func add(
        _ span: CivilSpan,
        _ atom: TimeAtom,
        _ words: String,
        _ wording: Wording,
        _ reading: inout TimeReading
    ) {
        let isOpen = span.from.year <= 1_900
        let window = TimeWindow(
            from: isOpen ? dataSpan?.from ?? zone.moment(span.from) : zone.moment(span.from),
            to: zone.moment(span.to)
        )
        guard !window.isEmpty else { return }
        reading.windows.append(window)
        if atom.isAmbiguousDate { reading.assumptions.append(wording.monthFirst(words)) }
        if atom.day == nil || atom.clock != nil || atom.part != nil {
            let from = isOpen ? wording.beginning : span.from.date + " " + span.from.hourAndMinute
            let to = span.to.date + " " + span.to.hourAndMinute
            reading.assumptions.append(wording.period(words, from: from, to: to, zone: zone.identifier))
        }
    }

    /// Open ends: since, until, before, after.
    private func bounded(_ around: CivilSpan?, _ atom: TimeAtom, _ context: TimeContext) -> CivilSpan? {
        guard var span = around else { return nil }
        let now = context.now
        // An hour that something lies before or after is that moment, not about that moment.
        let isOpen = atom.isBefore || atom.isUntil || atom.isFrom || atom.isAfter
        if isOpen, let moment = context.moment(atom) { span = CivilSpan(from: moment, to: moment) }
        let long = CivilTime(year: 1_900, month: 1, day: 1)
        if atom.isBefore { return CivilSpan(from: long, to: span.from) }
        if atom.isUntil { return CivilSpan(from: long, to: span.to) }
        let end = max(now.secondsSinceEpoch, span.to.secondsSinceEpoch) == now.secondsSinceEpoch ? now : span.to
        if atom.isFrom { return CivilSpan(from: span.from, to: end) }
        if atom.isAfter { return CivilSpan(from: span.to, to: end) }
        return span
    }

    /// `Assume today is early July 2020`, `오늘이 2018-01-02라고 가정하면`.
    private func assumedNow(
        _ question: QuestionText,
        _ atoms: [TimeAtom],
        _ now: CivilTime
    ) -> (now: CivilTime, atoms: [Int], word: Int)? {
        guard
            let word = question.tokens.firstIndex(where: {
                $0.text.hasPrefix("assum") || $0.text.hasPrefix("suppos") || $0.text.hasPrefix("가정")
            })
        else { return nil }
        let isKorean = question.tokens[word].kind == .hangul
        var spent: [Int] = []
        for (index, atom) in atoms.enumerated() where isKorean ? atom.first < word : atom.first > word {
            spent.append(index)
            guard atom.year != nil, let span = TimeContext(now: now, shifts: shifts).span(of: atom) else { continue }
            return (span.from, spent, word)
        }
        return nil
    }

    // MARK: - Neighbours

    /// `What did the night shift write on 2 March?`: a shift without a date is that of the only day named.
    private func withShift(_ atoms: [TimeAtom], _ reading: inout TimeReading) -> [TimeAtom] {
        guard atoms.count == 2,
            let shift = atoms.firstIndex(where: { $0.isShift && $0.isTimeOfDayOnly && $0.clock == nil })
        else { return atoms }
        var day = atoms[1 - shift]
        let isDay =
            day.day != nil || day.weekday != nil
            || day.span.map { $0.to.daysSinceEpoch - $0.from.daysSinceEpoch == 1 } ?? false
        guard isDay, day.clock == nil, day.part == nil, !day.isFrom, !day.isUntil, !day.isBefore, !day.isAfter
        else { return atoms }
        day.part = atoms[shift].part
        day.isShift = true
        reading.tokens.append(atoms[shift].first..<atoms[shift].last + 1)
        return [day]
    }

    private func merged(_ atoms: [TimeAtom], _ question: QuestionText) -> [TimeAtom] {
        var result: [TimeAtom] = []
        for atom in atoms {
            guard var last = result.last, !last.isFrom, !last.isUntil else {
                result.append(atom)
                continue
            }
            let opensRange = opens(question, last, atom)
            guard opensRange || touches(question, last, atom), join(&last, atom) else {
                result.append(atom)
                continue
            }
            last.opensRange = last.opensRange || opensRange
            result[result.count - 1] = last
        }
        return result
    }

    private func join(_ left: inout TimeAtom, _ right: TimeAtom) -> Bool {
        if left.hasDate, right.isTimeOfDayOnly, left.clock == nil {
            left.clock = right.clock
            left.saysHalf = right.saysHalf
            left.part = right.part ?? left.part
            left.isShift = left.isShift || right.isShift
        } else if left.isTimeOfDayOnly, right.hasDate, right.clock == nil, right.part == nil {
            let earlier = left
            left = right
            left.first = earlier.first
            left.clock = earlier.clock
            left.saysHalf = earlier.saysHalf
            left.part = earlier.part
            left.isShift = earlier.isShift
            left.isFrom = left.isFrom || earlier.isFrom
            left.isUntil = left.isUntil || earlier.isUntil
            left.isBefore = left.isBefore || earlier.isBefore
            left.isAfter = left.isAfter || earlier.isAfter
        } else if left.isWeek, left.weekday == nil, right.weekday != nil, right.span == nil {
            left.weekday = right.weekday
            left.part = right.part
            left.clock = right.clock
            left.saysHalf = right.saysHalf
            left.isShift = right.isShift
        } else if left.weekday != nil, left.span == nil, right.isWeek, right.weekday == nil {
            left.span = right.span
            left.isWeek = true
            left.part = left.part ?? right.part
        } else if left.isTimeOfDayOnly, right.isTimeOfDayOnly, left.clock == nil, right.clock != nil {
            return false
        } else {
            return false
        }
        left.last = max(left.last, right.last)
        left.isFrom = left.isFrom || right.isFrom
        left.isUntil = left.isUntil || right.isUntil
        left.isBefore = left.isBefore || right.isBefore
        left.isAfter = left.isAfter || right.isAfter
        return true
    }

    /// A day followed by `between` or `from` and a time of day.
    private func opens(_ question: QuestionText, _ left: TimeAtom, _ right: TimeAtom) -> Bool {
        let between = words(question, left, right)
        return right.isTimeOfDayOnly
            && (between == ["between"] || between == ["from"] || between == ["بين"] || between == ["من"])
    }

    private func touches(_ question: QuestionText, _ left: TimeAtom, _ right: TimeAtom) -> Bool {
        words(question, left, right).allSatisfy {
            ["of", "on", "at", "in", "the", "during", ",", "의", "에", "around", "في", "من", "للساعه", "عند"].contains($0)
        }
    }

    private func words(_ question: QuestionText, _ left: TimeAtom, _ right: TimeAtom) -> [String] {
        guard left.last + 1 <= right.first else { return [] }
        return question.tokens[left.last + 1..<right.first].map(\.text)
    }

    private func isRange(_ question: QuestionText, _ left: TimeAtom, _ right: TimeAtom) -> Bool {
        let between = words(question, left, right)
        let fillers = ["the", "of", "year", "month", "and", "to", "عام", "سنه"]
        if left.isFrom, right.isUntil { return between.count <= 2 }
        let joiners = ["to", "through", "thru", "until", "till", "-", "~", "الي", "حتي"]
        let rest = between.filter { !fillers.contains($0) }
        if between.contains(where: joiners.contains), rest.allSatisfy(joiners.contains) { return true }
        if right.isUntil, rest.isEmpty || rest == ["에서"] {
            let last = question.tokens[left.last].text
            if last.hasSuffix("에서") || rest == ["에서"] { return true }
        }
        let before = left.first >= 1 ? question.tokens[max(0, left.first - 3)..<left.first].map(\.text) : []
        if left.opensRange || before.contains("between") || before.contains("بين"),
            rest.allSatisfy({ ["و", "وبين"].contains($0) })
        {
            return true
        }
        let after = right.last + 1 < question.tokens.count ? question.tokens[right.last + 1].text : ""
        return after.hasPrefix("사이") && rest.isEmpty
    }

    private func isList(_ question: QuestionText, _ left: TimeAtom, _ right: TimeAtom) -> Bool {
        words(question, left, right).allSatisfy {
            [
                "and", ",", "&", "or", "versus", "vs", ".", "with", "및", "그리고", "대비", "와", "과", "또는", "و", "مع", "the",
                "of",
            ]
            .contains($0)
        }
    }
}

extension QuestionText {
    fileprivate func written(from first: TimeAtom, to last: TimeAtom) -> String {
        written(tokens[first.first].start, tokens[last.last].end)
    }
}

/// What expressions of time mean at a moment.
struct TimeContext {
    let now: CivilTime
    let shifts: [Shift]

    /// Gives each of two the year, month or day that only the other names.
    static func share(_ left: inout TimeAtom, _ right: inout TimeAtom) {
        // `오후 2시부터 4시까지`: the second hour is of the same half day.
        if let from = left.clock, let to = right.clock, left.saysHalf, !right.saysHalf, from >= 720, to < 720,
            to + 720 > from
        {
            right.clock = to + 720
        }
        if left.span == nil, right.span == nil {
            if left.year == nil, left.month != nil || left.quarter != nil || left.half != nil, let year = right.year {
                left.year = (left.month ?? 0) > (right.month ?? 12) ? year - 1 : year
            } else if right.year == nil, right.month != nil || right.quarter != nil || right.half != nil,
                let year = left.year
            {
                right.year = (right.month ?? 12) < (left.month ?? 0) ? year + 1 : year
            }
        }
        if right.isTimeOfDayOnly, left.hasDate {
            (right.year, right.month, right.day) = (left.year, left.month, left.day)
            (right.span, right.weekday, right.isWeek) = (left.span, left.weekday, left.isWeek)
        } else if left.isTimeOfDayOnly, right.hasDate {
            (left.year, left.month, left.day) = (right.year, right.month, right.day)
            (left.span, left.weekday, left.isWeek) = (right.span, right.weekday, right.isWeek)
        }
    }

    /// From the start of one to the end of another.
    func range(_ left: TimeAtom, _ right: TimeAtom) -> CivilSpan? {
        guard let from = left.clock != nil ? moment(left) : span(of: left)?.from,
            var to = right.clock != nil ? moment(right) : span(of: right)?.to
        else { return nil }
        if to.secondsSinceEpoch <= from.secondsSinceEpoch, right.clock != nil { to = to.adding(days: 1) }
        return CivilSpan(from: from, to: to)
    }

    /// The moment a clock time names.
    func moment(_ atom: TimeAtom) -> CivilTime? {
        guard let clock = atom.clock else { return nil }
        if let base = base(atom) { return CivilSpan.at(base.from, minute: clock) }
        let today = CivilSpan.at(now, minute: clock)
        return today.secondsSinceEpoch <= now.secondsSinceEpoch ? today : today.adding(days: -1)
    }

    /// What an expression covers by itself; `nil` when it names no time, such as `night shift` alone.
    func span(of atom: TimeAtom) -> CivilSpan? {
        if atom.clock != nil {
            guard let moment = moment(atom) else { return nil }
            return CivilSpan(from: moment.adding(minutes: -30), to: moment.adding(minutes: 30))
        }
        guard let base = base(atom) else { return nil }
        guard let part = atom.part, base.to.daysSinceEpoch - base.from.daysSinceEpoch <= 1 else { return base }
        let day = base.from
        if let shift = shift(named: part), atom.isShift || part == "night" {
            return .minutes(day, from: shift.startMinute, to: shift.endMinute)
        }
        switch part {
        case "dawn": return .minutes(day, from: 0, to: 360)
        case "morning": return .minutes(day, from: 360, to: 720)
        case "afternoon": return .minutes(day, from: 720, to: 1_080)
        case "evening": return .minutes(day, from: 1_080, to: 1_320)
        case "night": return .minutes(day, from: 1_320, to: 360)
        default: return base
        }
    }

    private func shift(named part: String) -> Shift? {
        let names: [String] =
            switch part {
            case "night": ["night", "야간", "ليل", "심야", "c"]
            case "day", "morning": ["day", "morning", "주간", "오전", "نهار", "a"]
            default: ["evening", "afternoon", "swing", "저녁", "오후", "중간", "مساء", "b"]
            }
        for name in names {
            if let found = shifts.first(where: {
                $0.name.lowercased() == name || name.count > 1 && $0.name.lowercased().hasPrefix(name)
            }) {
                return found
            }
        }
        return Shift.three.first { names.contains($0.name) }
    }

    /// The calendar span without time of day.
    private func base(_ atom: TimeAtom) -> CivilSpan? {
        if let span = atom.span {
            guard atom.isWeek, let weekday = atom.weekday else { return span }
            return .day(span.from.adding(days: Int64(weekday - 1)))
        }
        if let weekday = atom.weekday {
            let back = (now.weekday - weekday + 7) % 7
            return .day(now.adding(days: Int64(-(back == 0 ? 7 : back))))
        }
        if let month = atom.month {
            let year = atom.year ?? (month > now.month ? now.year - 1 : now.year)
            guard let day = atom.day else { return .month(year, month) }
            let civil = CivilTime(year: year, month: month, day: day)
            return civil.isValid ? .day(civil) : nil
        }
        if let quarter = atom.quarter {
            let current = (now.month + 2) / 3
            return .quarter(atom.year ?? (quarter > current ? now.year - 1 : now.year), quarter)
        }
        if let half = atom.half {
            return .month(atom.year ?? now.year, half * 6 - 5, count: 6)
        }
        return atom.year.map { .year($0) }
    }
}
