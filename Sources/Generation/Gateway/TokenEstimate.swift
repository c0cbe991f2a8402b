/// How many tokens a text takes, at most, with the tokenisers of models in use.
enum TokenEstimate {
    /// One for three Latin letters or spaces, two digits, one Korean syllable or ideograph, two other letters.
    static func tokens(in text: String) -> Int {
        var twelfths = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: twelfths += 6
            case 0x20, 0x41...0x5A, 0x61...0x7A: twelfths += 4
            case ..<0x80: twelfths += 8
            case 0xAC00...0xD7A3, 0x3400...0x9FFF: twelfths += 12
            case 0x600...0x6FF: twelfths += 8
            default: twelfths += 12
            }
        }
        return (twelfths + 11) / 12
    }

    /// What a chat's frame around its messages takes.
    static let frame = 32
}
