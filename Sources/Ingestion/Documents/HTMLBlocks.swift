/// Reads HTML as paragraphs under headings: tags are taken off, rows of tables stay rows, scripts and styles go.
enum HTMLBlocks {
    static func read(_ bytes: [UInt8]) -> [DocumentBlock] {
        var reader = HTMLReader(bytes)
        return reader.read()
    }
}

private struct HTMLReader {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var blocks: [DocumentBlock] = []
    private var headings = HeadingPath()
    private var text: [UInt8] = []
    private var start = 0
    private var startLine = 1
    private var headingLevel: Int?

    private static let breaking: Set<String> = [
        "p", "div", "li", "tr", "br", "table", "ul", "ol", "section", "article", "header", "footer", "blockquote",
        "pre",
        "dt", "dd", "hr", "title", "caption", "body", "main", "figure", "thead", "tbody",
    ]
    private static let hidden: Set<String> = ["script", "style", "noscript", "template", "svg"]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() -> [DocumentBlock] {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x3C {
                markup()
            } else if byte == 0x26 {
                entity()
            } else {
                append(byte)
                index += 1
            }
        }
        flush()
        return blocks
    }

    private mutating func append(_ byte: UInt8) {
        if byte == 0x0A { line += 1 }
        if byte <= 0x20 {
            if let last = text.last, last != 0x20 { text.append(0x20) }
            return
        }
        if text.isEmpty {
            start = index
            startLine = line
        }
        text.append(byte)
    }

    private mutating func flush() {
        while text.last == 0x20 || text.last == 0x7C { text.removeLast() }
        guard !text.isEmpty else { return }
        let content = String(decoding: text, as: UTF8.self)
        if let headingLevel {
            headings.enter(content, level: headingLevel)
        } else {
            blocks.append(
                DocumentBlock(text: content, headings: headings.texts, page: nil, offset: start, line: startLine)
            )
        }
        text = []
    }

    private mutating func markup() {
        if starts(with: "<!--") {
            skip(past: Array("-->".utf8))
            return
        }
        let open = index
        guard open + 1 < bytes.count,
            bytes[open + 1] == 0x2F || bytes[open + 1] == 0x21 || bytes[open + 1] == 0x3F
                || (bytes[open + 1] | 0x20 >= 0x61 && bytes[open + 1] | 0x20 <= 0x7A)
        else {
            // A bare "<", as in "level < 20 %".
            append(0x3C)
            index += 1
            return
        }
        let isClosing = bytes[open + 1] == 0x2F
        var name = ""
        var cursor = open + (isClosing ? 2 : 1)
        while cursor < bytes.count, name.utf8.count < 16, isNameByte(bytes[cursor]) {
            name.unicodeScalars.append(Unicode.Scalar(bytes[cursor] < 0x41 ? bytes[cursor] : bytes[cursor] | 0x20))
            cursor += 1
        }
        var quote: UInt8?
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte == 0x0A { line += 1 }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3E {
                break
            }
            cursor += 1
        }
        index = min(cursor + 1, bytes.count)
        element(name, isClosing: isClosing)
    }

    private mutating func element(_ name: String, isClosing: Bool) {
        if Self.hidden.contains(name), !isClosing {
            skip(past: Array("</\(name)".utf8))
            while index < bytes.count, bytes[index] != 0x3E { index += 1 }
            index = min(index + 1, bytes.count)
            return
        }
        if name.utf8.count == 2, name.utf8.first == 0x68, let digit = name.utf8.last, digit >= 0x31, digit <= 0x36 {
            flush()
            headingLevel = isClosing ? nil : Int(digit - 0x30)
        } else if name == "td" || name == "th" {
            if isClosing, !text.isEmpty {
                if text.last == 0x20 { text.removeLast() }
                text.append(contentsOf: Array(" | ".utf8))
            }
        } else if Self.breaking.contains(name), headingLevel == nil {
            flush()
        }
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }

    private func starts(with word: StaticString) -> Bool {
        guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
    }

    /// Skips to after a text, letter case ignored; to the end when it never comes.
    private mutating func skip(past word: [UInt8]) {
        while index < bytes.count {
            if bytes[index] == 0x0A { line += 1 }
            if index + word.count <= bytes.count,
                word.indices.allSatisfy({ bytes[index + $0] == word[$0] || bytes[index + $0] | 0x20 == word[$0] })
            {
                index += word.count
                return
            }
            index += 1
        }
    }

    private mutating func entity() {
        var cursor = index + 1
        while cursor < bytes.count, cursor - index < 12, isNameByte(bytes[cursor]) || bytes[cursor] == 0x23 {
            cursor += 1
        }
        guard cursor < bytes.count, bytes[cursor] == 0x3B else {
            append(0x26)
            index += 1
            return
        }
        let name = String(decoding: bytes[(index + 1)..<cursor], as: UTF8.self)
        var scalar: Unicode.Scalar?
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst()).flatMap { Unicode.Scalar($0) }
        } else {
            scalar = Self.entities[name]
        }
        guard let scalar else {
            append(0x26)
            index += 1
            return
        }
        for byte in String(Character(scalar)).utf8 { append(byte) }
        index = cursor + 1
    }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "deg": "°", "micro": "µ",
        "plusmn": "±",
        "middot": "·", "ndash": "–", "mdash": "—", "hellip": "…", "bull": "•", "times": "×", "le": "≤", "ge": "≥",
        "sup2": "²", "sup3": "³", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "rarr": "→", "larr": "←",
        "Omega": "Ω", "Delta": "Δ", "copy": "©", "reg": "®", "frac12": "½", "auml": "ä", "ouml": "ö", "uuml": "ü",
    ]
}
