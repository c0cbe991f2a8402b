import Generation
import HTTPTransport
import Plant
import Storage
import Testing

@testable import Pipeline

@Suite struct `A night as a batch` {
    private func workspace(_ path: String, highest: String = "restricted") async throws -> Workspace {
        _ = try await `A workspace`().filled(path)
        let file = path + "/w/telltale.yaml"
        let yaml = try LocalFile.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("endpoints:") }.joined(separator: "\n")
        try LocalFile.write(
            yaml + "\nendpoints:\n  - {name: a, url: \"http://127.0.0.1:9/v1\", model: m, dialect: vllm, "
                + "highest_class: \(highest)}\n",
            to: file
        )
        return try Workspace.open(at: path + "/w", writing: true, environment: [:])
    }

    private let night = NightlyRequest(date: "2026-03-01", unit: nil, out: nil, usesModel: true)

    private func results(_ requests: [BatchRequest], _ content: String) -> String {
        requests.map { request in
            let body: JSONValue = [
                "model": "m-1",
                "choices": [["message": ["content": .string(content)], "finish_reason": "stop"]],
                "usage": ["prompt_tokens": 10, "completion_tokens": 5],
            ]
            return BatchResult(id: request.id, runID: "vllm-1", status: 200, body: body).line + "\n"
        }.joined()
    }

    @Test func `is written, answered elsewhere and read into the report`() async throws {
        let scratch = try Scratch()
        let workspace = try await workspace(scratch.path)
        let file = scratch.path + "/night.jsonl"
        let written = try await workspace.writeBatch(night, for: nil, to: file)
        #expect(written.isWhole, "\(written.text)")
        let bytes = try LocalFile.read(file)
        _ = try await workspace.writeBatch(night, for: nil, to: file)
        #expect(try LocalFile.read(file) == bytes)
        let requests = try BatchFile.requests(file)
        #expect(!requests.isEmpty)
        let answer = #"{"statements":[{"text":"The seal of P-1 leaks, work order WO1.","citations":["E1"]}]}"#
        try LocalFile.write(results(requests, answer), to: scratch.path + "/done.jsonl")
        let read = try await workspace.readBatch([scratch.path + "/done.jsonl"], for: nil, to: scratch.path + "/out")
        #expect(read.isWhole, "\(read.text)")
        let report = try LocalFile.text(scratch.path + "/out/nightly-2026-03-01.md")
        #expect(report.contains("The seal of P-1 leaks"), "\(report)")
        let trace = try workspace.trace("nightly-2026-03-01")
        #expect(trace.contains("m → m-1") && trace.contains("10 + 5 tokens"), "\(trace)")
    }

    /// A night without a model; the workspace is closed again afterwards.
    private func report(_ path: String, date: String = "2026-03-01") async throws -> WrittenReport {
        let workspace = try Workspace.open(at: path + "/w", writing: true, environment: [:])
        return try await workspace.nightly(
            NightlyRequest(date: date, unit: nil, out: path + "/out", usesModel: false)
        )
    }

    @Test func `is made anew in another language`() async throws {
        let scratch = try Scratch()
        let path = scratch.path
        do { _ = try await workspace(path) }
        _ = try await report(path)
        let file = path + "/w/telltale.yaml"
        let yaml = try LocalFile.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("language:") }.joined(separator: "\n")
        try LocalFile.write(yaml + "\nlanguage: ko\n", to: file)
        let second = try await report(path)
        #expect(second.resumed == 0)
        #expect(try await report(path).resumed == second.units)
    }

    @Test func `of a day without data is not called quiet`() async throws {
        let scratch = try Scratch()
        do { _ = try await workspace(scratch.path) }
        let blank = try LocalFile.text(try await report(scratch.path, date: "2027-01-01").markdown)
        #expect(blank.contains("There are no data of this day") && !blank.contains("Nothing out of the ordinary"))
    }

    @Test func `tells results that answer another question, and requests without one`() async throws {
        let scratch = try Scratch()
        let workspace = try await workspace(scratch.path)
        let other = BatchRequest(id: "nightly-2026-03-01.nightly-unit@1.internal.0123456789abcdef", body: [:])
        try LocalFile.write(results([other], "{}"), to: scratch.path + "/done.jsonl")
        let read = try await workspace.readBatch([scratch.path + "/done.jsonl"], for: nil, to: scratch.path + "/out")
        #expect(!read.isWhole)
        #expect(read.text.contains("answer another question") && read.text.contains("have no result"), "\(read.text)")
    }

    @Test func `is not written for an endpoint that may not have it`() async throws {
        let scratch = try Scratch()
        let workspace = try await workspace(scratch.path, highest: "public")
        let error = await #expect(throws: ModelError.self) {
            try await workspace.writeBatch(night, for: nil, to: scratch.path + "/night.jsonl")
        }
        #expect(error?.code == .refused)
        #expect(!LocalFile.exists(scratch.path + "/night.jsonl"))
    }

    /// What a line says of its own class counts only as it was written here.
    @Test(arguments: [".internal.", "\"model\":\"m\""])
    func `needs a class of data for a line that was edited`(piece: String) async throws {
        let scratch = try Scratch()
        let workspace = try await workspace(scratch.path, highest: "internal")
        let file = scratch.path + "/night.jsonl"
        _ = try await workspace.writeBatch(night, for: nil, to: file)
        let text = try LocalFile.text(file)
        #expect(text.contains(piece))
        let other = piece == ".internal." ? ".public." : "\"model\":\"other\""
        try LocalFile.write(text.replacing(piece, with: other), to: file)
        let error = await #expect(throws: UsageError.self) {
            try await workspace.runBatch(file, at: nil, to: nil, dataClass: nil)
        }
        #expect(error?.description.contains("--class") == true)
    }

    @Test func `is refused with the line that is none`() async throws {
        let scratch = try Scratch()
        let workspace = try await workspace(scratch.path)
        let file = scratch.path + "/night.jsonl"
        _ = try await workspace.writeBatch(night, for: nil, to: file)
        let error = await #expect(throws: UsageError.self) { try await workspace.readBatch([file], for: nil, to: nil) }
        #expect(
            error?.description.contains("line 1") == true && error?.description.contains("has not been run") == true
        )
        try LocalFile.write(try LocalFile.text(file) + "{\"half", to: file)
        await #expect(throws: UsageError.self) {
            try await workspace.runBatch(file, at: nil, to: nil, dataClass: nil)
        }
    }

    @Test func `asks for the class of data of requests it did not write`() async throws {
        let scratch = try Scratch()
        let workspace = try await workspace(scratch.path)
        let file = scratch.path + "/other.jsonl"
        try LocalFile.write(BatchRequest(id: "one", body: [:]).line + "\n", to: file)
        let error = await #expect(throws: UsageError.self) {
            try await workspace.runBatch(file, at: nil, to: nil, dataClass: nil)
        }
        #expect(error?.description.contains("--class") == true)
    }
}
