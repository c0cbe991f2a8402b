import Plant

extension StatementCheck {
    /// Every number must be in the evidence, or follow from it: a count of what is cited, the time between two moments,
    /// the difference of two values.
    mutating func checkQuantities() {
        for sentence in scanned.sentences {
            for located in sentence.facts {
                guard case .quantity(let quantity) = located.fact else { continue }
                check(quantity, sentence)
            }
            checkExtremes(sentence)
        }
    }

    private mutating func check(_ quantity: Quantity, _ sentence: ScannedSentence) {
        if let figure = labelledFigure(for: quantity) {
            if numbers.matches(quantity, figure.quantity) {
                anchors += 1
            } else {
                fail(
                    .number,
                    "\(quantity.text) \(figure.name): \(figure.id) has \(figure.quantity.text)",
                    contradiction: true
                )
            }
            return
        }
        if isFound(quantity) || isDerived(quantity) || isYear(quantity) || isCode(quantity) {
            anchors += 1
            return
        }
        if saysAsked || isAbsence, isAsked(quantity) { return }
        if let other = otherValue(than: quantity, sentence) {
            fail(.number, "\(quantity.text) is not in \(citedIDs), which has \(other)", contradiction: true)
        } else {
            fail(.number, "\(quantity.text) is not in \(citedIDs)")
        }
    }

    private func isFound(_ quantity: Quantity) -> Bool {
        cited.contains { facts in facts.quantities.contains { numbers.matches(quantity, $0) } }
    }

    private func isYear(_ quantity: Quantity) -> Bool {
        guard quantity.unit == nil, quantity.decimals == 0, (1900...2100).contains(quantity.value) else { return false }
        let year = PartialDate(year: Int(quantity.value), text: quantity.text)
        return cited.contains { moments.matches(year, $0) } || isAskedDate(year)
    }

    /// `101A` for the pump P-101A.
    private func isCode(_ quantity: Quantity) -> Bool {
        guard let code = quantity.code, code.utf8.count >= 3 else { return false }
        return cited.contains { $0.identifiers.contains { $0.parts.contains(code) } }
    }

    private func isAsked(_ quantity: Quantity) -> Bool {
        question.facts.contains { fact in
            if case .quantity(let asked) = fact { return numbers.matches(quantity, asked) }
            return false
        }
    }

    private func isDerived(_ quantity: Quantity) -> Bool {
        if quantity.isCount, quantity.value == Double(cited.count), cited.count > 1, !isAbsence { return true }
        if quantity.isCount, !isAbsence {
            for kind in Evidence.Kind.allCases {
                let count = cited.filter { $0.evidence.kind == kind }.count
                if count > 0, quantity.value == Double(count) { return true }
            }
        }
        if quantity.unit?.dimension == .duration { return isElapsed(quantity) }
        return quantity.isChange && isDifference(quantity)
    }

    /// A length of time between two moments of the evidence, at most twelve of which are looked at.
    private func isElapsed(_ quantity: Quantity) -> Bool {
        guard let second = UnitOfMeasure("s") else { return false }
        func isLength(_ seconds: Double) -> Bool {
            numbers.matches(quantity, Quantity(value: abs(seconds), decimals: 0, unit: second, text: ""))
        }
        var known: [Timestamp] = []
        for facts in cited {
            let edges = moments.edges(facts.evidence)
            if let from = edges.first, let to = edges.last, isLength(to.seconds(since: from)) { return true }
            let day = edges.first.map { plant.zone.civil(at: $0) }
            for time in facts.times where time.hours.count == 1 && time.minute != nil {
                if let moment = moments.instant(time, hour: time.hours[0], on: time.date?.civil ?? day) {
                    known.append(moment)
                }
            }
            known += edges.prefix(1)
        }
        let all = Array(Set(known)).sorted().prefix(12)
        for (index, early) in all.enumerated() {
            for late in all.dropFirst(index + 1) where isLength(late.seconds(since: early)) { return true }
        }
        return false
    }

    /// A difference of two values of one item, at most twelve of which are looked at.
    private func isDifference(_ quantity: Quantity) -> Bool {
        guard let unit = quantity.unit else { return false }
        return cited.contains { facts in
            let values = facts.quantities.compactMap { fact in
                fact.unit.flatMap { $0.convert(fact.value, to: unit, atmosphere: plant.atmosphere) }
            }
            guard values.count <= 12 else { return false }
            return values.enumerated().contains { index, left in
                values.dropFirst(index + 1).contains { right in
                    let difference = Quantity(
                        value: abs(left - right),
                        decimals: 0,
                        unit: unit,
                        isChange: true,
                        text: ""
                    )
                    return numbers.matches(quantity, difference)
                }
            }
        }
    }

    /// Another value that the evidence has for the same thing.
    private func otherValue(than quantity: Quantity, _ sentence: ScannedSentence) -> String? {
        let named = identifiers(of: sentence)
        for facts in cited {
            if quantity.isCount, facts.evidence.kind == .count, let figure = facts.figures.first {
                return figure.quantity.text
            }
            for theirs in facts.sentences where sharesContext(sentence, theirs, facts) {
                if let other = theirs.quantities.first(where: { numbers.isComparable(quantity, $0) }) {
                    return other.text
                }
            }
            let isSubject = named.isEmpty || named.contains { names(facts, $0) }
            guard isSubject, quantity.unit?.dimension != .duration else { continue }
            let figure = facts.figures.first { numbers.isComparable(quantity, $0.quantity) && !$0.quantity.isCount }
            if let figure { return figure.quantity.text }
        }
        return nil
    }

    /// The figure that a count names by its label: of `ALERT` 3 and `WORK_ORDER` 14, "14 work orders" means the second.
    private func labelledFigure(for quantity: Quantity) -> (name: String, id: String, quantity: Quantity)? {
        guard quantity.isCount else { return nil }
        let labels = Set(quantity.label.map { Stemmer.stem($0) })
        let concepts = Set(quantity.label.prefix(2).flatMap { Glossary.concepts(of: $0) })
        for facts in cited where facts.evidence.kind == .count && facts.figures.count > 1 {
            let named = facts.figures.filter { figure in
                let words = figure.name.lowercased().split { $0 == "_" || $0 == " " || $0 == "-" }.map(String.init)
                guard !words.contains("count"), !words.contains("total"),
                    words.contains(where: { !$0.allSatisfy(\.isNumber) })
                else { return false }
                return words.allSatisfy { word in
                    labels.contains(Stemmer.stem(word))
                        || Glossary.concepts(of: word).contains { concepts.contains($0) }
                }
            }
            if named.count == 1, let only = named.first { return (only.name, facts.evidence.id, only.quantity) }
        }
        return nil
    }

    /// "The maximum was 12" when 12 is the minimum.
    private mutating func checkExtremes(_ sentence: ScannedSentence) {
        let measured = sentence.facts.compactMap { located -> Quantity? in
            if case .quantity(let quantity) = located.fact, !quantity.isCount, !quantity.isChange,
                quantity.unit?.dimension != .duration
            {
                return quantity
            }
            return nil
        }
        guard measured.count == 1, let quantity = measured.first else { return }
        let concepts = Set(Glossary.concepts(of: sentence.words.map(\.text)).joined().map { Glossary.table[$0].name })
        let said = ["maximum", "minimum", "mean"].filter { concepts.contains($0) }
        guard said.count == 1, let label = said.first else { return }
        let keys: [String: Set<String>] = [
            "maximum": ["max", "maximum", "highest", "peak"], "minimum": ["min", "minimum", "lowest"],
            "mean": ["mean", "average", "avg"],
        ]
        for facts in cited {
            guard let figure = facts.figures.first(where: { keys[label]?.contains($0.name.lowercased()) ?? false })
            else { continue }
            guard numbers.isComparable(quantity, figure.quantity) || quantity.unit == nil else { continue }
            if !numbers.matches(quantity, figure.quantity),
                facts.figures.contains(where: { numbers.matches(quantity, $0.quantity) }), cited.count == 1
            {
                fail(
                    .number,
                    "\(quantity.text) is not the \(label) in \(facts.evidence.id), which is \(figure.quantity.text)",
                    contradiction: true
                )
            }
        }
    }
}
