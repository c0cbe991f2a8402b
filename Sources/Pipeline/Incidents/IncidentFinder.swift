import Detection
import Plant
import Storage

/// Runs detection over the store and keeps the incidents it finds.
struct IncidentFinder: Sendable {
    let workspace: Workspace

    /// Tags looked at side by side.
    private static let width = 2

    /// Finds incidents anew when the store has changed since they were found last.
    ///
    /// - Returns: How many incidents the store holds.
    func findIfChanged() async throws -> Int {
        let store = workspace.store
        let marker = workspace.layout.state + "/incidents"
        let before = (try? LocalFile.text(marker)).flatMap { Int64($0) }
        if before != (try await store.revision()) {
            let incidents = try await find()
            var state = try await store.incidentState()
            state.former = FormerNames.updated(state.former, from: state.found, to: incidents)
            state.found = incidents
            try await store.replaceIncidents(state, shown: try await corrector().shown(state))
            try LocalFile.write(String(try await store.revision()), to: marker)
        }
        return try await store.incidents(overlapping: nil, assets: []).count
    }

    func corrector() async throws -> IncidentCorrector {
        let tags = try await workspace.store.tags()
        return IncidentCorrector(
            tags: Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            zone: workspace.configuration.zone
        )
    }

    /// Says that the incidents are those of the store as it is now, where they were those of it before.
    func keepMarker(ifItWas revision: Int64) async throws {
        let marker = workspace.layout.state + "/incidents"
        guard (try? LocalFile.text(marker)).flatMap({ Int64($0) }) == revision else { return }
        try LocalFile.write(String(try await workspace.store.revision()), to: marker)
    }

    @concurrent
    func find() async throws -> [Incident] {
        let store = workspace.store
        let tags = try await store.tags()
        let byName = Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let alarms = try await store.records(RecordQuery(kinds: [.alarm]), limit: nil).compactMap { Alarm($0) }
        var findings = AlarmAnalysis.findings(alarms, tags: byName)
        findings += try await self.findings(of: tags)
        let records = try await store.records(RecordQuery(kinds: [.workOrder, .note]), limit: nil)
        let builder = IncidentBuilder(
            assets: AssetTree(try await store.assets()),
            tags: byName,
            zone: workspace.configuration.zone
        )
        return try await refined(builder.incidents(findings: findings, records: records), tags: byName)
    }

    /// With what the readings just before each incident say of what moved first.
    private func refined(_ incidents: [Incident], tags: [TagName: Tag]) async throws -> [Incident] {
        let search = FirstOutSearch(tags: tags)
        var result: [Incident] = []
        for incident in incidents {
            try Task.checkCancellation()
            guard let needed = search.needed(for: incident) else {
                result.append(incident)
                continue
            }
            var series: [TagName: ReadingSeries] = [:]
            for name in needed.tags { series[name] = try await workspace.store.readings(of: name, in: needed.window) }
            result.append(search.refined(incident, with: series))
        }
        return result
    }

    /// Several tags at a time, in the order of the tags.
    private func findings(of tags: [Tag]) async throws -> [Finding] {
        let known = try await workspace.store.examinations()
        return try await withThrowingTaskGroup(of: (Int, [Finding]).self) { group in
            var found: [[Finding]] = Array(repeating: [], count: tags.count)
            var next = 0
            func start() {
                guard next < tags.count else { return }
                let index = next
                next += 1
                group.addTask { (index, try await self.findings(of: tags[index], known[tags[index].name])) }
            }
            for _ in 0..<IncidentFinder.width { start() }
            while let (index, findings) = try await group.next() {
                found[index] = findings
                start()
            }
            return found.flatMap(\.self)
        }
    }

    /// Looks only at those stretches of the tag's history in which something has changed.
    @concurrent
    private func findings(of tag: Tag, _ known: Examination?) async throws -> [Finding] {
        guard let known, let span = known.span else { return [] }
        let store = workspace.store
        let basis = "\(SignalDetector.version) \(SHA256.hex(of: try JSONText.line(tag)))"
        let detector = SignalDetector(tag: tag)
        let day: Int64 = 86_400
        var examined: [ExaminedStretch] = []
        let from = Timestamp(seconds: span.from.seconds / day * day)
        for stretch in HistoryStretch.stretches(from: from, to: span.to, interval: known.interval) {
            let before = known.stretches.first { $0.window == stretch.window && $0.basis == basis }
            if let before, known.changed.map({ !$0.overlaps(stretch.basis) }) ?? true {
                examined.append(before)
                continue
            }
            try Task.checkCancellation()
            var now = ExaminedStretch(window: stretch.window, basis: basis, findings: [])
            let series = try await store.readings(of: tag.name, in: stretch.readings)
            if !series.isEmpty {
                let days = try await store.trend(
                    of: tag.name,
                    in: stretch.past,
                    stretches: Int(HistoryStretch.driftDays)
                )
                now.findings = detector.findings(in: series, days: days, window: stretch.window)
            }
            examined.append(now)
        }
        if known.changed != nil || examined != known.stretches {
            try await store.keep(examined, of: tag.name, seen: known.revision)
        }
        // What spans two stretches may be found in both.
        var seen: Set<Finding> = []
        return examined.flatMap(\.findings).filter { seen.insert($0).inserted }
    }
}
