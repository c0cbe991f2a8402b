import ArgumentParser
import Pipeline
import Plant

struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Takes fields from a PDF or a picture, each with its page, at the endpoint under 'documents'.",
        discussion: """
            Example:
              telltale extract datasheet.pdf --field tag --field "rated_flow=rated flow with its unit"
              telltale extract datasheet.pdf --schema pump.schema.json --json

            Each value is looked for in the document's own text: one that is written nowhere is told. The same \
            document and fields are not sent twice. Exit code 1 when something has to be looked at, 4 when the \
            document's class forbids the endpoint.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "A PDF or a picture (PNG, JPEG, TIFF, BMP).")
    var file: String

    @Option(help: ArgumentHelp("A JSON Schema of an object: which fields, and what each is.", valueName: "file"))
    var schema: String?

    @Option(help: ArgumentHelp("A field, instead of a schema; may be given again.", valueName: "name=what"))
    var field: [String] = []

    @Option(name: .customLong("class"), help: "The document's class of data. Without it, as telltale.yaml says.")
    var dataClass: String?

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let given = try dataClass.map { text in
            guard let found = DataClass(rawValue: text) else {
                throw ValidationError(
                    "--class '\(text)' is none of \(DataClass.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return found
        }
        let report = try await options.open(writing: true)
            .extract(ExtractionRequest(file: file, schema: schema, fields: field, dataClass: given))
        print(json ? report.json() : report.text())
        if report.isDoubtful { throw ExitCode(OperationExit.failed.rawValue) }
    }
}
