import ArgumentParser
import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Options that every command has.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The workspace: a folder with telltale.yaml.", valueName: "dir"))
    var workspace = "."

    /// Opens the workspace, for reading only unless a command writes.
    func open(writing: Bool = false) throws -> Workspace {
        try Workspace.open(at: workspace, writing: writing, environment: WorkspaceOptions.environment)
    }

    static let environment: [String: String] = {
        var result: [String: String] = [:]
        for name in ["TELLTALE_ZONE", "TELLTALE_LANGUAGE", "TELLTALE_PROMPTS"] {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }()
}
