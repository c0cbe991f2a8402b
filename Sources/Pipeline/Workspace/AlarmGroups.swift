import Detection
import Plant

/// Alarm figures of each operator position, unit and shift.
struct AlarmGroups: Sendable {
    let tree: AssetTree
    let units: [AssetID]
    let configuration: Configuration

    /// Positions, then units, then shifts; a kind with a single group that holds everything is left out.
    func groups(_ alarms: [Alarm], in window: TimeWindow) -> [AlarmFiguresReport.Group] {
        positions(alarms, window) + ofUnits(alarms, window) + shifts(alarms, window)
    }

    private func positions(_ alarms: [Alarm], _ window: TimeWindow) -> [AlarmFiguresReport.Group] {
        let groups = Dictionary(grouping: alarms) { $0.operatorPosition ?? "" }
        guard groups.count > 1 else { return [] }
        return groups.sorted { $0.key < $1.key }.map {
            group("position", $0.key.isEmpty ? "not stated" : $0.key, AlarmAnalysis($0.value, in: window))
        }
    }

    private func ofUnits(_ alarms: [Alarm], _ window: TimeWindow) -> [AlarmFiguresReport.Group] {
        var unit: [AssetID: AssetID] = [:]
        for root in units { for asset in tree.subtree(of: root) { unit[asset] = root } }
        guard !unit.isEmpty else { return [] }
        let groups = Dictionary(grouping: alarms) { $0.asset.flatMap { unit[$0] } }
        return groups.sorted { ($0.key?.rawValue ?? "~") < ($1.key?.rawValue ?? "~") }.map { key, alarms in
            let name = key.map { tree[$0]?.name ?? $0.rawValue } ?? "of no unit"
            let shown = key.map { $0.rawValue == name ? name : "\($0.rawValue) \(name)" } ?? name
            return group("unit", shown, AlarmAnalysis(alarms, in: window))
        }
    }

    // MARK: Shifts

    private func shifts(_ alarms: [Alarm], _ window: TimeWindow) -> [AlarmFiguresReport.Group] {
        let active = alarms.filter { $0.transition == .activation && window.contains($0.time) }
            .sorted { $0.time < $1.time }
        return configuration.shifts.map { shift in
            var sum = AlarmFiguresReport.Group(
                kind: "shift",
                name: shift.name,
                hours: 0,
                activations: 0,
                average_per_10_min: 0,
                peak_per_10_min: 0,
                floods: 0,
                flood_share: 0,
                chattering: 0,
                band: ""
            )
            var flooded = 0.0
            var chattering: Set<String> = []
            for part in stretches(of: shift, in: window) {
                let low = active.firstIndexInOrder { $0.time >= part.from }
                let high = active.firstIndexInOrder { $0.time >= part.to }
                let analysis = AlarmAnalysis(Array(active[low..<max(low, high)]), in: part)
                sum.hours += part.seconds / 3_600
                sum.activations += analysis.activations
                sum.peak_per_10_min = max(sum.peak_per_10_min, analysis.peakPerTenMinutes)
                sum.floods += analysis.floods.count
                flooded += analysis.floodShare * part.seconds
                chattering.formUnion(analysis.chattering.map { "\($0.tag.rawValue) \($0.condition)" })
            }
            guard sum.hours > 0 else { return sum }
            sum.average_per_10_min = Double(sum.activations) / (sum.hours * 6)
            sum.flood_share = flooded / (sum.hours * 3_600)
            sum.chattering = chattering.count
            sum.band = AlarmAnalysis.Band(averagePerTenMinutes: sum.average_per_10_min).rawValue
            return sum
        }.filter { $0.hours > 0 }
    }

    /// The shift's turns of duty within a window, cut at its ends.
    private func stretches(of shift: ShiftSettings, in window: TimeWindow) -> [TimeWindow] {
        let zone = configuration.zone
        var day = zone.civil(at: window.from).startOfDay.adding(days: -1)
        var found: [TimeWindow] = []
        while true {
            var start = day
            start.hour = shift.startHour
            var end = shift.endHour <= shift.startHour ? day.adding(days: 1) : day
            if shift.endHour == 24 { end = end.adding(days: 1) } else { end.hour = shift.endHour }
            let part = TimeWindow(
                from: max(zone.moment(start), window.from),
                to: min(zone.moment(end), window.to)
            )
            if zone.moment(start) >= window.to { return found }
            if !part.isEmpty { found.append(part) }
            day = day.adding(days: 1)
        }
    }

    private func group(_ kind: String, _ name: String, _ analysis: AlarmAnalysis) -> AlarmFiguresReport.Group {
        AlarmFiguresReport.Group(
            kind: kind,
            name: name,
            hours: analysis.window.seconds / 3_600,
            activations: analysis.activations,
            average_per_10_min: analysis.averagePerTenMinutes,
            peak_per_10_min: analysis.peakPerTenMinutes,
            floods: analysis.floods.count,
            flood_share: analysis.floodShare,
            chattering: analysis.chattering.count,
            band: analysis.band.rawValue
        )
    }
}

extension [Alarm] {
    /// The first index for which a condition holds that holds for all after it.
    fileprivate func firstIndexInOrder(where holds: (Alarm) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
