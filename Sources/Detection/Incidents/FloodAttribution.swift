import Plant

/// Decides whether an alarm flood is the consequence of something, or a thing of its own.
struct FloodAttribution: Sendable {
    let places: PlantPlaces
    /// Alarms this many seconds apart come at once.
    static let atOnce = 300.0

    struct Result {
        /// Of the process, floods that they caused included.
        var process: [Episode]
        /// Floods of their own, with what they set off.
        var alarms: [Episode]
    }

    /// A flood whose first alarms come from all over a unit at once, with no trip, has no cause within the process; a
    /// flood that follows an episode belongs to it.
    func attribute(_ floods: [Finding], among process: [Episode], findings: [Finding]) -> Result {
        var process = process
        var alarms: [Episode] = []
        let byRecord = Dictionary(
            findings.filter { $0.kind == .alarm || $0.kind == .trip }.compactMap { finding in
                finding.records.first.map { ($0, finding) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        for flood in floods {
            let members = flood.records.compactMap { byRecord[$0] }
            let assets = members.compactMap(\.asset)
            var flood = flood
            flood.asset = places.common(assets)
            let unit = commonUnit(assets)
            let touching = process.indices.filter { index in
                process[index].window.widened(bySeconds: 60).overlaps(flood.window)
                    && (unit == nil || unit == places.unit(of: process[index].findings.first?.asset))
            }
            let isWide = isEverywhereAtOnce(members)
            let earlier = touching.first { index in
                process[index].hasTrip || !isWide
                    || process[index].from < flood.window.from.adding(seconds: -300)
            }
            if let earlier {
                process[earlier].absorb(Episode(flood, until: flood.window.to))
                continue
            }
            var episode = Episode(flood, until: flood.window.to)
            for index in touching.reversed() { episode.absorb(process.remove(at: index)) }
            for alarm in firstOfEach(members) where !episode.findings.contains(alarm) {
                episode.add(alarm, until: min(alarm.window.to, flood.window.to))
            }
            alarms.append(episode)
        }
        return Result(process: process, alarms: alarms)
    }

    /// Alarms that came again and again are told once.
    private func firstOfEach(_ alarms: [Finding]) -> [Finding] {
        var seen: Set<String> = []
        return alarms.filter { seen.insert("\($0.tag?.rawValue ?? "") \($0.message.prefix { $0 != ":" })").inserted }
    }

    private func isEverywhereAtOnce(_ members: [Finding]) -> Bool {
        guard let first = members.first, !members.contains(where: { $0.kind == .trip }) else { return false }
        let early = members.filter { $0.window.from.seconds(since: first.window.from) <= FloodAttribution.atOnce }
        return Set(early.map { places.system(of: $0.asset) }).count >= 3
    }

    private func commonUnit(_ assets: [AssetID]) -> AssetID? {
        let units = Set(assets.compactMap { places.unit(of: $0) })
        return units.count == 1 ? units.first : nil
    }
}
