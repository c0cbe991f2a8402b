import ArgumentParser
import Pipeline

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a workspace: telltale.yaml with comments, and its store.",
        discussion: "Example:\n  telltale init plant"
    )

    @Argument(help: "The folder to make the workspace in.")
    var directory = "."

    @Option(help: "The plant's time zone, such as Asia/Seoul.")
    var zone: String?

    func run() async throws {
        let workspace = try Workspace.create(at: directory, zone: zone)
        print("Workspace made in \(workspace.folder). Settings: \(workspace.folder)/telltale.yaml")
        print("Next: telltale ingest --workspace \(directory) PATH…")
    }
}
