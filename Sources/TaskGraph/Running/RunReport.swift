/// A value that is less than it should be, and why: shown to the reader.
public struct Degradation: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The stage.
    public let stage: String
    /// The item of a fan-out.
    public let item: Int?
    /// Why, in words for the reader.
    public let note: String

    /// Makes a note.
    public init(stage: String, item: Int? = nil, note: String) {
        self.stage = stage
        self.item = item
        self.note = note
    }

    /// The stage and the note.
    public var description: String {
        item.map { "\(stage)[\($0)]: \(note)" } ?? "\(stage): \(note)"
    }
}

/// How one stage of a run ended.
public struct StageReport: Sendable, Hashable {
    /// The ways a stage can end.
    public enum Outcome: String, Sendable, Hashable {
        /// It did its work.
        case finished
        /// Its value came from the journal.
        case resumed
        /// It did not run, because all that would have read its value came from the journal.
        case skipped
        /// It failed, and nothing stood in.
        case failed
        /// It was stopped, or something that it depends on failed, or the run ended before its turn.
        case cancelled
    }

    /// The stage's name.
    public let stage: String
    /// How it ended.
    public let outcome: Outcome
    /// How often its work was started; 0 when it never was.
    public let attempts: Int
    /// Items of a fan-out whose values came from the journal.
    public let resumedItems: Int
}

/// How a run went, stage by stage.
public struct RunReport: Sendable {
    /// The run's id.
    public let run: String
    /// All degraded values, in the order of the graph's stages.
    public let degraded: [Degradation]
    let plan: Plan
    let cells: [Cell]

    /// The graph's name.
    public var graph: String { plan.name }

    /// The stages, in the order in which they were added to the graph.
    public var stages: [StageReport] {
        zip(plan.nodes, cells).compactMap { node, cell in
            guard node.kind != .input else { return nil }
            let outcome: StageReport.Outcome =
                switch cell.status {
                case .finished: .finished
                case .resumed: .resumed
                case .skipped: .skipped
                case .failed: .failed
                case .waiting, .running, .cancelled: .cancelled
                }
            return StageReport(
                stage: node.name,
                outcome: outcome,
                attempts: Int(cell.attempts),
                resumedItems: Int(cell.resumedItems)
            )
        }
    }

    /// The stages whose values came from the journal.
    public var resumed: [String] {
        stages.filter { $0.outcome == .resumed }.map(\.stage)
    }
}

/// What a run gives back.
public struct RunResult<Output: Sendable>: Sendable {
    /// The value of the graph's output.
    public let output: Output
    /// How the run went, with everything the reader must be told.
    public let report: RunReport
}

/// A stage failed, and with it the run. Stages that do not depend on it were finished, and are in the journal.
public struct StageFailure: Error, Sendable, CustomStringConvertible {
    /// The run's id.
    public let run: String
    /// The stage's name.
    public let stage: String
    /// The item of a fan-out.
    public let item: Int?
    /// The attempt that failed last, counted from 1.
    public let attempt: Int
    /// What the stage threw.
    public let cause: any Error
    /// Other stages that failed in the same run, in the order of the graph.
    public internal(set) var others: [StageFailure] = []
    /// How the rest of the run went; nil for a failure kept in a fan-out's results.
    public internal(set) var report: RunReport?

    /// A sentence for a person.
    public var description: String {
        let place = item.map { "\(stage)[\($0)]" } ?? stage
        let more = others.isEmpty ? "" : " (and \(others.count) more: \(others.map(\.stage).joined(separator: ", ")))"
        return "Run \(run): stage \(place) failed at attempt \(attempt): \(cause)\(more)"
    }
}
