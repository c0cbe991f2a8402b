package import Plant

extension AlarmAnalysis {
    /// What the alarm journal adds to incidents: one finding per alarm from activation to return, floods, chattering.
    package static func findings(
        _ alarms: [Alarm],
        tags: [TagName: Tag],
        settings: DetectionSettings = DetectionSettings()
    ) -> [Finding] {
        let ordered = AlarmAnalysis.ordered(alarms)
        let active = ordered.filter { $0.transition == .activation }
        return single(ordered, tags) + floods(active, settings).map(finding) + chattering(active, tags, settings)
    }

    private static func single(_ ordered: [Alarm], _ tags: [TagName: Tag]) -> [Finding] {
        var open: [Key: Int] = [:]
        var found: [Finding] = []
        for alarm in ordered {
            let key = Key(alarm)
            switch alarm.transition {
            case .activation:
                open[key] = found.count
                found.append(finding(alarm, tags[alarm.tag]))
            case .returnToNormal:
                guard let index = open.removeValue(forKey: key) else { continue }
                found[index].window.to = max(alarm.time, found[index].window.to)
                found[index].records.append(alarm.recordID)
            case .acknowledgement, .shelving, .suppression:
                if let index = open[key] { found[index].records.append(alarm.recordID) }
            }
        }
        return found
    }

    private static func finding(_ alarm: Alarm, _ tag: Tag?) -> Finding {
        let condition = alarm.condition.uppercased()
        let isTrip = condition.contains("TRIP") || condition == "SHUTDOWN" || condition == "ESD"
        let isFar = ["HIHI", "LOLO", "HH", "LL", "PVHIHI", "PVLOLO", "PVHH", "PVLL"].contains(condition)
        let priority = (alarm.priority ?? "").lowercased()
        let isUrgent = ["critical", "emergency", "urgent", "high", "1"].contains(priority)
        let unit = tag?.unit.map { $0.isEmpty ? "" : " " + $0 } ?? ""
        let value = alarm.value.map { " at " + DecimalText.significant($0, digits: 4) + unit } ?? ""
        let limit = alarm.limit.map { ", limit " + DecimalText.significant($0, digits: 4) + unit } ?? ""
        let message = alarm.message.isEmpty ? alarm.tag.rawValue : alarm.message
        let name = message.contains(alarm.tag.rawValue) ? "" : alarm.tag.rawValue + " "
        return Finding(
            kind: isTrip ? .trip : .alarm,
            tag: alarm.tag,
            asset: alarm.asset ?? tag?.asset,
            window: TimeWindow(from: alarm.time, to: alarm.time.adding(seconds: 1)),
            severity: isTrip ? .critical : isFar || isUrgent ? .high : .medium,
            message: "\(isTrip ? "trip" : "alarm") \(alarm.condition): \(name)\(message)\(value)\(limit)",
            value: alarm.value,
            reference: alarm.limit,
            unit: tag?.unit,
            records: [alarm.recordID]
        )
    }

    private static func finding(_ flood: Flood) -> Finding {
        let position = flood.operatorPosition.map { $0.isEmpty ? "" : " at \($0)" } ?? ""
        return Finding(
            kind: .alarmFlood,
            tag: flood.first,
            window: flood.window,
            severity: .high,
            message: "alarm flood\(position): \(flood.activations) activations in "
                + "\(SignalText.duration(flood.window.seconds)), at most \(flood.peak) in 10 min, "
                + "first \(flood.first.rawValue)",
            value: Double(flood.activations),
            records: flood.records
        )
    }

    private static func chattering(
        _ active: [Alarm],
        _ tags: [TagName: Tag],
        _ settings: DetectionSettings
    ) -> [Finding] {
        Dictionary(grouping: active) { Key($0) }.sorted { $0.key < $1.key }.flatMap { key, alarms in
            ChatterRun.find(alarms.map(\.time), settings).map { run in
                let part = alarms.filter { run.window.contains($0.time) }
                return Finding(
                    kind: .chattering,
                    tag: key.tag,
                    asset: part.first?.asset ?? tags[key.tag]?.asset,
                    window: run.window,
                    severity: .low,
                    message: "\(key.tag.rawValue) \(key.condition) chattered: \(run.activations) activations in "
                        + "\(Int(run.window.seconds.rounded())) s",
                    value: Double(run.activations),
                    records: part.map(\.recordID)
                )
            }
        }
    }
}
