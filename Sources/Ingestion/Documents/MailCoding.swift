/// How mail writes bytes as ASCII (RFC 2045, 2047).
enum MailCoding {
    /// `=C3=A9` and soft line ends; `_` is a blank in headers.
    static func quotedPrintable(_ text: some Collection<UInt8>, inHeader: Bool = false) -> [UInt8] {
        let bytes = Array(text)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x3D {
                if index + 2 < bytes.count, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
                    result.append(high << 4 | low)
                    index += 3
                    continue
                }
                // A soft line end: `=` and the line's end, with blanks some servers put between.
                var end = index + 1
                while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
                if end >= bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D {
                    if end < bytes.count, bytes[end] == 0x0D { end += 1 }
                    if end < bytes.count, bytes[end] == 0x0A { end += 1 }
                    index = end
                    continue
                }
            }
            result.append(inHeader && byte == 0x5F ? 0x20 : byte)
            index += 1
        }
        return result
    }

    /// Everything but its 64 letters is passed over.
    static func base64(_ text: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            guard let value = sextet(byte) else { continue }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    /// A header's text with its encoded words read: `=?euc-kr?B?vsg=?=`.
    static func header(_ text: [UInt8]) -> String {
        var result: [UInt8] = []
        var rest = text[...]
        var afterWord = false
        while let byte = rest.first {
            if byte == 0x3D, let word = encodedWord(rest) {
                // Blanks between two encoded words only keep lines short.
                if afterWord { while let last = result.last, last <= 0x20 { result.removeLast() } }
                result += word.text
                rest = rest.dropFirst(word.length)
                afterWord = true
                continue
            }
            if byte > 0x20 { afterWord = false }
            result.append(byte)
            rest = rest.dropFirst()
        }
        return CellText.clean(String(decoding: CharsetText.utf8(result, charset: nil), as: UTF8.self))
    }

    private static func encodedWord(_ text: ArraySlice<UInt8>) -> (text: [UInt8], length: Int)? {
        guard text.starts(with: [0x3D, 0x3F]) else { return nil }
        let parts = text.dropFirst(2).prefix(4_096).split(
            separator: 0x3F,
            maxSplits: 3,
            omittingEmptySubsequences: false
        )
        guard parts.count == 4, parts[1].count == 1, let coding = parts[1].first, parts[3].first == 0x3D else {
            return nil
        }
        let bytes = coding | 0x20 == 0x62 ? base64(parts[2]) : quotedPrintable(parts[2], inHeader: true)
        // A language may follow the charset: =?utf-8*ko?…
        let charset = String(decoding: parts[0].prefix { $0 != 0x2A }, as: UTF8.self)
        let length = 2 + parts[0].count + 1 + 1 + 1 + parts[2].count + 2
        return (CharsetText.utf8(bytes, charset: charset), length)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func sextet(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B, 0x2D: 62
        case 0x2F, 0x5F: 63
        default: nil
        }
    }
}
