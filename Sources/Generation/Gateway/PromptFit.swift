import Plant

/// Makes a prompt fit into a model's context, by leaving out the least useful evidence; never by cutting text short.
struct PromptFit: Sendable {
    /// Tokens of prompt and reply together; `nil` when nobody knows.
    let context: Int?

    /// Tokens that the request takes at most, the reply included.
    static func tokens(of request: ModelRequest) -> Int {
        TokenEstimate.tokens(in: request.system) + TokenEstimate.tokens(in: request.user) + TokenEstimate.frame
            + request.maximumOutputTokens
            + (request.tools.isEmpty ? 0 : TokenEstimate.tokens(in: ToolPrompt.text(request.tools)))
    }

    func fits(_ request: ModelRequest) -> Bool {
        context.map { PromptFit.tokens(of: request) <= $0 } ?? true
    }

    /// The request without the evidence that does not fit, and what was left out in a sentence.
    ///
    /// Evidence is packed with the most useful first, so the last goes first.
    ///
    /// - Returns: `nil` when even the first item does not fit, or there is no fenced evidence in the prompt.
    func trimmed(_ request: ModelRequest) -> (request: ModelRequest, note: String)? {
        guard let context, let fenced = FencedPart(request.user) else { return nil }
        var items = fenced.items
        var left = PromptFit.tokens(of: request)
        var removed: [String] = []
        while left > context, items.count > 1 {
            let item = items.removeLast()
            left -= TokenEstimate.tokens(in: item.text)
            removed.insert(item.id, at: 0)
        }
        guard !removed.isEmpty else { return nil }
        var smaller = request
        smaller.user = fenced.head + items.map(\.text).joined(separator: "\n\n") + fenced.tail
        guard PromptFit.tokens(of: smaller) <= context else { return nil }
        if request.evidenceHashes.count == fenced.items.count {
            smaller.evidenceHashes = Array(request.evidenceHashes.prefix(items.count))
        }
        let names = removed.count == 1 ? removed[0] : "\(removed[0]) to \(removed[removed.count - 1])"
        return (smaller, "evidence \(names) was left out: the prompt would not fit into \(context) tokens")
    }

    func refusal(of request: ModelRequest) -> String {
        "the prompt takes about \(PromptFit.tokens(of: request) - request.maximumOutputTokens) tokens and the reply up "
            + "to \(request.maximumOutputTokens), but the model's context holds \(context ?? 0): use a model with a "
            + "longer one, or lower answers.evidence_tokens"
    }
}

/// A prompt's evidence between two equal fences, item by item.
struct FencedPart {
    let head: String
    let items: [(id: String, text: String)]
    let tail: String

    /// `nil` for a text without fences as ``FencedEvidence`` makes them.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: FencedPart.isFence),
            let last = lines.lastIndex(where: { $0 == lines[first] }), last > first + 1
        else { return nil }
        var items: [(id: String, lines: [Substring])] = []
        var previous: Substring = ""
        for line in lines[(first + 1)..<last] {
            if let id = FencedPart.id(of: line), items.isEmpty || previous.isEmpty {
                // The empty line between two items belongs to neither.
                if let end = items.indices.last, items[end].lines.last?.isEmpty == true {
                    items[end].lines.removeLast()
                }
                items.append((id, [line]))
            } else if let end = items.indices.last {
                items[end].lines.append(line)
            } else {
                return nil
            }
            previous = line
        }
        head = lines[...first].joined(separator: "\n") + "\n"
        self.items = items.map { ($0.id, $0.lines.joined(separator: "\n")) }
        tail = "\n" + lines[last...].joined(separator: "\n")
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.utf8.count == 26 && line.hasPrefix("=====") && line.hasSuffix("=====")
    }

    /// `E7` of `[E7] note, …`
    private static func id(of line: Substring) -> String? {
        guard line.hasPrefix("[E"), let end = line.firstIndex(of: "]") else { return nil }
        let id = line[line.index(after: line.startIndex)..<end]
        return id.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(id) : nil
    }
}
