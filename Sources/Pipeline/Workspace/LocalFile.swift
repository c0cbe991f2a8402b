#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whole files, read and written safely.
package enum LocalFile {
    package static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw FileError(path: path, action: "read", number: errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[0..<count])
        }
        guard ferror(file) == 0 else { throw FileError(path: path, action: "read", number: errno) }
        return bytes
    }

    package static func text(_ path: String) throws -> String {
        String(decoding: try read(path), as: UTF8.self)
    }

    /// Writes beside the file and renames, so that a reader sees the old file or the new one, never half of it.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<slash])
        let name = ".\(path[slash...]).new-"
        let beside = folder + name + "\(getpid())"
        guard let file = fopen(beside, "wb") else { throw FileError(path: path, action: "write", number: errno) }
        let written = fwrite(bytes, 1, bytes.count, file)
        let flushed = fflush(file) == 0 && fsync(fileno(file)) == 0
        let number = errno
        fclose(file)
        guard written == bytes.count, flushed else {
            unlink(beside)
            throw FileError(path: path, action: "write", number: number)
        }
        guard rename(beside, path) == 0 else { throw FileError(path: path, action: "write", number: errno) }
        // What processes left that were killed while they wrote the same file.
        for left in everything(in: folder.isEmpty ? "." : folder) ?? [] where left.hasPrefix(name) {
            if let process = pid_t(left.dropFirst(name.count)), kill(process, 0) != 0, errno == ESRCH {
                unlink(folder + left)
            }
        }
    }

    package static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    package static func makeFolder(_ path: String) throws {
        var built = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            built += "/" + part
            if mkdir(built, 0o755) != 0, errno != EEXIST {
                throw FileError(path: path, action: "make the folder", number: errno)
            }
        }
    }

    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// In bytes; `nil` when it is not there.
    static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Names within a folder, sorted, those that start with a dot left out.
    package static func names(in folder: String) throws -> [String] {
        guard let names = everything(in: folder) else { throw FileError(path: folder, action: "list", number: errno) }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Every file below a folder, in a stable order; a path to a file is that file. What nobody means to have read is
    /// left out of folders: hidden and half-written files, locks of office programs, settings of workspaces. A link that
    /// leads nowhere is a file, for whoever reads it to tell; one that leads back up is not followed.
    package static func files(below path: String) throws -> [String] {
        guard isFolder(path) else {
            guard exists(path) else { throw FileError(path: path, action: "read", number: ENOENT) }
            return [path]
        }
        return try files(below: path, within: [])
    }

    private static func files(below path: String, within above: [FolderIdentity]) throws -> [String] {
        guard isFolder(path) else { return [path] }
        guard let identity = FolderIdentity(path), !above.contains(identity) else { return [] }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        return try names(in: folder).filter { isMeant($0) }.flatMap { name in
            try files(below: folder + "/" + name, within: above + [identity])
        }
    }

    /// Whether a file of this name in a folder is one to read.
    static func isMeant(_ name: String) -> Bool {
        guard !name.hasPrefix("."), !name.hasPrefix("~"), !name.hasSuffix("~"), name != Configuration.fileName,
            name != "Thumbs.db", name != "desktop.ini"
        else { return false }
        let plain = name.lowercased()
        return !unfinished.contains { plain.hasSuffix($0) }
    }

    /// Names that programs give to files they have not finished.
    private static let unfinished = [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".lock"]

    private struct FolderIdentity: Equatable {
        let device: UInt
        let node: UInt

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt(status.st_dev)
            node = UInt(status.st_ino)
        }
    }

    /// Removes a folder and everything in it; one that is not there is no mistake.
    package static func removeFolder(_ path: String) {
        guard isFolder(path) else { return }
        for name in everything(in: path) ?? [] {
            let child = path + "/" + name
            if isFolder(child) { removeFolder(child) } else { unlink(child) }
        }
        rmdir(path)
    }

    /// All names within a folder, in no order; `nil` when it cannot be listed.
    private static func everything(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    package static var currentFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}

/// A file that cannot be read or written.
package struct FileError: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let action: String
    package let number: Int32

    package var description: String {
        let reason =
            switch number {
            case ENOENT: "it does not exist"
            case EACCES, EPERM: "permission is denied"
            case ENOSPC: "the disk is full; free some space and try again"
            case EROFS: "the file system is read-only"
            default: String(cString: strerror(number))
            }
        return "cannot \(action) '\(path)': \(reason)"
    }
}
