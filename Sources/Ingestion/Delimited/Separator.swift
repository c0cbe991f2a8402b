/// What stands between the cells of a row.
enum Separator: Hashable, Sendable {
    case byte(UInt8)
    /// Runs of blanks and tabs, as programs that print in columns leave them.
    case spaces

    /// Reads `,`, `;`, `tab`, `spaces`, `comma`…
    init?(name: String) {
        switch name.lowercased() {
        case ",", "comma": self = .byte(0x2C)
        case ";", "semicolon": self = .byte(0x3B)
        case "\t", "\\t", "tab": self = .byte(0x09)
        case "|", "pipe", "bar": self = .byte(0x7C)
        case " ", "space", "spaces", "whitespace": self = .spaces
        default:
            let bytes = Array(name.utf8)
            guard bytes.count == 1, bytes[0] != 0x22, bytes[0] > 0x20 else { return nil }
            self = .byte(bytes[0])
        }
    }

    var name: String {
        switch self {
        case .spaces: "spaces"
        case .byte(0x2C): "comma"
        case .byte(0x3B): "semicolon"
        case .byte(0x09): "tab"
        case .byte(0x7C): "pipe"
        case .byte(let byte): String(UnicodeScalar(byte))
        }
    }
}
