/// Names of months, weekdays and days seen from today, in the three languages. Arabic without vowel marks, with plain
/// alef.
enum CalendarWords {
    static func month(_ word: String) -> Int? {
        months[word]
    }

    private static let months: [String: Int] = {
        let names = [
            "january jan يناير", "february feb فبراير شباط", "march mar مارس اذار", "april apr ابريل نيسان",
            "may مايو ايار", "june jun يونيو حزيران", "july jul يوليو تموز", "august aug اغسطس اب",
            "september sep sept سبتمبر ايلول", "october oct اكتوبر", "november nov نوفمبر", "december dec ديسمبر",
        ]
        var result: [String: Int] = [:]
        for (index, line) in names.enumerated() {
            for name in line.split(separator: " ") { result[String(name)] = index + 1 }
        }
        return result
    }()

    static let relativeDays: [String: Int64] = [
        "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "امس": -1, "البارحة": -1, "اليوم": 0, "غدا": 1,
    ]

    /// After these a number of four digits is a year.
    static let beforeYear: Set<String> = [
        "in", "during", "year", "since", "until", "through", "في", "عام", "سنة", "خلال", "لعام", "لسنة",
    ]

    /// Longest first, for a word may begin with another.
    static let koreanDays: [([Unicode.Scalar], Int64)] = [
        ("그저께", -2), ("어젯밤", -1), ("그제", -2), ("어제", -1), ("오늘", 0), ("금일", 0), ("전일", -1), ("작일", -1),
        ("내일", 1), ("명일", 1),
    ].map { (Array($0.0.unicodeScalars), $0.1) }

    static let koreanWeekdays: [[Unicode.Scalar]] = [
        "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일",
    ].map { Array($0.unicodeScalars) }

    static let weekdays: [String: Int] = [
        "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
        "الاثنين": 1, "الثلاثاء": 2, "الاربعاء": 3, "الخميس": 4, "الجمعة": 5, "السبت": 6, "الاحد": 7,
    ]

    /// Seconds east of UTC of the zone names a plant writes after a time.
    static let zones: [(name: [Unicode.Scalar], offset: Int)] = [
        ("UTC", 0), ("GMT", 0), ("KST", 32_400), ("JST", 32_400), ("AST", 10_800), ("GST", 14_400),
        ("협정세계시", 0), ("세계시", 0), ("한국시간", 32_400), ("بالتوقيت العالمي", 0),
    ].map { (Array($0.0.unicodeScalars), $0.1) }
}
