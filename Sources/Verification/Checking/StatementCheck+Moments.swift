import Plant

extension StatementCheck {
    /// Every date and time must be in the evidence, on the plant's clock unless the statement names another.
    mutating func checkMoments() {
        for sentence in scanned.sentences {
            var settled: Set<PartialDate> = []
            for located in sentence.facts {
                guard case .time(let time) = located.fact else { continue }
                if holds(time) {
                    anchors += 1
                    if let date = time.date, time.zoneOffset != nil { settled.insert(date) }
                } else if !isAskedTime(time) {
                    failTime(time, sentence)
                }
            }
            for located in sentence.facts {
                guard case .date(let date) = located.fact, !settled.contains(date) else { continue }
                checkDate(date, sentence)
            }
        }
    }

    func holds(_ time: ClockTime) -> Bool {
        cited.contains { facts in
            facts.times.contains { moments.matches(time, $0, in: facts.evidence) }
                || moments.edges(facts.evidence).contains { moments.matches(time, $0) }
        }
    }

    private mutating func failTime(_ time: ClockTime, _ sentence: ScannedSentence) {
        var turned = time
        turned.hours = time.hours.map { ($0 + 12) % 24 }
        var universal = time
        universal.zoneOffset = 0
        if holds(turned) {
            fail(.time, "\(time.text) is 12 hours off \(citedIDs)", contradiction: true)
        } else if time.zoneOffset == nil, plant.zone.offset(at: plant.asOf) != 0, holds(universal) {
            fail(.time, "\(time.text) is UTC in \(citedIDs), not the plant's clock", contradiction: true)
        } else if let other = otherTime(than: time, sentence) {
            fail(.time, "\(time.text) is not in \(citedIDs), which has \(other)", contradiction: true)
        } else {
            fail(.time, "\(time.text) is not in \(citedIDs)")
        }
    }

    /// Another time that the evidence has for the same thing.
    private func otherTime(than time: ClockTime, _ sentence: ScannedSentence) -> String? {
        for facts in cited {
            for theirs in facts.sentences where !theirs.times.isEmpty && sharesContext(sentence, theirs, facts) {
                return theirs.times.first?.text
            }
        }
        return nil
    }

    private mutating func checkDate(_ date: PartialDate, _ sentence: ScannedSentence) {
        if cited.contains(where: { moments.matches(date, $0) }) {
            anchors += 1
            return
        }
        let dated = cited.filter { facts in
            let days = moments.days(facts)
            return !days.exact.isEmpty || !days.partial.isEmpty
        }
        // The question's own period may be said again where the evidence knows no dates.
        if isAskedDate(date), dated.isEmpty || isAbsence { return }
        let isOtherwise = dated.contains { facts in
            facts.sentences.contains { sharesContext(sentence, $0, facts) }
                || identifiers(of: sentence).contains { names(facts, $0) }
        }
        fail(.date, "\(date.text) is not in \(citedIDs)", contradiction: isOtherwise && !isAbsence)
    }

    func isAskedDate(_ date: PartialDate) -> Bool {
        question.facts.contains { fact in
            if case .date(let asked) = fact { return date.agrees(with: asked) }
            if case .quantity(let number) = fact, date.day == nil, date.month == nil {
                return number.unit == nil && number.value == date.year.map(Double.init)
            }
            return false
        }
    }

    /// A time of the question may be said again only as the question's, or where it is said that nothing is there.
    private func isAskedTime(_ time: ClockTime) -> Bool {
        guard isAbsence || saysAsked else { return false }
        return question.facts.contains { fact in
            if case .time(let asked) = fact { return asked.hours == time.hours && asked.minute == time.minute }
            return false
        }
    }

    var saysAsked: Bool {
        let plain = PlainText.collapsed(scanned.scalars)
        return WordLists.asked.contains { plain.contains($0) }
    }
}
