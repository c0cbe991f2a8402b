import Plant

/// Small words that change how a number or a sentence is meant. Arabic with plain alef and without vowel marks.
enum WordLists {
    static let about: Set<String> = [
        "about", "around", "approximately", "approx", "roughly", "nearly", "almost", "circa", "ca", "some",
        "약", "대략", "거의", "대체로", "حوالي", "نحو", "تقريبا", "قرابة",
    ]

    static let aboutAfter = ["쯤", "정도", "가량", "내외", "경", "무렵", "남짓", "approximately", "or so", "تقريبا"]

    static let changeWords = [
        "상승", "하락", "증가", "감소", "만큼", "차이", "높", "낮", "떨어", "올라", "강하", "저하",
        "rise", "increase", "drop", "decrease", "higher", "lower", "above", "below", "difference", "more", "less",
        "fall",
    ]

    static let rangeWords: Set<String> = [
        "-", "~", "to", "and", "or", ",", "/", "->", "→", "에서", "부터", "와", "과", "및", "내지", "الى", "و", ", and", "until",
    ]

    static let koreanCounterTails: [[Unicode.Scalar]] = [
        "의", "에", "이", "가", "은", "는", "을", "를", "로", "만", "도", "와", "과", "까지", "씩", "정도", "였", "있", "입",
        "발생", "다", "뿐", "중", "으로", "이상", "이하", "인", "임", "며",
    ].map { Array($0.unicodeScalars) }

    /// After a bare number they show that it measures rather than counts.
    static let functionWords: Set<String> = [
        "at", "on", "in", "to", "and", "or", "by", "from", "with", "for", "of", "as", "is", "was", "were", "are",
        "until",
        "before", "after", "during", "while", "when", "since", "which", "that", "then", "but", "than", "through",
        "into",
        "over", "under", "between", "because", "due", "per", "within", "up", "down", "has", "had", "have", "the", "a",
        "an",
        "في", "الى", "من", "على", "عند", "حتى", "و", "قبل", "بعد", "خلال", "ثم", "عن", "مع",
    ]

    /// Words too common to tie a sentence to its evidence.
    static let stopWords: Set<String> = functionWords.union([
        "it", "its", "this", "these", "those", "there", "be", "been", "being", "not", "no", "also", "about", "around",
        "did", "does", "do", "can", "could", "may", "might", "would", "should", "will", "they", "their", "he", "she",
        "who", "what", "where", "how", "why", "all", "any", "each", "both", "more", "most", "other", "such", "only",
        "same", "so", "if", "out", "off", "again", "further", "here", "just", "very", "according", "show", "shows",
        "showed", "shown", "indicate", "indicates", "indicated", "evidence", "record", "records", "recorded", "report",
        "reports", "reported", "event", "events", "occurred", "occur", "happened", "noted", "note", "observed", "found",
        "seen", "value", "values", "time", "times", "data", "log", "logged", "first", "last", "one", "approximately",
        "및", "그", "이", "저", "것", "수", "때", "등", "중", "후", "전", "또는", "그리고", "하지만", "따라서", "대한", "대해", "의해",
        "인해", "위해", "통해", "따라", "있다", "없다", "했다", "되었다", "하였다", "있습니다", "없습니다", "했습니다", "되었습니다",
        "하였습니다", "됩니다", "합니다", "입니다", "발생", "확인", "기록", "나타", "보였", "근거", "자료", "데이터", "당시", "해당",
        "هذا", "هذه", "ذلك", "تم", "كان", "كانت", "قد", "ان", "التي", "الذي", "لم", "لا", "ما", "هو", "هي", "وقد",
        "حيث",
        "سجل", "تسجيل", "حدث", "وقع", "بسبب",
    ])

    /// A statement with one of these speaks of what the records do not hold.
    static let absence = [
        "no record", "no evidence", "no data", "no information", "no mention", "no work order", "no alarm",
        "no incident",
        "not found", "not recorded", "not available", "not in the evidence", "not mentioned", "not documented",
        "does not show", "does not say", "does not mention", "does not contain", "does not state", "does not include",
        "do not show", "do not say", "do not mention", "do not contain", "could not be found", "cannot be determined",
        "is not in the", "are not in the", "no matching", "nothing was found", "nothing was recorded", "no such",
        "not known", "is unknown", "not specified",
        "기록이 없", "기록은 없", "자료가 없", "자료는 없", "자료에 없", "근거가 없", "증거가 없", "데이터가 없", "정보가 없",
        "확인되지 않", "확인할 수 없", "찾을 수 없", "알 수 없", "나와 있지 않", "언급되지 않", "언급이 없", "기록되지 않",
        "없는 것으로", "찾지 못", "포함되어 있지 않", "내역이 없", "명시되지 않", "작업지시가 없", "작업지시는 없",
        "لا يوجد", "لا توجد", "لم يتم العثور", "لم يعثر", "لا تتوفر", "غير متوفر", "لم يذكر", "لم يسجل", "لا دليل",
        "غير معروف",
        "لا تذكر", "لا يذكر", "لا تحتوي",
    ]

    /// A statement with one of these says again what was asked.
    static let asked = [
        "you asked", "the question", "was asked", "as asked", "asked about", "질문", "문의", "물으신", "السؤال", "سالت",
        "المطلوب",
    ]

    static let why = ["why", "cause", "reason", "whether", "원인", "이유", "왜", "여부", "سبب", "لماذا"]
}

extension WordLists {
    /// Phrases that say there is nothing of a kind.
    static let deniedKinds: [Evidence.Kind: [String]] = [
        .alarm: ["no alarm", "경보가 없", "경보는 없", "경보 기록이 없", "알람이 없", "알람은 없", "لا يوجد انذار", "لا توجد انذارات"],
        .workOrder: [
            "no work order", "no matching work order", "작업지시가 없", "작업지시는 없", "작업 지시가 없", "작업 오더가 없",
            "لا يوجد امر عمل", "لا توجد اوامر عمل",
        ],
        .incident: ["no incident", "사고가 없", "인시던트가 없", "لا توجد حوادث"],
    ]
}
