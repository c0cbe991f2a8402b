/// Parts what a model thought from what it answered, where the server did not.
struct ReasoningSplit: Sendable, Hashable {
    let answer: String
    let reasoning: String

    /// `<think>…</think>answer`, and `…</think>answer` where the template opened the thought itself.
    init(_ text: String) {
        guard let close = text.lastRange(ofWord: "</think>") else {
            answer = text
            reasoning = ""
            return
        }
        var thought = text[..<close.lowerBound]
        if let open = thought.firstRange(ofWord: "<think>") { thought = thought[open.upperBound...] }
        reasoning = String(thought)
        answer = String(text[close.upperBound...].drop(while: \.isWhitespace))
    }

    /// The inside of `\boxed{…}` where a text is nothing else, as EXAONE 4.5 likes to answer.
    static func unboxed(_ text: String) -> String? {
        let words = text.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == UInt8(ascii: "$") }
        let mark = #"\boxed{"#.utf8
        guard words.starts(with: mark) else { return nil }
        let rest = words.dropFirst(mark.count)
        var depth = 1
        for index in rest.indices {
            if rest[index] == UInt8(ascii: "{") { depth += 1 }
            if rest[index] == UInt8(ascii: "}") { depth -= 1 }
            guard depth == 0 else { continue }
            let after = rest[rest.index(after: index)...]
            guard after.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == UInt8(ascii: "$") }) else { return nil }
            return String(Substring(rest[..<index]))
        }
        return nil
    }
}

extension StringProtocol {
    fileprivate func firstRange(ofWord word: String) -> Range<Index>? { ranges(ofWord: word).first }
    fileprivate func lastRange(ofWord word: String) -> Range<Index>? { ranges(ofWord: word).last }

    private func ranges(ofWord word: String) -> [Range<Index>] {
        let wanted = Array(word.utf8)
        var found: [Range<Index>] = []
        var index = utf8.startIndex
        while let start = utf8[index...].firstIndex(of: wanted[0]) {
            let rest = utf8[start...]
            if rest.starts(with: wanted) {
                let end = utf8.index(start, offsetBy: wanted.count)
                found.append(start..<end)
                index = end
            } else {
                index = utf8.index(after: start)
            }
        }
        return found
    }
}
