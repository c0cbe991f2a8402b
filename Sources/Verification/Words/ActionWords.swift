/// Words by which a statement tells someone to act on equipment.
enum ActionWords {
    /// Base forms.
    static let english = [
        "operate", "bypass", "open", "close", "isolate", "start", "stop", "restart", "shut", "shutdown", "trip",
        "override",
        "defeat", "disable", "inhibit", "jumper", "force", "reset", "energize", "de-energize", "deenergize", "energise",
        "throttle", "drain", "vent", "depressurize", "depressurise", "silence", "suppress", "disconnect", "unlock",
        "lock",
        "switch", "turn", "raise", "lower", "increase", "decrease", "reduce", "remove", "block", "purge", "swap",
        "ramp",
        "crack", "pull", "ignore",
    ]

    /// Modals and phrases of advice; "may", "can" and "could" count only right before the verb.
    static let englishAdvice: Set<String> = [
        "should", "must", "shall", "recommend", "recommended", "recommends", "recommendation", "advise", "advised",
        "need",
        "needs", "ought", "suggest", "suggested", "suggests", "consider", "ensure", "please", "try", "required",
        "immediately", "instruct", "necessary", "advisable",
    ]

    static let englishMaybe: Set<String> = ["may", "can", "could", "might", "to"]

    /// Words an order may begin after.
    static let englishLead: Set<String> = [
        "please", "then", "and", "first", "next", "now", "immediately", "finally", "also", "or", "always", "just", "so",
    ]

    static let korean = [
        "열어", "열고", "열도록", "열기", "열 것", "여십", "여세", "닫", "개방", "폐쇄", "차단", "격리", "우회", "바이패스", "정지", "멈추", "기동", "가동",
        "시동", "조작", "해제",
        "무시", "강제", "리셋", "무력화", "잠그", "잠가", "끄", "꺼", "켜", "켜십", "투입", "중지", "중단", "높이", "낮추", "높여", "낮춰", "배출",
        "방출", "전환", "기동", "bypass", "trip", "override", "reset", "차압", "퍼지", "감압", "증가시", "감소시", "줄이", "올리",
    ]

    static let koreanOrders = [
        "하세요", "하십시오", "하시오", "십시오", "세요", "시오", "해야", "하라", "할 것", "바랍니다", "바람", "권장", "필요", "주세요",
        "어야", "아야", "여야", "권고", "고려", "시켜라", "합시다", "하도록", "할것", "해 주", "해라", "가야", "춰야", "주십시오",
    ]

    static let arabicImperatives: Set<String> = [
        "افتح", "اغلق", "اوقف", "شغل", "اعزل", "عطل", "تجاوز", "الغ", "ابدا", "اطفئ", "افصل", "صرف", "ارفع", "اخفض",
        "خفض",
    ]

    static let arabicAdvice = [
        "يجب", "ينبغي", "يرجى", "نوصي", "يوصى", "قم", "قوموا", "لا بد", "من الضروري", "ننصح", "ينصح",
    ]

    static let arabicActions = [
        "فتح", "اغلاق", "ايقاف", "تشغيل", "عزل", "تجاوز", "تعطيل", "تخطي", "فصل", "الغاء", "تصريف", "رفع", "خفض",
    ]

    /// Words that turn an event's report into its denial.
    static let englishNegations: Set<String> = [
        "not", "no", "never", "without", "neither", "nor", "cannot", "didn't", "wasn't", "isn't", "hasn't", "haven't",
        "weren't",
        "doesn't", "don't", "couldn't", "hadn't", "aren't", "none", "zero",
    ]

    static let arabicNegations: Set<String> = [
        "لم", "لا", "لن", "ليس", "ليست", "دون", "بدون", "عدم", "غير", "ولم", "ولا", "يوجد لا",
    ]

    static let koreanNegations = ["않", "못", "없", "아니"]
}
