import Detection
import Plant
import Storage

/// Runs detection over the store and keeps the incidents it finds.
struct IncidentFinder: Sendable {
    let workspace: Workspace

    /// Days looked at in one go, so that memory does not grow with the store.
    private static let chunkDays: Int64 = 14
    /// Days before them that say what is usual.
    private static let leadDays: Int64 = 3
    /// Days that slow drifts are judged over.
    private static let driftDays: Int64 = 28

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
        try await withThrowingTaskGroup(of: (Int, [Finding]).self) { group in
            var found: [[Finding]] = Array(repeating: [], count: tags.count)
            var next = 0
            func start() {
                guard next < tags.count else { return }
                let index = next
                next += 1
                group.addTask { (index, try await self.findings(of: tags[index])) }
            }
            for _ in 0..<IncidentFinder.width { start() }
            while let (index, findings) = try await group.next() {
                found[index] = findings
                start()
            }
            return found.flatMap(\.self)
        }
    }

    @concurrent
    private func findings(of tag: Tag) async throws -> [Finding] {
        let store = workspace.store
        guard let span = try await store.span(of: tag.name) else { return [] }
        let detector = SignalDetector(tag: tag)
        let day: Int64 = 86_400
        var start = Timestamp(seconds: span.from.seconds / day * day)
        var found: Set<Finding> = []
        while start < span.to {
            try Task.checkCancellation()
            let end = start.adding(seconds: IncidentFinder.chunkDays * day)
            let window = TimeWindow(from: start, to: end)
            let series = try await store.readings(
                of: tag.name,
                in: TimeWindow(from: start.adding(seconds: -IncidentFinder.leadDays * day), to: end)
            )
            if !series.isEmpty {
                let past = TimeWindow(from: end.adding(seconds: -IncidentFinder.driftDays * day), to: end)
                let days = try await store.trend(of: tag.name, in: past, stretches: Int(IncidentFinder.driftDays))
                found.formUnion(detector.findings(in: series, days: days, window: window))
            }
            start = end
        }
        return Array(found)
    }
}
