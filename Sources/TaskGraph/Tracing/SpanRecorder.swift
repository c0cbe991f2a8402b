import Synchronization

/// Keeps the latest spans in memory.
public final class SpanRecorder: Tracer {
    private struct State {
        var spans: [Span] = []
        /// Where the oldest is, once the recorder is full.
        var oldest = 0
        var dropped = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// A recorder that keeps at most some spans, the oldest making room.
    public init(capacity: Int = 10_000) {
        self.capacity = max(1, capacity)
    }

    /// The spans kept, in the order in which they ended.
    public var spans: [Span] {
        state.withLock { Array($0.spans[$0.oldest...] + $0.spans[..<$0.oldest]) }
    }

    /// How many had to make room.
    public var dropped: Int { state.withLock { $0.dropped } }

    /// Keeps a span.
    public func record(_ span: Span) {
        state.withLock { state in
            if state.spans.count < capacity {
                state.spans.append(span)
            } else {
                state.spans[state.oldest] = span
                state.oldest = (state.oldest + 1) % capacity
                state.dropped += 1
            }
        }
    }
}
