/// Number words of the three languages.
enum NumeralWords {
    /// English and Arabic; "one", "a" and واحد are left out, for they are seldom a count.
    static let values: [String: Double] = [
        "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "twice": 2, "thrice": 3, "dozen": 12,
        "صفر": 0, "اثنان": 2, "اثنين": 2, "اثنتين": 2, "ثلاث": 3, "ثلاثة": 3, "اربع": 4, "اربعة": 4, "خمس": 5,
        "خمسة": 5, "ست": 6, "ستة": 6, "سبع": 7, "سبعة": 7, "ثماني": 8, "ثمانية": 8, "تسع": 9, "تسعة": 9, "عشر": 10,
        "عشرة": 10, "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "مرتين": 2,
    ]

    static let englishFactors: [String: Double] = [
        "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
        "مليون": 1_000_000,
    ]

    /// Arabic duals: a unit of time and a two in one word.
    static let duals: [String: (value: Double, unit: String)] = [
        "ساعتين": (2, "h"), "ساعتان": (2, "h"), "دقيقتين": (2, "min"), "دقيقتان": (2, "min"), "يومين": (2, "d"),
        "يومان": (2, "d"), "اسبوعين": (2, "wk"),
    ]

    /// After digits.
    static let koreanFactors: [Unicode.Scalar: Double] = ["억": 1e8, "만": 1e4, "천": 1e3, "백": 100]

    static let sinoDigits: [Unicode.Scalar: Int] = [
        "영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9,
    ]

    static let sinoFactors: [Unicode.Scalar: Double] = ["십": 10, "백": 100, "천": 1_000, "만": 1e4, "억": 1e8]

    static let nativeTens: [([Unicode.Scalar], Int)] = pairs([
        ("열", 10), ("스물", 20), ("스무", 20), ("서른", 30), ("마흔", 40), ("쉰", 50), ("예순", 60), ("일흔", 70),
    ])

    static let nativeOnes: [([Unicode.Scalar], Int)] = pairs([
        ("하나", 1), ("다섯", 5), ("여섯", 6), ("일곱", 7), ("여덟", 8), ("아홉", 9), ("한", 1), ("두", 2), ("둘", 2),
        ("세", 3), ("셋", 3), ("석", 3), ("네", 4), ("넷", 4), ("넉", 4),
    ])

    /// Korean words that follow a number and say what is counted.
    static let counters: [[Unicode.Scalar]] = [
        "건", "회", "번", "대", "개", "명", "차례", "가지", "곳", "기", "군데", "호기", "호", "차", "단", "종", "쪽", "페이지",
        "장", "배", "점", "세트", "라인", "행", "조각", "달", "년",
    ].map { Array($0.unicodeScalars) }

    private static func pairs(_ list: [(String, Int)]) -> [([Unicode.Scalar], Int)] {
        list.map { (Array($0.0.unicodeScalars), $0.1) }
    }
}
