import Synchronization

/// A journal that lasts as long as the process, for tests and for retrying a run within one program.
public final class InMemoryJournal: RunJournal {
    private struct Key: Hashable {
        let stage: String
        let item: Int?
    }

    private struct Run {
        var entries: [JournalEntry] = []
        var positions: [Key: Int] = [:]
        /// When it finished, counted in finished runs.
        var finished: Int?
    }

    private struct State {
        var runs: [String: Run] = [:]
        var finishes = 0
    }

    private let state = Mutex(State())

    /// An empty journal.
    public init() {}

    /// The entries of a run, in the order in which they were first recorded.
    public func entries(of run: String) async throws -> [JournalEntry] {
        state.withLock { $0.runs[run]?.entries ?? [] }
    }

    /// Keeps an entry, in place of an earlier one of the same run, stage and item.
    public func record(_ entry: JournalEntry) async throws {
        state.withLock { state in
            let key = Key(stage: entry.stage, item: entry.item)
            if let position = state.runs[entry.run]?.positions[key] {
                state.runs[entry.run]?.entries[position] = entry
            } else {
                var run = state.runs.removeValue(forKey: entry.run) ?? Run()
                run.positions[key] = run.entries.count
                run.entries.append(entry)
                state.runs[entry.run] = run
            }
        }
    }

    /// Marks a run as finished.
    public func finish(run: String) async throws {
        state.withLock { state in
            state.finishes += 1
            state.runs[run, default: Run()].finished = state.finishes
        }
    }

    /// Removes all finished runs but the newest.
    public func prune(keeping: Int) async throws {
        state.withLock { state in
            let finished = state.runs.compactMap { run in run.value.finished.map { (run: run.key, at: $0) } }
            for old in finished.sorted(by: { $0.at > $1.at }).dropFirst(max(keeping, 0)) {
                state.runs[old.run] = nil
            }
        }
    }
}
