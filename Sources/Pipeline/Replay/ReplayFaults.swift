import HTTPTransport

/// Faults as a person writes them: `delay=200ms`, `429`, `503x3`, `cut=120`, `split`.
enum ReplayFaults {
    static let words = "delay=200ms, 429, 503x3 (the first three calls), retry-after=2, cut=120 (bytes), split"

    /// - Throws: ``UsageError`` with the word that is none.
    static func read(_ words: [String]) throws -> CassetteFaults {
        var faults = CassetteFaults()
        for word in words.flatMap({ $0.split(separator: ",") }).map(String.init) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch (parts.first, parts.count == 2 ? parts[1] : nil) {
            case ("split", nil): faults.splitsEveryByte = true
            case ("cut", let bytes?): faults.cutAfter = try number(bytes, word, 0...1_000_000_000)
            case ("retry-after", let seconds?): faults.retryAfter = try number(seconds, word, 0...3_600)
            case ("delay", let time?): faults.delay = try duration(time, word)
            case (let status?, nil):
                let pair = status.split(separator: "x", maxSplits: 1).map(String.init)
                guard let code = pair.first.flatMap({ Int($0) }), (400...599).contains(code) else {
                    throw unknown(word)
                }
                faults.status = code
                faults.refusedCalls = pair.count == 2 ? try number(pair[1], word, 1...1_000_000) : 1
            default: throw unknown(word)
            }
        }
        guard faults.retryAfter == nil || faults.status != nil else {
            throw UsageError("--fault retry-after goes with a status, such as --fault 429,retry-after=2")
        }
        return faults
    }

    private static func unknown(_ word: String) -> UsageError {
        UsageError("--fault '\(word)' is not known; use \(words)")
    }

    private static func number(_ text: String, _ word: String, _ range: ClosedRange<Int>) throws -> Int {
        guard let value = Int(text), range.contains(value) else { throw unknown(word) }
        return value
    }

    private static func duration(_ text: String, _ word: String) throws -> Duration {
        for (unit, milliseconds) in [("ms", 1.0), ("s", 1_000.0)] where text.hasSuffix(unit) {
            guard let value = Double(text.dropLast(unit.count)), value >= 0, value * milliseconds <= 600_000 else {
                break
            }
            return .milliseconds(value * milliseconds)
        }
        throw unknown(word)
    }
}
