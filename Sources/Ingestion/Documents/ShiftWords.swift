/// Words by which logs speak of shifts, dates and people.
enum ShiftWords {
    /// The first shift that a text names, as `night`, `day` or `evening`.
    static func shift(in text: String) -> String? {
        let words = tokens(text)
        for (index, word) in words.enumerated() {
            guard let shift = shift(word) else { continue }
            if word == "day" || word == "morning" || word == "evening" || word == "night" {
                // `Day 3 of the turnaround`, `events of the day`
                if let next = next(words, index), next.count <= 2, Int(next).map({ String($0) == next }) ?? false,
                    words.count(where: { Int($0) != nil }) == 1
                {
                    continue
                }
                if index > 0, passing.contains(words[index - 1]) { continue }
            }
            // 주간 is a week as well as a day shift.
            if word.hasPrefix("주간"), weekly.contains(where: { word.hasSuffix($0) || next(words, index) == $0 }) {
                continue
            }
            return shift
        }
        return nil
    }

    private static func next(_ words: [String], _ index: Int) -> String? {
        index + 1 < words.count ? words[index + 1] : nil
    }

    private static let passing: Set<String> = [
        "of", "the", "per", "all", "previous", "next", "every", "each", "one", "good", "this", "last", "working",
    ]
    private static let weekly = ["보고", "보고서", "계획", "계획서", "점검", "회의", "업무", "실적"]

    private static func shift(_ word: String) -> String? {
        if let known = latin[word] { return known }
        return stems.first { word.contains($0.stem) }?.shift
    }

    private static let latin: [String: String] = [
        "night": "night", "nights": "night", "nightshift": "night", "overnight": "night", "nacht": "night",
        "nachtschicht": "night", "evening": "evening", "evenings": "evening", "afternoon": "evening",
        "swing": "evening", "swingshift": "evening", "eveningshift": "evening", "spätschicht": "evening",
        "spaetschicht": "evening", "day": "day", "days": "day", "dayshift": "day", "morning": "day",
        "mornings": "day", "tagschicht": "day", "frühschicht": "day", "fruehschicht": "day",
    ]
    private static let stems: [(stem: String, shift: String)] = [
        ("야간", "night"), ("심야", "night"), ("야근", "night"), ("오후근무", "evening"), ("오후반", "evening"),
        ("오후조", "evening"), ("석근", "evening"), ("중근", "evening"), ("주간", "day"), ("오전근무", "day"),
        ("오전반", "day"), ("오전조", "day"), ("일근", "day"), ("조근", "day"), ("ليل", "night"), ("مسائ", "evening"),
        ("مساء", "evening"), ("نهار", "day"), ("صباح", "day"),
    ]

    /// Whether a line speaks of a shift or a date and of nothing that happened: `Night shift, crew B`, `야간조 (19:00~07:00)`.
    static func isHeading(_ text: String) -> Bool {
        let words = tokens(text)
        return words.allSatisfy { isPlain($0) }
    }

    /// Whether what follows a date goes on with the heading: `(일) 야간 근무자 김철수`.
    static func beginsHeading(_ text: String) -> Bool {
        guard text.unicodeScalars.count < 60, let first = tokens(text).first else {
            return text.unicodeScalars.count < 60
        }
        return isPlain(first) && Int(first) == nil
    }

    private static func isPlain(_ word: String) -> Bool {
        if word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) || latin[word] != nil || fillers.contains(word) { return true }
        for ending in ["근무자", "근무조", "근무", "교대", "일지", "조", "반", "요일"] where word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            if stem.isEmpty || stem.utf8.count == 1 || fillers.contains(stem) { return true }
        }
        let bare = word.hasPrefix("ال") ? String(word.dropFirst(2)) : word
        return fillers.contains(bare) || stems.contains { $0.stem.utf8.count > 6 && bare.hasPrefix($0.stem) }
    }

    private static let fillers: Set<String> = Set(
        """
        a b c d e shift shifts log crew team date day datum tag schicht schichtbuch handover logbook from to until bis von
        am pm h hrs uhr report unit operator operators on off duty am
        mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday
        montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
        월 화 수 목 금 토 일 갑 을 병 정 야간 주간 심야 야근 오전 오후 일근 조근 중근 석근 근무 근무조 근무자 교대 일자 날짜
        근무일 근무일자 작성일 작성일자 일시 근무일시 교대일지 운전일지 근무일지 업무일지 운전 일지 인수인계 시간 부터 까지 기준
        تاريخ التاريخ يوم اليوم مناوبة وردية سجل من إلى الى ليل ليلا ليلية ليلي نهار نهارا نهاري نهارية مساء مسائي مسائية
        صباح صباحا صباحي صباحية احد أحد اثنين إثنين ثلاثاء أربعاء اربعاء خميس جمعة سبت ص م فريق
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
    )

    /// What follows `Author:` and its like.
    static func author(in text: String) -> String? {
        guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }), text.utf8.count < 120 else { return nil }
        let name = CellText.clean(text[..<colon].lowercased().filter { $0 != "*" && $0 != "_" })
        guard authors.contains(name) else { return nil }
        return CellText.clean(text[text.index(after: colon)...].filter { $0 != "*" })
    }

    private static let authors: Set<String> = [
        "author", "operator", "reported by", "written by", "recorded by", "prepared by", "shift leader",
        "shift supervisor",
        "supervisor", "board operator", "작성자", "작성", "근무자", "보고자", "운전원", "조장", "반장", "교대조장", "인계자",
        "verfasser", "schichtführer", "schichtleiter", "bearbeiter", "كاتب", "الكاتب", "المشغل", "مشغل", "مشرف الوردية",
        "اسم المشغل",
    ]

    /// Words in small letters, without what stands between them.
    static func tokens(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
