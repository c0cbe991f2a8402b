import ArgumentParser
import Pipeline

struct FailureModesEval: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failure-modes",
        abstract: "How well failure modes are told from the free text of work orders, without any model endpoint.",
        discussion: """
            Both files hold lines of 'text,label'. Without the second, cross-validation within the first.

            Example:
              telltale eval failure-modes train.txt dev.txt --json
            """
    )

    @Argument(help: "The file to learn from.")
    var train: String

    @Argument(help: "The file to be judged on.")
    var judged: String?

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let report = try await Evaluation.failureModes(train: train, judged: judged)
        print(json ? try report.json() : report.text())
    }
}
