import HTTPTransport
import MQTTTransport
import Plant
import Storage

/// Follows folders, brokers and archives until it is stopped.
package struct LiveIngest: Sendable {
    private let place: WorkspacePlace
    private let configuration: Configuration
    private let settings: LiveSettings
    private let report: @Sendable (LiveEvent) -> Void

    /// How often folders are looked at.
    private static let tick = Duration.milliseconds(200)

    /// - Parameters:
    ///   - folders: Folders to follow instead of what `live:` in the configuration names.
    ///   - report: Gets one event at a time.
    /// - Throws: ``UsageError`` when there is nothing to follow.
    package init(
        workspace: Workspace,
        folders: [FollowedFolder] = [],
        environment: [String: String],
        report: @escaping @Sendable (LiveEvent) -> Void
    ) throws {
        place = WorkspacePlace(layout: workspace.layout, environment: environment)
        configuration = workspace.configuration
        var settings = configuration.live
        if !folders.isEmpty {
            let pace = settings.pace
            settings = LiveSettings()
            settings.pace = pace
            settings.folders = folders
            for folder in folders where !LocalFile.isFolder(folder.path) {
                throw UsageError("--follow takes folders, and '\(folder.path)' is none; check the path")
            }
        }
        guard !settings.isEmpty else {
            throw UsageError(
                "there is nothing to follow: name a folder, or set live: in \(workspace.layout.configuration) "
                    + "(see docs/live.md)"
            )
        }
        self.settings = settings
        self.report = report
    }

    /// Goes on until the task is cancelled; what was taken in stays.
    ///
    /// - Parameter once: Takes in what is there in folders and archives, and ends. Brokers are left out: what they
    ///   have for us has no end.
    @concurrent
    package func run(once: Bool = false) async throws {
        if once, settings.folders.isEmpty, settings.archives.isEmpty {
            throw UsageError("--once takes in folders and archives; only brokers are configured, and they have no end")
        }
        try LocalFile.makeFolder(place.layout.live)
        let lock: WriterLock
        do {
            lock = try WriterLock(folder: place.layout.live)
        } catch let error as StoreError where error.code == .busy {
            throw UsageError("another 'telltale ingest --follow' is at work in this workspace; stop it first")
        }
        defer { withExtendedLifetime(lock) {} }
        let store = try SQLiteStore(path: place.layout.store)
        let derivation = Derivation(place: place, every: settings.pace.detect, report: report)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if !settings.folders.isEmpty {
                    group.addTask { try await followFolders(once: once, derivation) }
                }
                if !once {
                    for broker in settings.brokers {
                        let follower = try await BrokerFollower(
                            broker,
                            store: store,
                            layout: place.layout,
                            zone: configuration.zone,
                            report: report
                        )
                        let subscriber = try MQTTSubscriber(
                            follower.broker(),
                            keep: { try await follower.keep($0) },
                            notice: { follower.notice($0) }
                        )
                        group.addTask { try await follow(follower, subscriber, derivation) }
                    }
                }
                for archive in settings.archives {
                    let client = try ArchiveClient(archive, transport: CurlTransport(), clock: ContinuousClock())
                    let reader = ArchiveReader(
                        archive,
                        client: client,
                        store: store,
                        layout: place.layout,
                        report: report
                    )
                    group.addTask { try await follow(reader, archive, once: once, derivation) }
                }
                if !once, settings.pace.detect > 0 {
                    group.addTask {
                        while true {
                            try await Task.sleep(for: .seconds(1))
                            try await derivation.runIfDue(at: Timestamp.now())
                        }
                    }
                }
                try await group.waitForAll()
            }
        } catch is CancellationError {
            return
        }
        if once { try await derivation.run() }
    }

    private func followFolders(once: Bool, _ derivation: Derivation) async throws {
        var folders = FolderFollower(
            settings.folders,
            pace: settings.pace,
            place: place,
            configuration: configuration,
            report: report
        )
        while true {
            try Task.checkCancellation()
            let now = Timestamp.now()
            try await derivation.begin()
            let step: (changed: Bool, isWaiting: Bool)
            do {
                step = try await folders.step(at: now)
            } catch {
                await derivation.end()
                throw error
            }
            await derivation.end()
            if step.changed { await derivation.note(at: now) }
            if once, !step.isWaiting { return }
            try await Task.sleep(for: LiveIngest.tick)
        }
    }

    private func follow(
        _ follower: BrokerFollower,
        _ subscriber: MQTTSubscriber,
        _ derivation: Derivation
    ) async throws {
        let pace = settings.pace
        let telling = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(pace.report))
                if await follower.tellFlow() { await derivation.note(at: Timestamp.now()) }
            }
        }
        await subscriber.run()
        telling.cancel()
        _ = await follower.tellFlow()
        try Task.checkCancellation()
    }

    private func follow(
        _ reader: ArchiveReader,
        _ archive: ArchiveSettings,
        once: Bool,
        _ derivation: Derivation
    ) async throws {
        while true {
            let now = Timestamp.now()
            do {
                let flow = try await reader.read(to: now)
                if flow.stored + flow.replaced > 0 {
                    report(.flow(flow))
                    await derivation.note(at: now)
                }
            } catch let error where !(error is CancellationError) && !(error is StoreError) {
                if once { throw error }
                report(.notice(source: reader.source, "\(error); asking again in \(Int(archive.every)) s"))
            }
            if once { return }
            try await Task.sleep(for: .seconds(archive.every))
        }
    }
}
