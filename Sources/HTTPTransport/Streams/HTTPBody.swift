import Synchronization

/// A response's body in pieces, as they arrive. It can be read once.
package struct HTTPBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    private let reader: BodyReader

    init(_ channel: BodyChannel) {
        reader = BodyReader(channel)
    }

    /// A body made of given pieces, for transports that do not use the network.
    package init(_ chunks: AsyncThrowingStream<[UInt8], any Error>) {
        let channel = BodyChannel(onDemand: {}, onAbandon: {})
        let task = Task.detached {
            do {
                for try await chunk in chunks { channel.push(chunk) }
                channel.finish(nil)
            } catch {
                channel.finish(error)
            }
        }
        channel.setAbandon { task.cancel() }
        reader = BodyReader(channel)
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(reader: reader)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let reader: BodyReader

        package mutating func next() async throws -> [UInt8]? {
            try await reader.channel.next()
        }
    }
}

/// Held by a body and its readers; when the last lets go, nobody reads any more and the connection is closed.
private final class BodyReader: Sendable {
    let channel: BodyChannel

    init(_ channel: BodyChannel) {
        self.channel = channel
    }

    deinit {
        channel.abandon()
    }
}

/// Between the thread that reads from the network and the task that reads the body.
final class BodyChannel: Sendable {
    /// Unread bytes above which the network is told to wait.
    static let capacity = 1 << 20

    private struct State {
        var chunks: [[UInt8]] = []
        var unread = 0
        var isFinished = false
        var error: (any Error)?
        var waiting: CheckedContinuation<[UInt8]?, any Error>?
        var isPaused = false
        var isAbandoned = false
        var onAbandon: @Sendable () -> Void
    }

    private let state: Mutex<State>
    private let onDemand: @Sendable () -> Void

    /// - Parameters:
    ///   - onDemand: Called when a paused sender may go on.
    ///   - onAbandon: Called when nobody reads any more.
    init(onDemand: @escaping @Sendable () -> Void, onAbandon: @escaping @Sendable () -> Void) {
        state = Mutex(State(onAbandon: onAbandon))
        self.onDemand = onDemand
    }

    func setAbandon(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.onAbandon = body }
    }

    /// Whether there is room; a sender that is told no waits for `onDemand`.
    func hasRoom() -> Bool {
        state.withLock { state in
            guard state.unread >= BodyChannel.capacity else { return true }
            state.isPaused = true
            return false
        }
    }

    func push(_ chunk: [UInt8]) {
        guard !chunk.isEmpty else { return }
        let waiting = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
            guard !state.isFinished, !state.isAbandoned else { return nil }
            if let waiting = state.waiting {
                state.waiting = nil
                return waiting
            }
            state.chunks.append(chunk)
            state.unread += chunk.count
            return nil
        }
        waiting?.resume(returning: chunk)
    }

    func finish(_ error: (any Error)?) {
        let waiting = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
            guard !state.isFinished else { return nil }
            state.isFinished = true
            state.error = error
            defer { state.waiting = nil }
            return state.waiting
        }
        if let error { waiting?.resume(throwing: error) } else { waiting?.resume(returning: nil) }
    }

    private enum Step {
        case chunk([UInt8], resumes: Bool)
        case ended((any Error)?)
        case wait
    }

    func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let step = state.withLock { state -> Step in
                    if !state.chunks.isEmpty {
                        let chunk = state.chunks.removeFirst()
                        state.unread -= chunk.count
                        let resumes = state.isPaused && state.unread < BodyChannel.capacity / 2
                        if resumes { state.isPaused = false }
                        return .chunk(chunk, resumes: resumes)
                    }
                    if state.isAbandoned { return .ended(CancellationError()) }
                    if state.isFinished { return .ended(state.error) }
                    state.waiting = continuation
                    return .wait
                }
                switch step {
                case .chunk(let chunk, let resumes):
                    continuation.resume(returning: chunk)
                    if resumes { onDemand() }
                case .ended(let error):
                    if let error { continuation.resume(throwing: error) } else { continuation.resume(returning: nil) }
                case .wait: break
                }
            }
        } onCancel: {
            abandon()
        }
    }

    /// Nobody reads any more: a sender that is still at it is stopped.
    func abandon() {
        let (stop, waiting) = state.withLock { state in
            guard !state.isAbandoned else {
                return (nil as (@Sendable () -> Void)?, nil as CheckedContinuation<[UInt8]?, any Error>?)
            }
            state.isAbandoned = true
            state.chunks = []
            defer { state.waiting = nil }
            return (state.isFinished ? nil : state.onAbandon, state.waiting)
        }
        waiting?.resume(throwing: CancellationError())
        stop?()
    }
}
