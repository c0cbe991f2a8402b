import CMosquitto
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads from a broker and acknowledges a message only after it was kept.
///
/// Everything happens on a thread of its own: read what is there, hand it over in one piece, wait until it was kept,
/// then send the acknowledgements. Under load pieces grow by themselves, so that keeping them is shared by many. A
/// process that is killed before has acknowledged nothing, and the broker sends the messages again.
package final class MQTTSubscriber: Sendable {
    /// Keeps messages; they are acknowledged when it returns. What it returns is published.
    package typealias Keeper = @Sendable ([MQTTMessage]) async throws -> [MQTTMessage]

    private let broker: MQTTBroker
    private let keep: Keeper
    private let notice: @Sendable (MQTTNotice) -> Void
    private let state = Mutex(State())
    private let wake: Int32

    private struct State {
        var isStopping = false
        /// Within a call that may take minutes and that nothing ends; there is nothing to lose in it.
        var isConnecting = false
        var end: CheckedContinuation<Void, Never>?
    }

    package init(
        _ broker: MQTTBroker,
        keep: @escaping Keeper,
        notice: @escaping @Sendable (MQTTNotice) -> Void
    ) {
        self.broker = broker
        self.keep = keep
        self.notice = notice
        wake = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    }

    deinit {
        if wake >= 0 { close(wake) }
    }

    /// Goes on until the task is cancelled; what was handed over by then is kept and acknowledged.
    package func run() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if !state.isStopping { state.end = continuation }
                    return state.isStopping
                }
                if isOver { continuation.resume() } else { start() }
            }
        } onCancel: {
            stop()
        }
    }

    private func stop() {
        let end = state.withLock { state in
            state.isStopping = true
            guard state.isConnecting else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.end = nil }
            return state.end
        }
        var one: UInt64 = 1
        _ = write(wake, &one, 8)
        end?.resume()
    }

    private var isStopping: Bool { state.withLock(\.isStopping) }

    private func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<MQTTSubscriber>.fromOpaque(context).takeRetainedValue().work()
                return nil
            },
            context
        )
        precondition(failure == 0, "the thread for MQTT could not be started (error \(failure))")
        pthread_detach(thread)
    }

    // MARK: On the thread

    private func work() {
        var wait = 1
        var speaksFive = true
        while !isStopping {
            let session = MQTTSession(broker, speaksFive: speaksFive, wake: wake, keep: keep, notice: notice)
            state.withLock { $0.isConnecting = true }
            let failure = session.connect()
            state.withLock { $0.isConnecting = false }
            let end = failure ?? session.run { self.isStopping }
            if session.wasConnected { wait = 1 }
            switch end {
            case .stopped: break
            case .speaksNoFive:
                speaksFive = false
                continue
            case .lost(let why): notice(.lost(why, secondsToNext: wait))
            case .notKept(let why): notice(.notKept(why, secondsToNext: wait))
            }
            guard !isStopping else { break }
            pause(seconds: wait)
            wait = min(wait * 2, 60)
        }
        let end = state.withLock { state in
            defer { state.end = nil }
            return state.end
        }
        end?.resume()
    }

    private func pause(seconds: Int) {
        var descriptors = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
        poll(&descriptors, 1, Int32(seconds) * 1_000)
    }
}
