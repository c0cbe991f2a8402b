/// Reads names of tags, equipment, work orders and documents by their form.
enum IdentifierReader {
    /// The name that begins at an index; `P-101A/B` gives two.
    static func read(_ text: [Unicode.Scalar], at start: Int) -> (identifiers: [Identifier], end: Int)? {
        guard let first = text[safe: start], first.isLatin || first.isDigit else { return nil }
        if start > 0, text[start - 1].isLatin || text[start - 1].isDigit { return nil }
        guard var end = tokenEnd(text, from: start) else { return nil }
        let token = text[start..<end]
        guard isIdentifier(Array(token)) else { return nil }
        var identifiers: [Identifier] = []
        // "P-101 A"
        if text[end - 1].isDigit, text[safe: end] == " ", let letter = text[safe: end + 1], isTrain(text, at: end + 1) {
            identifiers.append(Identifier(PlainText.string(token) + PlainText.string([letter])))
            end += 2
        } else {
            identifiers.append(Identifier(PlainText.string(token)))
        }
        // "P-101A/B"
        while text[end - 1].isUpper, text[safe: end] == "/", let letter = text[safe: end + 1],
            isTrain(text, at: end + 1),
            let last = identifiers.last
        {
            identifiers.append(Identifier(String(last.text.dropLast()) + PlainText.string([letter])))
            end += 2
        }
        return (identifiers, end)
    }

    private static func isTrain(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        guard let letter = text[safe: index], ("A"..."F").contains(letter) else { return false }
        guard let next = text[safe: index + 1] else { return true }
        return !next.isLatin && !next.isDigit && next != "'" && next != "-"
    }

    private static func tokenEnd(_ text: [Unicode.Scalar], from start: Int) -> Int? {
        var end = start
        while let scalar = text[safe: end], end - start < 64 {
            if scalar.isLatin || scalar.isDigit {
                end += 1
            } else if scalar == "-" || scalar == "_" || scalar == ".", let next = text[safe: end + 1],
                next.isDigit || next.isUpper || (next.isLatin && scalar != ".")
            {
                // A decimal point is no joint.
                if scalar == ".", next.isDigit, text[start..<end].allSatisfy(\.isDigit) { return nil }
                end += 1
            } else {
                break
            }
        }
        return end > start ? end : nil
    }

    private static func isIdentifier(_ token: [Unicode.Scalar]) -> Bool {
        guard token.contains(where: \.isDigit), token.contains(where: \.isLatin), let first = token.first else {
            return false
        }
        let text = PlainText.string(token)
        if ordinary.contains(text.uppercased()) { return false }
        if first.isDigit {
            var seenLetter = false
            for scalar in token where scalar.isLatin || scalar.isDigit {
                if scalar.isLatin {
                    guard scalar.isUpper else { return false }
                    seenLetter = true
                } else if seenLetter {
                    return true
                }
            }
            return false
        }
        let head = token.prefix { $0.isLatin }
        if head.allSatisfy(\.isUpper) { return true }
        // p-101a
        return head.count <= 4 && token[safe: head.count] == "-" && token[safe: head.count + 1]?.isDigit == true
            && token[safe: head.count + 2]?.isDigit == true
    }

    /// Formulas and such, which are words.
    private static let ordinary: Set<String> = [
        "H2S", "CO2", "H2", "O2", "N2", "SO2", "SO3", "NH3", "H2O", "CH4", "NO2", "N2O", "C1", "C2", "C3", "C4", "C5",
        "C6", "C2H6", "C3H8", "NACL", "H2SO4", "3D", "2D",
    ]
}
