import Synchronization

/// Keeps all events of a run, for tests and for drawing its timeline afterwards.
public final class EventRecorder: EventSink {
    private let recorded = Mutex<[RunEvent]>([])

    /// An empty recorder.
    public init() {}

    /// What was recorded so far, in order.
    public var events: [RunEvent] { recorded.withLock { $0 } }

    /// Keeps an event.
    public func send(_ event: RunEvent) async {
        recorded.withLock { $0.append(event) }
    }

    /// Keeps a report of progress.
    public func sendProgress(_ event: RunEvent) {
        recorded.withLock { $0.append(event) }
    }
}
