import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C stops cleanly: the running command is cancelled, finishes what it must and ends.
enum Interruption {
    private static let current = Mutex<Task<Void, any Error>?>(nil)

    /// Waits for SIGINT and SIGTERM on a thread of their own; a second one ends the program at once.
    static func catchSignals() async {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { _ in
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGINT)
                sigaddset(&signals, SIGTERM)
                var caught: Int32 = 0
                sigwait(&signals, &caught)
                Interruption.current.withLock { $0?.cancel() }
                sigwait(&signals, &caught)
                exit(128 + caught)
            },
            nil
        )
        pthread_detach(thread)
    }

    static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task.detached { try await body() }
        current.withLock { $0 = task }
        try await task.value
    }
}
