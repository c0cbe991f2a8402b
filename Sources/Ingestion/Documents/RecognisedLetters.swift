/// How many letters of each script were recognised on a page.
struct RecognisedLetters: Hashable, Sendable {
    private(set) var korean = 0
    private(set) var arabic = 0
    /// All letters and figures.
    private(set) var count = 0

    init(_ text: [UInt8]) {
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xAC00...0xD7A3: korean += 1
            case 0x0620...0x064A, 0x0671...0x06D3: arabic += 1
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil: break
            default: continue
            }
            count += 1
        }
    }

    /// Whether a language's letters are so few beside another's that they are mistakes.
    func isStrange(_ language: String) -> Bool {
        switch language {
        case "kor": arabic > 0 && korean * 10 < arabic
        case "ara": korean > 0 && arabic * 10 < korean
        default: false
        }
    }
}
