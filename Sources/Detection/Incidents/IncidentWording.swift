package import Plant

/// Titles and timelines of incidents, with figures and units.
///
/// What is stored and shown to models is English; a reader gets the same facts in the language asked for.
package struct IncidentWording: Sendable {
    private let tags: [TagName: Tag]
    private let language: Language
    private let words: TagWords

    package init(language: Language = .english, tags: [TagName: Tag]) {
        self.tags = tags
        self.language = language
        words = TagWords(language: language, tags: tags)
    }

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    // MARK: Titles

    /// `P-101A: seal pot level low, seal barrier pressure low, trip`
    package func title(_ incident: Incident) -> String {
        title(incident.kind, incident.findings, asset: incident.asset)
    }

    func title(_ kind: Incident.Kind, _ findings: [Finding], asset: AssetID?) -> String {
        // Where nobody said of what equipment tags are, their names have to do.
        let name = asset.map { $0.rawValue + ": " } ?? ""
        let comma = say(", ", ", ", "، ")
        switch kind {
        case .instrument:
            let tag = findings.compactMap(\.tag).first?.rawValue ?? asset?.rawValue ?? ""
            let what = unique(findings.map { instrument($0.kind) }).joined(separator: comma)
            let names = unique(findings.compactMap(\.tag?.rawValue))
            if names.count > 1 {
                let shown = names.prefix(3).joined(separator: comma) + (names.count > 3 ? comma + "…" : "")
                return name
                    + say(
                        "계기 \(names.count)개 동시에 \(what): \(shown)",
                        "\(names.count) instruments \(what) at the same time: \(shown)",
                        "\(names.count) أجهزة قياس، \(what) في الوقت نفسه: \(shown)"
                    )
            }
            return name + say("계기 \(tag) \(what)", "instrument \(tag) \(what)", "جهاز القياس \(tag) \(what)")
        case .alarms:
            let floods = findings.filter { $0.kind == .alarmFlood }
            let count = floods.reduce(0) { $0 + Int($1.value ?? 0) }
            let length = words.duration(floods.reduce(0) { $0 + $1.window.seconds })
            return name
                + say(
                    "알람 폭주, \(length) 동안 \(count)건",
                    "alarm flood, \(count) alarms in \(length)",
                    "فيضان إنذارات، \(count) إنذار خلال \(length)"
                )
        case .process:
            if let change = ModeChange(findings) { return name + changed(change, findings) }
            return name + signs(findings, asset).joined(separator: comma)
        }
    }

    private func changed(_ change: ModeChange, _ findings: [Finding]) -> String {
        let kind: Finding.Kind = change == .shutdown ? .stop : .start
        let count = Set(findings.filter { $0.kind == kind }.compactMap(\.asset)).count
        return switch change {
        case .shutdown:
            say(
                "정상 정지, 설비 \(count)대 트립 없이 정지",
                "shutdown, \(count) machines stopped without a trip",
                "إيقاف منظم، توقفت \(count) معدات دون فصل"
            )
        case .startUp:
            say("기동, 설비 \(count)대 기동", "start-up, \(count) machines started", "بدء تشغيل، \(count) معدات")
        }
    }

    /// The parts of a process incident's title, in the same order in every language.
    package func signs(_ incident: Incident) -> [String] {
        incident.kind == .process && ModeChange(incident.findings) == nil
            ? signs(incident.findings, incident.asset) : []
    }

    /// What the main equipment showed, in order of time and at most three, then trips.
    private func signs(_ findings: [Finding], _ asset: AssetID?) -> [String] {
        // What follows a trip tells nothing of how it came about.
        let tripped = findings.first { $0.kind == .trip }?.window.from
        let before = findings.filter { finding in
            tripped.map { finding.window.from < $0.adding(seconds: -5) } ?? true
        }
        let own = before.filter { $0.asset == asset }
        func signs(_ findings: [Finding], _ kinds: Set<Finding.Kind>) -> [String] {
            unique(findings.filter { kinds.contains($0.kind) }.map { sign($0, at: asset) })
        }
        let groups: [Set<Finding.Kind>] = [[.limit, .alarm, .drift, .oscillation], [.deviation], [.rateOfChange]]
        var parts: [String] = []
        for findings in [own, tripped == nil ? before : []] where parts.isEmpty {
            for kinds in groups where parts.isEmpty { parts = signs(findings, kinds) }
        }
        parts = Array(parts.prefix(3))
        for trip in findings where trip.kind == .trip {
            let text =
                trip.asset == nil || trip.asset == asset
                ? say("트립", "trip", "فصل") : tripOf(trip.asset?.rawValue ?? "")
            if !parts.contains(text) { parts.append(text) }
        }
        if parts.isEmpty { parts = unique(findings.map { sign($0, at: asset) }) }
        if findings.contains(where: { $0.kind == .alarmFlood }) {
            parts.append(say("알람 폭주", "alarm flood", "فيضان إنذارات"))
        }
        return parts
    }

    private func tripOf(_ asset: String) -> String { say("\(asset) 트립", "trip of \(asset)", "فصل \(asset)") }

    private func sign(_ finding: Finding, at asset: AssetID?) -> String {
        let name = finding.tag.map { quantity($0, at: asset) } ?? ""
        let isLow = isLow(finding)
        switch finding.kind {
        case .limit, .alarm:
            return isLow
                ? say("\(name) 저하", "\(name) low", "\(name) منخفض") : say("\(name) 상승", "\(name) high", "\(name) مرتفع")
        case .drift:
            return isLow
                ? say("\(name) 서서히 하락", "\(name) drifting down", "\(name) ينخفض ببطء")
                : say("\(name) 서서히 상승", "\(name) drifting up", "\(name) يرتفع ببطء")
        case .deviation:
            return isLow
                ? say("\(name) 평소보다 크게 낮음", "\(name) far below usual", "\(name) أدنى بكثير من المعتاد")
                : say("\(name) 평소보다 크게 높음", "\(name) far above usual", "\(name) أعلى بكثير من المعتاد")
        case .oscillation: return say("\(name) 헌팅", "\(name) oscillating", "\(name) يتأرجح")
        case .rateOfChange: return say("\(name) 급변", "\(name) changing fast", "\(name) يتغير بسرعة")
        case .stop: return say("정지", "stop", "توقف")
        case .start: return say("기동", "start", "بدء التشغيل")
        default: return finding.kind.rawValue
        }
    }

    private func isLow(_ finding: Finding) -> Bool {
        if let value = finding.value, let reference = finding.reference, value != reference { return value < reference }
        let condition = finding.message.split(separator: ":").first ?? ""
        return condition.contains(" LO") || condition.hasSuffix(" L") || condition.hasSuffix(" LL")
    }

    /// What a tag measures, without the equipment's own name and without what stands in brackets.
    private func quantity(_ tag: TagName, at asset: AssetID?) -> String {
        guard let known = tags[tag], !known.description.isEmpty else { return tag.rawValue }
        var text = words.description(known.description)[...]
        if let bracket = text.firstIndex(of: "("), bracket > text.startIndex { text = text[..<bracket] }
        if let name = asset?.rawValue, text.hasPrefix(name + " ") { text = text.dropFirst(name.count + 1) }
        let words = text.split(separator: " ").joined(separator: " ")
        guard let first = words.first, first.isUppercase, words.dropFirst().first?.isLowercase ?? false else {
            return words
        }
        return first.lowercased() + words.dropFirst()
    }

    private func instrument(_ kind: Finding.Kind) -> String {
        switch kind {
        case .frozen: say("지시값 고정", "frozen", "متجمد")
        case .outOfRange: say("측정 범위 이탈", "outside its range", "خارج مداه")
        case .badQuality: say("신호 불량", "without good values", "بلا قيم سليمة")
        default: kind.rawValue
        }
    }

    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    // MARK: Timelines

    func timeline(_ findings: [Finding], _ related: [Record]) -> [TimelineEntry] {
        var entries = findings.map { finding in
            TimelineEntry(
                time: finding.window.from,
                text: finding.message,
                tag: finding.tag,
                record: finding.kind == .alarmFlood ? nil : finding.records.first.map { "alarm:\($0)" }
            )
        }
        for record in related {
            guard let time = record.time else { continue }
            let what = record.kind == .workOrder ? "work order \(record.id)" : "note"
            let title = record.title.isEmpty ? String(record.text.prefix(120)) : record.title
            entries.append(
                TimelineEntry(time: time, text: "\(what): \(title)", record: "\(record.kind.rawValue):\(record.id)")
            )
        }
        return entries.sorted {
            ($0.time, $0.tag?.rawValue ?? "~", $0.text, $0.record ?? "")
                < ($1.time, $1.tag?.rawValue ?? "~", $1.text, $1.record ?? "")
        }
    }

    /// An entry of the timeline in the reader's language: of a finding from its facts, of a record in its own words.
    package func text(_ entry: TimelineEntry, of incident: Incident) -> String {
        if let finding = incident.findings.first(where: { entry.tells($0) }) {
            return FindingSentence(language: language, tags: tags).text(finding)
        }
        guard let record = entry.record, let colon = entry.text.firstIndex(of: ":") else { return entry.text }
        let title = entry.text[colon...]
        if record.hasPrefix("note:"), entry.text.hasPrefix("note:") {
            return say("근무 일지", "note", "ملاحظة الوردية") + title
        }
        let number = entry.text[..<colon].split(separator: " ").last ?? ""
        guard record == "work_order:\(number)", entry.text.hasPrefix("work order ") else { return entry.text }
        return say("작업지시", "work order", "أمر العمل") + " \(number)" + title
    }
}

extension TimelineEntry {
    /// Whether it is the line of a finding.
    func tells(_ finding: Finding) -> Bool {
        tag == finding.tag && time == finding.window.from && text == finding.message
    }
}
