import Plant
import Storage
import Testing

@testable import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of its own for a test.
struct Scratch: ~Copyable {
    let path: String

    init() throws {
        var template = Array("/tmp/telltale-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw FileError(path: "/tmp", action: "make a folder in", number: errno)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        LocalFile.removeFolder(path)
    }
}

@Suite struct `A workspace` {
    static let readings = """
        time,PI-1
        2026-03-01T00:00:00,1.0
        2026-03-01T00:01:00,oops
        2026-03-01T00:02:00,Bad
        not a time,4.0
        2026-03-01T00:04:00,5.0

        """
    static let orders = """
        order,equipment,short_text,type,created,failure_code
        WO1,P-1,Seal leaks,PM01,2026-03-01T08:00:00,ELP
        WO2,P-1,Grease bearing,PM02,2026-03-02T08:00:00,
        WO3,P-2,Seal leaks,PM01,2026-04-02T08:00:00,ELP

        """
    static let assets = """
        asset,name,parent,class,aliases
        U-1,Unit one,,,
        P-1,Feed pump,U-1,PU,급수 펌프
        P-2,Spare pump,U-1,PU,

        """

    func filled(_ path: String) async throws -> Workspace {
        try LocalFile.makeFolder(path + "/in")
        try LocalFile.write(Self.readings, to: path + "/in/readings.csv")
        try LocalFile.write(Self.orders, to: path + "/in/orders.csv")
        try LocalFile.write(Self.assets, to: path + "/in/assets.csv")
        let workspace = try Workspace.create(at: path + "/w", zone: "Asia/Seoul")
        _ = try await workspace.ingest(IngestRequest(paths: [path + "/in"]))
        return workspace
    }

    @Test func `knows the equipment that only work orders name`() async throws {
        let scratch = try Scratch()
        try LocalFile.write(Self.orders, to: scratch.path + "/orders.csv")
        let workspace = try Workspace.create(at: scratch.path + "/w")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/orders.csv"]))
        let request = AskRequest(
            question: "What was done on P-1?",
            language: nil,
            asOf: "2026-05-01",
            endpoint: nil,
            usesModel: false
        )
        let answer = try await workspace.ask(request).answer
        #expect(answer.understood.assets.map(\.rawValue) == ["P-1"] && answer.missing.isEmpty)
        let found = try await workspace.search(SearchRequest(text: "seal", asset: "P-1"))
        #expect(found.items.map(\.record.id) == ["WO1"])
    }

    @Test func `is not made twice`() throws {
        let scratch = try Scratch()
        _ = try Workspace.create(at: scratch.path)
        #expect(throws: UsageError.self) { try Workspace.create(at: scratch.path) }
    }

    @Test func `must be there to be opened, and the error says how to make one`() throws {
        let scratch = try Scratch()
        let error = #expect(throws: UsageError.self) {
            try Workspace.open(at: scratch.path, writing: false, environment: [:])
        }
        #expect(error?.description.contains("telltale init") == true)
    }

    @Test func `has one writer at a time`() throws {
        let scratch = try Scratch()
        let first = try Workspace.create(at: scratch.path)
        let error = #expect(throws: StoreError.self) {
            try Workspace.open(at: scratch.path, writing: true, environment: [:])
        }
        #expect(error?.code == .busy)
        #expect(first.isWriting)
    }

    @Test func `takes in good rows, quarantines bad ones, and changes nothing the second time`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        var quarantined: [Int] = []
        try await workspace.quarantined("readings.csv") { quarantined.append($0.line) }
        #expect(quarantined.contains(5))
        let revision = try await workspace.store.revision()
        let again = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/in"]))
        #expect(again.files.allSatisfy { $0.outcome == .unchanged })
        #expect(again.files.allSatisfy { $0.stored == 0 && $0.replaced == 0 })
        #expect(again.files.allSatisfy { $0.unchanged > 0 || $0.rows == 0 })
        #expect(try await workspace.store.revision() == revision)
    }

    @Test func `a row that left a changed file leaves the store`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let shorter = Self.orders.split(separator: "\n").filter { !$0.hasPrefix("WO2") }.joined(separator: "\n") + "\n"
        try LocalFile.write(shorter, to: scratch.path + "/in/orders.csv")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/in"]))
        let ids = try await workspace.store.records(RecordQuery(kinds: [.workOrder]), limit: nil).map(\.id)
        #expect(ids == ["WO1", "WO3"])
    }

    @Test(arguments: [
        ("How many work orders does P-1 have in March 2026?", 2), ("2026년 3월 P-1 작업지시는 몇 건인가?", 2),
        ("How many work orders does U-1 have?", 3), ("급수 펌프 작업지시는 몇 건인가?", 2),
        ("How many work orders does P-2 have in March 2026?", 0),
    ])
    func `counts over the store in both languages`(question: String, count: Int) async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let request = AskRequest(question: question, language: nil, asOf: "2026-05-01", endpoint: nil, usesModel: false)
        let answer = try await workspace.ask(request).answer
        #expect(answer.result?.count == count)
        #expect(answer.made.model == nil)
        #expect(answer.statements.allSatisfy { $0.verdict == .supported }, "\(answer.statements)")
    }

    @Test(arguments: ["asdf qwer", "What is the capital of France?", "프랑스의 수도는?"])
    func `a question that shares no word with the records is not answered by the nearest text`(
        question: String
    ) async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let request = AskRequest(question: question, language: nil, asOf: "2026-05-01", endpoint: nil, usesModel: false)
        let answer = try await workspace.ask(request).answer
        #expect(answer.statements.isEmpty)
        #expect(answer.evidence.isEmpty)
        #expect(!answer.missing.isEmpty)
    }

    @Test func `what a question was taken to mean is put right by the user`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        var request = AskRequest(
            question: "How many work orders does P-9 have?",
            language: nil,
            asOf: "2026-05-01",
            endpoint: nil,
            usesModel: false,
            correction: QuestionCorrection(names: ["P-1"], from: "2026-03-01", to: "2026-04-01")
        )
        let answer = try await workspace.ask(request).answer
        #expect(answer.understood.assets == ["P-1"] && answer.understood.unknown.isEmpty)
        #expect(answer.result?.count == 2)
        #expect(answer.understood.assumptions.last?.contains("Taken as you said: P-1, 2026-03-01 – 2026-03-31") == true)
        request.correction = QuestionCorrection(names: ["P1"])
        await #expect(throws: UsageError.self) { try await workspace.ask(request) }
        request.correction = QuestionCorrection(from: "2026-04-01", to: "2026-03-01")
        await #expect(throws: UsageError.self) { try await workspace.ask(request) }
    }

    @Test func `equipment that is not there is said to be not there`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let request = AskRequest(
            question: "How many work orders does P-9 have?",
            language: nil,
            asOf: "2026-05-01",
            endpoint: nil,
            usesModel: false
        )
        let answer = try await workspace.ask(request).answer
        #expect(answer.understood.unknown == ["P-9"])
        #expect(answer.result == nil)
        #expect(answer.missing.contains { $0.contains("P-9") })
    }

    @Test func `the nightly report comes out the same again`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let request = NightlyRequest(date: "2026-03-01", unit: nil, out: scratch.path + "/out", usesModel: false)
        let first = try await workspace.nightly(request)
        let bytes = try LocalFile.read(first.html)
        let second = try await workspace.nightly(request)
        #expect(second.resumed > 0)
        #expect(try LocalFile.read(second.html) == bytes)
        #expect(try LocalFile.text(first.markdown).contains("WO1"))
    }
}

@Suite struct `The graphs` {
    @Test(arguments: PipelineGraph.allCases)
    func `draw themselves`(graph: PipelineGraph) throws {
        #expect(try graph.drawing(asDOT: false).hasPrefix("flowchart"))
        #expect(try graph.drawing(asDOT: true).hasPrefix("digraph"))
    }
}
