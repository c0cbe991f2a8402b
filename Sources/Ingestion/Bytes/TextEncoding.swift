/// How a file's bytes stand for characters.
enum TextEncoding: String, Codable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// Korean Windows; a superset of EUC-KR.
    case cp949
    /// Western Windows; a superset of ISO 8859-1's printable part.
    case windows1252 = "windows-1252"

    /// Reads the names people write: `UTF8`, `euc-kr`, `latin1`, `UTF-16`.
    init?(name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "utf8bom", "utf8sig", "ascii": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "cp949", "euckr", "ms949", "uhc", "ksc5601", "windows949": self = .cp949
        case "windows1252", "cp1252", "latin1", "iso88591", "ansi": self = .windows1252
        default: return nil
        }
    }

    /// The name under which iconv knows it.
    var iconvName: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .cp949: "CP949"
        case .windows1252: "CP1252"
        }
    }

    /// Guesses from a file's first bytes: its byte order mark, then whether it is valid UTF-8, then whether every
    /// high byte belongs to a Korean pair.
    static func detect(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> (encoding: TextEncoding, mark: Int) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return (.utf8, 3) }
        if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16LittleEndian, 2) }
        if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16BigEndian, 2) }
        if let order = utf16WithoutMark(bytes) { return (order, 0) }
        if isUTF8(bytes, isWhole: isWhole) || UTF8Census(bytes).isUTF8WithStrayLines { return (.utf8, 0) }
        return (koreanShare(bytes) > 0.9 ? .cp949 : .windows1252, 0)
    }

    /// What bytes that are not UTF-8 would be: the encoding and the text, to tell the person who must mend them.
    static func guess(_ bytes: [UInt8]) -> (encoding: TextEncoding, text: String)? {
        let isKorean = bytes.withUnsafeBufferPointer { koreanShare($0) > 0.9 }
        let encoding: TextEncoding = isKorean ? .cp949 : .windows1252
        guard let stream = try? TextStream(bytes: Array(bytes.prefix(400)), name: "", encoding: encoding),
            let text = try? stream.readAll(limit: 4_096)
        else { return nil }
        return (encoding, String(decoding: text, as: UTF8.self))
    }

    private static func utf16WithoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
        let pairs = min(bytes.count, 4096) / 2
        guard pairs >= 8 else { return nil }
        var zeroFirst = 0
        var zeroSecond = 0
        for pair in 0..<pairs {
            if bytes[pair * 2] == 0 { zeroFirst += 1 }
            if bytes[pair * 2 + 1] == 0 { zeroSecond += 1 }
        }
        if zeroSecond * 10 > pairs * 4, zeroFirst == 0 { return .utf16LittleEndian }
        if zeroFirst * 10 > pairs * 4, zeroSecond == 0 { return .utf16BigEndian }
        return nil
    }

    /// Whether bytes are UTF-8; unless they are the whole file, a character cut off at the end is allowed.
    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool {
        var index = 0
        while index < bytes.count {
            switch utf8Length(bytes, at: index) {
            case .valid(let length): index += length
            case .cut: return !isWhole
            case .invalid: return false
            }
        }
        return true
    }

    enum UTF8Character {
        case valid(Int)
        /// The bytes end inside a character.
        case cut
        case invalid
    }

    /// The UTF-8 character that starts at a place.
    @inline(__always)
    static func utf8Length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UTF8Character {
        let lead = bytes[index]
        if lead < 0x80 { return .valid(1) }
        let length =
            lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0
        guard length > 0 else { return .invalid }
        for offset in 1..<length {
            guard index + offset < bytes.count else { return .cut }
            guard bytes[index + offset] & 0xC0 == 0x80 else { return .invalid }
        }
        let second = bytes[index + 1]
        let isOverlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90)
        let isOutside = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90)
        return isOverlong || isOutside ? .invalid : .valid(length)
    }

    /// The share of bytes above 0x7F that stand in two-byte Korean characters.
    private static func koreanShare(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
        var paired = 0
        var high = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            high += 1
            let isLead = byte >= 0x81 && byte <= 0xFD && byte != 0xC9
            if isLead, index + 1 < bytes.count {
                let trail = bytes[index + 1]
                let inSyllables = byte >= 0xB0 && byte <= 0xC8 && trail >= 0xA1 && trail <= 0xFE
                let inSymbols = byte >= 0xA1 && byte < 0xB0 && trail >= 0xA1 && trail <= 0xFE
                let isExtended =
                    byte <= 0xC6
                    && ((trail >= 0x41 && trail <= 0x5A) || (trail >= 0x61 && trail <= 0x7A) || trail >= 0x81)
                if inSyllables || inSymbols {
                    paired += 1
                    index += 2
                    continue
                }
                // A lone accented Latin letter before an ASCII one looks like this too: it does not count.
                if isExtended && trail >= 0x81 {
                    paired += 1
                    index += 2
                    continue
                }
            }
            index += 1
        }
        return high == 0 ? 0 : Double(paired) / Double(high)
    }
}
