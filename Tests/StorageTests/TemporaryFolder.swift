#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of its own for a test, gone when the test lets go of it.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/telltale-storage-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/nonexistent"
        }
    }

    var store: String { path + "/store.sqlite" }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = fopen(path + "/" + name, "wb")
        defer { fclose(file) }
        fwrite(bytes, 1, bytes.count, file)
    }

    deinit {
        guard let folder = opendir(path) else { return }
        chmod(path, 0o755)
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            unlink(path + "/" + name)
        }
        closedir(folder)
        rmdir(path)
    }
}
