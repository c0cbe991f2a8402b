import CCurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The thread that libcurl lives on, and the executor of the actor that owns it.
///
/// Jobs of the actor and the little commands below run between two turns of libcurl; while there is nothing to do the
/// thread sleeps in libcurl's own poll, and is woken by whoever brings work.
///
/// `@unchecked Sendable`: the engine is touched on this thread alone; everything else is behind the lock.
final class CurlThread: SerialExecutor, @unchecked Sendable {
    /// What another thread may ask for without waiting.
    enum Command: Sendable {
        case cancel(Transfer)
        /// The reader has room again.
        case unpause(Transfer)
    }

    private struct Inbox {
        var jobs: [UnownedJob] = []
        var commands: [Command] = []
        var isAsleep = false
        var isStopping = false
        var isOver = false
    }

    let engine: CurlEngine
    private let inbox = Mutex(Inbox())
    private let identity = Atomic<UInt>(0)

    init() {
        engine = CurlEngine()
    }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<CurlThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context
        )
        precondition(
            failure == 0,
            "the thread for network calls could not be started (error \(failure))"
        )
        pthread_detach(thread)
    }

    // MARK: From other threads

    func post(_ command: Command) {
        add { $0.commands.append(command) }
    }

    func stop() {
        add { $0.isStopping = true }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        add { $0.jobs.append(job) }
    }

    private func add(_ work: (inout Inbox) -> Void) {
        inbox.withLock { inbox in
            guard !inbox.isOver else { return }
            work(&inbox)
            // Waking costs a system call, so only who finds the thread asleep does it.
            if inbox.isAsleep {
                inbox.isAsleep = false
                curl_multi_wakeup(engine.multi)
            }
        }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    func checkIsolated() {
        precondition(
            isIsolatingCurrentContext() == true,
            "this must run on the thread for network calls"
        )
    }

    func isIsolatingCurrentContext() -> Bool? {
        identity.load(ordering: .acquiring) == UInt(pthread_self())
    }

    // MARK: The thread

    private func run() {
        identity.store(UInt(pthread_self()), ordering: .releasing)
        // A server that hangs up must not end the process: OpenSSL writes without MSG_NOSIGNAL.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        while work() {
            let milliseconds = engine.turn()
            let mayRest = inbox.withLock { inbox in
                let isEmpty = inbox.jobs.isEmpty && inbox.commands.isEmpty && !inbox.isStopping
                inbox.isAsleep = isEmpty
                return isEmpty
            }
            guard mayRest else { continue }
            curl_multi_poll(engine.multi, nil, 0, milliseconds, nil)
            inbox.withLock { $0.isAsleep = false }
        }
        engine.close()
    }

    /// Does what was asked for; `false` when there is nothing more to come.
    private func work() -> Bool {
        let (jobs, commands, isOver) = inbox.withLock { inbox in
            let taken = (inbox.jobs, inbox.commands)
            inbox.jobs.removeAll(keepingCapacity: true)
            inbox.commands.removeAll(keepingCapacity: true)
            inbox.isOver = inbox.isStopping && taken.0.isEmpty && taken.1.isEmpty
            return (taken.0, taken.1, inbox.isOver)
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        for command in commands {
            switch command {
            case .cancel(let transfer): engine.cancel(transfer)
            case .unpause(let transfer): engine.unpause(transfer)
            }
        }
        return !isOver
    }
}
