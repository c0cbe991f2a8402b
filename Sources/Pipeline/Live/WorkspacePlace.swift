import Plant
import Storage

/// A workspace that is opened for writing only while something is written, so that other commands get their turn.
struct WorkspacePlace: Sendable {
    let layout: WorkspaceLayout
    let environment: [String: String]

    /// Waits while another command writes.
    func openForWriting(report: (LiveEvent) -> Void) async throws -> Workspace {
        var hasSaid = false
        while true {
            do {
                return try Workspace.open(at: layout.folder, writing: true, environment: environment)
            } catch let error as StoreError where error.code == .busy {
                if !hasSaid { report(.notice(source: layout.folder, "another telltale is writing; waiting for it")) }
                hasSaid = true
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}

extension WorkspaceLayout {
    /// What following remembers.
    var live: String { state + "/live" }
    var liveFiles: String { live + "/files" }

    /// What Sparkplug nodes of a broker have announced.
    func sparkplug(_ broker: String) -> String { live + "/sparkplug-" + broker }

    /// How far an archive was read.
    func archive(_ name: String) -> String { live + "/pi-" + name }
}
