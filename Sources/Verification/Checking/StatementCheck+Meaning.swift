import Plant

extension StatementCheck {
    /// The least share of a statement's telling words that its evidence must have, in the same script: a third, or a
    /// fifth when a name, number, date, time or quotation was found in it. Chosen so that a paraphrase passes and a
    /// sentence about something else does not; names and numbers are held to exactly.
    static let leastOverlap = 0.34
    static let leastOverlapWithAnchor = 0.2

    /// What happened must not be turned round: "did not trip" against "tripped", "opened" against "closed".
    mutating func checkPolarity() {
        guard !isAbsence else { return }
        for sentence in scanned.sentences {
            for mention in ConceptMentions.find(in: sentence, of: scanned.scalars) {
                let concept = Glossary.table[mention.concept]
                guard concept.role != .thing else { continue }
                checkPolarity(mention, concept.name, sentence)
            }
        }
    }

    private mutating func checkPolarity(_ mention: ConceptMention, _ name: String, _ sentence: ScannedSentence) {
        let named = identifiers(of: sentence)
        var said: [ConceptMention] = []
        var opposite = false
        for facts in cited {
            for theirs in facts.sentences {
                let isSubject =
                    named.isEmpty || theirs.identifiers.isEmpty
                    || named.contains { mine in theirs.identifiers.contains { mine.standsFor($0) } }
                guard isSubject else { continue }
                for other in theirs.mentions {
                    if other.concept == mention.concept { said.append(other) }
                    if !other.isDenied, Glossary.isOpposite(name, Glossary.table[other.concept].name) {
                        opposite = true
                    }
                }
            }
        }
        if !said.isEmpty, said.allSatisfy({ $0.isDenied != mention.isDenied }) {
            let how = mention.isDenied ? "denies" : "affirms"
            fail(.polarity, "the statement \(how) what \(citedIDs) says of “\(name)”", contradiction: true)
        } else if said.isEmpty, opposite, !mention.isDenied,
            !cited.contains(where: { $0.concepts.contains(mention.concept) })
        {
            fail(.polarity, "\(citedIDs) says the opposite of “\(name)”", contradiction: true)
        }
    }

    /// The words must come from the evidence too, and a cause or a failed part only from there.
    mutating func checkGrounding() {
        let concepts = cited.reduce(into: Set<Int>()) { $0.formUnion($1.concepts) }
        let names = Set(concepts.map { Glossary.table[$0].name })
        var missing: [String] = []
        for mention in mentions {
            let concept = Glossary.table[mention.concept]
            let isClaim =
                concept.role == .cause || ["trip", "leak", "spill", "shutdown", "replace"].contains(concept.name)
            guard isClaim, !names.contains(concept.name), !missing.contains(concept.name) else { continue }
            if let included = Glossary.included[concept.name], !included.isDisjoint(with: names) { continue }
            missing.append(concept.name)
        }
        if !missing.isEmpty {
            fail(.grounding, "\(citedIDs) says nothing of \(missing.joined(separator: ", "))")
        }
        let words = tellingWords
        let stems = cited.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
        let isForeign = !cited.contains { $0.script == Script(language) || $0.script == .none }
        let shared = words.filter { isGrounded($0, stems, concepts) }
        if isForeign {
            let sharedConcepts = Set(words.flatMap { Glossary.concepts(of: $0.text) }).intersection(concepts)
            if anchors == 0, sharedConcepts.count < 2 {
                fail(.grounding, "nothing in the statement can be found again in \(citedIDs)")
            }
            return
        }
        guard !words.isEmpty else {
            if anchors == 0 { fail(.grounding, "the statement says nothing that can be checked") }
            return
        }
        let overlap = Double(shared.count) / Double(words.count)
        let least = anchors > 0 ? StatementCheck.leastOverlapWithAnchor : StatementCheck.leastOverlap
        let isShort = words.count < 3 && anchors > 0
        if overlap < least, !isShort {
            fail(.grounding, "\(shared.count) of \(words.count) telling words are in \(citedIDs)")
        }
    }

    private var tellingWords: [Word] {
        var result: [Word] = []
        for sentence in scanned.sentences {
            let ends = Set(sentence.facts.map(\.range.upperBound))
            for word in sentence.words {
                let isParticle = ends.contains(word.range.lowerBound)
                let isStop =
                    WordLists.stopWords.contains(word.text) || WordLists.stopWords.contains(Stemmer.stem(word.text))
                if !isParticle, !isStop, word.text.unicodeScalars.count > 1 { result.append(word) }
            }
        }
        return result
    }

    private func isGrounded(_ word: Word, _ stems: Set<String>, _ concepts: Set<Int>) -> Bool {
        let stem = Stemmer.stem(word.text)
        if stems.contains(stem) { return true }
        if Glossary.concepts(of: word.text).contains(where: { concepts.contains($0) }) { return true }
        guard let first = stem.unicodeScalars.first else { return false }
        if first.isHangul {
            let head = String(stem.prefix(2))
            return stem.count >= 2 && stems.contains { $0.hasPrefix(head) }
        }
        let head = String(stem.prefix(5))
        return stem.count >= 5 && stems.contains { $0.hasPrefix(head) }
    }

    /// That something is nowhere holds only when it is nowhere.
    mutating func checkAbsence() {
        let plain = PlainText.collapsed(scanned.scalars)
        guard !WordLists.why.contains(where: { plain.contains($0) }) else { return }
        let named = scanned.sentences.flatMap { identifiers(of: $0) }
        let events = mentions.filter { Glossary.table[$0.concept].role == .event }.map(\.concept)
        for facts in evidence {
            let isSubject = !named.isEmpty && named.allSatisfy { names(facts, $0) }
            let denied = WordLists.deniedKinds[facts.evidence.kind] ?? []
            if named.isEmpty || isSubject, denied.contains(where: { plain.contains($0) }), isWithinDates(facts) {
                fail(.polarity, "\(facts.evidence.id) is one", contradiction: true)
                return
            }
            guard isSubject else { continue }
            let affirmed = facts.sentences.flatMap(\.mentions).filter { !$0.isDenied }.map(\.concept)
            if let event = events.first(where: { affirmed.contains($0) }) {
                fail(.polarity, "\(facts.evidence.id) tells of “\(Glossary.table[event].name)”", contradiction: true)
                return
            }
        }
    }

    private func isWithinDates(_ facts: EvidenceFacts) -> Bool {
        scanned.facts.allSatisfy { fact in
            if case .date(let date) = fact { return moments.matches(date, facts) }
            if case .quantity(let number) = fact, number.unit == nil, (1900...2100).contains(number.value) {
                return moments.matches(PartialDate(year: Int(number.value), text: number.text), facts)
            }
            return true
        }
    }
}

extension Glossary {
    static func isOpposite(_ left: String, _ right: String) -> Bool {
        opposites.contains { ($0.0 == left && $0.1 == right) || ($0.1 == left && $0.0 == right) }
    }
}
