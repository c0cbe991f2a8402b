import Plant

/// Groups findings of the process into episodes by place and time.
struct EpisodeBuilder: Sendable {
    let places: PlantPlaces
    let settings: DetectionSettings
    let stoppages: Stoppages

    /// Episodes that are worth a person's time, in order of their beginning.
    ///
    /// - Parameter findings: Of the process, in order.
    func episodes(_ findings: [Finding]) -> [Episode] {
        let quick = findings.filter { finding in
            guard finding.kind != .drift else { return false }
            // Standing equipment cools and leaks; only limits and alarms are news of it.
            let isBehaviour =
                finding.kind == .deviation || finding.kind == .rateOfChange || finding.kind == .oscillation
            return !isBehaviour || !stoppages.isSettled(finding.asset, at: finding.window.from)
        }
        let near = grouped(quick)
        return withConsequences(near).filter(isWorthwhile)
    }

    // MARK: By place and time

    private func grouped(_ findings: [Finding]) -> [Episode] {
        var open: [Episode] = []
        var closed: [Episode] = []
        let gap = Int64(settings.incidentGap)
        for finding in findings {
            let until = stoppages.end(of: finding)
            var near: [Int] = []
            var still: [Episode] = []
            for episode in open {
                if finding.window.from > episode.end.adding(seconds: gap) {
                    closed.append(episode)
                    continue
                }
                if episode.assets.contains(where: { places.areClose($0, finding.asset) }) { near.append(still.count) }
                still.append(episode)
            }
            open = still
            guard let first = near.first else {
                open.append(Episode(finding, until: until))
                continue
            }
            open[first].add(finding, until: until)
            for other in near.dropFirst().reversed() { open[first].absorb(open.remove(at: other)) }
        }
        return (closed + open).sorted(by: EpisodeBuilder.precedes)
    }

    static func precedes(_ left: Episode, _ right: Episode) -> Bool {
        guard let one = left.findings.first, let other = right.findings.first else { return false }
        return FindingMerger.precedes(one, other)
    }

    // MARK: By cause

    /// What starts elsewhere in the unit while a serious episode lasts, or just after it, is taken for its consequence.
    private func withConsequences(_ episodes: [Episode]) -> [Episode] {
        var result: [Episode] = []
        for episode in episodes {
            let unit = places.unit(of: episode.findings.first?.asset)
            let cause = result.indices.last { index in
                let earlier = result[index]
                guard places.unit(of: earlier.findings.first?.asset) == unit, episode.from >= earlier.from,
                    episode.from <= earlier.end.adding(seconds: Int64(settings.consequenceGap))
                else { return false }
                return (earlier.isSerious && isWorthwhile(earlier))
                    || (episode.isSerious && isPrelude(earlier, episode))
            }
            if let cause {
                result[cause].absorb(episode)
            } else {
                result.append(episode)
            }
        }
        return result
    }

    /// Whether an episode that says little led up to a serious one: it began shortly before and still lasts.
    private func isPrelude(_ earlier: Episode, _ serious: Episode) -> Bool {
        !earlier.speakingTags.isEmpty && earlier.end >= serious.from
            && serious.from.seconds(since: earlier.from) <= settings.incidentGap
    }

    // MARK: What is worth a person's time

    func isWorthwhile(_ episode: Episode) -> Bool {
        let findings = episode.findings
        if episode.hasTrip || findings.contains(where: { $0.kind == .oscillation && isControl($0) }) { return true }
        let swings = Set(findings.filter { $0.kind == .oscillation }.compactMap(\.tag))
        if swings.count >= 2 { return true }
        let speaking = findings.filter { $0.kind == .limit || $0.kind == .alarm }
        let far = speaking.contains { $0.severity >= .high && $0.window.seconds >= ($0.kind == .limit ? 300 : 600) }
        if far { return true }
        let lasting = speaking.filter { $0.window.seconds >= 1_200 }
        if episode.speakingTags.count >= 2, !lasting.isEmpty { return true }
        // One limit alone, passed a little, is what alarms are for; for hours it is more.
        if speaking.contains(where: { $0.kind == .limit && $0.window.seconds >= 4 * 3_600 }) { return true }
        let deviating = Set(findings.filter { $0.kind == .deviation }.compactMap(\.tag))
        if !lasting.isEmpty, deviating.count >= 2 { return true }
        // Without any limit it takes several signs at once, and no operator who stopped or started something.
        let switched = findings.contains { $0.kind == .stop || $0.kind == .start }
        return deviating.count >= settings.deviatingTags && !switched
    }

    private func isControl(_ finding: Finding) -> Bool {
        finding.window.seconds >= 2 * settings.oscillationDuration
    }
}
