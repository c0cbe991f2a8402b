#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the kernel says of folders (inotify): which files were closed after writing or renamed into place.
///
/// It says nothing of what other machines write to a network file system, and loses events when too many come at once:
/// a scan now and then sees what it missed.
final class FolderEvents {
    struct News {
        /// Paths of files that were finished, renamed into place or appended to.
        var files: Set<String> = []
        /// Events were lost, or a folder came or went: everything must be looked at.
        var mustScan = false
    }

    private let descriptor: Int32
    private var folders: [Int32: String] = [:]
    private var watches: [String: Int32] = [:]
    /// Folders that could not be watched; they are only scanned.
    private(set) var unwatched: Set<String> = []
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Watches exactly these folders.
    func watch(_ wanted: Set<String>) {
        guard descriptor >= 0 else {
            unwatched = wanted
            return
        }
        for (folder, watch) in watches where !wanted.contains(folder) {
            inotify_rm_watch(descriptor, watch)
            watches[folder] = nil
            folders[watch] = nil
        }
        unwatched = []
        let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY | IN_CREATE | IN_MOVED_FROM | IN_DELETE_SELF)
        for folder in wanted.sorted() where watches[folder] == nil {
            let watch = inotify_add_watch(descriptor, folder, mask)
            guard watch >= 0 else {
                unwatched.insert(folder)
                continue
            }
            watches[folder] = watch
            folders[watch] = folder
        }
    }

    /// What has happened since it was asked last.
    func news() -> News {
        var news = News()
        guard descriptor >= 0 else { return news }
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return news }
            var at = 0
            while at + 16 <= count {
                let watch = Int32(bitPattern: word(at))
                let mask = word(at + 4)
                let length = Int(word(at + 12))
                let name = String(decoding: buffer[(at + 16)..<(at + 16 + length)].prefix { $0 != 0 }, as: UTF8.self)
                at += 16 + length
                take(watch, mask, name, &news)
            }
        }
    }

    private func take(_ watch: Int32, _ mask: UInt32, _ name: String, _ news: inout News) {
        let gone = UInt32(IN_Q_OVERFLOW) | UInt32(IN_IGNORED) | UInt32(IN_DELETE_SELF)
        if mask & gone != 0 || mask & UInt32(IN_ISDIR) != 0 { news.mustScan = true }
        if mask & UInt32(IN_IGNORED) != 0, let folder = folders.removeValue(forKey: watch) { watches[folder] = nil }
        guard mask & UInt32(IN_ISDIR) == 0, !name.isEmpty, let folder = folders[watch] else { return }
        news.files.insert(folder + "/" + name)
    }

    private func word(_ at: Int) -> UInt32 {
        UInt32(buffer[at]) | UInt32(buffer[at + 1]) << 8 | UInt32(buffer[at + 2]) << 16 | UInt32(buffer[at + 3]) << 24
    }
}
