import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One writer at a time in a workspace; the system lets go of it when the process ends, however it ends.
package final class WriterLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `StoreError` with code `busy` that names the process holding the lock.
    package init(folder: String) throws {
        let path = folder + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw StoreError(
                code: .readOnly,
                path: path,
                message: "the workspace cannot be written (\(String(cString: strerror(errno)))); "
                    + "check the folder's permissions"
            )
        }
        guard WriterLock.take(descriptor) else {
            let holder = WriterLock.holder(descriptor)
            close(descriptor)
            throw StoreError(
                code: .busy,
                path: path,
                message:
                    "another telltale\(holder.isEmpty ? "" : " (process \(holder))") is writing to this workspace; "
                    + "wait for it to end and run this again"
            )
        }
        self.descriptor = descriptor
        let name = Array("\(getpid())".utf8)
        ftruncate(descriptor, 0)
        write(descriptor, name, name.count)
    }

    /// A program that this process has just started holds the lock too until it runs: such a moment is waited for.
    private static func take(_ descriptor: Int32) -> Bool {
        for _ in 0..<40 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard holder(descriptor) == "\(getpid())" else { return false }
            usleep(25_000)
        }
        return false
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    deinit {
        close(descriptor)
    }
}
