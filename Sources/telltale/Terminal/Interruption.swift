import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C stops cleanly: the running command is cancelled, finishes what it must and ends.
enum Interruption {
    private static let current = Mutex<Task<Void, any Error>?>(nil)

    /// By which the handler of signals wakes the thread that waits for them: reading end, writing end.
    nonisolated(unsafe) private static var bell: (Int32, Int32) = (-1, -1)

    /// Waits for SIGINT and SIGTERM on a thread of their own; a second one ends the program at once.
    ///
    /// A handler and a pipe rather than `sigwait`: signals can be held back only thread by thread, and the program has
    /// threads before it gets here, any of which the system may choose to end it by.
    static func catchSignals() async {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        bell = (ends[0], ends[1])
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM] {
            // Nothing but a write is safe here.
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                let before = errno
                _ = write(Interruption.bell.1, &byte, 1)
                errno = before
            }
        }
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { _ in
                _ = Interruption.nextSignal()
                Interruption.current.withLock { $0?.cancel() }
                exit(128 + Interruption.nextSignal())
            },
            nil
        )
        pthread_detach(thread)
    }

    private static func nextSignal() -> Int32 {
        var byte: UInt8 = 0
        while read(bell.0, &byte, 1) < 1 {}
        return Int32(byte)
    }

    static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task.detached { try await body() }
        current.withLock { $0 = task }
        try await task.value
    }
}
