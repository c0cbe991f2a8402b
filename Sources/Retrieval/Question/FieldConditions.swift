import Plant

/// The values of a site's fields by the words a question may use for them.
struct FieldConditionTable: Sendable {
    struct Entry: Sendable, Hashable {
        var field: String
        var value: String
        var kinds: [RecordKind]
    }

    struct Match {
        var entries: [Entry]
        /// As written in the question.
        var words: String
        /// The value itself was written, such as a code.
        var isExact: Bool
        /// Found within longer descriptions.
        var isPart: Bool
        /// Whether the question asks for all others: `not closed`.
        var isNegated = false
    }

    private var exact: [UInt64: [Entry]] = [:]
    private var phrases: [UInt64: [Entry]] = [:]
    private var hangul: [UInt64: [Entry]] = [:]
    private var parts: [UInt64: [Entry]] = [:]
    private static let longest = 10
    private static let skipped: Set<String> = [
        RecordField.group, RecordField.maintenance, RecordField.priority, RecordField.author, RecordField.shift,
        RecordField.language, RecordField.tag, RecordField.transition, RecordField.operatorPosition, RecordField.value,
        RecordField.limit, RecordField.unit, RecordField.durationHours, RecordField.labourHours, RecordField.cost,
    ]
    /// Of several fields with one value the first of these, then by name.
    private static let preferred = [
        RecordField.code, RecordField.secondaryCode, RecordField.category, RecordField.status,
    ]

    init(_ values: [String: [FieldValue]]) {
        let fields = values.keys.filter { !FieldConditionTable.skipped.contains($0) && !$0.hasSuffix("_description") }
            .sorted { FieldConditionTable.rank($0) < FieldConditionTable.rank($1) }
        for field in fields {
            for value in (values[field] ?? []).sorted(by: { $0.value < $1.value }) where !value.value.isEmpty {
                let entry = Entry(field: field, value: value.value, kinds: value.kinds)
                let isNumber = value.value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }
                if !isNumber {
                    let stems = FieldConditionTable.stems(value.value)
                    if stems.count > 1 || !Lexicon.shared.knows(stems.first ?? 0) { add(stems, entry, to: \.exact) }
                    addWords(value.value, entry)
                }
                if let description = value.description { addWords(description, entry) }
            }
        }
    }

    private static func rank(_ field: String) -> String {
        preferred.firstIndex(of: field).map { "0\($0)" } ?? "1" + field
    }

    private static func stems(_ text: String) -> [UInt64] {
        QuestionText(text).tokens.filter { $0.kind != .mark }.map(\.stem)
    }

    private mutating func add(_ stems: [UInt64], _ entry: Entry, to table: WritableKeyPath<Self, [UInt64: [Entry]]>) {
        guard !stems.isEmpty else { return }
        let key = FieldConditionTable.key(stems[...])
        if self[keyPath: table][key]?.contains(entry) != true { self[keyPath: table][key, default: []].append(entry) }
    }

    private mutating func addWords(_ text: String, _ entry: Entry) {
        var names = [text]
        // `Chiller - Load Low` is also `Load Low`.
        if let dash = text.range(of: " - ") { names.append(String(text[dash.upperBound...])) }
        for name in names {
            let stems = FieldConditionTable.stems(name)
            guard !stems.isEmpty, stems.count > 1 || !Lexicon.shared.knows(stems[0]) else { continue }
            add(stems, entry, to: \.phrases)
            for translation in Glossary.shared.translations(ofEnglish: name) {
                let syllables = FoldedText(translation, keepsOrigins: false).scalars.filter {
                    characterClass($0) == .hangul
                }
                if syllables.count > 1 {
                    let key = TermHash.of(syllables, in: .main)
                    if hangul[key]?.contains(entry) != true { hangul[key, default: []].append(entry) }
                }
                if translation.unicodeScalars.allSatisfy({ characterClass($0.value) != .hangul }) {
                    add(FieldConditionTable.stems(translation), entry, to: \.phrases)
                }
            }
        }
        let stems = FieldConditionTable.stems(text)
        guard stems.count > 2 else { return }
        for length in 2...4 where length < stems.count {
            for start in 0...stems.count - length { add(Array(stems[start..<start + length]), entry, to: \.parts) }
        }
    }

    private static func key(_ stems: ArraySlice<UInt64>) -> UInt64 {
        var hash = TermHash(.main)
        for stem in stems { hash.add(stem) }
        return hash.value
    }

    /// Every value that a question names, longest first at each place; marks them as understood.
    func find(in question: inout QuestionText) -> [Match] {
        var result: [Match] = []
        var index = 0
        while index < question.tokens.count {
            let token = question.tokens[index]
            guard !question.isTokenUsed(index), token.kind != .mark else {
                index += 1
                continue
            }
            if token.kind == .hangul {
                if let (end, entries) = hangulMatch(question, token.start) {
                    result.append(match(entries, token.start, end, false, false, &question))
                }
                index += 1
                continue
            }
            if let (end, found, isExact, isPart) = words(question, index) {
                result.append(match(found, token.start, question.tokens[end].end, isExact, isPart, &question))
                index = end
            }
            index += 1
        }
        return result
    }

    /// Marks the words, and those of a negation of them, as understood.
    private func match(
        _ entries: [Entry],
        _ start: Int,
        _ end: Int,
        _ isExact: Bool,
        _ isPart: Bool,
        _ question: inout QuestionText
    ) -> Match {
        let negation = isPart ? nil : Negation.range(of: start, end, in: question)
        let said = negation ?? start..<end
        question.use(said.lowerBound, said.upperBound)
        let words = question.written(said.lowerBound, said.upperBound)
        let field = entries.map(\.field).min { FieldConditionTable.rank($0) < FieldConditionTable.rank($1) }
        return Match(
            entries: entries.filter { $0.field == field },
            words: words,
            isExact: isExact,
            isPart: isPart,
            isNegated: negation != nil
        )
    }

    private func words(_ question: QuestionText, _ index: Int) -> (Int, [Entry], Bool, Bool)? {
        var stems: [UInt64] = []
        var best: (Int, [Entry], Bool, Bool)?
        var at = index
        while at < question.tokens.count, stems.count < FieldConditionTable.longest, !question.isTokenUsed(at) {
            let token = question.tokens[at]
            if token.kind == .hangul { break }
            if token.kind != .mark {
                stems.append(token.stem)
                let next =
                    at + 1 < question.tokens.count && question.isTight(at + 1) ? question.tokens[at + 1].kind : .mark
                if next != .latin, next != .digits {
                    let key = FieldConditionTable.key(stems[...])
                    if let entries = exact[key] {
                        best = (at, entries, true, false)
                    } else if let entries = phrases[key] {
                        best = (at, entries, false, false)
                    } else if best == nil || best?.3 == true, let entries = parts[key],
                        !stems.allSatisfy(Lexicon.shared.knows)
                    {
                        best = (at, entries, false, true)
                    }
                }
            }
            at += 1
        }
        return best
    }

    private func hangulMatch(_ question: QuestionText, _ start: Int) -> (Int, [Entry])? {
        var letters: [UInt32] = []
        var best: (Int, [Entry])?
        var at = start
        while at < question.folded.scalars.count, letters.count < 16 {
            let scalar = question.folded.scalars[at]
            at += 1
            if scalar == 0x20 { continue }
            guard characterClass(scalar) == .hangul, !question.isUsed[at - 1] else { break }
            letters.append(scalar)
            if letters.count > 1, let entries = hangul[TermHash.of(letters, in: .main)] { best = (at, entries) }
        }
        return best
    }
}

extension String {
    /// Where some text first occurs.
    fileprivate func range(of text: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
