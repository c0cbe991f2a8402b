import Plant

/// Sentences about how a question was read, in its language.
struct Wording {
    let language: Language

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    var beginning: String { say("처음", "the beginning", "البداية") }

    func period(_ words: String, from: String, to: String, zone: String) -> String {
        say(
            "'\(words)': 현장 시간(\(zone)) \(from)부터 \(to) 전까지로 보았습니다.",
            "'\(words)' is taken as \(from) up to \(to), plant time (\(zone)).",
            "فُهمت '\(words)' على أنها من \(from) حتى \(to) بتوقيت الموقع (\(zone))."
        )
    }

    func monthFirst(_ words: String) -> String {
        say(
            "'\(words)'은 월/일/연도 순서로 읽었습니다.",
            "'\(words)' is read as month/day/year.",
            "قُرئ '\(words)' بترتيب شهر/يوم/سنة."
        )
    }

    func assumedToday(_ date: String) -> String {
        say("오늘을 \(date)로 보았습니다.", "Today is taken to be \(date), as asked.", "اعتُبر اليوم \(date) كما طُلب.")
    }

    func several(_ words: String, _ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return say(
            "'\(words)'은(는) \(list) 모두로 보았습니다.",
            "'\(words)' is taken to mean all of \(list).",
            "فُهمت '\(words)' على أنها تعني كل من \(list)."
        )
    }

    func partly(_ words: String, _ name: String) -> String {
        say(
            "'\(words)'은(는) \(name)(으)로 보았습니다.",
            "'\(words)' is taken to mean \(name).",
            "فُهمت '\(words)' على أنها \(name)."
        )
    }

    /// A quantity that a question means, and the tags that measure it.
    func measured(_ words: String, _ tags: [String]) -> String {
        let list = tags.joined(separator: ", ")
        return say(
            "'\(words)': \(list)(으)로 보았습니다.",
            "'\(words)' is taken to mean \(list).",
            "فُهمت '\(words)' على أنها \(list)."
        )
    }

    func notMeasured(_ words: String, _ asset: String) -> String {
        say(
            "\(asset)에는 '\(words)'(으)로 설명된 태그가 없습니다.",
            "No tag of \(asset) is described as '\(words)'.",
            "لا يوجد لدى \(asset) قياس موصوف بأنه '\(words)'."
        )
    }

    func nearest(_ unknown: String, _ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return say(
            "'\(unknown)'은(는) 저장소에 없습니다. 혹시 \(list)입니까? (대신 조회하지 않았습니다.)",
            "'\(unknown)' is not in the store. Did you mean \(list)? (It was not looked up instead.)",
            "'\(unknown)' غير موجود. هل تقصد \(list)؟ (لم يُبحث عنه بدلاً منه.)"
        )
    }

    func allEvents(_ groups: [String]) -> String {
        let list = groups.isEmpty ? "" : " (" + groups.joined(separator: ", ") + ")"
        return say(
            "'이벤트'는 모든 그룹의 이벤트 기록\(list)으로 보았습니다.",
            "'Events' is taken as the logged events of all groups\(list).",
            "فُهمت 'الأحداث' على أنها سجلات الأحداث من كل المجموعات\(list)."
        )
    }

    var workOrderRecords: String {
        say(
            "'작업지시'는 작업지시 기록으로 보았습니다. WORK_ORDER 그룹의 이벤트는 따로 세지 않았습니다.",
            "'Work orders' is taken as work-order records; events of the group WORK_ORDER are not counted beside them.",
            "فُهمت 'أوامر العمل' على أنها سجلات أوامر العمل؛ ولم تُحسب أحداث مجموعة WORK_ORDER معها."
        )
    }

    var workOrderEvents: String {
        say(
            "작업지시는 경고·이상과 함께 이벤트 기록(WORK_ORDER 그룹)에서 세었습니다.",
            "Work orders are counted among the events (group WORK_ORDER), beside alerts and anomalies.",
            "حُسبت أوامر العمل ضمن الأحداث (المجموعة WORK_ORDER) مع التنبيهات والحالات الشاذة."
        )
    }

    func alarmsAreAlerts(_ group: String) -> String {
        say(
            "'경보'는 \(group) 그룹의 이벤트로 보았습니다.",
            "'Alarms' is taken as the events of the group \(group).",
            "فُهمت 'الإنذارات' على أنها أحداث المجموعة \(group)."
        )
    }

    var alertsAreAlarms: String {
        say(
            "'경고'는 공정 알람으로 보았습니다.",
            "'Alerts' is taken as process alarms.",
            "فُهمت 'التنبيهات' على أنها إنذارات العملية."
        )
    }

    var byCode: String {
        say(
            "분포는 코드별로 보았습니다(월별·장비별도 가능).",
            "The distribution is taken by code; by month or by equipment is possible as well.",
            "فُهم التوزيع حسب الرمز؛ ويمكن أيضاً حسب الشهر أو المعدة."
        )
    }

    var noForecast: String {
        say(
            "예측은 하지 않으며, 기록된 이력의 분포를 보여 줍니다.",
            "Nothing is predicted; what is shown is the distribution of what was recorded.",
            "لا يُجرى أي توقع؛ المعروض هو توزيع ما سُجل."
        )
    }

    func thresholdNotApplied(_ words: String) -> String {
        say(
            "'\(words)' 조건은 적용하지 않고 모두 보여 줍니다.",
            "The condition '\(words)' is not applied; everything is shown.",
            "لم يُطبق الشرط '\(words)'؛ يُعرض كل شيء."
        )
    }

    func notLeftOut(_ words: String, _ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return say(
            "'\(words)': 제외하는 조건은 적용하지 않았으므로 \(list)도 결과에 들어 있을 수 있습니다.",
            "'\(words)' is not applied: \(list) is not left out.",
            "لم يُطبق الشرط '\(words)': لم يُستبعد \(list)."
        )
    }

    var failuresAreWorkOrders: String {
        say(
            "'고장'은 작업지시 기록으로 세었습니다.",
            "'Failures' are counted by their work orders.",
            "حُسبت 'الأعطال' بعدد أوامر العمل."
        )
    }

    func condition(_ words: String, _ field: String, _ values: [String]) -> String {
        let list = values.joined(separator: ", ")
        return say(
            "'\(words)'은 \(field) = \(list)(으)로 보았습니다.",
            "'\(words)' is taken as \(field) = \(list).",
            "فُهمت '\(words)' على أنها \(field) = \(list)."
        )
    }
}
