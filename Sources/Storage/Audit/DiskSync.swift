import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sees to it that what was written to a file is on the disk a tenth of a second later.
final class DiskSync: Sendable {
    private let path: String
    private let state = Mutex(State())

    private struct State {
        var isRequested = false
        var failure: Int32 = 0
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(path: String) {
        self.path = path
    }

    /// - Throws: ``Failure`` when the disk did not take what was written before.
    func request() throws {
        let (starts, failure) = state.withLock { state in
            defer { state.isRequested = true }
            return (!state.isRequested, state.failure)
        }
        guard failure == 0 else {
            throw Failure(description: "the disk did not take what was written: \(String(cString: strerror(failure)))")
        }
        guard starts else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { self.finish() }
    }

    /// Waits for the disk now, where anything was requested.
    func finish() {
        let isRequested = state.withLock { state in
            defer { state.isRequested = false }
            return state.isRequested
        }
        guard isRequested else { return }
        let file = open(path, O_RDONLY)
        // No log any more: it was folded into the store, which waits for the disk itself.
        guard file >= 0 else { return }
        defer { close(file) }
        let failure = fdatasync(file) == 0 ? 0 : errno
        if failure != 0 { state.withLock { $0.failure = failure } }
    }
}
