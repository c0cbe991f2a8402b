import HTTPTransport
import Plant
import Storage

extension Workspace {
    /// Brings a stretch of a PI archive into the store, whatever was read before.
    ///
    /// - Parameters:
    ///   - from: A local time; `nil`: where reading ended last.
    ///   - to: A local time; `nil`: now.
    package func readArchive(
        named name: String,
        from: String?,
        to: String?,
        report: @escaping @Sendable (LiveEvent) -> Void
    ) async throws -> LiveFlow {
        let archives = configuration.live.archives
        guard let settings = archives.first(where: { $0.name == name }) else {
            let names = archives.map(\.name)
            let hint = NearestWord.find(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw UsageError("there is no '\(name)' under live: pi: in \(layout.configuration)\(hint)")
        }
        let start = try from.map { try moment($0, named: "--from") }
        let end = try to.map { try moment($0, named: "--to") } ?? Timestamp.now()
        if let start, start >= end { throw UsageError("--from is not before --to") }
        return try await readArchive(settings, from: start, to: end, transport: CurlTransport(), report: report)
    }

    func readArchive(
        _ settings: ArchiveSettings,
        from start: Timestamp?,
        to end: Timestamp,
        transport: any HTTPTransport,
        clock: any Clock<Duration> = ContinuousClock(),
        report: @escaping @Sendable (LiveEvent) -> Void
    ) async throws -> LiveFlow {
        try LocalFile.makeFolder(layout.live)
        let reader = ArchiveReader(
            settings,
            client: try ArchiveClient(settings, transport: transport, clock: clock),
            store: store,
            layout: layout,
            report: report
        )
        let flow = try await reader.read(from: start, to: end)
        if flow.stored + flow.replaced > 0 {
            _ = try await IncidentFinder(workspace: self).findIfChanged()
            try await refreshDerived()
            if let vectors = try await embedPassages(), !vectors.isWhole || vectors.embedded > 0 {
                report(.notice(source: "vectors", vectors.sentence))
            }
        }
        return flow
    }
}
