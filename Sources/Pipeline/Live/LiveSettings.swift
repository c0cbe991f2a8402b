import Ingestion
package import Plant

/// What `telltale ingest --follow` takes in by itself.
package struct LiveSettings: Sendable, Hashable {
    package var folders: [FollowedFolder] = []
    package var brokers: [BrokerSettings] = []
    package var archives: [ArchiveSettings] = []
    package var pace = LivePace()

    package init() {}

    package var isEmpty: Bool { folders.isEmpty && brokers.isEmpty && archives.isEmpty }
}

/// How patient it is, in seconds.
package struct LivePace: Sendable, Hashable {
    /// How long a file must have been left alone before it is read.
    package var settle = 2.0
    /// How often folders are looked through, for what the kernel does not tell.
    package var scan = 30.0
    /// How long a file may go on growing before its whole lines are read all the same.
    package var growing = 30.0
    /// How often incidents are looked for and the search index is renewed, when something new came; 0 for never.
    package var detect = 900.0
    /// How often what came over MQTT is told.
    package var report = 10.0
}

/// A folder whose files are read as they land.
package struct FollowedFolder: Sendable, Hashable {
    /// Without a slash at its end.
    package var path: String
    /// A pattern that names must match: `*.csv`.
    package var match: String?
    /// What the files are, where it cannot be told.
    package var kind: String?
    package var mapping: String?
    package var dataClass: DataClass?

    package init(path: String) {
        self.path = path
        while self.path.count > 1, self.path.hasSuffix("/") { self.path.removeLast() }
        while self.path.hasPrefix("./") { self.path.removeFirst(2) }
    }
}
