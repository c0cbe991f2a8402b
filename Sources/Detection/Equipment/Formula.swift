/// A number, or a curve given by points between which lines are drawn.
package enum FormulaValue: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        package var x: Double
        package var y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    case number(Double)
    case curve([Point])
}

/// A formula of a calculation: `hot_out - cold_in`, `flow * dp / lmtd(a - b, c - d)`.
package struct Formula: Sendable, Hashable, CustomStringConvertible {
    package struct Mistake: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    indirect enum Term: Sendable, Hashable {
        case number(Double)
        case name(String)
        case operation(Character, Term, Term)
        case call(String, [Term])
    }

    private static let functions = ["ln": 1, "sqrt": 1, "abs": 1, "min": 2, "max": 2, "lmtd": 2]

    package let description: String
    private let root: Term

    /// - Throws: ``Mistake`` that says what is not understood and where.
    package init(_ text: String) throws(Mistake) {
        description = text
        var reader = FormulaReader(text)
        root = try reader.whole()
        if let wrong = Formula.wrongCall(root) { throw Mistake(description: wrong) }
    }

    /// The value where everything it names is known; `nil` where something is missing or the result is no number.
    package func value(_ known: [String: FormulaValue]) -> Double? {
        guard let value = Formula.value(root, known), value.isFinite else { return nil }
        return value
    }

    private static func wrongCall(_ term: Term) -> String? {
        switch term {
        case .number, .name: return nil
        case .operation(_, let left, let right): return wrongCall(left) ?? wrongCall(right)
        case .call(let name, let arguments):
            if let count = functions[name], count != arguments.count {
                return "\(name) takes \(count) value(s), not \(arguments.count)"
            }
            if functions[name] == nil, arguments.count != 1 { return "the curve \(name) takes one value" }
            return arguments.lazy.compactMap(wrongCall).first
        }
    }

    private static func value(_ term: Term, _ known: [String: FormulaValue]) -> Double? {
        switch term {
        case .number(let value): return value
        case .name(let name):
            guard case .number(let value) = known[name] else { return nil }
            return value
        case .operation(let sign, let left, let right):
            guard let left = value(left, known), let right = value(right, known) else { return nil }
            switch sign {
            case "+": return left + right
            case "-": return left - right
            case "*": return left * right
            default: return right == 0 ? nil : left / right
            }
        case .call(let name, let terms):
            let arguments = terms.compactMap { value($0, known) }
            guard arguments.count == terms.count, let first = arguments.first else { return nil }
            return called(name, first, arguments.last ?? first, known)
        }
    }

    private static func called(
        _ name: String,
        _ first: Double,
        _ last: Double,
        _ known: [String: FormulaValue]
    ) -> Double? {
        switch name {
        case "ln": return first > 0 ? Logarithm.of(first) : nil
        case "sqrt": return first >= 0 ? first.squareRoot() : nil
        case "abs": return abs(first)
        case "min": return min(first, last)
        case "max": return max(first, last)
        case "lmtd":
            // The mean temperature difference of an exchanger: of two equal ends, that difference.
            guard first > 0, last > 0 else { return nil }
            return abs(first - last) < 1e-9 * first ? first : (first - last) / Logarithm.of(first / last)
        default:
            guard case .curve(let points) = known[name] else { return nil }
            return curve(points, at: first)
        }
    }

    /// Between points a line; beyond them nothing is known.
    private static func curve(_ points: [FormulaValue.Point], at x: Double) -> Double? {
        for (left, right) in zip(points, points.dropFirst()) where left.x <= x && x <= right.x {
            return right.x == left.x ? left.y : left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x)
        }
        return nil
    }
}
