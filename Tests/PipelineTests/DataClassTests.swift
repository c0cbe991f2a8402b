import Generation
import Plant
import Storage
import Synchronization
import Testing

@testable import Pipeline

/// Keeps what it was asked.
private final class Listener: LanguageModel {
    private let kept = Mutex<[ModelRequest]>([])
    var requests: [ModelRequest] { kept.withLock { $0 } }

    func reply(to request: ModelRequest, onText: (@Sendable (String) -> Void)?) async throws -> ModelReply {
        kept.withLock { $0.append(request) }
        throw ModelError(code: .unreachable, endpoint: nil, message: "nobody there")
    }
}

@Suite struct `Data classes` {
    private static let data: String = {
        var path = #filePath
        if !path.hasPrefix("/") { path = "/" + path }
        return "/" + path.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/endpoint-dies/data"
    }()

    private func site(_ folder: String, _ settings: String, writing: Bool = true) throws -> Workspace {
        let path = folder + "/site"
        if !LocalFile.exists(path) { _ = try Workspace.create(at: path, zone: "Asia/Seoul") }
        try LocalFile.write("zone: Asia/Seoul\n" + settings, to: path + "/telltale.yaml")
        return try Workspace.open(at: path, writing: writing, environment: [:])
    }

    private func asked(_ workspace: Workspace, _ question: String) async throws -> ModelRequest? {
        let listener = Listener()
        let request = AskRequest(
            question: question,
            language: nil,
            asOf: "2026-03-09T08:00:00",
            endpoint: nil,
            usesModel: true
        )
        _ = try await workspace.ask(request, model: listener, prompts: try workspace.prompts())
        return listener.requests.first
    }

    private let trip = "why did P-101A trip on 2026-03-07?"

    @Test func `guarded equipment makes everything guarded that speaks of it`() async throws {
        let scratch = try Scratch()
        let workspace = try site(scratch.path, "data_class: public\nassets: [{asset: P-101A, class: restricted}]\n")
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data]))
        #expect(try await asked(workspace, trip)?.dataClass == .restricted)

        let (reader, site) = try await workspace.guarded()
        for record in try await reader.records(RecordQuery(), limit: nil) {
            let names = record.asset == "P-101A" || (record.title + record.text).contains("P-101A")
            if names { #expect(record.dataClass == .restricted, "\(record.id)") }
        }
        #expect(site.tags.values.filter { $0.asset == "P-101A" }.allSatisfy { $0.dataClass == .restricted })
        for incident in try await reader.incidents(overlapping: nil, assets: ["P-101A"]) {
            #expect(try await reader.dataClass(of: incident) == .restricted)
        }
        #expect(try await reader.records(RecordQuery(), limit: nil).contains { $0.dataClass == .public })
    }

    @Test func `what is part of guarded equipment is as guarded`() async throws {
        let scratch = try Scratch()
        let workspace = try site(scratch.path, "data_class: public\nassets: [{asset: CDU-1, class: restricted}]\n")
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data]))
        let reader = try await workspace.guarded().reader
        let orders = try await reader.records(RecordQuery(kinds: [.workOrder], assets: ["P-101A"]), limit: nil)
        #expect(!orders.isEmpty && orders.allSatisfy { $0.dataClass == .restricted })
    }

    @Test func `raised classes hold for what was taken in before, and lowered ones wait until it is taken in again`()
        async throws
    {
        let scratch = try Scratch()
        do {
            let before = try site(scratch.path, "data_class: internal\n")
            _ = try await before.ingest(IngestRequest(paths: [Self.data]))
            #expect(try await asked(before, trip)?.dataClass == .internal)
        }
        let orders = "data_class: internal\nsources: [{match: work_orders.csv, class: restricted}]\n"
        let raised = try site(scratch.path, orders, writing: false)
        let reader = try await raised.guarded().reader
        for record in try await reader.records(RecordQuery(kinds: [.workOrder, .alarm]), limit: nil) {
            #expect(record.dataClass == (record.kind == .workOrder ? .restricted : .internal))
        }
        let all = try site(scratch.path, "data_class: restricted\n", writing: false)
        #expect(try await all.guarded().site.tags.values.allSatisfy { $0.dataClass == .restricted })
        #expect(try await asked(all, trip)?.dataClass == .restricted)

        let open = try site(scratch.path, "data_class: public\n", writing: false)
        #expect(try await asked(open, trip)?.dataClass == .internal)
    }

    @Test func `a class that somebody said of a file stays`() async throws {
        let scratch = try Scratch()
        let workspace = try site(scratch.path, "data_class: restricted\n")
        let request = IngestRequest(paths: [Self.data + "/work_orders.csv"], dataClass: .public)
        _ = try await workspace.ingest(request)
        let reader = try await workspace.guarded().reader
        let orders = try await reader.records(RecordQuery(kinds: [.workOrder]), limit: nil)
        #expect(!orders.isEmpty && orders.allSatisfy { $0.dataClass == .public })
    }

    @Test func `readings make their tags as guarded as their file, and another file does not open them`() async throws {
        let scratch = try Scratch()
        let rule = "data_class: internal\nsources: [{match: readings/*.csv, class: restricted}]\n"
        let workspace = try site(scratch.path, rule)
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data + "/readings"]))
        #expect(try await workspace.store.tags().allSatisfy { $0.dataClass == .restricted })
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data + "/tags.csv"]))
        let moved = try await Set(workspace.store.tags().filter { $0.unit != nil }.map(\.dataClass))
        #expect(moved == [.internal, .restricted] || moved == [.restricted])
        for tag in try await workspace.store.tags() where try await workspace.store.span(of: tag.name) != nil {
            #expect(tag.dataClass == .restricted, "\(tag.name)")
        }
    }

    @Test func `a question is as guarded as the plant's records usually are`() async throws {
        let scratch = try Scratch()
        let workspace = try site(scratch.path, "data_class: restricted\nsources: [{match: \"*.csv\", class: public}]\n")
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data]))
        #expect(try await asked(workspace, trip)?.dataClass == .restricted)
    }
}
