import ArgumentParser
import Pipeline
import Plant

struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Answers a question, with evidence for every claim.",
        discussion: """
            Example:
              telltale ask "Why did P-101A trip last night, has it happened before, what did we do?"
              telltale ask "어젯밤 P-101A는 왜 정지했나?" --no-model
              telltale ask "What happened to the feed pump?" --asset P-101B --from 2026-03-01 --to 2026-03-02

            Each answer says how the question was understood. --asset, --from, --to and --kind put that right.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The question, in Korean, English or Arabic.")
    var question: String

    @Option(help: "The answer's language: ko, en or ar. Without it, the question's.")
    var language: Language?

    @Option(help: "The local time that 'last night' and 'today' count from. Without it, now.")
    var asOf: String?

    @Option(help: "The equipment or tag that is meant; may be given again. Without it, what the question names.")
    var asset: [String] = []

    @Option(help: "The start of the time that is meant, local or UTC.")
    var from: String?

    @Option(help: "Its end.")
    var to: String?

    @Option(help: "The kind of record that is meant; may be given again.")
    var kind: [RecordKind] = []

    @Option(help: "Ask this endpoint only.")
    var endpoint: String?

    @Flag(help: "Compose the answer from the evidence alone.")
    var noModel = false

    @Flag(help: "Look texts up by their words alone, whatever telltale.yaml says of vectors and reranking.")
    var noVectors = false

    @Flag(help: "As JSON.")
    var json = false

    @Option(help: ArgumentHelp("Also save the answer as a page.", valueName: "file.html"))
    var save: String?

    func run() async throws {
        let workspace = try options.open()
        var request = AskRequest(
            question: question,
            language: language,
            asOf: asOf,
            endpoint: endpoint,
            usesModel: !noModel,
            correction: QuestionCorrection(names: asset, from: from, to: to, kinds: kind)
        )
        request.usesVectors = !noVectors
        let answered = try await workspace.ask(request) { Terminal.progress($0) }
        Terminal.endProgress()
        if let save { try workspace.save(answered, to: save) }
        print(json ? try answered.json() : workspace.text(answered))
        if let save, !json { print("Saved as \(save)") }
    }
}

extension RecordKind: ExpressibleByArgument {}

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds records and pages by their words and, where vectors are configured, by their meaning.",
        discussion: """
            Example:
              telltale search "seal leak" --asset P-101A
              telltale search "씰 누설" --kind work_order --from 2026-01-01 --explain
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "Words, tag numbers or equipment.")
    var text: String

    @Option(help: "Only this asset and what is below it.")
    var asset: String?

    @Option(help: "Only records from this time on, local or UTC.")
    var from: String?

    @Option(help: "Only records before this time.")
    var to: String?

    @Option(help: "Only this kind of record; may be given again.")
    var kind: [RecordKind] = []

    @Option(help: "How many, up to 1000.")
    var limit = 10

    @Flag(help: "Say what of each score comes from where.")
    var explain = false

    @Flag(help: "By words alone, whatever telltale.yaml says of vectors and reranking.")
    var noVectors = false

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let request = SearchRequest(
            text: text,
            asset: asset,
            from: from,
            to: to,
            kinds: kind,
            limit: limit,
            explains: explain,
            usesVectors: !noVectors
        )
        let found = try await options.open().search(request)
        print(json ? try found.json() : found.text())
    }
}
