import Plant

/// A place in a line of a log, with the small readers that its times need.
struct LineScanner {
    /// Marks that opened before a time and close after it.
    struct Marks {
        var emphasis = 0
        var brackets = 0
        /// A row of a table: its last bar is no text.
        var isRow = false
    }

    struct HalfDay {
        var isMorning: Bool
        /// Right behind the time, without a blank.
        var isAttached: Bool
        /// Written in a way that is hardly anything else.
        var isSure: Bool
        var end: Int
    }

    private let scalars: [Unicode.Scalar]
    /// The same with figures of every script as `0` to `9`, and small letters.
    private let plain: [Unicode.Scalar]
    var place = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        plain = scalars.map(LineScanner.plain)
    }

    /// Arabic and full-width figures as ASCII ones; ASCII letters small.
    static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20) ?? scalar
        case 0x0660...0x0669: Unicode.Scalar(scalar.value - 0x0660 + 0x30) ?? scalar
        case 0x06F0...0x06F9: Unicode.Scalar(scalar.value - 0x06F0 + 0x30) ?? scalar
        case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? scalar
        default: scalar
        }
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic
    }

    private func at(_ index: Int) -> Unicode.Scalar? {
        index < plain.count ? plain[index] : nil
    }

    private func isBlank(_ index: Int) -> Bool {
        at(index).map { $0 == " " || $0 == "\t" || $0 == "\u{A0}" || $0 == "\u{3000}" } ?? true
    }

    private func isDigit(_ index: Int) -> Bool {
        at(index).map { $0.value &- 0x30 < 10 } ?? false
    }

    var isAtLetter: Bool { at(place).map(LineScanner.isLetter) ?? false }

    func isAt(_ scalar: Unicode.Scalar) -> Bool { at(place) == scalar }

    func isAtDigit(after scalar: Unicode.Scalar) -> Bool {
        at(place) == LineScanner.plain(scalar) && isDigit(place + 1)
    }

    @discardableResult
    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard at(place) == scalar else { return false }
        place += 1
        return true
    }

    mutating func skipBlanks() {
        while place < plain.count, isBlank(place) { place += 1 }
    }

    mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        let start = place
        while isDigit(place), place - start < 10 {
            value = value * 10 + Int(plain[place].value - 0x30)
            place += 1
        }
        return place > start ? (value, place - start) : nil
    }

    // MARK: Words

    /// The run of letters and points at a place, without a point at its end, and where it ends.
    private func word(from start: Int) -> (text: String, end: Int) {
        var text = ""
        var end = start
        while let scalar = at(end), LineScanner.isLetter(scalar) || scalar == "." {
            text.unicodeScalars.append(scalar)
            end += 1
        }
        if text.hasSuffix(".") { text.removeLast() }
        return (text, end)
    }

    /// Whether a word ends before a place: neither letter nor figure goes on.
    private func endsWord(_ end: Int) -> Bool {
        guard let next = at(end) else { return true }
        return !LineScanner.isLetter(next) && !isDigit(end)
    }

    func isAtWord(_ words: Set<String>) -> Bool {
        var start = place
        while start < plain.count, isBlank(start) { start += 1 }
        let found = word(from: start)
        // `7 PM on P-101A`: an hour without minutes is one only in small letters.
        let isSmall = start < scalars.count && scalars[start] == plain[start] || start == place
        return words.contains(found.text) && endsWord(found.end) && isSmall
    }

    mutating func skipWord(_ words: Set<String>, afterBlank: Bool) -> Bool {
        var start = place
        if afterBlank { while start < plain.count, isBlank(start) { start += 1 } }
        var end = start
        while let scalar = at(end), LineScanner.isLetter(scalar) { end += 1 }
        var text = ""
        text.unicodeScalars.append(contentsOf: plain[start..<end])
        guard words.contains(text), endsWord(end), at(end) != "-" || isBlank(end + 1) else { return false }
        place = end
        return true
    }

    /// `약`, `경`: about.
    mutating func skipAbout() {
        for scalar in ["경", "쯤", "께"] as [Unicode.Scalar] where at(place) == scalar && endsWord(place + 1) {
            place += 1
        }
    }

    /// `오전`, `PM`, `م` before a time.
    mutating func leadingHalf() -> TimeCursor.HalfDay? {
        let found = word(from: place)
        guard let isMorning = LineScanner.halves[found.text], isBlank(found.end) || isDigit(found.end) else {
            return nil
        }
        place = found.end
        skipBlanks()
        guard isDigit(place) else { return nil }
        return isMorning ? .morning : .afternoon
    }

    /// A word for the half of the day behind a time, if it is a word of its own.
    func trailingHalf() -> HalfDay? {
        var start = place
        while start < plain.count, isBlank(start) { start += 1 }
        guard start < plain.count else { return nil }
        var found = word(from: start)
        guard let isMorning = LineScanner.halves[found.text], endsWord(found.end) else { return nil }
        let isArabic = scalars[start].value >= 0x0600 && scalars[start].value <= 0x06FF
        let isDotted = at(found.end - 1) == "."
        // `م. أحمد` is the engineer Ahmed; the point of `7:05 pm.` ends nothing that matters.
        if isArabic, isDotted { return nil }
        if isDotted, !found.text.contains(".") { found.end -= 1 }
        let isSmall = scalars[start] == plain[start]
        let isEnglish = plain[start].value < 0x80
        return HalfDay(
            isMorning: isMorning,
            isAttached: start == place,
            isSure: isArabic || isEnglish && (found.text.contains(".") || isSmall && !isMorning),
            end: found.end
        )
    }

    private static let halves: [String: Bool] = [
        "am": true, "a.m": true, "오전": true, "ص": true, "صباحا": true, "صباحًا": true,
        "pm": false, "p.m": false, "오후": false, "م": false, "مساء": false, "مساءً": false,
    ]

    // MARK: Marks

    private static let bullets: Set<Unicode.Scalar> = [
        "-", "•", "·", ">", "▶", "▷", "○", "●", "◎", "■", "□", "▪", "※", "–", "—", "◦", "‣", "✓", "☐", "☑", "+",
    ]

    /// Marks of lists, brackets and emphasis before a time.
    mutating func skipOpeningMarks() -> Marks {
        var marks = Marks()
        while let scalar = at(place) {
            if isBlank(place) || LineScanner.bullets.contains(scalar) {
                if isBlank(place) { marks.emphasis = 0 }
                place += 1
            } else if scalar == "|" {
                marks.isRow = true
                place += 1
            } else if scalar == "[", at(place + 2) == "]", at(place + 1) == "x" || isBlank(place + 1) {
                place += 3
            } else if scalar == "*" || scalar == "_" || scalar == "`" {
                marks.emphasis += 1
                place += 1
            } else if "[(<【〔".unicodeScalars.contains(scalar) {
                marks.brackets += 1
                place += 1
            } else {
                break
            }
        }
        return marks
    }

    /// `1. `, `12) `
    mutating func skipListNumber() -> Bool {
        guard let number = digits(), number.count <= 3, skip(".") || skip(")"), isBlank(place) else { return false }
        _ = skipOpeningMarks()
        return true
    }

    mutating func close(_ marks: Marks) {
        var open = marks
        while let scalar = at(place) {
            if open.emphasis > 0, scalar == "*" || scalar == "_" || scalar == "`" {
                open.emphasis -= 1
            } else if open.brackets > 0, "])>】〕".unicodeScalars.contains(scalar) {
                open.brackets -= 1
            } else if open.brackets + open.emphasis > 0, scalar == ":",
                "*_`])".unicodeScalars.contains(at(place + 1) ?? " ")
            {
                // `**19:05:** text`
            } else {
                return
            }
            place += 1
        }
    }

    /// What sets a time apart from what happened. `-5 °C`, `.5 bar` and `*important*` stay as they are.
    mutating func skipSeparators() {
        let start = place
        var isFirst = true
        while let scalar = at(place) {
            if isBlank(place) {
                place += 1
                continue
            }
            let isBound = isFirst && place == start
            let isTaken: Bool
            switch scalar {
            case ":", "|", ";", ",", "–", "—", "：", "،": isTaken = true
            case "-": isTaken = isBound || isFirst && !isDigit(place + 1)
            case ".", ")", "]", ">": isTaken = isBound && isBlank(place + 1)
            default: isTaken = false
            }
            guard isTaken else { return }
            isFirst = false
            place += 1
        }
    }

    /// Whether a second time follows: `-19:20`, `~ 19:20`.
    var isAtSpan: Bool {
        var ahead = place
        while ahead < plain.count, isBlank(ahead) { ahead += 1 }
        guard let scalar = at(ahead), "-–—~∼～".unicodeScalars.contains(scalar) else { return false }
        ahead += 1
        while ahead < plain.count, isBlank(ahead) { ahead += 1 }
        guard isDigit(ahead) else { return false }
        ahead += isDigit(ahead + 1) ? 2 : 1
        return at(ahead) == "시" || at(ahead) == ":" && isDigit(ahead + 1) && isDigit(ahead + 2)
    }

    func text(from start: Int, isRow: Bool) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[min(start, scalars.count)...])
        text = CellText.clean(text)
        if isRow, text.hasSuffix("|") { text = CellText.clean(String(text.dropLast())) }
        return text
    }
}
