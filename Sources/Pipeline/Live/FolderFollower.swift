import Ingestion
import Plant
import Storage

/// Takes in the files of followed folders as they land.
struct FolderFollower {
    private let place: WorkspacePlace
    private let configuration: Configuration
    private let report: @Sendable (LiveEvent) -> Void
    private var watch: FolderWatch
    private var known: FollowedFiles
    private var toldMissing: Set<String> = []

    init(
        _ folders: [FollowedFolder],
        pace: LivePace,
        place: WorkspacePlace,
        configuration: Configuration,
        report: @escaping @Sendable (LiveEvent) -> Void
    ) {
        self.place = place
        self.configuration = configuration
        self.report = report
        watch = FolderWatch(folders, pace: pace)
        known = FollowedFiles(path: place.layout.liveFiles)
    }

    /// Looks once, and takes in what is ready.
    ///
    /// - Returns: Whether something came into the store, and whether files wait for their writers.
    mutating func step(at now: Timestamp) async throws -> (changed: Bool, isWaiting: Bool) {
        let known = known
        let manners = try manners()
        let ready = watch.look(at: now) { path, stamp in
            guard let before = known.files[path] else { return false }
            return before.stamp == stamp && !before.isPartial && before.settings == manners[path]
        }
        for folder in watch.missing.subtracting(toldMissing).sorted() {
            report(.notice(source: folder, "cannot be listed; it is looked for again every scan"))
        }
        toldMissing = watch.missing
        guard !ready.isEmpty else { return (false, watch.hasWaiting) }
        let changed = try await take(ready)
        return (changed, watch.hasWaiting)
    }

    /// How files of each folder are read, for noticing that it was changed.
    private func manners() throws -> Manners {
        Manners(
            watch: watch,
            zone: configuration.zone.identifier,
            rules: configuration.sources,
            version: TelltaleVersion.current
        )
    }

    private struct Manners {
        let watch: FolderWatch
        let zone: String
        let rules: [SourceRule]
        let version: String

        subscript(path: String) -> String {
            let folder = watch.folder(of: path)
            let rule = rules.first { $0.matches(path) }
            let said = [
                zone, folder?.kind ?? "", folder?.mapping ?? "", folder?.dataClass?.rawValue ?? "",
                rule?.mapping ?? "", rule?.dataClass?.rawValue ?? "", version,
            ]
            return said.joined(separator: "|")
        }
    }

    private mutating func take(_ ready: [FolderWatch.Ready]) async throws -> Bool {
        let workspace = try await place.openForWriting(report: report)
        var changed = false
        let manners = try manners()
        // Lists of assets and tags first, as texts name them.
        var order: [(isRegister: Bool, file: FolderWatch.Ready)] = []
        for file in ready {
            let importer = try importer(for: file.path, workspace)
            let sorted = try await importer.sort([file.path])
            order.append((!sorted.register.isEmpty, file))
        }
        let known = PlantRegister(tags: try await workspace.store.tags(), assets: try await workspace.store.assets())
        var plant = PlantRegister()
        for (isRegister, file) in order.filter(\.isRegister) + order.filter({ !$0.isRegister }) {
            try Task.checkCancellation()
            if isRegister {
                plant = PlantRegister()
            } else if plant.tags.isEmpty {
                let hasNew = order.contains { $0.isRegister }
                plant =
                    hasNew
                    ? PlantRegister(tags: try await workspace.store.tags(), assets: try await workspace.store.assets())
                    : known
            }
            let taken = try await take(file, plant, workspace, manners[file.path])
            if taken.outcome == .stored { changed = true }
            watch.done(file.path)
            if taken.outcome != .unchanged { report(.file(taken)) }
        }
        // What is no longer there need not be remembered.
        self.known.files = self.known.files.filter { LocalFile.exists($0.key) }
        try self.known.save(to: place.layout.liveFiles)
        return changed
    }

    private mutating func take(
        _ file: FolderWatch.Ready,
        _ plant: PlantRegister,
        _ workspace: Workspace,
        _ manner: String
    ) async throws -> IngestedFile {
        let before = known.files[file.path].flatMap { $0.settings == manner && $0.canGrow ? $0.fingerprint : nil }
        var entry = FollowedFile(stamp: file.stamp, settings: manner, isPartial: file.isGrowing)
        var taken: IngestedFile
        do {
            let importer = try importer(for: file.path, workspace)
            let growth = GrowingFile(importer: importer, path: file.path, known: plant)
            let done = try await growth.take(since: before, isGrowing: file.isGrowing)
            taken = done.file
            entry.fingerprint = done.fingerprint
            entry.canGrow = done.canGrow
            entry.isPartial = done.isPartial
        } catch let error where !(error is CancellationError) && !(error is StoreError) {
            taken = IngestedFile(path: file.path, outcome: .failed)
            taken.error = "\(error)"
        }
        // Somebody wrote to it meanwhile: what was read stands, and it is looked at again.
        if FileStamp(path: file.path) != file.stamp { entry.isPartial = true }
        known.files[file.path] = entry
        return taken
    }

    private func importer(for path: String, _ workspace: Workspace) throws -> FileImporter {
        let folder = watch.folder(of: path)
        let request = IngestRequest(
            paths: [path],
            kind: folder?.kind,
            mapping: folder?.mapping,
            dataClass: folder?.dataClass
        )
        return FileImporter(
            store: workspace.store,
            plan: try IngestPlan(request, configuration),
            digitiser: workspace.digitiser(),
            progress: { _ in }
        )
    }
}
