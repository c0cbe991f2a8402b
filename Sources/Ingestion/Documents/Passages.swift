/// Cuts a document into stretches that can be cited: 80 to 250 words under one heading and on one page, ending where a
/// sentence ends.
enum Passages {
    static let fewest = 80
    static let most = 250
    /// Bytes without a blank that count as a word more: a passage stays small whatever the file holds.
    private static let longestWord = 256

    static func cut(_ blocks: [DocumentBlock]) -> [DocumentBlock] {
        var result: [DocumentBlock] = []
        var current: DocumentBlock?
        var words = 0
        func flush() {
            if let current { result.append(current) }
            current = nil
            words = 0
        }
        for block in blocks {
            for piece in pieces(block) {
                let count = wordCount(piece.text)
                if var open = current, open.headings == piece.headings, open.page == piece.page, words + count <= most,
                    words < fewest || count < fewest / 4
                {
                    open.text += "\n" + piece.text
                    current = open
                    words += count
                } else {
                    flush()
                    current = piece
                    words = count
                }
            }
        }
        flush()
        return result
    }

    static func wordCount(_ text: String) -> Int {
        var count = 0
        var run = 0
        for byte in text.utf8 {
            if byte <= 0x20 {
                run = 0
            } else {
                if run % longestWord == 0 { count += 1 }
                run += 1
            }
        }
        return count
    }

    /// A block as it is, or cut at ends of sentences when it is too long.
    private static func pieces(_ block: DocumentBlock) -> [DocumentBlock] {
        guard wordCount(block.text) > most else { return [block] }
        var result: [DocumentBlock] = []
        var text = ""
        var words = 0
        var offset = block.offset
        var line = block.line
        func flush() {
            guard !text.isEmpty else { return }
            let trimmed = CellText.clean(text)
            if !trimmed.isEmpty {
                result.append(
                    DocumentBlock(
                        text: trimmed,
                        headings: block.headings,
                        page: block.page,
                        offset: offset,
                        line: line,
                        readBy: block.readBy
                    )
                )
            }
            offset += text.utf8.count
            line += text.utf8.count(where: { $0 == 0x0A })
            text = ""
            words = 0
        }
        for sentence in sentences(block.text) {
            let count = wordCount(sentence)
            if words + count > (most + fewest) / 2, words > 0 { flush() }
            text += sentence
            words += count
        }
        flush()
        return result
    }

    /// Sentences with what follows them, so that they join to the text again. A sentence of more than 250 words, such
    /// as a table without full stops, is cut at line ends, at blanks when it has none, and anywhere when it has no blanks.
    static func sentences(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var result: [String] = []
        var start = 0
        var words = 0
        var run = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            run = byte > 0x20 ? run + 1 : 0
            // A character may go on for three bytes more.
            let isCut = run >= longestWord && next & 0xC0 != 0x80
            if isCut { run = 0 }
            if byte > 0x20, next <= 0x20 || isCut { words += 1 }
            let isStop = (byte == 0x2E || byte == 0x21 || byte == 0x3F) && next <= 0x20
            let isWideStop = endsWith(bytes, index, [0xE3, 0x80, 0x82]) || endsWith(bytes, index, [0xD8, 0x9F])
            let isLong = words >= 100 && byte == 0x0A || words >= most && (byte <= 0x20 || isCut)
            if isStop && !isAbbreviation(bytes, index) || isWideStop || isLong {
                var end = index + 1
                while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
                result.append(String(decoding: bytes[start..<end], as: UTF8.self))
                start = end
                index = end
                words = 0
                continue
            }
            index += 1
        }
        if start < bytes.count { result.append(String(decoding: bytes[start...], as: UTF8.self)) }
        return result
    }

    private static func endsWith(_ bytes: [UInt8], _ index: Int, _ mark: [UInt8]) -> Bool {
        index + 1 >= mark.count && bytes[(index + 1 - mark.count)...index].elementsEqual(mark)
    }

    /// `No. 3`, `e.g. this`, `3. Open the valve`: a stop that ends no sentence.
    private static func isAbbreviation(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard bytes[index] == 0x2E else { return false }
        var start = index
        while start > 0, bytes[start - 1] > 0x20 { start -= 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        if word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) && word.utf8.count <= 2 { return true }
        return ["no", "e.g", "i.e", "fig", "approx", "max", "min", "dr", "mr", "ref", "rev", "vs", "cf", "sec"]
            .contains(word)
    }
}
