/// What a run is given besides its inputs.
public struct RunOptions: Sendable {
    /// Names the run in events, spans, errors and the journal; made up when nil. A journal requires one.
    public var runID: String?
    /// The widths it runs within; share one among the runs that share a machine or an endpoint.
    public var limits: WidthLimits
    /// Where durable stages are recorded.
    public var journal: (any RunJournal)?
    /// Who is told what happens.
    public var events: (any EventSink)?
    /// Who is given the spans.
    public var tracer: (any Tracer)?
    /// What measures time and waits.
    public var clock: any Clock<Duration>
    /// Seeds the jitter between attempts.
    public var seed: UInt64

    /// Names what differs from a plain run.
    public init(
        runID: String? = nil,
        limits: WidthLimits = .unlimited,
        journal: (any RunJournal)? = nil,
        events: (any EventSink)? = nil,
        tracer: (any Tracer)? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        seed: UInt64 = 0
    ) {
        self.runID = runID
        self.limits = limits
        self.journal = journal
        self.events = events
        self.tracer = tracer
        self.clock = clock
        self.seed = seed
    }
}

/// Why a run was not begun.
public enum RunRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// A journal was given without a run id.
    case journalNeedsRunID(graph: String)
    /// A stage names a width that the run's limits do not have.
    case unknownLimit(graph: String, stage: String, limit: String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .journalNeedsRunID(let graph):
            "Graph \(graph) was given a journal but no run id; name the run, so that it can be resumed."
        case .unknownLimit(let graph, let stage, let limit):
            "Graph \(graph): stage “\(stage)” runs within the width “\(limit)”, which the run's limits do not name."
        }
    }
}
