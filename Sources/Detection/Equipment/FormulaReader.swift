/// Reads a formula from left to right, products before sums.
struct FormulaReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func whole() throws(Formula.Mistake) -> Formula.Term {
        let term = try sum()
        skipSpace()
        guard place == scalars.count else { throw mistake("'\(scalars[place])' is not understood") }
        return term
    }

    private mutating func sum() throws(Formula.Mistake) -> Formula.Term {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { throw mistake("brackets are nested too deep") }
        var left = try product()
        while let sign = taken(of: ["+", "-"]) { left = .operation(sign, left, try product()) }
        return left
    }

    private mutating func product() throws(Formula.Mistake) -> Formula.Term {
        var left = try factor()
        while let sign = taken(of: ["*", "/"]) { left = .operation(sign, left, try factor()) }
        return left
    }

    private mutating func factor() throws(Formula.Mistake) -> Formula.Term {
        skipSpace()
        guard place < scalars.count else { throw mistake("it ends too soon") }
        if taken(of: ["-"]) != nil {
            depth += 1
            defer { depth -= 1 }
            guard depth < 50 else { throw mistake("signs are nested too deep") }
            return .operation("-", .number(0), try factor())
        }
        if taken(of: ["("]) != nil {
            let term = try sum()
            guard taken(of: [")"]) != nil else { throw mistake("a bracket is not closed") }
            return term
        }
        let word = word()
        guard let first = word.first else { throw mistake("'\(scalars[place])' is not understood") }
        if first.isNumber || first == "." {
            guard let value = Double(word) else { throw mistake("'\(word)' is not a number") }
            return .number(value)
        }
        guard taken(of: ["("]) != nil else { return .name(word) }
        var arguments = [try sum()]
        while taken(of: [","]) != nil { arguments.append(try sum()) }
        guard taken(of: [")"]) != nil else { throw mistake("a bracket is not closed") }
        return .call(word, arguments)
    }

    private mutating func word() -> String {
        var word = ""
        while place < scalars.count {
            let scalar = scalars[place]
            guard scalar == "_" || scalar == "." || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            else { break }
            word.unicodeScalars.append(scalar)
            place += 1
        }
        return word
    }

    private mutating func taken(of signs: [Unicode.Scalar]) -> Character? {
        skipSpace()
        guard place < scalars.count, signs.contains(scalars[place]) else { return nil }
        place += 1
        return Character(scalars[place - 1])
    }

    private mutating func skipSpace() {
        while place < scalars.count, scalars[place] == " " { place += 1 }
    }

    private func mistake(_ what: String) -> Formula.Mistake {
        Formula.Mistake(description: "\(what), at character \(place + 1)")
    }
}
