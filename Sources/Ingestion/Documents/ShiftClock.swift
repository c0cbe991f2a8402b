import Plant

/// A time of day at the start of a log's line, in the ways people write it: `02:10`, `[02:10:05]`, `**02:10** -`,
/// `오전 3시 12분경`, `7:05 pm`, `0210h`, `19.05 Uhr`, `19h05`.
///
/// A suffix is taken only as a word of its own, so that no letter of what follows is lost: `19:05 heat exchanger`.
struct ShiftClock: Hashable, Sendable {
    /// Seconds after midnight; 86,400 for `24:00`.
    let second: Int
    /// What follows, as it is written; all of it where the time is a span (`19:05-19:20`).
    let rest: String
    /// Whether a word for the half of the day stands behind it, be it meant so or not.
    let hasHalf: Bool
    let isSpan: Bool
    /// Whether only a clock of 24 hours shows it.
    var isLong: Bool { second >= 13 * 3_600 }

    /// - Parameter inHalves: Whether the log counts hours to twelve. Where it does not, `09:00 PM on P-101A` speaks of
    ///   maintenance.
    init?(_ text: String, inHalves: Bool) {
        var line = LineScanner(text)
        let marks = line.skipOpeningMarks()
        let start = line.place
        if let found = ShiftClock.read(&line, inHalves: inHalves) {
            (second, hasHalf) = found
        } else {
            // `1. 19:05 text`, `2) 19:05 text`
            line.place = start
            guard line.skipListNumber() else { return nil }
            guard let found = ShiftClock.read(&line, inHalves: inHalves) else { return nil }
            (second, hasHalf) = found
        }
        isSpan = line.isAtSpan
        if isSpan || line.isAtLetter {
            rest = line.text(from: start, isRow: marks.isRow)
        } else {
            line.close(marks)
            line.skipSeparators()
            rest = line.text(from: line.place, isRow: marks.isRow)
        }
    }

    private static func read(_ line: inout LineScanner, inHalves: Bool) -> (second: Int, hasHalf: Bool)? {
        var half = line.leadingHalf()
        line.skipBlanks()
        guard let (first, digits) = line.digits(), digits <= 2 || digits == 4 else { return nil }
        var hour = first
        var minute = 0
        var second = 0
        if digits == 4 {
            hour = first / 100
            minute = first % 100
            guard
                line.skipWord(["h", "hr", "hrs", "uhr"], afterBlank: false)
                    || line.skipWord(["hrs", "uhr"], afterBlank: true)
            else { return nil }
        } else if line.skip(":") || line.skip("：") {
            guard let written = line.digits(), written.count == 2 else { return nil }
            minute = written.value
            if line.isAtDigit(after: ":") {
                line.skip(":")
                guard let written = line.digits(), written.count == 2 else { return nil }
                second = written.value
                if line.isAtDigit(after: ".") || line.isAtDigit(after: ",") {
                    line.place += 1
                    _ = line.digits()
                }
            }
        } else if line.skip("시") {
            // `3시간` is a duration.
            guard !line.isAt("간") else { return nil }
            let place = line.place
            line.skipBlanks()
            if let written = line.digits(), written.count <= 2, line.skip("분") {
                minute = written.value
            } else {
                line.place = place
            }
        } else if line.isAtDigit(after: "h") || line.isAtDigit(after: "H") {
            line.place += 1
            guard let written = line.digits(), written.count == 2, !line.isAtLetter else { return nil }
            minute = written.value
        } else if line.isAtDigit(after: ".") {
            line.place += 1
            guard let written = line.digits(), written.count == 2, line.skipWord(["uhr"], afterBlank: true) else {
                return nil
            }
            minute = written.value
        } else if half == nil, !line.isAtWord(["uhr", "am", "pm", "a.m", "p.m"]) {
            return nil
        }
        guard hour < 24 && minute < 60 && second < 60 || hour == 24 && minute == 0 && second == 0 else { return nil }
        var hasHalf = half != nil
        if half == nil, let word = line.trailingHalf() {
            hasHalf = true
            let isSure = word.isAttached || inHalves || digits == 1 || word.isSure || word.isMorning && hour == 12
            if hour <= 12, isSure {
                half = word.isMorning ? .morning : .afternoon
                line.place = word.end
            }
        }
        if let half {
            if hour == 12 { hour = 0 }
            if half == .afternoon, hour < 12 { hour += 12 }
        } else {
            _ =
                line.skipWord(["h", "hr", "hrs", "hours", "uhr"], afterBlank: false)
                || line.skipWord(["hrs", "uhr"], afterBlank: true)
        }
        line.skipAbout()
        return (hour * 3_600 + minute * 60 + second, hasHalf)
    }
}
