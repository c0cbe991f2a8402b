import FoundationEssentials
import Generation
import HTTPTransport
import Plant
import Storage

/// A folder with a plant's files, questions, what a model said, and what must come out.
package struct RecordedScenario: Sendable {
    let folder: String
    let questions: [JudgedQuestion]

    /// - Throws: ``UsageError`` when the folder is no scenario.
    init(folder: String) throws {
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard LocalFile.exists(self.folder + "/scenario.md") else {
            throw UsageError("'\(folder)' is not a scenario: there is no scenario.md in it")
        }
        let path = self.folder + "/questions.jsonl"
        guard LocalFile.exists(path) else {
            questions = []
            return
        }
        questions = try LocalFile.text(path).split(separator: "\n").enumerated().map { number, line in
            do {
                return try JSONText.decode(JudgedQuestion.self, from: Array(line.utf8))
            } catch {
                throw UsageError("\(path):\(number + 1) is not a question: \(error)")
            }
        }
    }

    var name: String { folder.split(separator: "/").last.map(String.init) ?? folder }

    /// The scenario says that its replay must be refused: its prompts are not those it was recorded with.
    var mustBeRefused: Bool { LocalFile.exists(folder + "/expected/refusal.txt") }

    func cassettes() throws -> [Cassette] {
        let path = folder + "/cassettes"
        guard LocalFile.isFolder(path) else { return [] }
        return try LocalFile.names(in: path).filter { $0.hasSuffix(".json") }
            .map { try RecordedScenario.cassette(path + "/" + $0) }
    }

    /// A workspace of its own with the scenario's files taken in.
    func workspace(in scratch: String) async throws -> (Workspace, IngestReport?) {
        try LocalFile.makeFolder(scratch)
        let settings = folder + "/telltale.yaml"
        let yaml = LocalFile.exists(settings) ? try LocalFile.text(settings) : Configuration.template
        try LocalFile.write(yaml, to: scratch + "/" + Configuration.fileName)
        let workspace = try Workspace.open(at: scratch, writing: true, environment: [:])
        guard LocalFile.isFolder(folder + "/data") else { return (workspace, nil) }
        var request = IngestRequest(paths: [folder + "/data"])
        // Sources are named as the scenario sees them, wherever it lies.
        request.root = folder + "/"
        request.embeds = false
        return (workspace, try await workspace.ingest(request))
    }

    /// The scenario's own prompts, where it has some.
    func prompts() throws -> PromptLibrary {
        let own = folder + "/prompts"
        return try PromptLibrary(folder: LocalFile.isFolder(own) ? own : nil)
    }

    /// What comes out of the scenario: file name → text. Contains no time of this machine and no measured time.
    func outcome(
        _ transport: (any HTTPTransport)?,
        endpoint: Endpoint,
        audit: (any AuditLog)? = nil,
        scratch: String
    ) async throws -> [String: String] {
        let (workspace, report) = try await workspace(in: scratch)
        var files: [String: String] = [:]
        if let report { files["ingest.json"] = try report.json() + "\n" }
        files["incidents.json"] = try await workspace.incidents(asset: nil, from: nil, to: nil).json() + "\n"
        let quarantined = try await workspace.store.quarantine(file: nil)
        if !quarantined.isEmpty { files["quarantine.txt"] = quarantined.map { $0.shown + "\n" }.joined() }
        let model = transport.map { transport in
            Gateway(
                endpoints: [endpoint],
                transport: transport,
                audit: audit,
                user: audit == nil ? "replay" : "record",
                now: { audit == nil ? Timestamp(seconds: 0) : Timestamp.now() }
            )
        }
        for question in questions {
            let request = AskRequest(
                question: question.question,
                language: question.language,
                asOf: question.as_of,
                endpoint: nil,
                usesModel: model != nil
            )
            let answered = try await workspace.ask(request, model: model, prompts: prompts())
            files["\(question.id).json"] = try answered.json() + "\n"
        }
        return files
    }
}

/// The endpoint that scenarios are recorded from and replayed as.
extension Endpoint {
    /// As a cassette says that it was talked to.
    ///
    /// - Throws: ``UsageError`` when this program does not know the dialect.
    static func recorded(_ origin: Cassette.Origin?, attempts: Int) throws -> Endpoint {
        let name = origin?.dialect ?? "openai"
        guard let dialect = Dialects.named(name) else {
            throw UsageError("the cassette was recorded with the dialect '\(name)', which this program does not know")
        }
        var endpoint = recorded(
            url: "http://127.0.0.1:18080" + (origin?.basePath ?? "/v1"),
            model: origin?.model ?? "none",
            dialect: dialect
        )
        endpoint.attempts = attempts
        return endpoint
    }

    static func recorded(url: String, model: String, dialect: any ChatDialect) -> Endpoint {
        Endpoint(
            name: "recorded",
            url: url,
            model: model,
            dialect: dialect,
            residency: "on-site",
            highestClass: .restricted,
            attempts: 1
        )
    }
}
