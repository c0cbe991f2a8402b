import Generation
import Plant
import Synchronization

/// Counts what became of calls, in records and in the audit log, and finds what does not belong.
final class FaultTally: AuditLog {
    private struct State {
        /// Per question: entries that say sent, and entries that say how it ended.
        var sent: [UInt8]
        var ended: [UInt8]
        var entries = 0
        var records = 0
        var byFault: [[String: Int]]
        var surprises: [String: Int] = [:]
    }

    private let log: any AuditLog
    private let faults: [Fault]
    private let state: Mutex<State>

    init(_ faults: [Fault], keptIn log: any AuditLog) {
        self.log = log
        self.faults = faults
        state = Mutex(
            State(
                sent: Array(repeating: 0, count: faults.count),
                ended: Array(repeating: 0, count: faults.count),
                byFault: Array(repeating: [:], count: Fault.allCases.count)
            )
        )
    }

    /// Counts an entry once it is in the real log.
    func append(_ entry: AuditEntry) async throws {
        try await log.append(entry)
        guard let question = Int(entry.promptHash), faults.indices.contains(question) else { return }
        let verdict = entry.verdict
        state.withLock { state in
            state.entries += 1
            if verdict.hasPrefix("sent") {
                state.sent[question] += 1
            } else if !verdict.hasPrefix("not sent") {
                state.ended[question] += 1
            }
        }
    }

    /// Counts the record of a call on the wire.
    func add(_ call: CallTrace) {
        guard let question = Int(call.promptHash), faults.indices.contains(question) else { return }
        let fault = faults[question]
        let isFine =
            fault.outcomes.contains(call.outcome) || call.outcome == "cancelled"
            || (call.endpoint == "steady" && call.outcome == "answered")
        state.withLock { state in
            state.records += 1
            state.byFault[fault.rawValue][call.outcome, default: 0] += 1
            if !isFine { state.surprises["\(fault) gave \(call.outcome)", default: 0] += 1 }
        }
    }

    struct Sums: Sendable {
        var entries: Int
        var records: Int
        var sent: Int
        /// Questions with a call that was sent and whose end is not in the log, or the other way round.
        var unaccounted: Int
        var byFault: [[String: Int]]
        var surprises: [String: Int]
    }

    var sums: Sums {
        state.withLock { state in
            Sums(
                entries: state.entries,
                records: state.records,
                sent: state.sent.reduce(0) { $0 + Int($1) },
                unaccounted: zip(state.sent, state.ended).count { $0 != $1 },
                byFault: state.byFault,
                surprises: state.surprises
            )
        }
    }
}
