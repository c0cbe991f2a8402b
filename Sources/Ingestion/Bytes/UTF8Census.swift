/// How many lines of a text with characters beyond ASCII are UTF-8, and how many are not.
///
/// Exports are joined from several sources: a file may be UTF-8 but for some lines in another encoding. Those lines are
/// set aside one by one; the file is not read as something else because of them.
struct UTF8Census {
    private(set) var validLines = 0
    private(set) var invalidLines = 0
    /// Characters of three and four bytes: other encodings hardly ever look like them.
    private(set) var longCharacters = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var hasCharacters = false
        var isBad = false
        func settle(_ census: inout UTF8Census) {
            if isBad { census.invalidLines += 1 } else if hasCharacters { census.validLines += 1 }
            hasCharacters = false
            isBad = false
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D {
                settle(&self)
                index += 1
                continue
            }
            switch TextEncoding.utf8Length(bytes, at: index) {
            case .valid(let length):
                if length > 1 { hasCharacters = true }
                if length > 2 { longCharacters += 1 }
                index += length
            case .cut:
                index = bytes.count
            case .invalid:
                isBad = true
                index += 1
            }
        }
        settle(&self)
    }

    /// Most lines are UTF-8, and not by chance: a Korean syllable in CP949 may look like one two-byte character, a line
    /// of them does not.
    var isUTF8WithStrayLines: Bool {
        guard validLines > invalidLines else { return false }
        return longCharacters >= validLines || validLines >= invalidLines * 4
    }
}
