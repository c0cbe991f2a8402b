import Synchronization

/// Finding out, before anything runs, what an earlier run of the same id has already done.
extension RunCore {
    /// Marks the stages whose recorded values can be used as ready at once, and those that need not run because
    /// everything that reads them was recorded.
    ///
    /// The elements of a durable fan-out are not known yet, so a fan-out is looked up item by item when its turn comes.
    func skipWhatIsDone() {
        guard !entries.isEmpty else { return }
        let nodes = plan.nodes
        state.withLock { state in
            var isRecorded = [Bool](repeating: false, count: nodes.count)
            for (index, node) in nodes.enumerated() where plan.needsIdentity[index] && node.kind != .input {
                guard node.schema == nil || node.kind == .stage, let made = fingerprint(of: index, in: state) else {
                    continue
                }
                if node.schema == nil {
                    state.identities[index] = made
                } else if let entry = entries[EntryKey(stage: node.name, item: nil)], entry.fingerprint == made.hex {
                    state.identities[index] = Digest(of: entry.payload)
                    isRecorded[index] = true
                }
            }

            var isNeeded = plan.isAsked
            for index in nodes.indices.reversed() where isNeeded[index] && !isRecorded[index] {
                for input in nodes[index].inputs { isNeeded[input] = true }
            }
            for (index, node) in nodes.enumerated() where node.kind != .input {
                if isRecorded[index] {
                    state.cells[index].pending = 0
                } else if !isNeeded[index] {
                    state.cells[index].status = .skipped
                }
            }
        }
    }
}
