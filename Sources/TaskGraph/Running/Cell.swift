/// Where a node of a run stands.
enum NodeStatus: UInt8, Sendable {
    case waiting
    case running
    case finished
    case resumed
    case failed
    case cancelled
    case skipped
}

/// What a run knows of one node.
struct Cell: Sendable {
    /// The value, from when the node finishes until its last reader has.
    var value: (any AnyBox)?
    /// How many values the node still waits for.
    var pending: Int32 = 0
    /// How many readers its value still has.
    var readers: Int32 = 0
    var attempts: Int32 = 0
    /// Items of a fan-out whose values came from the journal.
    var resumedItems: Int32 = 0
    var status = NodeStatus.waiting
}

/// What changes while a run goes on; everything is behind one lock.
struct RunState: Sendable {
    var cells: [Cell]
    /// Digests of the values, where a journal needs them; empty without a journal.
    var identities: [Digest?]
    var degraded: [Degradation] = []
    /// Those of `degraded` that the events do not tell of yet.
    var untold: [Degradation] = []
    var failures: [(index: Int, failure: StageFailure)] = []
    /// Set when the run must stop: its journal failed.
    var fatal: (any Error)?
    var wasCancelled = false
}
