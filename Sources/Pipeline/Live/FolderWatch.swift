import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells which files of some folders are ready to be read: finished, and different from when they were read last.
struct FolderWatch {
    /// Folders to follow.
    let folders: [FollowedFolder]
    let pace: LivePace
    private let events = FolderEvents()
    private var waiting: [String: Waiting] = [:]
    private var lastScan: Timestamp?
    /// Folders that could not be listed, said once each.
    private(set) var missing: Set<String> = []

    private struct Waiting {
        var stamp: FileStamp
        /// When this stamp was seen first.
        var since: Timestamp
        /// When the file was seen to change first since it was read.
        var changing: Timestamp
    }

    /// A file that can be read now.
    struct Ready: Sendable, Hashable {
        var path: String
        var stamp: FileStamp
        /// It is still being written: only its whole lines may be read.
        var isGrowing: Bool
    }

    init(_ folders: [FollowedFolder], pace: LivePace) {
        self.folders = folders
        self.pace = pace
    }

    /// Looks what has changed.
    ///
    /// - Parameter isRead: Whether a file was read as it is, by what is remembered of it.
    mutating func look(at now: Timestamp, isRead: (String, FileStamp) -> Bool) -> [Ready] {
        let news = events.news()
        var changed = news.files
        let isDue = lastScan.map { now.seconds(since: $0) >= pace.scan } ?? true
        if isDue || news.mustScan {
            lastScan = now
            changed.formUnion(scan())
        }
        for path in changed where isWanted(path) {
            guard let stamp = FileStamp(path: path), stamp.bytes > 0, !isRead(path, stamp) else {
                waiting[path] = nil
                continue
            }
            if waiting[path] == nil { waiting[path] = Waiting(stamp: stamp, since: now, changing: now) }
        }
        return ready(at: now)
    }

    /// Forgets that a file waits; it was read.
    mutating func done(_ path: String) {
        waiting[path] = nil
    }

    /// Whether files wait for their writers to finish.
    var hasWaiting: Bool { !waiting.isEmpty }

    private mutating func ready(at now: Timestamp) -> [Ready] {
        var ready: [Ready] = []
        for (path, was) in waiting.sorted(by: { $0.key < $1.key }) {
            guard let stamp = FileStamp(path: path) else {
                waiting[path] = nil
                continue
            }
            if stamp != was.stamp {
                waiting[path] = Waiting(stamp: stamp, since: now, changing: was.changing)
            }
            let isQuiet = stamp == was.stamp && now.seconds(since: was.since) >= pace.settle
            if isQuiet, !OpenForWriting.isLikely(path) {
                ready.append(Ready(path: path, stamp: stamp, isGrowing: false))
            } else if now.seconds(since: was.changing) >= max(pace.growing, pace.settle) {
                // A log that never rests is read by whole lines.
                ready.append(Ready(path: path, stamp: stamp, isGrowing: true))
                waiting[path] = Waiting(stamp: stamp, since: now, changing: now)
            }
        }
        return ready
    }

    private mutating func scan() -> Set<String> {
        var files: Set<String> = []
        var folders: Set<String> = []
        var missing: Set<String> = []
        for folder in self.folders {
            guard LocalFile.isFolder(folder.path) else {
                missing.insert(folder.path)
                continue
            }
            list(folder.path, depth: 0, &files, &folders)
        }
        self.missing = missing
        events.watch(folders)
        return files
    }

    private func list(_ folder: String, depth: Int, _ files: inout Set<String>, _ folders: inout Set<String>) {
        // A link that leads back up would be followed for ever.
        guard depth < 32, let names = try? LocalFile.names(in: folder) else { return }
        folders.insert(folder)
        for name in names {
            let path = folder + "/" + name
            if LocalFile.isFolder(path) {
                list(path, depth: depth + 1, &files, &folders)
            } else {
                files.insert(path)
            }
        }
    }

    private func isWanted(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last, LocalFile.isMeant(String(name)) else { return false }
        guard let folder = folder(of: path) else { return false }
        return folder.match.map { fnmatch($0, String(name), 0) == 0 } ?? true
    }

    /// The followed folder that a file lies in: the innermost.
    func folder(of path: String) -> FollowedFolder? {
        folders.filter { path.hasPrefix($0.path + "/") }.max { $0.path.utf8.count < $1.path.utf8.count }
    }
}
