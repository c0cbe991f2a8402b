import Glibc
import PlantGenerator

/// A folder of its own for a test, removed with everything in it when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/plant-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FolderError(what: "mkdtemp failed") }
        path = String(cString: made)
    }

    deinit {
        for file in files().reversed() { unlink(path + "/" + file) }
        for folder in folders(path).reversed() { rmdir(folder) }
    }

    /// Every file below, by its path relative to the folder, sorted.
    func files() -> [String] {
        FolderListing.files(path)
    }

    private func folders(_ root: String) -> [String] {
        [root] + FolderListing.entries(root).filter(\.isFolder).flatMap { folders(root + "/" + $0.name) }
    }
}

struct FolderError: Error {
    var what: String
}

enum FolderListing {
    static func entries(_ path: String) -> [(name: String, isFolder: Bool)] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var entries: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            var information = stat()
            let isFolder = stat(path + "/" + name, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
            entries.append((name, isFolder))
        }
        return entries.sorted { $0.name < $1.name }
    }

    static func files(_ path: String, below prefix: String = "") -> [String] {
        entries(path).flatMap { entry in
            entry.isFolder
                ? files(path + "/" + entry.name, below: prefix + entry.name + "/") : [prefix + entry.name]
        }
    }

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    static func text(_ path: String) -> String {
        String(decoding: bytes(path) ?? [], as: UTF8.self)
    }

    static func lines(_ path: String) -> [Substring] {
        text(path).split(separator: "\n")
    }
}
