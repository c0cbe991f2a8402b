import Glibc

/// Text in an encoding that a message names, of all that the C library knows.
enum CharsetText {
    /// UTF-8 of the bytes; where the name means nothing, what the bytes look like decides.
    static func utf8(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        let name = known(charset)
        if let name, let converted = convert(bytes, from: name) { return converted }
        let found = bytes.withUnsafeBufferPointer { TextEncoding.detect($0, isWhole: true) }
        if found.encoding == .utf8 { return Array(bytes.dropFirst(found.mark)) }
        return convert(Array(bytes.dropFirst(found.mark)), from: found.encoding.iconvName) ?? bytes
    }

    /// A charset's name for iconv; Korean mail calls CP949 by its older and smaller names.
    private static func known(_ charset: String?) -> String? {
        guard let name = charset?.lowercased(), !name.isEmpty, name.utf8.count < 40,
            name.utf8.allSatisfy({ $0 &- 0x30 < 10 || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        switch name {
        case "utf-8", "utf8", "us-ascii", "ascii": return nil
        case "ks_c_5601-1987", "ks_c_5601", "euc-kr", "ksc5601", "cp949", "ms949": return "CP949"
        case "iso-8859-1", "latin1": return "WINDOWS-1252"
        default: return name.uppercased()
        }
    }

    private static func convert(_ bytes: [UInt8], from charset: String) -> [UInt8]? {
        guard let handle = iconv_open("UTF-8", charset), Int(bitPattern: handle) != -1 else { return nil }
        defer { iconv_close(handle) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
        let capacity = output.count
        let written = input.withUnsafeMutableBytes { source -> Int in
            output.withUnsafeMutableBytes { target -> Int in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = capacity
                while left > 0 {
                    if iconv(handle, &from, &left, &to, &room) != -1 { break }
                    guard errno != E2BIG, room >= 3, let place = to, let next = from else { break }
                    // A byte that stands for nothing.
                    for (offset, byte) in ([0xEF, 0xBF, 0xBD] as [UInt8]).enumerated() {
                        place[offset] = CChar(bitPattern: byte)
                    }
                    to = place + 3
                    room -= 3
                    from = next + 1
                    left -= 1
                }
                return capacity - room
            }
        }
        return Array(output[0..<written])
    }
}
