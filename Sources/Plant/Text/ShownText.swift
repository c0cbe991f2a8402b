extension String {
    /// Without what acts on a terminal or a page instead of being read there: controls, escapes, and marks that turn the
    /// direction of what follows. Line breaks and tabs become blanks.
    package var shown: String {
        guard unicodeScalars.contains(where: { String.acts($0.value) }) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: result.append(" ")
            case let value where String.acts(value): break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func acts(_ value: UInt32) -> Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || (0x202A...0x202E).contains(value)
    }
}
