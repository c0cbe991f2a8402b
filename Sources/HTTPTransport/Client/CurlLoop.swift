import CCurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The thread that libcurl lives on, as the executor of the actor that owns it.
final class CurlLoop: SerialExecutor {
    /// libcurl's handles are used on the loop's thread only.
    private struct Handle: @unchecked Sendable {
        let multi: UnsafeMutableRawPointer
    }

    private let handle: Handle
    private let jobs = Mutex<[UnownedJob]>([])
    private let isStopping = Atomic(false)
    private let thread = Atomic<UInt>(0)
    /// Called on every turn; returns how long the loop may sleep, in milliseconds.
    private let turn = Mutex<(@Sendable () -> Int32)?>(nil)

    init() {
        _ = CurlLoop.library
        guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory for a multi handle") }
        handle = Handle(multi: multi)
    }

    private static let library: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK ? () : () }()

    var multi: UnsafeMutableRawPointer { handle.multi }

    func start(turn body: @escaping @Sendable () -> Int32) {
        turn.withLock { $0 = body }
        var started = pthread_t()
        let retained = Unmanaged.passRetained(self)
        pthread_create(
            &started,
            nil,
            { context in
                guard let context else { return nil }
                let loop = Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue()
                loop.run()
                return nil
            },
            retained.toOpaque()
        )
        pthread_detach(started)
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        curl_multi_wakeup(handle.multi)
    }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .releasing)
        while true {
            let ready = jobs.withLock { jobs in
                let ready = jobs
                jobs = []
                return ready
            }
            for job in ready { job.runSynchronously(on: asUnownedSerialExecutor()) }
            if isStopping.load(ordering: .acquiring), ready.isEmpty { break }
            let timeout = turn.withLock { $0 }?() ?? 1_000
            curl_multi_poll(handle.multi, nil, 0, timeout, nil)
        }
        turn.withLock { $0 = nil }
        curl_multi_cleanup(handle.multi)
    }

    func enqueue(_ job: UnownedJob) {
        jobs.withLock { $0.append(job) }
        curl_multi_wakeup(handle.multi)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        enqueue(UnownedJob(job))
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "not on libcurl's thread")
    }

    func isIsolatingCurrentContext() -> Bool? {
        thread.load(ordering: .acquiring) == UInt(pthread_self())
    }
}
