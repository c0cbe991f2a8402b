/// A length of time as people write it in a mapping.
enum TimeStep {
    /// `3m`, `1s`, `500ms`, `1h`, `2 d`, `PT3M`, or a bare number of seconds; `nil` when it is none or not positive.
    static func nanoseconds(_ text: String) -> Int64? {
        var rest = Substring(text.lowercased())
        if rest.hasPrefix("pt") { rest = rest.dropFirst(2) }
        let digits = rest.prefix { $0.isNumber || $0 == "." }
        guard case .number(let amount) = DecimalNumber.parse(Array(digits.utf8)), amount > 0 else { return nil }
        var unit = rest.dropFirst(digits.count)
        while unit.first == " " { unit = unit.dropFirst() }
        let scale: Double
        switch unit {
        case "", "s", "sec", "second", "seconds": scale = 1e9
        case "ms": scale = 1e6
        case "us": scale = 1e3
        case "ns": scale = 1
        case "m", "min", "minute", "minutes": scale = 60e9
        case "h", "hour", "hours": scale = 3_600e9
        case "d", "day", "days": scale = 86_400e9
        default: return nil
        }
        let value = (amount * scale).rounded()
        return value >= 1 && value < 9e18 ? Int64(value) : nil
    }
}
