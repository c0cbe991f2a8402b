import Synchronization

/// Between the thread that reads from the network and the task that reads the body.
///
/// It holds little: when it is full the sender is told to wait, and once half is gone, to go on.
final class BodyBuffer: Sendable {
    /// Unread bytes above which no more are taken.
    static let capacity = 256 << 10

    private struct State {
        var chunks: [[UInt8]] = []
        /// The first chunk that is unread.
        var first = 0
        var unread = 0
        var isSenderWaiting = false
        var isFinished = false
        var error: (any Error)?
        var reader: CheckedContinuation<[UInt8]?, any Error>?
    }

    enum Step: Sendable {
        /// - `freesSender`: There is room again for a sender that was told to wait.
        case chunk([UInt8], freesSender: Bool)
        case end
        case failure(any Error)
        case nothingYet
    }

    private let state = Mutex(State())

    /// Takes bytes; `false` when there is no room and the sender has to keep them.
    func push(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let (isTaken, reader) = state.withLock {
            state -> (Bool, CheckedContinuation<[UInt8]?, any Error>?) in
            if let reader = state.reader {
                state.reader = nil
                return (true, reader)
            }
            guard state.unread < BodyBuffer.capacity else {
                state.isSenderWaiting = true
                return (false, nil)
            }
            state.chunks.append(Array(bytes))
            state.unread += bytes.count
            return (true, nil)
        }
        reader?.resume(returning: Array(bytes))
        return isTaken
    }

    /// Nothing more will come. What is unread is still read before an error shows.
    func finish(_ error: (any Error)?) {
        let reader = state.withLock { state -> CheckedContinuation<[UInt8]?, any Error>? in
            guard !state.isFinished else { return nil }
            state.isFinished = true
            state.error = error
            defer { state.reader = nil }
            return state.reader
        }
        guard let reader else { return }
        if let error { reader.resume(throwing: error) } else { reader.resume(returning: nil) }
    }

    /// What there is without waiting.
    func take() -> Step {
        state.withLock { BodyBuffer.take(&$0) }
    }

    /// Waits for what comes next, or resumes at once with what has come meanwhile.
    func wait(_ reader: CheckedContinuation<[UInt8]?, any Error>) -> Step {
        state.withLock { state in
            let step = BodyBuffer.take(&state)
            if case .nothingYet = step { state.reader = reader }
            return step
        }
    }

    var isFinished: Bool { state.withLock { $0.isFinished } }

    private static func take(_ state: inout State) -> Step {
        guard state.first < state.chunks.count else {
            guard state.isFinished else { return .nothingYet }
            return state.error.map { .failure($0) } ?? .end
        }
        let chunk = state.chunks[state.first]
        state.chunks[state.first] = []
        state.first += 1
        if state.first == state.chunks.count {
            state.chunks.removeAll(keepingCapacity: true)
            state.first = 0
        }
        state.unread -= chunk.count
        let frees = state.isSenderWaiting && state.unread <= capacity / 2
        if frees { state.isSenderWaiting = false }
        return .chunk(chunk, freesSender: frees)
    }
}
