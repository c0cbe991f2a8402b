import Generation
import HTTPTransport
import Plant
import Retrieval
import Synchronization
import Testing

@testable import Pipeline

/// Embeds by a few words that it knows: what leaks, what turns, and anything else. Takes no text that holds `poison`.
private final class MeaningServer: HTTPTransport {
    private struct State {
        var texts: [String] = []
        var callsLeft = Int.max
    }

    private let state = Mutex(State())
    let dimension: Int

    init(dimension: Int = 3, calls: Int = .max) {
        self.dimension = dimension
        state.withLock { $0.callsLeft = calls }
    }

    var texts: [String] { state.withLock { $0.texts } }

    func mend() { state.withLock { $0.callsLeft = .max } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body = try JSONValue(bytes: request.body)
        let isUp = state.withLock { state in
            state.callsLeft -= 1
            return state.callsLeft >= 0
        }
        guard isUp else {
            throw TransportError(code: .couldNotConnect, message: "nobody there", mayHaveBeenReceived: false)
        }
        if let documents = body["documents"]?.array?.compactMap(\.string) {
            // Those that greased come first.
            let scores = documents.enumerated().map {
                #"{"index":\#($0),"relevance_score":\#($1.contains("Grease") ? 1 : 0)}"#
            }
            return answer(200, #"{"results":[\#(scores.joined(separator: ","))]}"#)
        }
        let texts = (body["input"]?.array ?? []).compactMap(\.string)
        guard !texts.contains(where: { $0.contains("poison") }) else {
            return answer(400, #"{"error":{"message":"this text is not taken"}}"#)
        }
        state.withLock { $0.texts += texts }
        let items = texts.enumerated().map { place, text in
            let words = text.lowercased()
            var vector = [Double](repeating: 0.1, count: dimension)
            if ["leak", "drip", "누설"].contains(where: words.contains) { vector[0] = 1 }
            if ["bearing", "grease"].contains(where: words.contains) { vector[1] = 1 }
            return #"{"index":\#(place),"embedding":\#(vector)}"#
        }
        return answer(200, #"{"model":"m","data":[\#(items.joined(separator: ","))],"usage":{"total_tokens":9}}"#)
    }

    private func answer(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(status: status, headers: [:], body: HTTPBody(Array(body.utf8)))
    }
}

@Suite struct `Settings of vectors` {
    func settings(_ yaml: String) throws -> Configuration { try Configuration(yaml: yaml, file: "telltale.yaml") }

    @Test func `are those of an endpoint, with what is its own`() throws {
        let configuration = try settings(
            """
            vectors: {url: http://h/v1, model: m, query_model: m-q, passage_model: m-p, query_prefix: "q: ", passage_prefix: "p: ",
                      input_type: true, dimension: 384, batch: 8, kinds: [note], width: 4, highest_class: internal}
            rerank: {url: http://h/v1, model: r, top: 12}
            """
        )
        let vectors = try #require(configuration.vectors)
        #expect(vectors.endpoint.name == "vectors" && vectors.endpoint.width == 4)
        #expect(vectors.endpoint.highestClass == .internal)
        #expect(vectors.dimension == 384 && vectors.batch == 8 && vectors.kinds == [.note])
        #expect(vectors.manner.queryModel == "m-q" && vectors.manner.passagePrefix == "p: ")
        #expect(vectors.manner.sendsInputType)
        #expect(configuration.rerank?.top == 12)
        #expect(configuration.allEndpoints.map(\.name) == ["vectors", "rerank"])
        #expect(try settings("site: a").vectors == nil)
    }

    @Test(arguments: [
        ("vectors: {model: m}", "vectors.url"), ("vectors: {url: http://u}", "model: solar-embedding-2"),
        ("vectors: {url: http://u, model: m, dimension: many}", "vectors.dimension"),
        ("vectors: {url: http://u, model: m, query_model: q}", "has query_model and no passage_model"),
        ("vectors: {url: http://u, model: m, passage_prefix: p}", "has passage_prefix and no query_prefix"),
        ("vectors: {url: http://u, model: m, kinds: [notes]}", "did you mean 'note'?"),
        ("vectors: {url: http://u, model: m, dimensions: 3}", "did you mean 'dimension'?"),
        ("rerank: {url: http://u, model: m, top: 1}", "rerank.top"),
        (
            "endpoints: [{name: rerank, url: http://u, model: m}]\nrerank: {url: http://u, model: m}",
            "two endpoints named 'rerank'"
        ),
    ])
    func `that are wrong name key and remedy`(yaml: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try settings(yaml) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }
}

@Suite struct `Vectors of a workspace` {
    private static let orders = """
        order,equipment,short_text,type,created,failure_code
        WO1,P-1,Seal leaks,PM01,2026-03-01T08:00:00,ELP
        WO2,P-1,Grease bearing,PM02,2026-03-02T08:00:00,
        WO3,P-2,Seal leaks,PM01,2026-04-02T08:00:00,ELP
        WO4,P-2,Paint the fence,PM02,2026-04-03T08:00:00,

        """
    private static let vectors =
        "vectors: {url: http://127.0.0.1:9/v1, model: m, attempts: 1, batch: 1, width: 1, highest_class: internal}\n"

    private func write(_ settings: String, _ path: String) throws {
        try LocalFile.write("zone: UTC\n" + settings, to: path + "/w/telltale.yaml")
    }

    /// A workspace with four orders, taken in before anything was said of vectors.
    private func filled(_ path: String, _ settings: String = vectors, orders: String = orders) async throws -> Workspace
    {
        try LocalFile.write(orders, to: path + "/orders.csv")
        do {
            let workspace = try Workspace.create(at: path + "/w")
            _ = try await workspace.ingest(IngestRequest(paths: [path + "/orders.csv"]))
        }
        try write(settings, path)
        return try open(path)
    }

    private func open(_ path: String) throws -> Workspace {
        try Workspace.open(at: path + "/w", writing: true, environment: [:])
    }

    private func found(_ text: String, _ workspace: Workspace, _ server: MeaningServer) async throws -> (
        ids: [String], notes: [String]
    ) {
        var finder = TextFinder(
            workspace,
            index: try await workspace.searchIndex(),
            reader: try await workspace.guarded().reader,
            budget: nil
        )
        finder.transport = server
        let meaning = try await finder.meaning(of: text)
        var notes = meaning.notes
        let items = try await finder.records(for: text, meaning, filter: SearchFilter(), limit: 10, notes: &notes)
        return (items.map(\.record.id), notes)
    }

    @Test func `are asked for once`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let server = MeaningServer()
        let first = try #require(try await workspace.embedPassages(transport: server))
        #expect(first.records == 4 && first.with_vector == 4 && first.embedded == 4 && first.stopped == nil)
        #expect(first.dimension == 3 && first.model == "m")
        #expect(server.texts.count == 4)
        #expect(try await workspace.embedPassages(transport: server)?.embedded == 0)
        try LocalFile.write(
            Self.orders + "WO5,P-2,Oil drips,PM01,2026-04-04T08:00:00,\n",
            to: scratch.path + "/orders.csv"
        )
        var request = IngestRequest(paths: [scratch.path + "/orders.csv"])
        request.embeds = false
        #expect(try await workspace.ingest(request).vectors == nil)
        #expect(try await workspace.embedPassages(transport: server)?.embedded == 1)
        #expect(server.texts.count == 5)
        #expect(try await workspace.vectors().with_vector == 5)
    }

    @Test func `that came before an endpoint failed are kept, and the next run goes on`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let server = MeaningServer(calls: 2)
        let first = try #require(try await workspace.embedPassages(transport: server))
        #expect(first.embedded == 2 && first.with_vector == 2 && first.missing == 2)
        #expect(first.exitCode == OperationExit.unreachable.rawValue)
        #expect(first.text().contains("telltale vectors build"))
        server.mend()
        let halfway = try await found("leak", workspace, server)
        #expect(halfway.ids.count >= 2)
        #expect(halfway.notes.first?.contains("2 of 4 records have no vector yet") == true)
        #expect(try await workspace.embedPassages(transport: server)?.embedded == 2)
        #expect(Set(server.texts).count == 5)
        #expect(try await found("leak", workspace, server).notes.isEmpty)
    }

    @Test func `find what shares no word, beside what does`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let server = MeaningServer()
        _ = try await workspace.embedPassages(transport: server)
        let answer = try await found("dripping flange", workspace, server)
        #expect(Set(answer.ids.prefix(2)) == ["WO1", "WO3"])
        #expect(answer.notes.isEmpty)
    }

    @Test func `of an endpoint that is down leave the words, and that is said`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let server = MeaningServer()
        let none = try await found("Grease bearing", workspace, server)
        #expect(none.ids.first == "WO2")
        #expect(none.notes.first?.contains("no record has a vector yet") == true)
        _ = try await workspace.embedPassages(transport: server)
        let down = try await found("Grease bearing", workspace, MeaningServer(calls: 0))
        #expect(down.ids.first == "WO2")
        #expect(down.notes.first?.contains("words alone") == true)
        // Nobody listens at the address of the settings.
        let request = AskRequest(
            question: "What was written about seal leaks?",
            language: nil,
            asOf: "2026-05-01",
            endpoint: nil,
            usesModel: false
        )
        #expect(try await workspace.ask(request).answer.made.degraded.contains { $0.contains("words alone") })
        var byWords = request
        byWords.usesVectors = false
        #expect(try await workspace.ask(byWords).answer.made.degraded.isEmpty)
        let ingested = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/orders.csv"]))
        #expect(ingested.vectors?.with_vector == 4)
    }

    @Test func `are not made of what is above the endpoint's class, nor is such a question sent`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(
            scratch.path,
            "vectors: {url: http://127.0.0.1:9/v1, model: m, attempts: 1, highest_class: public}\n"
        )
        let server = MeaningServer()
        let report = try #require(try await workspace.embedPassages(transport: server))
        #expect(report.withheld == 4 && report.embedded == 0 && report.missing == 0)
        #expect(server.texts.isEmpty)
        #expect(report.text().contains("highest_class"))
        #expect(
            try await workspace.checkVectorEndpoints(transport: server).texts[0].contains("no question may be sent")
        )
    }

    @Test func `of another model are refused with what to do, put aside, and taken up again`() async throws {
        let scratch = try Scratch()
        do {
            let workspace = try await filled(scratch.path)
            _ = try await workspace.embedPassages(transport: MeaningServer())
        }
        try write(Self.vectors.replacing("model: m,", with: "model: other,"), scratch.path)
        let server = MeaningServer(dimension: 4)
        do {
            let workspace = try open(scratch.path)
            let refused = try #require(try await workspace.embedPassages(transport: server))
            #expect(refused.stopped?.contains("set vectors.model back") == true)
            #expect(refused.exitCode == OperationExit.usage.rawValue)
            let asked = try await found("leak", workspace, server)
            #expect(asked.ids.count >= 2 && asked.notes.first?.contains("build --anew") == true)
            #expect(server.texts.isEmpty)
            let anew = try await workspace.buildVectors(anew: true, transport: server)
            #expect(anew.embedded == 4 && anew.dimension == 4 && anew.stopped == nil)
        }
        try write(Self.vectors, scratch.path)
        let workspace = try open(scratch.path)
        let back = try await workspace.buildVectors(anew: true, transport: MeaningServer(calls: 0))
        #expect(back.with_vector == 4 && back.embedded == 0 && back.stopped == nil)
        #expect(back.text().contains("taken up again"))
    }

    @Test func `of another length than the settings say are refused`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(
            scratch.path,
            Self.vectors.replacing("model: m", with: "model: m, dimension: 5")
        )
        let report = try #require(try await workspace.embedPassages(transport: MeaningServer()))
        #expect(report.stopped?.contains("set it to 3") == true && report.with_vector == 0)
        let checked = try await workspace.checkVectorEndpoints(transport: MeaningServer())
        #expect(!checked.allAnswer && checked.texts[0].contains("set it to 3"))
    }

    @Test(arguments: [1, 3, 32]) func `of the other texts come though one is not taken`(batch: Int) async throws {
        let scratch = try Scratch()
        let workspace = try await filled(
            scratch.path,
            Self.vectors.replacing("batch: 1", with: "batch: \(batch)"),
            orders: Self.orders + "WO5,P-2,poison,PM01,2026-04-04T08:00:00,\nWO6,P-2,Valve,PM01,2026-04-04T08:00:00,\n"
        )
        let report = try #require(try await workspace.embedPassages(transport: MeaningServer()))
        #expect(report.with_vector == 5 && report.refused == 1 && report.stopped == nil)
        #expect(report.refusal?.contains("this text is not taken") == true)
    }

    @Test func `are not asked for text by text when the endpoint takes none`() async throws {
        let scratch = try Scratch()
        let orders = (0..<64).map { "WO\($0),P-1,poison \($0),PM01,2026-03-01T08:00:00," }.joined(separator: "\n")
        let workspace = try await filled(
            scratch.path,
            Self.vectors.replacing("batch: 1", with: "batch: 32"),
            orders: "order,equipment,short_text,type,created,failure_code\n" + orders + "\n"
        )
        let server = MeaningServer(calls: 12)
        let report = try #require(try await workspace.embedPassages(transport: server))
        #expect(report.stopped?.contains("this text is not taken") == true)
    }

    @Test func `are followed by a second look where that is configured`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(
            scratch.path,
            "rerank: {url: http://127.0.0.1:9/v1, model: r, attempts: 1, highest_class: internal}\n"
        )
        let server = MeaningServer()
        let ranked = try await found("Seal leaks, bearing", workspace, server)
        #expect(ranked.ids.first == "WO2" && ranked.notes.isEmpty)
        let down = try await found("Seal leaks, bearing", workspace, MeaningServer(calls: 0))
        #expect(down.ids.count == ranked.ids.count)
        #expect(down.notes.first?.contains("not reranked") == true)
    }
}
