import Ingestion
import Plant
import Storage

/// Brings what a PI archive has recorded into the store, page by page; each page is stored before the next is asked for.
actor ArchiveReader {
    nonisolated let source: String
    private let settings: ArchiveSettings
    private let client: ArchiveClient
    private let store: SQLiteStore
    private let progressPath: String
    private let report: @Sendable (LiveEvent) -> Void
    private var progress: Progress
    private var streams: [Stream] = []
    private var flow: LiveFlow
    private var flowTags: Set<TagName> = []

    private struct Stream {
        let webID: String
        let tag: TagName
    }

    /// How far each tag was read.
    private struct Progress: Codable {
        var schema = "telltale.pi/1"
        var last: [String: Timestamp] = [:]
    }

    init(
        _ settings: ArchiveSettings,
        client: ArchiveClient,
        store: SQLiteStore,
        layout: WorkspaceLayout,
        report: @escaping @Sendable (LiveEvent) -> Void
    ) {
        self.settings = settings
        self.client = client
        self.store = store
        self.report = report
        source = "pi:" + settings.name
        progressPath = layout.archive(settings.name)
        let bytes = try? LocalFile.read(progressPath)
        progress = bytes.flatMap { try? JSONText.decode(Progress.self, from: $0) } ?? Progress()
        flow = LiveFlow(source: "pi:" + settings.name)
    }

    /// Reads a stretch of time, or from where reading ended last.
    ///
    /// - Returns: What came.
    func read(from: Timestamp? = nil, to end: Timestamp) async throws -> LiveFlow {
        flow = LiveFlow(source: source)
        flowTags = []
        if streams.isEmpty { try await findStreams() }
        var starts: [(stream: Stream, start: Timestamp)] = []
        for stream in streams {
            var start = from
            if start == nil { start = try await self.start(of: stream, before: end) }
            if let start, start < end { starts.append((stream, start)) }
        }
        starts.sort { ($0.start, $0.stream.tag) < ($1.start, $1.stream.tag) }
        var index = 0
        while index < starts.count {
            try Task.checkCancellation()
            let group = Array(starts[index..<min(index + settings.streamsAtOnce, starts.count)])
            index += group.count
            switch settings.values {
            case .recorded: try await readRecorded(group, to: end, keepsProgress: from == nil)
            case .interpolated: try await readInterpolated(group, to: end, keepsProgress: from == nil)
            }
        }
        flow.tags = flowTags.count
        return flow
    }

    /// A little before where reading ended last; without that, where the store's readings end.
    private func start(of stream: Stream, before end: Timestamp) async throws -> Timestamp {
        if let last = progress.last[stream.tag.rawValue] {
            guard settings.values == .recorded else { return last }
            return Timestamp(nanoseconds: last.nanoseconds - Int64(settings.overlap * 1e9))
        }
        if let span = try await store.span(of: stream.tag), span.to < end {
            return Timestamp(nanoseconds: span.to.nanoseconds - 1)
        }
        return settings.from ?? end.adding(seconds: -86_400)
    }

    // MARK: Finding points

    private func findStreams() async throws {
        let paths = settings.points.map { point in
            point.hasPrefix("\\\\") ? point : "\\\\" + (settings.server ?? "") + "\\" + point
        }
        let known = Set(try await store.tags().map(\.name))
        var tags: [Tag] = []
        var found: [Stream] = []
        for isAttribute in [false, true] {
            let wanted = paths.filter { $0.contains("|") == isAttribute }
            for start in stride(from: 0, to: wanted.count, by: settings.streamsAtOnce) {
                let some = wanted[start..<min(start + settings.streamsAtOnce, wanted.count)]
                let bytes = try await client.get(
                    (isAttribute ? "attributes" : "points") + "/multiple",
                    some.map { ("path", $0) }
                )
                for point in try PIWebPayload.points(bytes) {
                    guard let webID = point.webID else {
                        report(.notice(source: source, "\(point.path) is left out: \(point.fault ?? "not found")"))
                        continue
                    }
                    // An attribute's own name says little: its place goes with it.
                    let name = isAttribute ? String(point.path.drop { $0 == "\\" }) : point.name
                    let tag = TagName(name)
                    found.append(Stream(webID: webID, tag: tag))
                    guard !known.contains(tag) else { continue }
                    var new = Tag(name: tag, description: point.description)
                    new.unit = point.unit.isEmpty ? nil : point.unit
                    if let dataClass = settings.dataClass { new.dataClass = dataClass }
                    tags.append(new)
                }
            }
        }
        guard !found.isEmpty else {
            throw UsageError("none of the points of live.pi '\(settings.name)' were found; check server and points")
        }
        _ = try await store.commit(ImportBatch(tags: tags))
        streams = found
    }

    // MARK: Recorded values

    private func readRecorded(
        _ group: [(stream: Stream, start: Timestamp)],
        to end: Timestamp,
        keepsProgress: Bool
    ) async throws {
        guard let earliest = group.first?.start else { return }
        var batch = LiveBatch()
        let names = Dictionary(group.map { ($0.stream.webID, $0) }, uniquingKeysWith: { first, _ in first })
        let bytes = try await client.get(
            "streamsets/recorded",
            group.map { ("webId", $0.stream.webID) } + recordedQuery(from: earliest, to: end)
        )
        let answers = try PIWebPayload.streamSet(bytes, from: earliest, into: &batch) { webID in
            names[webID]?.stream.tag.rawValue
        }
        try await keep(batch)
        for answer in answers {
            guard let webID = answer.webID, let asked = names[webID] else { continue }
            if let fault = answer.fault {
                report(.notice(source: source, "\(asked.stream.tag.rawValue): \(fault)"))
                continue
            }
            let last = try await readOn(asked.stream, after: answer, to: end)
            if keepsProgress, let last { note(asked.stream, last) }
        }
        let missing = group.filter { asked in !answers.contains { $0.webID == asked.stream.webID } }
        for asked in missing {
            report(.notice(source: source, "\(asked.stream.tag.rawValue): the server's answer leaves it out"))
        }
        if keepsProgress { try save() }
    }

    /// Pages on from the last time, which both pages hold; the store keeps one value a time.
    private func readOn(_ stream: Stream, after page: PIWebPayload.Stream, to end: Timestamp) async throws -> Timestamp?
    {
        var page = page
        var last = page.last
        var most = settings.maximumCount
        while page.count >= most, let from = page.last {
            try Task.checkCancellation()
            var start = from
            if page.first == page.last {
                // A page of one moment: the next must be larger, or that moment has no end.
                guard most < 150_000 else {
                    report(.notice(source: source, "\(stream.tag.rawValue): more than \(most) values at \(from)"))
                    start = Timestamp(nanoseconds: from.nanoseconds + 1_000)
                    most = settings.maximumCount
                    page = try await onePage(stream, from: start, to: end, most: most)
                    last = page.last ?? last
                    continue
                }
                most = min(most * 4, 150_000)
            }
            page = try await onePage(stream, from: start, to: end, most: most)
            last = page.last ?? last
            if page.first != page.last { most = settings.maximumCount }
        }
        return last
    }

    private func onePage(
        _ stream: Stream,
        from start: Timestamp,
        to end: Timestamp,
        most: Int
    ) async throws -> PIWebPayload.Stream {
        var batch = LiveBatch()
        let query = recordedQuery(from: start, to: end, most: most)
        let bytes = try await client.get("streams/\(stream.webID)/recorded", query)
        let page = try PIWebPayload.stream(bytes, tag: stream.tag.rawValue, from: start, into: &batch)
        if let fault = page.fault { report(.notice(source: source, "\(stream.tag.rawValue): \(fault)")) }
        try await keep(batch)
        return page
    }

    private func recordedQuery(from: Timestamp, to end: Timestamp, most: Int? = nil) -> [(String, String)] {
        [
            ("startTime", from.description), ("endTime", end.description), ("boundaryType", "Inside"),
            ("maxCount", String(most ?? settings.maximumCount)),
        ]
    }

    // MARK: Interpolated values

    private func readInterpolated(
        _ group: [(stream: Stream, start: Timestamp)],
        to end: Timestamp,
        keepsProgress: Bool
    ) async throws {
        guard let earliest = group.first?.start else { return }
        let step = Int64(settings.interval) * 1_000_000_000
        // On whole steps, so that asking again gives the same times.
        var start = (earliest.nanoseconds + step - 1) / step * step
        let stop = end.nanoseconds / step * step
        let names = Dictionary(group.map { ($0.stream.webID, $0) }, uniquingKeysWith: { first, _ in first })
        while start <= stop {
            try Task.checkCancellation()
            let until = min(stop, start + step * Int64(settings.maximumCount - 1))
            var batch = LiveBatch()
            let query = [
                ("startTime", Timestamp(nanoseconds: start).description),
                ("endTime", Timestamp(nanoseconds: until).description), ("interval", "\(settings.interval)s"),
            ]
            let bytes = try await client.get(
                "streamsets/interpolated",
                group.map { ("webId", $0.stream.webID) } + query
            )
            let answers = try PIWebPayload.streamSet(bytes, from: nil, into: &batch) { webID in
                names[webID]?.stream.tag.rawValue
            }
            try await keep(batch)
            for answer in answers {
                guard let webID = answer.webID, let asked = names[webID] else { continue }
                if let fault = answer.fault {
                    report(.notice(source: source, "\(asked.stream.tag.rawValue): \(fault)"))
                } else if keepsProgress, let last = answer.last {
                    note(asked.stream, last)
                }
            }
            if keepsProgress { try save() }
            start = until + step
        }
    }

    // MARK: Keeping

    private func keep(_ batch: LiveBatch) async throws {
        let counts = try await store.commit(ImportBatch(series: batch.allSeries))
        flow.readings += batch.readings
        flow.stored += counts.stored
        flow.replaced += counts.replaced
        flow.unchanged += counts.unchanged
        flow.bad_quality.merge(batch.badQuality) { $0 + $1 }
        for series in batch.allSeries { flowTags.insert(series.tag) }
        flow.from = [flow.from, batch.from].compactMap(\.self).min()
        flow.to = [flow.to, batch.to].compactMap(\.self).max()
    }

    private func note(_ stream: Stream, _ last: Timestamp) {
        let before = progress.last[stream.tag.rawValue]
        progress.last[stream.tag.rawValue] = max(before ?? last, last)
    }

    private func save() throws {
        try LocalFile.write(JSONText.line(progress), to: progressPath)
    }
}
