/// Takes out of a model's reply what is not its answer: reasoning, template tokens, code fences, `\boxed{}`.
struct ReplyCleaner {
    private(set) var text: [Unicode.Scalar]
    /// What was taken out, in English.
    private(set) var removed: [String] = []

    init(_ raw: String, limit: Int) {
        text = Array(raw.unicodeScalars.prefix(limit))
        if raw.unicodeScalars.count > limit { removed.append("cut at \(limit) characters") }
        keepFinalChannel()
        for name in ["think", "thinking", "thought", "reasoning", "reflection", "analysis", "scratchpad"] {
            removeElement(name)
        }
        removeTokens()
        removeFences()
        unbox()
    }

    private mutating func note(_ what: String) {
        if !removed.contains(what) { removed.append(what) }
    }

    private func position(of word: String, from start: Int = 0) -> Int? {
        let wanted = Array(word.unicodeScalars)
        guard let first = wanted.first, text.count >= wanted.count else { return nil }
        var index = start
        while index + wanted.count <= text.count {
            if text[index].lowered == first.lowered, text.has(wanted, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// Channels of the harmony format: what follows the last `final` is the answer.
    private mutating func keepFinalChannel() {
        let mark = "<|channel|>final<|message|>"
        var from: Int?
        while let found = position(of: mark, from: from ?? 0) { from = found + mark.unicodeScalars.count }
        guard let from else { return }
        text.removeFirst(from)
        note("reasoning removed")
    }

    /// Removes `<think>…</think>`, everything before a lone `</think>`, everything after a `<think>` that is not closed.
    private mutating func removeElement(_ name: String) {
        let open = Array("<\(name)>".unicodeScalars)
        let close = Array("</\(name)>".unicodeScalars)
        var kept: [Unicode.Scalar] = []
        var depth = 0
        var index = 0
        var isFound = false
        while index < text.count {
            if text[index] == "<", text.has(open, at: index) {
                depth += 1
                isFound = true
                index += open.count
            } else if text[index] == "<", text.has(close, at: index) {
                if depth == 0 { kept.removeAll() } else { depth -= 1 }
                isFound = true
                index += close.count
            } else {
                if depth == 0 { kept.append(text[index]) }
                index += 1
            }
        }
        guard isFound else { return }
        text = kept
        note("reasoning removed")
    }

    private static let tokens: [[Unicode.Scalar]] = [
        "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<s>", "</s>", "<bos>", "<eos>", "<pad>", "<unk>", "[BOS]", "[EOS]",
        "<start_of_turn>", "<end_of_turn>", "[|assistant|]", "[|user|]", "[|system|]", "[|endofturn|]", "<answer>",
        "</answer>", "<final>", "</final>", "<output>", "</output>", "<response>", "</response>",
    ].map { Array($0.unicodeScalars) }

    private static let roles: [[Unicode.Scalar]] = ["assistant", "model", "user", "system"].map {
        Array($0.unicodeScalars)
    }

    private mutating func removeTokens() {
        var kept: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            guard let end = tokenEnd(at: index) else {
                kept.append(text[index])
                index += 1
                continue
            }
            note("template tokens removed")
            let isOpening = opensTurn(index, end)
            index = end
            // `<|im_start|>assistant` names a role.
            if isOpening, let role = ReplyCleaner.roles.first(where: { text.has($0, at: index) }) {
                index += role.count
            }
        }
        text = kept
    }

    private func opensTurn(_ start: Int, _ end: Int) -> Bool {
        let token = PlainText.string(text[start..<end]).lowercased()
        return token.contains("start") || token.contains("header")
    }

    private func tokenEnd(at index: Int) -> Int? {
        guard text[index] == "<" || text[index] == "[" else { return nil }
        for token in ReplyCleaner.tokens where text.has(token, at: index) { return index + token.count }
        // <|anything|>, and the same with full-width bars.
        guard text[index] == "<", let bar = text[safe: index + 1], bar == "|" || bar == "｜" else { return nil }
        var end = index + 2
        while end < text.count, end - index < 48 {
            if text[end] == bar, text[safe: end + 1] == ">" { return end + 2 }
            if text[end] == "\n" { return nil }
            end += 1
        }
        return nil
    }

    /// Removes lines of three back-ticks, with the name of a language or without.
    private mutating func removeFences() {
        guard position(of: "```") != nil else { return }
        var kept: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            if text[index] == "`", text.has("```", at: index) {
                index += 3
                while index < text.count, text[index].isLatin { index += 1 }
                note("code fence removed")
            } else {
                kept.append(text[index])
                index += 1
            }
        }
        text = kept
    }

    /// Keeps what is in `\boxed{…}` and `\text{…}`.
    private mutating func unbox() {
        for command in ["\\boxed{", "\\text{"] {
            let wanted = Array(command.unicodeScalars)
            var rounds = 0
            while rounds < 64, let start = position(of: command) {
                rounds += 1
                var depth = 1
                var end = start + wanted.count
                while end < text.count, depth > 0 {
                    if text[end] == "{" { depth += 1 } else if text[end] == "}" { depth -= 1 }
                    end += 1
                }
                let inner = text[(start + wanted.count)..<(depth == 0 ? end - 1 : end)]
                text.replaceSubrange(start..<end, with: Array(inner))
                note("\\boxed{} removed")
            }
        }
    }
}
