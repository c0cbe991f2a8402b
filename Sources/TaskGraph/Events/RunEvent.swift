/// Something that happened in a run.
public struct RunEvent: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// The work began; for the run: it was begun or resumed.
        case started
        /// How far the work has come.
        case progress(done: Int, total: Int?, note: String)
        /// An attempt failed, and another follows after a wait.
        case retried(error: any Error, after: Duration)
        /// The value is less than it should be.
        case degraded(note: String)
        /// The work is done.
        case finished
        /// The value came from the journal.
        case resumed
        /// The work failed and nothing stood in.
        case failed(any Error)
        /// The work was stopped, or will not begin.
        case cancelled
    }

    /// The run's id.
    public let run: String
    /// The graph's name.
    public let graph: String
    /// The stage; nil when the event is the whole run's.
    public let stage: String?
    /// The item of a fan-out.
    public let item: Int?
    /// The attempt, counted from 1.
    public let attempt: Int
    /// When, counted from the run's beginning.
    public let at: Duration
    /// What happened.
    public let kind: Kind

    /// Makes an event.
    public init(
        run: String,
        graph: String,
        stage: String?,
        item: Int? = nil,
        attempt: Int = 1,
        at: Duration,
        kind: Kind
    ) {
        self.run = run
        self.graph = graph
        self.stage = stage
        self.item = item
        self.attempt = attempt
        self.at = at
        self.kind = kind
    }
}

extension RunEvent: CustomStringConvertible {
    /// One line, without the time.
    public var description: String {
        let place = stage.map { stage in item.map { "\(stage)[\($0)]" } ?? stage } ?? run
        return switch kind {
        case .started: "\(place) started"
        case .progress(let done, let total, let note):
            "\(place) \(done)\(total.map { " of \($0)" } ?? "")\(note.isEmpty ? "" : " \(note)")"
        case .retried(let error, let delay): "\(place) failed at attempt \(attempt) (\(error)), again after \(delay)"
        case .degraded(let note): "\(place) degraded: \(note)"
        case .finished: "\(place) finished"
        case .resumed: "\(place) resumed"
        case .failed(let error): "\(place) failed: \(error)"
        case .cancelled: "\(place) cancelled"
        }
    }
}

/// Takes a run's events as they happen.
public protocol EventSink: Sendable {
    /// Takes an event. It may wait (the run waits with it), but must return soon once the task is cancelled.
    func send(_ event: RunEvent) async
    /// Takes a report of progress. It must not wait, and may replace an earlier report of the same stage and item.
    func sendProgress(_ event: RunEvent)
}
