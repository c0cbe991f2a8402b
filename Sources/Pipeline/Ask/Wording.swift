import Detection
import Plant
import Retrieval

/// The program's own sentences in the languages it answers in.
///
/// Each sentence stands here once per language, so that a translator finds them all in one place.
struct Wording: Sendable {
    let language: Language
    let zone: SiteTimeZone
    /// What findings and incidents are told with; without them their stored English is shown.
    var tags: [TagName: Tag] = [:]

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    // MARK: Times

    /// `2026-03-02 02:47` on the plant's clock.
    func moment(_ time: Timestamp) -> String {
        let civil = zone.civil(at: time)
        return civil.date + " " + civil.hourAndMinute
    }

    /// `2026-03-02 02:00 – 04:30`, or whole days where the window is made of whole days.
    func window(_ window: TimeWindow) -> String {
        let from = zone.civil(at: window.from)
        let to = zone.civil(at: window.to)
        if from == from.startOfDay, to == to.startOfDay {
            let last = to.adding(days: -1)
            return from.date == last.date ? from.date : from.date + " – " + last.date
        }
        if from.date == to.date { return from.date + " " + from.hourAndMinute + " – " + to.hourAndMinute }
        return from.date + " " + from.hourAndMinute + " – " + to.date + " " + to.hourAndMinute
    }

    // MARK: Kinds

    func plural(_ kinds: [RecordKind], count: Int) -> String {
        guard kinds.count == 1, let kind = kinds.first else {
            return say("기록", count == 1 ? "record" : "records", "سجل")
        }
        return switch kind {
        case .alarm: say("알람 기록", count == 1 ? "alarm record" : "alarm records", "سجل إنذار")
        case .event: say("이벤트", count == 1 ? "event" : "events", "حدث")
        case .workOrder: say("작업지시", count == 1 ? "work order" : "work orders", "أمر عمل")
        case .note: say("근무 일지", count == 1 ? "note" : "notes", "ملاحظة")
        case .passage: say("문서 구절", count == 1 ? "passage" : "passages", "مقطع")
        }
    }

    // MARK: Counting

    var countedSource: String { say("저장소에서 셈", "counted over the store", "محسوب من المخزن") }

    func counted(_ count: Int, _ kinds: [RecordKind], scope: String) -> String {
        say(
            "\(scope)\(plural(kinds, count: count)): \(count)건.",
            "\(count) \(plural(kinds, count: count))\(scope).",
            "\(count) \(plural(kinds, count: count))\(scope)."
        )
    }

    func scope(assets: [AssetID], window: TimeWindow?, conditions: [String]) -> String {
        var parts: [String] = []
        let names = assets.map(\.rawValue).joined(separator: ", ")
        switch language {
        case .korean:
            if !names.isEmpty { parts.append(names) }
            if let window { parts.append(self.window(window)) }
            parts.append(contentsOf: conditions)
            return parts.isEmpty ? "" : parts.joined(separator: ", ") + " "
        case .english:
            if !names.isEmpty { parts.append("for \(names)") }
            if let window { parts.append("in \(self.window(window))") }
            if !conditions.isEmpty { parts.append("with " + conditions.joined(separator: " and ")) }
        case .arabic:
            if !names.isEmpty { parts.append("للمعدة \(names)") }
            if let window { parts.append("خلال \(self.window(window))") }
            if !conditions.isEmpty { parts.append(conditions.joined(separator: "، ")) }
        }
        return parts.isEmpty ? "" : " " + parts.joined(separator: " ")
    }

    func groups(_ groups: [(String, Int)]) -> String {
        let list = groups.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return say("내역: \(list).", "By group: \(list).", "التوزيع: \(list).")
    }

    func periods(_ count: Int, of grouping: Understanding.Grouping, total: Int) -> String {
        switch grouping {
        case .day:
            say(
                "기록이 있는 날: \(count)일, 모두 \(total)건.",
                "\(count) \(count == 1 ? "day has" : "days have") records, \(total) in all.",
                "\(count) يوم فيها سجلات، المجموع \(total)."
            )
        case .week:
            say(
                "기록이 있는 주: \(count)주, 모두 \(total)건.",
                "\(count) \(count == 1 ? "week has" : "weeks have") records, \(total) in all.",
                "\(count) أسبوع فيها سجلات، المجموع \(total)."
            )
        case .month:
            say(
                "기록이 있는 달: \(count)개월, 모두 \(total)건.",
                "\(count) \(count == 1 ? "month has" : "months have") records, \(total) in all.",
                "\(count) شهر فيها سجلات، المجموع \(total)."
            )
        default:
            say(
                "\(count)개 그룹, 모두 \(total)건.",
                "\(count) \(count == 1 ? "group" : "groups"), \(total) in all.",
                "\(count) مجموعة، المجموع \(total)."
            )
        }
    }

    // MARK: Incidents

    /// The title in the reader's language, made from the findings.
    func title(_ incident: Incident) -> String {
        tags.isEmpty ? incident.title : IncidentWording(language: language, tags: tags).title(incident)
    }

    func incident(_ incident: Incident) -> String {
        let when = window(incident.window)
        let title = title(incident)
        return say(
            "사건 \(incident.id): \(title) (\(when)).",
            "Incident \(incident.id): \(title) (\(when)).",
            "الحادثة \(incident.id): \(title) (\(when))."
        )
    }

    func instrumentOnly(_ incident: Incident) -> String {
        say(
            "사건 \(incident.id)은 계기 이상이며 공정 이상이 아닙니다.",
            "Incident \(incident.id) is an instrument fault, not a process upset.",
            "الحادثة \(incident.id) عطل في جهاز القياس وليست خللاً في العملية."
        )
    }

    func firstOut(_ tag: TagName, at time: Timestamp) -> String {
        say(
            "가장 먼저 움직인 신호는 \(tag.rawValue)입니다 (\(moment(time))).",
            "\(tag.rawValue) moved first, at \(moment(time)).",
            "تحرك \(tag.rawValue) أولاً في \(moment(time))."
        )
    }

    /// What moved first and when it left its usual course or, where that is not known, was first noticed; `nil` where
    /// nothing moved, as of a frozen instrument.
    func firstOut(_ incident: Incident) -> String? {
        guard incident.kind != .instrument, let first = incident.firstOut,
            let entry = incident.timeline.first(where: { $0.tag == first })
        else {
            return nil
        }
        return firstOut(first, at: incident.onset ?? entry.time)
    }

    func timeline(_ entry: TimelineEntry, of incident: Incident) -> String {
        let text = tags.isEmpty ? entry.text : IncidentWording(language: language, tags: tags).text(entry, of: incident)
        return "\(moment(entry.time)) \(text)"
    }

    /// - Parameter incident: The one that is told; the match is the earlier one like it.
    func similar(_ match: SimilarIncidents.Match, to incident: Incident) -> String {
        let reasons = reasons(match, of: incident)
        let why = reasons.isEmpty ? "" : " — " + reasons
        let earlier = match.incident
        return say(
            "전에도 있었습니다: \(title(earlier)), \(window(earlier.window))\(why).",
            "It has happened before: \(title(earlier)), \(window(earlier.window))\(why).",
            "حدث ذلك من قبل: \(title(earlier))، \(window(earlier.window))\(why)."
        )
    }

    /// Why an earlier incident is like this one.
    func reasons(_ match: SimilarIncidents.Match, of incident: Incident) -> String {
        let likeness = LikenessWording(language: language, tags: tags)
        let reasons = tags.isEmpty ? match.reasons : match.grounds.map { likeness.text($0, of: incident) }
        return reasons.joined(separator: "; ")
    }

    /// What a flood of alarms was, in a report's line.
    func flood(_ activations: Int, peak: Int) -> String {
        say(
            "\(activations)건, 10분당 최고 \(peak)건",
            "\(activations), peak \(peak) / 10 min",
            "\(activations)، الذروة \(peak) لكل 10 دقائق"
        )
    }

    func days(_ days: Int) -> String { say("\(days)일", "\(days) d", "\(days) يوم") }

    func record(_ record: Record) -> String {
        let when = record.time.map { moment($0) + " " } ?? ""
        let asset = record.asset.map { $0.rawValue + " " } ?? ""
        let name = record.kind == .workOrder ? record.id + " " : ""
        let label = plural([record.kind], count: 1)
        return "\(when)\(asset)\(label) \(name)\(Wording.quotation(record.title.isEmpty ? record.text : record.title))"
    }

    /// The text in quotation marks, cut at a word's end, so that a reader sees it is the plant's own wording.
    static func quotation(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let joined = line.split(separator: " ").joined(separator: " ").filter { $0 != "\"" && $0 != "“" && $0 != "”" }
        // A number or dash that only counts paragraphs is no part of what is said.
        let unnumbered = joined.drop { $0.isNumber || ".)-•*# ".contains($0) }
        let plain = unnumbered.isEmpty ? joined : String(unnumbered)
        guard plain.count > 160 else { return "“\(plain)”" }
        let cut = plain.prefix(160).split(separator: " ").dropLast().joined(separator: " ")
        return "“\(cut.isEmpty ? String(plain.prefix(160)) : cut)”"
    }

    /// A page to read, with the sentence that says most about the question.
    func passage(_ record: Record, for question: String) -> String {
        let file = record.source.file.split(separator: "/").last.map(String.init) ?? record.source.file
        let place = file + (record.source.page.map { " p. \($0)" } ?? "")
        let telling = TellingSentence(for: question).sentence(of: record.text)
        let words = Wording.quotation(telling ?? (record.text.isEmpty ? record.title : record.text))
        return say("읽어 볼 문서 \(place): \(words)", "To read, \(place): \(words)", "للقراءة، \(place): \(words)")
    }

    /// The tag with its description in the reader's language.
    private func name(_ tag: Tag) -> String {
        let description = FindingSentence(language: language, tags: tags).description(tag.description)
        return description.isEmpty ? tag.name.rawValue : "\(tag.name.rawValue) (\(description))"
    }

    func trend(_ tag: Tag, minimum: String, maximum: String, window: TimeWindow) -> String {
        let unit = tag.unit.map { " " + $0 } ?? ""
        return say(
            "\(name(tag)): 최소 \(minimum)\(unit), 최대 \(maximum)\(unit), \(self.window(window)).",
            "\(name(tag)): minimum \(minimum)\(unit), maximum \(maximum)\(unit), \(self.window(window)).",
            "\(name(tag)): الأدنى \(minimum)\(unit)، الأعلى \(maximum)\(unit)، \(self.window(window))."
        )
    }

    /// Everything a question about a tag's values may want to know.
    func figures(_ tag: Tag, _ figures: TrendFigures, in window: TimeWindow) -> String {
        let unit = tag.unit.map { " " + $0 } ?? ""
        func value(_ number: Double) -> String { DecimalText.rounded(number, decimals: figures.digits) + unit }
        let (low, high) = (moment(figures.minimumTime), moment(figures.maximumTime))
        return say(
            "\(name(tag)), \(self.window(window)): 평균 \(value(figures.mean)), 최소 \(value(figures.minimum)) (\(low)), "
                + "최대 \(value(figures.maximum)) (\(high)), 마지막 값 \(value(figures.last)).",
            "\(name(tag)), \(self.window(window)): mean \(value(figures.mean)), minimum \(value(figures.minimum)) at \(low), "
                + "maximum \(value(figures.maximum)) at \(high), last \(value(figures.last)).",
            "\(name(tag))، \(self.window(window)): المتوسط \(value(figures.mean))، الأدنى \(value(figures.minimum)) في \(low)، "
                + "الأعلى \(value(figures.maximum)) في \(high)، الأخير \(value(figures.last))."
        )
    }

    func valueAtTrip(_ tag: Tag, _ value: String, trip: Timestamp) -> String {
        let unit = tag.unit.map { " " + $0 } ?? ""
        return say(
            "트립 시점(\(moment(trip))) \(name(tag)): \(value)\(unit).",
            "At the trip, \(moment(trip)), \(name(tag)) was \(value)\(unit).",
            "عند التوقف، \(moment(trip))، كان \(name(tag)) \(value)\(unit)."
        )
    }

    func noUsableValue(_ tag: Tag, in window: TimeWindow) -> String {
        say(
            "\(name(tag)): \(self.window(window)) 기간에 쓸 수 있는 값이 없습니다.",
            "\(name(tag)) has no usable value in \(self.window(window)).",
            "لا توجد قيمة صالحة لـ \(name(tag)) خلال \(self.window(window))."
        )
    }

    // MARK: What is not there

    func notInStore(_ name: String) -> String {
        say(
            "‘\(name)’은(는) 저장된 자료에 없습니다.",
            "'\(name)' is not in the store.",
            "‘\(name)’ غير موجود في السجلات."
        )
    }

    func nothingHappened(scope: String) -> String {
        say(
            "\(scope)기록된 이상이 없습니다.",
            "Nothing out of the ordinary is recorded\(scope).",
            "لا يوجد أي خلل مسجل\(scope)."
        )
    }

    func noReadings(in window: TimeWindow, span: TimeWindow?) -> String {
        let have = span.map { self.window($0) }
        return say(
            "\(self.window(window)) 기간의 자료가 없습니다." + (have.map { " 저장된 기간: \($0)." } ?? ""),
            "There are no data in \(self.window(window))." + (have.map { " The store covers \($0)." } ?? ""),
            "لا توجد بيانات خلال \(self.window(window))." + (have.map { " تغطي السجلات \($0)." } ?? "")
        )
    }

    func noRecords(of kinds: [RecordKind], scope: String) -> String {
        say(
            "\(scope)\(plural(kinds, count: 2)) 없음.",
            "There are no \(plural(kinds, count: 2))\(scope).",
            "لا يوجد \(plural(kinds, count: 2))\(scope)."
        )
    }

    func nothingFound() -> String {
        say(
            "질문과 맞는 근거를 찾지 못했습니다.",
            "No evidence was found for this question.",
            "لم يُعثر على دليل لهذا السؤال."
        )
    }
}
