/// Reads times of day in running text: 24-hour, 12-hour, Korean (`오전 3시 12분`, `새벽 2시`) and Arabic.
struct ClockReader {
    /// Which half of the day the words around a time name.
    private enum Half {
        case morning
        /// After noon; 12 stays 12.
        case afternoon
        /// 밤, ليلا: from six on it is the evening, before that the small hours.
        case night
    }

    func read(_ text: [Unicode.Scalar], at start: Int) -> (time: ClockTime, end: Int)? {
        guard let first = text[safe: start] else { return nil }
        if let named = named(text, at: start) { return named }
        var half: Half?
        var index = start
        if first.isHangul {
            for (word, value) in ClockReader.koreanHalves where text.has(word, at: index) {
                half = value
                index = text.skippingSpaces(from: index + word.count)
                break
            }
            if half == nil, NumberReader.nativeHour(text, at: index) == nil { return nil }
        } else if first.isArabic {
            guard text.has(ClockReader.arabicHour, at: index) else { return nil }
            index = text.skippingSpaces(from: index + ClockReader.arabicHour.count)
        }
        guard
            let read = digital(text, at: index, half: half) ?? hours(text, at: index, half: half)
                ?? spoken(text, at: index, after: first.isArabic, half: half)
        else { return nil }
        return finished(text, start, read)
    }

    private typealias Reading = (hour: Int, minute: Int?, second: Int?, half: Half?, isTwentyFour: Bool, end: Int)

    /// `03:12`, `3:12:45.5 pm`
    private func digital(_ text: [Unicode.Scalar], at start: Int, half: Half?) -> Reading? {
        guard let hour = text.wholeNumber(at: start, digits: 1...2), hour.value <= 24, text[safe: hour.end] == ":",
            let minute = text.wholeNumber(at: hour.end + 1, digits: 2...2), minute.value < 60
        else { return nil }
        var end = minute.end
        var second: Int?
        if text[safe: end] == ":", let found = text.wholeNumber(at: end + 1, digits: 2...2), found.value < 60 {
            second = found.value
            end = found.end
            if text[safe: end] == ".", let fraction = text.wholeNumber(at: end + 1, digits: 1...9) {
                end = fraction.end
            }
        }
        // `02:17: tripped` is a time with a colon after it, `02:17:300` is none.
        let isRatio = text[safe: end] == ":" && text[safe: end + 1]?.isDigit == true
        if text[safe: end]?.isDigit == true || isRatio { return nil }
        let after = halfAfter(text, at: end)
        return (hour.value, minute.value, second, half ?? after?.half, true, after?.end ?? end)
    }

    /// `3시 12분 5초`, `3시 반`, `열두 시`
    private func hours(_ text: [Unicode.Scalar], at start: Int, half: Half?) -> Reading? {
        var hour: (value: Int, end: Int)?
        var isPadded = false
        if let found = text.wholeNumber(at: start, digits: 1...2) {
            hour = found
            isPadded = text[start] == "0"
        } else if let found = NumberReader.nativeHour(text, at: start) {
            hour = found
        }
        guard let hour, hour.value <= 24 else { return nil }
        let mark = text.skippingSpaces(from: hour.end, atMost: 1)
        guard text[safe: mark] == "시", text[safe: mark + 1] != "간", text[safe: mark + 1] != "즌" else { return nil }
        var end = mark + 1
        var minute: Int?
        var second: Int?
        let next = text.skippingSpaces(from: end, atMost: 1)
        if text[safe: next] == "반",
            text[safe: next + 1]?.isHangul != true || text.has("반에", at: next) || text.has("반경", at: next)
        {
            minute = 30
            end = next + 1
        } else if let found = minuteOf(text, at: next), found.value < 60 {
            minute = found.value
            end = found.end
            let after = text.skippingSpaces(from: end, atMost: 1)
            if let found = text.wholeNumber(at: after, digits: 1...2), text[safe: found.end] == "초" {
                second = found.value
                end = found.end + 1
            }
        }
        return (hour.value, minute, second, half, isPadded || hour.value > 12 || hour.value == 0, end)
    }

    private func minuteOf(_ text: [Unicode.Scalar], at start: Int) -> (value: Int, end: Int)? {
        if let found = text.wholeNumber(at: start, digits: 1...2), text[safe: found.end] == "분" {
            return (found.value, found.end + 1)
        }
        guard let sino = NumberReader.sino(text, at: start), sino.value < 60 else { return nil }
        let mark = text.skippingSpaces(from: sino.end, atMost: 1)
        return text[safe: mark] == "분" ? (Int(sino.value), mark + 1) : nil
    }

    /// `3 am`, `3 o'clock`, `0247 hrs`, `الساعة 3`
    private func spoken(_ text: [Unicode.Scalar], at start: Int, after isArabic: Bool, half: Half?) -> Reading? {
        if let four = text.wholeNumber(at: start, digits: 4...4), four.value / 100 < 24, four.value % 100 < 60 {
            let word = text.letters(at: text.skippingSpaces(from: four.end, atMost: 1))
            if let word, ["hrs", "h"].contains(word.word) {
                return (four.value / 100, four.value % 100, nil, nil, true, word.end)
            }
        }
        guard let hour = text.wholeNumber(at: start, digits: 1...2) ?? arabicOrdinal(text, at: start, isArabic),
            hour.value <= 24
        else { return nil }
        if let after = halfAfter(text, at: hour.end), hour.value <= 12 {
            return (hour.value, nil, nil, after.half, true, after.end)
        }
        let next = text.skippingSpaces(from: hour.end, atMost: 1)
        if text.has("o'clock", at: next) { return (hour.value, nil, nil, half, hour.value > 12, next + 7) }
        return isArabic ? (hour.value, nil, nil, half, hour.value > 12, hour.end) : nil
    }

    private func arabicOrdinal(_ text: [Unicode.Scalar], at start: Int, _ isArabic: Bool) -> (value: Int, end: Int)? {
        guard isArabic, let word = text.letters(at: start) else { return nil }
        return ClockReader.arabicHours.firstIndex(of: word.word).map { ($0 + 1, word.end) }
    }

    private func halfAfter(_ text: [Unicode.Scalar], at end: Int) -> (half: Half, end: Int)? {
        let index = text.skippingSpaces(from: end, atMost: 1)
        for (word, half) in ClockReader.halvesAfter where text.has(word, at: index) {
            let after = index + word.count
            if text[safe: after]?.isWord != true { return (half, after) }
        }
        return nil
    }

    private func named(_ text: [Unicode.Scalar], at start: Int) -> (time: ClockTime, end: Int)? {
        for (word, hour) in ClockReader.named where text.has(word, at: start) {
            let end = start + word.count
            if text[end - 1].isLatin, text[safe: end]?.isWord == true { continue }
            return (ClockTime(hours: [hour], minute: 0, text: PlainText.string(word)), end)
        }
        return nil
    }

    private func finished(_ text: [Unicode.Scalar], _ start: Int, _ read: Reading) -> (time: ClockTime, end: Int)? {
        var hours: [Int]
        let hour = read.hour % 24
        switch read.half {
        case .morning: hours = [hour == 12 ? 0 : hour]
        case .afternoon: hours = [hour < 12 ? hour + 12 : hour]
        case .night: hours = [hour == 12 ? 0 : hour >= 6 && hour < 12 ? hour + 12 : hour]
        case nil: hours = read.isTwentyFour || hour == 0 || hour > 12 ? [hour] : [hour, (hour + 12) % 24]
        }
        if read.half != nil, read.hour > 12 { hours = [hour] }
        var time = ClockTime(hours: hours, minute: read.minute, second: read.second, text: "")
        var end = read.end
        if let zone = zone(text, at: end) {
            time.zoneOffset = zone.offset
            end = zone.end
        }
        time.text = PlainText.string(text[start..<end])
        return (time, end)
    }

    /// `Z`, `UTC`, `(KST)`, `+09:00`
    private func zone(_ text: [Unicode.Scalar], at end: Int) -> (offset: Int, end: Int)? {
        if text[safe: end] == "Z", text[safe: end + 1]?.isWord != true { return (0, end + 1) }
        var index = text.skippingSpaces(from: end, atMost: 1)
        let isBracketed = text[safe: index] == "("
        if isBracketed { index += 1 }
        for zone in CalendarWords.zones where text.has(zone.name, at: index) {
            let after = index + zone.name.count
            guard text[safe: after]?.isLatin != true else { continue }
            return (zone.offset, isBracketed && text[safe: after] == ")" ? after + 1 : after)
        }
        guard index == end, let sign = text[safe: end], sign == "+" || sign == "-",
            let hour = text.wholeNumber(at: end + 1, digits: 2...2)
        else { return nil }
        var seconds = hour.value * 3_600
        var after = hour.end
        if text[safe: after] == ":", let minute = text.wholeNumber(at: after + 1, digits: 2...2) {
            seconds += minute.value * 60
            after = minute.end
        } else if sign == "-" {
            return nil
        }
        if text[safe: after] == ":" || text[safe: after]?.isDigit == true { return nil }
        return (sign == "-" ? -seconds : seconds, after)
    }

    private static func words<T>(_ list: [(String, T)]) -> [([Unicode.Scalar], T)] {
        list.map { (Array($0.0.unicodeScalars), $0.1) }
    }

    private static let koreanHalves: [([Unicode.Scalar], Half)] = words([
        ("오전", .morning), ("새벽", .morning), ("아침", .morning), ("오후", .afternoon), ("저녁", .afternoon),
        ("낮", .afternoon), ("밤", .night), ("한밤", .night), ("심야", .night),
    ])

    private static let halvesAfter: [([Unicode.Scalar], Half)] = words([
        ("a.m.", .morning), ("p.m.", .afternoon), ("am", .morning), ("pm", .afternoon),
        ("in the morning", .morning), ("in the afternoon", .afternoon), ("in the evening", .afternoon),
        ("at night", .night), ("صباحا", .morning), ("فجرا", .morning), ("ص", .morning), ("مساء", .afternoon),
        ("عصرا", .afternoon), ("ظهرا", .afternoon), ("ليلا", .night), ("م", .afternoon),
    ])

    private static let named: [([Unicode.Scalar], Int)] = words([
        ("midnight", 0), ("noon", 12), ("자정", 0), ("정오", 12), ("منتصف الليل", 0),
    ])

    private static let arabicHour: [Unicode.Scalar] = Array("الساعة".unicodeScalars)

    private static let arabicHours = [
        "الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة",
    ]
}
