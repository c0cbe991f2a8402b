/// Whether what a code of a work order stands for is something people do (*Routine Maintenance*, *Oil Analysis*,
/// *Leak Detection*) and no way in which equipment fails (*Refrigerant Leak*, *Vibration Issues*).
///
/// Sites give one catalogue of codes to both, and write corrective orders on activities. ISO 14224 keeps the two apart:
/// maintenance activities are its table B.5, failure modes its tables B.6 to B.15. The word that the others describe
/// decides: in English, German and Korean the last one (before *of*, *in*, *for*…), in Arabic the first. A *repair* or a *replacement* is none of these
/// activities: what was repaired had failed, whatever the code hides of how.
enum MaintenanceActivity {
    /// - Parameter description: What a code stands for, in the words of the site.
    static func isNamed(_ description: String) -> Bool {
        let words = split(description)
        guard !words.contains(where: { word in failures.contains { word.hasPrefix($0) } }) else { return false }
        let phrase = words.prefix { !links.contains($0) }
        guard let last = phrase.last, let first = phrase.first else { return false }
        return activities.contains(last) || endings.contains { last.hasSuffix($0) } || beginnings.contains(first)
    }

    private static func split(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// What follows one of these only tells of what, where or why.
    private static let links: Set<String> = [
        "of", "in", "on", "at", "for", "from", "to", "during", "after", "before", "due", "by", "with", "and", "or",
        "des", "der", "von", "im", "am", "für", "nach", "und",
    ]

    /// With one of these a description tells of a failure, whatever it ends with.
    private static let failures = [
        "fail", "fault", "defect", "broke", "broken", "need", "requir", "unable", "cannot", "poor", "inadequ",
        "insuffic", "incorrect", "wrong", "missing", "lack", "not", "불량", "고장", "실패", "미흡", "defekt", "fehl",
        "فشل", "عطل",
    ]

    private static let activities: Set<String> = [
        "maintenance", "service", "servicing", "cleaning", "washing", "flushing", "lubrication", "lubricating",
        "greasing", "calibration", "calibrating", "inspection", "inspecting", "check", "checks", "checkup", "testing",
        "test", "tests", "analysis", "analyses", "survey", "sampling", "monitoring", "detection", "overhaul",
        "overhauling", "refit", "adjustment", "adjusting",
        "modification", "installation", "removal", "transfer", "addition", "refill", "refilling", "filling", "topup",
        "charging", "draining", "management", "operations", "work", "works", "painting", "tightening", "alignment",
        "balancing", "tuning", "upgrade", "update", "housekeeping", "measurement", "startup", "commissioning",
    ]

    /// Of words that German and Korean put together.
    private static let endings = [
        "wartung", "reinigung", "inspektion", "prüfung", "kalibrierung", "schmierung", "überholung",
        "instandhaltung", "점검", "청소", "세정", "세척", "교정", "윤활", "주유", "급유", "정비", "분석", "검사",
        "시험", "작업", "보충", "조정", "오버홀",
    ]

    private static let beginnings: Set<String> = [
        "صيانة", "تنظيف", "معايرة", "تشحيم", "فحص", "اختبار", "تحليل", "تزييت", "ضبط",
    ]
}
