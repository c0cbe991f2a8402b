import Detection
import Generation
import Plant
import Storage
import TaskGraph
import Verification

/// Which night to report, and where to.
package struct NightlyRequest: Sendable {
    package var date: String?
    package var unit: String?
    package var out: String?
    package var usesModel: Bool

    package init(date: String?, unit: String?, out: String?, usesModel: Bool) {
        self.date = date
        self.unit = unit
        self.out = out
        self.usesModel = usesModel
    }
}

/// The report's files, and what was resumed.
package struct WrittenReport: Sendable {
    package var markdown: String
    package var html: String
    package var units: Int
    package var resumed: Int
    /// Why units have no model's summary though one was wanted, and how many.
    package var unanswered: [String: Int]

    package func text() -> String {
        var lines = ["Report of \(units) unit(s):", "  \(html)", "  \(markdown)"]
        if resumed > 0 { lines.append("\(resumed) unit(s) were done in an earlier run and not worked on again") }
        for (reason, count) in unanswered.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("✗ \(count) unit(s) without a model's summary: \(reason)")
        }
        return lines.joined(separator: "\n")
    }
}

/// One night: the run's name, the site, and what its graph is given.
struct Night: Sendable {
    let name: String
    let site: Site
    let reader: GuardedReader
    let input: NightlyInput
}

extension Workspace {
    /// Writes the report of a plant day. Finished units are durable: a run that was cut off goes on where it was.
    package func nightly(
        _ request: NightlyRequest,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> WrittenReport {
        let night = try await night(request)
        let model = request.usesModel ? try await models(only: nil, run: night.name) : nil
        return try await nightly(request, night, model: model, progress: progress)
    }

    /// - Parameter source: Part of the journal's fingerprint, where answers come from elsewhere than an endpoint.
    func nightly(
        _ request: NightlyRequest,
        _ night: Night,
        model: (any LanguageModel)?,
        source: String = "",
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> WrittenReport {
        let name = night.name
        let units = night.input.units
        let graph = try graph(of: night, model: model, source: source)
        progress("\(units.count) unit(s)…")
        let journal = SQLiteRunJournal(store: store)
        let started = words.moment(Timestamp.now())
        try await store.note(LedgerRun(id: name, graph: "nightly", started: started))
        do {
            let events = EventRecorder()
            let result = try await graph.run(
                night.input,
                options: RunOptions(runID: name, journal: journal, events: events)
            )
            let resumed = result.report.stages.reduce(0) { $0 + $1.resumedItems }
            let written = try write(result.output, request, name: name, resumed: resumed)
            try await store.note(
                LedgerRun(
                    id: name,
                    graph: "nightly",
                    started: started,
                    ended: words.moment(Timestamp.now()),
                    state: "finished",
                    note: "\(units.count) unit(s), \(resumed) of them from an earlier run",
                    timeline: Timeline(events: events.events).text()
                )
            )
            try await journal.prune(keeping: 30)
            return written
        } catch {
            let cause = RootCause.of(error)
            try? await store.note(
                LedgerRun(
                    id: name,
                    graph: "nightly",
                    started: started,
                    ended: words.moment(Timestamp.now()),
                    state: "failed",
                    note: "\(cause)"
                )
            )
            throw cause
        }
    }

    /// What a night's report is made of, before anything is asked.
    func night(_ request: NightlyRequest) async throws -> Night {
        let (reader, site) = try await guarded()
        let window = try day(request.date, span: site.span)
        let date = configuration.zone.civil(at: window.from).date
        let units = try units(request.unit, AssetTree(try await store.assets()))
        // A day is reported anew when the store has changed since.
        let input = NightlyInput(
            date: date,
            window: window,
            units: units,
            revision: try await store.revision(),
            language: configuration.language
        )
        return Night(
            name: request.unit.map { "nightly-\(date)-\($0)" } ?? "nightly-\(date)",
            site: site,
            reader: reader,
            input: input
        )
    }

    func graph(
        of night: Night,
        model: (any LanguageModel)?,
        source: String
    ) throws -> Graph<NightlyInput, NightlyReport> {
        let services = NightlyServices(
            store: night.reader,
            site: night.site,
            zone: configuration.zone,
            language: configuration.language,
            settings: configuration.answers,
            prompts: try prompts(),
            equipment: try equipment(),
            equipmentFile: try configuration.equipment.map { SHA256.hex(of: try LocalFile.text($0)) } ?? "",
            model: model,
            source: source
        )
        return try NightlyGraph(services: services, site: configuration.site, width: configuration.nightly.width)
            .build()
    }

    private var words: Wording { Wording(language: .english, zone: configuration.zone) }

    private func write(
        _ report: NightlyReport,
        _ request: NightlyRequest,
        name: String,
        resumed: Int
    ) throws -> WrittenReport {
        let out = request.out ?? layout.reports
        try LocalFile.makeFolder(out)
        let written = WrittenReport(
            markdown: "\(out)/\(name).md",
            html: "\(out)/\(name).html",
            units: report.units.count,
            resumed: resumed,
            unanswered: Dictionary(
                report.units.filter(\.summary.isEmpty).flatMap(\.made.degraded).map { ($0, 1) },
                uniquingKeysWith: +
            )
        )
        try LocalFile.write(NightlyMarkdown(report, zone: configuration.zone).text(), to: written.markdown)
        try LocalFile.write(NightlyPage(report, zone: configuration.zone).html(), to: written.html)
        return written
    }

    /// A plant day in UTC; without a date, the last whole day of the store.
    func day(_ date: String?, span: TimeWindow?) throws -> TimeWindow {
        let zone = configuration.zone
        let start: CivilTime
        if let date {
            guard let civil = CivilTime(iso: date), civil == civil.startOfDay else {
                throw UsageError("--date '\(date)' is not a day; write 2026-03-01")
            }
            start = civil
        } else {
            guard let span else {
                throw UsageError("the store is empty; take files in with 'telltale ingest' first")
            }
            let last = zone.civil(at: span.to.adding(seconds: -1))
            start = last.startOfDay
        }
        var from = start
        from.hour = configuration.nightly.dayStartHour
        return TimeWindow(from: zone.moment(from), to: zone.moment(from.adding(days: 1)))
    }

    private func units(_ wanted: String?, _ tree: AssetTree) throws -> [AssetID] {
        if let wanted {
            guard tree[AssetID(wanted)] != nil else { throw unknown(wanted, in: tree) }
            return [AssetID(wanted)]
        }
        if !configuration.nightly.units.isEmpty {
            for unit in configuration.nightly.units where tree[unit] == nil { throw unknown(unit.rawValue, in: tree) }
            return configuration.nightly.units
        }
        let tops = tree.assets.values.filter { $0.parent == nil || tree[$0.parent ?? ""] == nil }.map(\.id).sorted()
        let below = tree.assets.values.filter { $0.parent.map(tops.contains) ?? false }.map(\.id).sorted()
        guard !tops.isEmpty else {
            throw UsageError("the store knows no assets; ingest a list of assets first, or name units in telltale.yaml")
        }
        return below.isEmpty ? tops : below
    }
}
