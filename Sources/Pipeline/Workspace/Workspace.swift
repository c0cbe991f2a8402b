import Plant
import Storage
import Verification

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder with `telltale.yaml` and the store that belongs to it: the door through which the program works.
package final class Workspace: Sendable {
    package let folder: String
    package let configuration: Configuration
    let layout: WorkspaceLayout
    let store: SQLiteStore
    let isWriting: Bool
    /// Held while this process may write; released when the workspace is let go.
    private let lock: WriterLock?

    private init(
        folder: String,
        configuration: Configuration,
        layout: WorkspaceLayout,
        store: SQLiteStore,
        lock: WriterLock?
    ) {
        self.folder = folder
        self.configuration = configuration
        self.layout = layout
        self.store = store
        self.lock = lock
        isWriting = lock != nil
    }

    /// Makes a workspace in a folder, which may hold other files but no `telltale.yaml`.
    ///
    /// - Throws: ``UsageError`` when there is a workspace already; ``FileError``, `StoreError`.
    package static func create(at folder: String, zone: String? = nil) throws -> Workspace {
        let layout = WorkspaceLayout(folder: folder)
        guard !LocalFile.exists(layout.configuration) else {
            throw UsageError("'\(layout.configuration)' is there already; nothing was changed")
        }
        try LocalFile.makeFolder(folder)
        var template = Configuration.template
        if let zone {
            _ = try SiteTimeZone(zone)
            template = template.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("zone: ") ? "zone: \(zone)" : String($0) }
                .joined(separator: "\n")
        }
        try LocalFile.write(template, to: layout.configuration)
        return try open(at: folder, writing: true, environment: [:])
    }

    /// Opens a workspace.
    ///
    /// - Parameter writing: Takes the writer's lock; any number of processes may read meanwhile.
    /// - Throws: ``UsageError`` when the folder is no workspace, ``ConfigurationError``, `StoreError`.
    package static func open(at folder: String, writing: Bool, environment: [String: String]) throws -> Workspace {
        let layout = WorkspaceLayout(folder: folder)
        guard LocalFile.exists(layout.configuration) else {
            throw UsageError(
                "'\(folder)' is not a workspace: there is no \(Configuration.fileName) in it. "
                    + "Make one with 'telltale init \(folder)' or name another with --workspace"
            )
        }
        let configuration = try Configuration(
            yaml: try LocalFile.text(layout.configuration),
            file: layout.configuration,
            environment: environment
        )
        if !LocalFile.exists(layout.state) {
            try LocalFile.makeFolder(layout.state)
            // What is in it may be restricted: other accounts of the machine are let in by whoever wants that.
            chmod(layout.state, 0o700)
        }
        let lock = writing ? try WriterLock(folder: layout.state) : nil
        let isNew = !LocalFile.exists(layout.store)
        let store = try SQLiteStore(path: layout.store, access: writing || isNew ? .readWrite : .readOnly)
        return Workspace(folder: folder, configuration: configuration, layout: layout, store: store, lock: lock)
    }

    /// The moment that a local time given on the command line stands for.
    func moment(_ text: String, named option: String) throws -> Timestamp {
        if let exact = Timestamp(iso: text) { return exact }
        guard let civil = CivilTime(iso: text) else {
            throw UsageError("\(option) '\(text)' is not a time; write 2026-03-01 or 2026-03-01T02:00")
        }
        return configuration.zone.moment(civil)
    }
}
