import Plant

/// Turns what the store holds into evidence: what the model reads and the reader checks.
struct EvidenceText: Sendable {
    let zone: SiteTimeZone
    /// How many lines of an incident's timeline its evidence tells.
    static let timelineListed = 20

    private func moment(_ time: Timestamp) -> String {
        let civil = zone.civil(at: time)
        return civil.date + " "
            + civil.description.suffix(8 + (civil.nanosecond == 0 ? 0 : civil.description.utf8.count - 19))
    }

    func evidence(_ record: Record) -> Evidence {
        var lines: [String] = []
        var head: [String] = []
        if let time = record.time { head.append(moment(time)) }
        if let end = record.end { head.append("until " + moment(end)) }
        if let asset = record.asset { head.append(asset.rawValue) }
        if record.kind == .workOrder || record.kind == .event { head.append(record.id) }
        if !head.isEmpty { lines.append(head.joined(separator: " ")) }
        if let page = record.source.page { lines.append("page \(page)") }
        if record.kind == .passage, !record.source.headings.isEmpty {
            lines.append(record.source.headings.joined(separator: " › "))
        }
        if !record.title.isEmpty, record.source.headings.last != record.title { lines.append(record.title) }
        if !record.text.isEmpty, record.text != record.title { lines.append(record.text) }
        let fields = record.fields.sorted { $0.key < $1.key }
            .filter { !$0.value.isEmpty && $0.key != RecordField.language }
            // A code that is one of ISO 14224 itself is not said twice.
            .filter { $0.key != RecordField.failureMode || $0.value != record.fields[RecordField.code] }
            .map { "\($0.key): \($0.value)" }
        if !fields.isEmpty { lines.append(fields.joined(separator: "; ")) }
        return Evidence(
            id: "",
            kind: EvidenceText.kind(record.kind),
            source: record.source.description,
            asset: record.asset,
            window: record.time.map { TimeWindow(from: $0, to: max(record.end ?? $0, $0)) },
            text: lines.joined(separator: "\n"),
            dataClass: record.dataClass,
            link: "record:\(record.kind.rawValue)/\(record.id)"
        )
    }

    static func kind(_ kind: RecordKind) -> Evidence.Kind {
        switch kind {
        case .alarm: .alarm
        case .event: .event
        case .workOrder: .workOrder
        case .note: .note
        case .passage: .passage
        }
    }

    /// - Parameter withOnset: Whether it says when the first-out left its usual course.
    func evidence(
        _ incident: Incident,
        dataClass: DataClass,
        reasons: [String] = [],
        withOnset: Bool = false
    ) -> Evidence {
        var lines = ["\(incident.id): \(incident.title)"]
        if !reasons.isEmpty { lines.append("alike: " + reasons.joined(separator: "; ")) }
        lines.append(
            "from \(moment(incident.window.from)) to \(moment(incident.window.to)); severity "
                + incident.severity.rawValue + "; kind " + incident.kind.rawValue
        )
        if let first = incident.firstOut { lines.append("first to move: \(first.rawValue)") }
        if withOnset, let first = incident.firstOut, let onset = incident.onset {
            lines.append("\(first.rawValue) left its usual course at \(moment(onset))")
        }
        if incident.assets.count > 1 {
            lines.append("equipment: " + incident.assets.map(\.rawValue).joined(separator: ", "))
        }
        for correction in incident.corrections ?? [] where correction.withdrawn == nil {
            lines.append(
                "a person \(correction.kind == .merge ? "merged" : "split") \(correction.incidents.joined(separator: ", ")): "
                    + correction.reason
            )
        }
        for finding in incident.findings.prefix(12) { lines.append("- " + finding.message) }
        for entry in incident.timeline.prefix(EvidenceText.timelineListed) {
            lines.append("\(moment(entry.time)) \(entry.text)")
        }
        return Evidence(
            id: "",
            kind: .incident,
            source: "incident \(incident.id)",
            asset: incident.asset,
            window: incident.window,
            text: lines.joined(separator: "\n"),
            dataClass: dataClass,
            link: "incident:\(incident.id)"
        )
    }

    /// A trend in words and figures; `nil` where nothing usable was measured.
    ///
    /// - Parameter trip: When the equipment tripped, if the value at that moment is to be told.
    func evidence(_ series: ReadingSeries, of tag: Tag, in window: TimeWindow, trip: Timestamp? = nil) -> Evidence? {
        guard let figures = TrendFigures(series) else { return nil }
        let unit = tag.unit.map { " " + $0 } ?? ""
        let digits = figures.digits
        func value(_ number: Double) -> String { DecimalText.rounded(number, decimals: digits) + unit }
        var lines = [tag.description.isEmpty ? tag.name.rawValue : "\(tag.name.rawValue) \(tag.description)"]
        lines.append("\(moment(window.from)) to \(moment(window.to)), \(figures.count) good readings")
        lines.append("minimum \(value(figures.minimum)) at \(moment(figures.minimumTime))")
        lines.append("maximum \(value(figures.maximum)) at \(moment(figures.maximumTime))")
        lines.append("mean \(value(figures.mean)); first \(value(figures.first)); last \(value(figures.last))")
        if let trip, let last = series.usableValue(at: trip) {
            lines.append("\(value(last)) at the trip (\(moment(trip)))")
        }
        let limits = [
            ("low low", tag.limits.lowLow), ("low", tag.limits.low), ("high", tag.limits.high),
            ("high high", tag.limits.highHigh),
        ].compactMap { name, limit in limit.map { "\(name) \(DecimalText.rounded($0, decimals: digits))\(unit)" } }
        if !limits.isEmpty { lines.append("limits: " + limits.joined(separator: ", ")) }
        if figures.unusable > 0 { lines.append("\(figures.unusable) readings of bad quality") }
        return Evidence(
            id: "",
            kind: .trend,
            source: "\(tag.name.rawValue) \(moment(window.from)) – \(moment(window.to))",
            asset: tag.asset,
            window: window,
            text: lines.joined(separator: "\n"),
            dataClass: tag.dataClass,
            link: "tag:\(tag.name.rawValue)?from=\(window.from)&to=\(window.to)",
            figures: [
                "minimum": figures.minimum, "maximum": figures.maximum, "mean": figures.mean,
                "first": figures.first, "last": figures.last, "count": Double(figures.count),
            ],
            unit: tag.unit,
            tag: tag.name
        )
    }
}

extension ReadingSeries {
    /// The last usable value at or before a moment; series are in order of time.
    func usableValue(at moment: Timestamp) -> Double? {
        var last: Double?
        for index in values.indices {
            guard times[index] <= moment.nanoseconds else { break }
            if qualities[index].isUsable { last = values[index] }
        }
        return last
    }
}

/// The figures of a stretch of readings, usable ones only.
struct TrendFigures: Sendable {
    var minimum: Double
    var minimumTime: Timestamp
    var maximum: Double
    var maximumTime: Timestamp
    var mean: Double
    var first: Double
    var last: Double
    var count: Int
    var unusable: Int

    init?(_ series: ReadingSeries) {
        var sum = 0.0
        var used = 0
        var low: Int?
        var high: Int?
        var start: Int?
        var end: Int?
        for index in series.values.indices where series.qualities[index].isUsable {
            let value = series.values[index]
            if low.map({ value < series.values[$0] }) ?? true { low = index }
            if high.map({ value > series.values[$0] }) ?? true { high = index }
            if start == nil { start = index }
            end = index
            sum += value
            used += 1
        }
        guard let low, let high, let start, let end else { return nil }
        minimum = series.values[low]
        minimumTime = Timestamp(nanoseconds: series.times[low])
        maximum = series.values[high]
        maximumTime = Timestamp(nanoseconds: series.times[high])
        mean = sum / Double(used)
        first = series.values[start]
        last = series.values[end]
        count = used
        unusable = series.count - used
    }

    /// Decimals that tell minimum from maximum: two significant digits of the span, between 0 and 6.
    var digits: Int {
        let span = max(maximum - minimum, abs(maximum) / 1_000)
        var digits = 0
        var unit = span
        while unit < 10, unit > 0, digits < 6 {
            unit *= 10
            digits += 1
        }
        return digits
    }
}
