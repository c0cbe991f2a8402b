package import Plant

/// What a model answered, in statements that can be checked.
package struct Reply: Sendable, Hashable {
    package enum Form: String, Sendable, CaseIterable {
        case json
        /// JSON that had to be mended or found within other text.
        case repairedJSON
        /// Sentences with citations in brackets.
        case plainText
        case empty
    }

    package var statements: [Statement]
    /// What the model says is not in the evidence.
    package var missing: [String]
    package var form: Form
    /// What was taken out or mended, in English: `reasoning removed`.
    package var repairs: [String]
}

/// Reads a model's raw text.
///
/// Expected is `{"statements": [{"text": "…", "citations": ["E1"]}], "missing": ["…"]}`; anything else is read as well
/// as it can be, the same way every time, and never fails. Of a reply that was cut off, complete statements are kept.
package struct ReplyReader: Sendable {
    /// Longer replies are cut here.
    package static let longestReply = 262_144
    /// Further statements are dropped.
    package static let mostStatements = 200

    package init() {}

    package func read(_ raw: String) -> Reply {
        let cleaner = ReplyCleaner(raw, limit: ReplyReader.longestReply)
        let text = cleaner.text
        guard text.contains(where: { $0.isWord }) else {
            return Reply(statements: [], missing: [], form: .empty, repairs: cleaner.removed)
        }
        if let found = json(in: text) {
            var repairs = cleaner.removed
            if found.isMended { repairs.append("JSON mended") }
            let isClean = repairs.isEmpty
            return Reply(
                statements: found.statements,
                missing: found.missing,
                form: found.statements.isEmpty && found.missing.isEmpty ? .empty : isClean ? .json : .repairedJSON,
                repairs: repairs
            )
        }
        let first = text.first { $0 != " " && $0 != "\n" && $0 != "\r" && $0 != "\t" }
        if first == "{" {
            let repairs = cleaner.removed + ["JSON without statements"]
            return Reply(statements: [], missing: [], form: .empty, repairs: repairs)
        }
        let statements = sentences(in: text)
        return Reply(
            statements: statements,
            missing: [],
            form: statements.isEmpty ? .empty : .plainText,
            repairs: cleaner.removed
        )
    }

    private typealias Found = (statements: [Statement], missing: [String], isMended: Bool)

    /// The first object in the text that looks like an answer.
    private func json(in text: [Unicode.Scalar]) -> Found? {
        var tries = 0
        var index = 0
        while index < text.count, tries < 12 {
            guard text[index] == "{" || text[index] == "[", Citations.bracket(text, at: index) == nil else {
                index += 1
                continue
            }
            tries += 1
            if let read = LenientJSON.read(text, from: index), let found = answer(read.value) {
                let isAlone = !text[..<index].contains { $0.isWord } && !text[read.end...].contains { $0.isWord }
                return (found.statements, found.missing, read.isMended || !isAlone)
            }
            index += 1
        }
        return nil
    }

    private func answer(_ value: LenientValue) -> (statements: [Statement], missing: [String])? {
        let wrapped = value["answer", "result", "response", "output"]
        if let wrapped {
            if case .object = wrapped.content, let found = answer(wrapped) { return found }
            if case .array = wrapped.content { return (statements(wrapped), value["missing"].map(texts) ?? []) }
            if case .string = wrapped.content { return (statements(wrapped), value["missing"].map(texts) ?? []) }
        }
        let missing = value["missing", "not_found"].map(texts) ?? []
        if let list = value["statements", "claims", "sentences", "statement"] {
            return (statements(list), missing)
        }
        if case .array(let items) = value.content {
            let found = statements(value)
            let isList = items.contains { if case .object = $0.content { true } else { false } }
            return isList && !found.isEmpty ? (found, []) : nil
        }
        if let single = statement(value) { return ([single], missing) }
        return missing.isEmpty ? nil : ([], missing)
    }

    private func statements(_ list: LenientValue) -> [Statement] {
        switch list.content {
        case .array(let items): Array(items.compactMap(statement).prefix(ReplyReader.mostStatements))
        case .object: statement(list).map { [$0] } ?? []
        case .string(let text): list.isComplete ? sentences(in: Array(text.unicodeScalars)) : []
        case .word: []
        }
    }

    private func statement(_ item: LenientValue) -> Statement? {
        guard item.isComplete else { return nil }
        switch item.content {
        case .string(let text): return made(text, [])
        case .object:
            guard let text = item["text", "statement", "claim", "sentence", "content"].flatMap(LenientJSON.text) else {
                return nil
            }
            let citations =
                item["citations", "citation", "evidence", "sources", "source", "cites", "refs"].map(texts) ?? []
            return made(text, citations.flatMap(ids))
        default: return nil
        }
    }

    private func made(_ text: String, _ citations: [String]) -> Statement? {
        let text = text.shown
        let taken = Citations.taken(from: text)
        let trimmed = trimmed(taken.text)
        guard trimmed.unicodeScalars.contains(where: \.isWord) else { return nil }
        var all: [String] = []
        for id in citations + taken.ids where !all.contains(id) { all.append(id) }
        return Statement(text: trimmed, citations: all)
    }

    private func texts(_ value: LenientValue) -> [String] {
        switch value.content {
        case .string(let text), .word(let text):
            let text = trimmed(text)
            return text.isEmpty || text == "null" || text == "none" || !value.isComplete ? [] : [text]
        case .array(let items): return items.prefix(ReplyReader.mostStatements).flatMap(texts)
        case .object: return (value["id", "text"]).map(texts) ?? []
        }
    }

    /// `E1`, `[E1]`, `e1`, `1`, `E1, E2`; anything else stays as it is, to be refused later by its name.
    private func ids(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == ";" || $0 == " " }.map { part in
            let bare = Array(part.unicodeScalars.filter { !"[]()'\"".unicodeScalars.contains($0) })
            if let id = Citations.id(bare, at: 0), id.end == bare.count { return id.id }
            if let number = bare.wholeNumber(at: 0, digits: 1...3), number.end == bare.count {
                return "E\(number.value)"
            }
            return String(PlainText.string(bare).prefix(40))
        }.filter { !$0.isEmpty }
    }

    /// Sentences of plain text or Markdown, headings left out.
    private func sentences(in text: [Unicode.Scalar]) -> [Statement] {
        var result: [Statement] = []
        for range in SentenceSplitter.ranges(in: text) {
            guard result.count < ReplyReader.mostStatements else { break }
            var line = Array(text[range])
            if line.first == "#" { continue }
            while let first = line.first, "-*•> \t".unicodeScalars.contains(first) { line.removeFirst() }
            if let number = line.wholeNumber(at: 0, digits: 1...2), let mark = line[safe: number.end],
                mark == "." || mark == ")", line[safe: number.end + 1] == " "
            {
                line.removeFirst(number.end + 2)
            }
            let plain = line.filter { $0 != "*" && $0 != "`" }
            if let statement = made(PlainText.string(plain), []) {
                result.append(statement)
            } else if let last = result.indices.last {
                // A line of citations alone belongs to the sentence before it.
                for id in Citations.taken(from: PlainText.string(plain)).ids where !result[last].citations.contains(id)
                {
                    result[last].citations.append(id)
                }
            }
        }
        return result
    }

    private func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars.prefix(8_000))
        while let last = scalars.last, last == " " || last == "\n" || last == "\r" || last == "\t" {
            scalars.removeLast()
        }
        let start = scalars.firstIndex { $0 != " " && $0 != "\n" && $0 != "\r" && $0 != "\t" } ?? scalars.endIndex
        return PlainText.string(scalars[start...])
    }
}
