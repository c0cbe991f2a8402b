import Plant

extension StatementCheck {
    /// Every tag, equipment and record a statement names must be in its evidence.
    mutating func checkNames() {
        for fact in scanned.facts {
            switch fact {
            case .identifier(let identifier):
                if cited.contains(where: { names($0, identifier) }) {
                    anchors += 1
                } else if isAbsence, isAsked(identifier) {
                    // "There is no record of P-999": the question's own name, which is nowhere.
                    anchors += 1
                } else {
                    fail(.name, "\(identifier.text) is not in \(citedIDs)")
                }
            case .alias(let text, let assets):
                if cited.contains(where: { !$0.assets.isDisjoint(with: assets) }) || isAbsence {
                    anchors += 1
                } else if cited.contains(where: { $0.plain.contains(text.lowercased()) }) {
                    anchors += 1
                } else {
                    fail(.name, "\(citedIDs) is not about \(text)")
                }
            default:
                continue
            }
        }
    }

    /// Whether an item of evidence names what an identifier stands for.
    func names(_ facts: EvidenceFacts, _ identifier: Identifier) -> Bool {
        if facts.identifiers.contains(where: { identifier.standsFor($0) }) { return true }
        if facts.assets.contains(where: { Identifier($0.rawValue).parts == identifier.parts }) { return true }
        // The evidence may use the short form of a tag that the plant has only once.
        guard let full = plant.tagIdentifiers.first(where: { $0.parts == identifier.parts }) else { return false }
        return facts.identifiers.contains { short in
            short.parts.count >= 2 && short.standsFor(full)
                && plant.tagIdentifiers.count { short.standsFor($0) } == 1
        }
    }

    /// The names in a sentence of the statement.
    func identifiers(of sentence: ScannedSentence) -> [Identifier] {
        sentence.facts.compactMap { located in
            if case .identifier(let identifier) = located.fact { return identifier }
            return nil
        }
    }

    private func isAsked(_ identifier: Identifier) -> Bool {
        question.facts.contains { fact in
            if case .identifier(let asked) = fact { return asked.parts == identifier.parts }
            return false
        }
    }

    /// Whether a sentence of the statement and one of the evidence speak of the same thing: a shared name, or, where
    /// not both name something, a shared word of the field or another telling word.
    func sharesContext(_ sentence: ScannedSentence, _ theirs: EvidenceFacts.Sentence, _ facts: EvidenceFacts) -> Bool {
        let mine = identifiers(of: sentence)
        if !mine.isEmpty {
            let isNamed = mine.contains { identifier in
                theirs.identifiers.contains { identifier.standsFor($0) }
                    || (theirs.identifiers.isEmpty && names(facts, identifier))
            }
            guard isNamed else { return false }
        }
        let concepts = Set(sentence.words.flatMap { Glossary.concepts(of: $0.text) })
        if theirs.mentions.contains(where: { concepts.contains($0.concept) }) { return true }
        return sentence.words.contains { word in
            !WordLists.stopWords.contains(word.text) && word.text.unicodeScalars.count > 2
                && theirs.stems.contains(Stemmer.stem(word.text))
        }
    }
}
