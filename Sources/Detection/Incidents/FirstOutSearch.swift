package import Plant

/// Looks again, in the readings around an incident, at what moved first and when.
///
/// Limits and alarms speak late: a level falls for half an hour before it reaches its limit, and a motor that trips on
/// overcurrent may never have reached one. The tag that spoke first gets the moment at which it left its usual course;
/// before a trip, a signal of the same equipment that left its course clearly earlier, and came a good part of the way
/// to its limit, moved first.
package struct FirstOutSearch: Sendable {
    private let tags: [TagName: Tag]
    /// Signals of each asset, in the order of their names.
    private let signals: [AssetID: [Tag]]

    /// How long before the first sign readings are looked at, in seconds.
    private static let lead: Int64 = 6 * 3_600
    /// A departure must have come this far towards the limit on its side.
    private static let shareOfWay = 1.0 / 3
    /// Without a limit, it must be this share of the range.
    private static let shareOfRange = 0.05

    package init(tags: [TagName: Tag]) {
        self.tags = tags
        let measured = tags.values.filter { $0.kind == .measurement && $0.asset != nil }
        signals = Dictionary(grouping: measured.sorted { $0.name < $1.name }) { $0.asset ?? "" }
    }

    /// Readings that ``refined(_:with:)`` needs; `nil` for incidents that it leaves as they are.
    package func needed(for incident: Incident) -> (tags: [TagName], window: TimeWindow)? {
        guard let scene = Scene(incident) else { return nil }
        var names = [scene.first.tag].compactMap(\.self)
        if scene.trip != nil, let asset = incident.asset {
            for tag in signals[asset] ?? [] where !names.contains(tag.name) { names.append(tag.name) }
        }
        let end = max(scene.first.window.from, scene.trip ?? scene.first.window.from)
        return (
            names,
            TimeWindow(
                from: scene.first.window.from.adding(seconds: -FirstOutSearch.lead),
                to: end.adding(seconds: 1)
            )
        )
    }

    /// The incident with its onset, and with another first-out where the readings before a trip say so.
    package func refined(_ incident: Incident, with series: [TagName: ReadingSeries]) -> Incident {
        guard let scene = Scene(incident), let name = scene.first.tag else { return incident }
        var incident = incident
        var start = scene.first.window.from
        if !scene.firstIsSwitch, let tag = tags[name], let readings = series[name] {
            // An alarm is raised between two readings: the one after it shows it.
            let until = scene.first.window.from.adding(seconds: 1)
            if let onset = OnsetSearch(tag: tag).onset(in: readings, before: until) {
                start = min(onset.start, start)
                incident.onset = start
            }
        }
        guard let trip = scene.trip, let asset = incident.asset else { return incident }
        let earlier = (signals[asset] ?? []).compactMap { tag -> Forerunner? in
            guard tag.name != name, let readings = series[tag.name],
                let onset = OnsetSearch(tag: tag).onset(in: readings, before: trip), isFar(onset, tag),
                onset.seen.seconds(since: start) < -onset.interval / 2
            else { return nil }
            return Forerunner(tag: tag, onset: onset, spoke: scene.spoke[tag.name])
        }
        guard let first = earliest(earlier) else { return incident }
        return led(incident, by: first, to: trip)
    }

    // MARK: What came first

    private struct Forerunner {
        var tag: Tag
        var onset: OnsetSearch.Onset
        /// When it first reached a limit or raised an alarm.
        var spoke: Timestamp?
    }

    /// Of signals that cannot be told apart in time, the one that spoke first, then the one that reacts fastest.
    private func earliest(_ candidates: [Forerunner]) -> Forerunner? {
        guard let seen = candidates.map(\.onset.seen).min() else { return nil }
        return candidates.filter { $0.onset.start <= seen }.min { left, right in
            let (one, other) = (left.spoke ?? TimeWindow.always.to, right.spoke ?? TimeWindow.always.to)
            return (one, ReactionOrder.rank(left.tag), left.tag.name)
                < (other, ReactionOrder.rank(right.tag), right.tag.name)
        }
    }

    private func isFar(_ onset: OnsetSearch.Onset, _ tag: Tag) -> Bool {
        let gone = onset.last - onset.usual
        let limits = gone > 0 ? [tag.limits.high, tag.limits.highHigh] : [tag.limits.low, tag.limits.lowLow]
        if let limit = limits.compactMap(\.self).first {
            return abs(gone) >= abs(limit - onset.usual) * FirstOutSearch.shareOfWay
        }
        guard let low = tag.rangeLow, let high = tag.rangeHigh else { return false }
        return abs(gone) >= abs(high - low) * FirstOutSearch.shareOfRange
    }

    /// The incident that a signal led: its departure becomes a finding where it has none of its own before the trip.
    private func led(_ incident: Incident, by first: Forerunner, to trip: Timestamp) -> Incident {
        var incident = incident
        incident.firstOut = first.tag.name
        incident.onset = first.onset.start
        let text = SignalText(first.tag)
        let finding = Finding(
            kind: .deviation,
            tag: first.tag.name,
            asset: first.tag.asset,
            window: TimeWindow(from: first.onset.seen, to: trip),
            severity: .low,
            message: text.sentence(
                "\(first.onset.last > first.onset.usual ? "rose" : "fell") to \(text.value(first.onset.last)), far from "
                    + "its usual \(text.value(first.onset.usual))"
            ),
            value: first.onset.last,
            reference: first.onset.usual,
            unit: first.tag.unit
        )
        incident.findings.insert(
            finding,
            at: incident.findings.firstIndex { FindingMerger.precedes(finding, $0) } ?? incident.findings.count
        )
        let entry = TimelineEntry(time: finding.window.from, text: finding.message, tag: finding.tag)
        incident.timeline.insert(
            entry,
            at: incident.timeline.firstIndex { $0.time > entry.time } ?? incident.timeline.count
        )
        incident.window.from = min(incident.window.from, finding.window.from)
        incident.title = IncidentWording(tags: tags).title(incident)
        return incident
    }
}

/// What an incident's findings say of its beginning.
private struct Scene {
    let first: Finding
    /// When its main equipment tripped or stopped.
    let trip: Timestamp?
    let firstIsSwitch: Bool
    let spoke: [TagName: Timestamp]

    init?(_ incident: Incident) {
        guard incident.kind == .process,
            let first = incident.findings.first(where: { $0.tag == incident.firstOut && $0.kind != .chattering }),
            first.kind != .drift, first.kind != .oscillation
        else { return nil }
        self.first = first
        firstIsSwitch = first.kind == .stop || first.kind == .trip || first.kind == .start
        let own = incident.findings.filter { $0.asset == incident.asset }
        let hasTrip = own.contains { $0.kind == .trip }
        trip = hasTrip ? own.filter { $0.kind == .trip || $0.kind == .stop }.map(\.window.from).min() : nil
        var spoke: [TagName: Timestamp] = [:]
        for finding in incident.findings where finding.kind == .limit || finding.kind == .alarm {
            guard let tag = finding.tag else { continue }
            spoke[tag] = min(spoke[tag] ?? finding.window.from, finding.window.from)
        }
        self.spoke = spoke
    }
}
