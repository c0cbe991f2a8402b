import Plant

/// Headings and fixed sentences of the nightly report, per language.
struct ReportWording: Sendable {
    let language: Language

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    func title(_ site: String, _ date: String) -> String {
        say("\(site) 일일 보고 \(date)", "\(site): report of \(date)", "\(site): تقرير \(date)")
    }

    var atAGlance: String { say("요약", "At a glance", "نظرة سريعة") }
    var incidents: String { say("사건", "Incidents", "الحوادث") }
    var alarms: String { say("알람", "Alarms", "الإنذارات") }
    var maintenance: String { say("정비", "Maintenance", "الصيانة") }
    var notes: String { say("근무 일지", "Shift notes", "ملاحظات الوردية") }
    var coverage: String { say("자료 범위와 누락", "Coverage and gaps", "التغطية والفجوات") }
    var summary: String {
        say("모델 요약 (근거와 대조함)", "Model's summary, checked against the evidence", "ملخص النموذج بعد التحقق")
    }
    var evidence: String { say("근거", "Evidence", "الأدلة") }
    var unit: String { say("공정", "Unit", "الوحدة") }
    var activations: String { say("알람 발생", "Alarm activations", "تفعيلات الإنذار") }
    var opened: String { say("발행된 작업지시", "Work orders opened", "أوامر عمل جديدة") }
    var closed: String { say("완료된 작업지시", "Work orders finished", "أوامر عمل منجزة") }
    var repeats: String { say("반복 고장", "Repeat failures", "أعطال متكررة") }
    var similar: String { say("전에 있었던 비슷한 일", "Seen before", "حدث من قبل") }
    var floods: String { say("알람 폭주", "Alarm floods", "فيضانات الإنذار") }
    var chattering: String { say("채터링 알람", "Chattering alarms", "إنذارات مترددة") }
    var mostFrequent: String { say("가장 잦은 알람", "Most frequent", "الأكثر تكراراً") }
    var standing: String { say("하루 끝에 남은 알람", "Standing at the end of the day", "القائمة عند نهاية اليوم") }
    var timeline: String { say("경과", "Timeline", "التسلسل الزمني") }
    var quiet: String { say("기록된 이상이 없습니다.", "Nothing out of the ordinary is recorded.", "لا يوجد أي خلل مسجل.") }
    /// No news is good news only where something was recorded.
    var nothingTaken: String {
        say(
            "이 날의 자료가 없습니다: 이상이 있었는지 알 수 없습니다.",
            "There are no data of this day: whether anything happened is not known.",
            "لا توجد بيانات لهذا اليوم: لا يُعرف هل حدث شيء."
        )
    }

    var instrumentFault: String {
        say("계기 이상이며 공정 이상이 아닙니다.", "An instrument fault, not a process upset.", "عطل جهاز قياس وليس خللاً في العملية.")
    }
    var withoutModel: String {
        say(
            "모델 없이 저장된 기록만으로 작성했습니다.",
            "Composed from the records alone, without a model.",
            "أُعدّ من السجلات وحدها دون نموذج."
        )
    }
    func severity(_ severity: Severity) -> String {
        switch severity {
        case .low: say("낮음", "low", "منخفضة")
        case .medium: say("보통", "medium", "متوسطة")
        case .high: say("높음", "high", "عالية")
        case .critical: say("심각", "critical", "حرجة")
        }
    }

    func window(_ text: String, zone: String) -> String {
        say("기간 \(text) (\(zone))", "Period \(text) (\(zone))", "الفترة \(text) (\(zone))")
    }

    func coverage(_ coverage: UnitDay.Coverage) -> String {
        say(
            "태그 \(coverage.tags)개 중 \(coverage.tagsWithReadings)개에 측정값, 정상 측정값 \(coverage.goodReadings)개.",
            "\(coverage.tagsWithReadings) of \(coverage.tags) tags have readings, \(coverage.goodReadings) good readings.",
            "\(coverage.tagsWithReadings) من \(coverage.tags) إشارة لها قراءات، \(coverage.goodReadings) قراءة سليمة."
        )
    }

    func rate(average: String, peak: Int) -> String {
        say(
            "10분당 평균 \(average)건, 최고 \(peak)건 (목표: 평균 1, 최고 10; EEMUA 191)",
            "\(average) per 10 minutes on average, peak \(peak) (target: 1 and 10; EEMUA 191)",
            "\(average) لكل 10 دقائق في المتوسط، الذروة \(peak) (الهدف: 1 و10؛ EEMUA 191)"
        )
    }
}
