import Generation
import Plant
import Synchronization

/// What all recorded calls add up to, counted on from where it was counted to before.
final class CallTotals: Sendable {
    struct Sum: Sendable {
        var outcomes: [String: Int] = [:]
        var seconds = 0.0
        var inputTokens = 0
        var outputTokens = 0
        var cost = 0.0
    }

    private struct State {
        /// Bytes of each day's file that have been counted.
        var counted: [String: Int] = [:]
        var sums: [String: Sum] = [:]
    }

    private let folder: String
    private let state = Mutex(State())

    init(_ layout: WorkspaceLayout) {
        folder = layout.state + "/calls"
    }

    /// By endpoint.
    func sums() throws -> [String: Sum] {
        let files = LocalFile.exists(folder) ? try LocalFile.names(in: folder).filter { $0.hasSuffix(".jsonl") } : []
        return try state.withLock { state in
            for file in files {
                let bytes = try LocalFile.read(folder + "/" + file)
                let start = state.counted[file] ?? 0
                // A line that is being written is counted the next time.
                guard bytes.count > start, let end = bytes.lastIndex(of: 0x0A), end >= start else { continue }
                for line in bytes[start..<end].split(separator: 0x0A) {
                    guard let call = try? JSONText.decode(CallTrace.self, from: Array(line)) else { continue }
                    CallTotals.add(call, to: &state.sums[call.endpoint, default: Sum()])
                }
                state.counted[file] = end + 1
            }
            return state.sums
        }
    }

    private static func add(_ call: CallTrace, to sum: inout Sum) {
        sum.outcomes[call.outcome, default: 0] += 1
        sum.seconds += call.took
        sum.inputTokens += call.countedInput
        sum.outputTokens += call.countedOutput
        sum.cost += call.cost ?? 0
    }
}
