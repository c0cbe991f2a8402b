import HTTPTransport
import Plant
import Testing

@testable import Pipeline

@Suite struct `The trace of a run` {
    private func workspace(_ path: String) throws -> Workspace {
        let workspace = try Workspace.create(at: path + "/w")
        let calls = workspace.layout.state + "/calls"
        try LocalFile.makeFolder(calls)
        func line(_ time: String, _ run: String, _ outcome: String) -> String {
            #"{"time":"\#(time)","endpoint":"a","host":"h:8000","dialect":"vllm","operation":"chat","requestModel":"m","#
                + #""responseModel":"n","promptName":"ask","promptVersion":"3","promptHash":"abc","dataClass":"internal","#
                + #""isInteractive":true,"queued":0,"took":1.5,"attempt":1,"inputTokens":10,"outputTokens":5,"#
                + #""finishReason":"stop","run":"\#(run)","outcome":"\#(outcome)"}"# + "\n"
        }
        let first = line("2026-03-01T23:59:59Z", "night", "answered") + line("2026-03-01T12:00:00Z", "ask", "answered")
        try LocalFile.write(first, to: calls + "/2026-03-01.jsonl")
        try LocalFile.write(line("2026-03-02T00:00:01Z", "night", "interrupted"), to: calls + "/2026-03-02.jsonl")
        return workspace
    }

    @Test func `tells model, tokens, latency, prompt version, class and verdict of each call`() throws {
        let scratch = try Scratch()
        let text = try workspace(scratch.path).trace("night")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3)
        for word in ["m → n", "10 + 5 tokens", "1.5 s", "ask 3", "internal", "answered"] {
            #expect(lines[1].contains(word), "\(word) in \(lines[1])")
        }
        #expect(lines[2].hasSuffix("interrupted"))
    }

    @Test func `is that of the newest run where none is named`() throws {
        let scratch = try Scratch()
        #expect(try workspace(scratch.path).trace(nil).hasPrefix("night  2 calls"))
    }

    @Test func `is refused for a run that called nothing`() throws {
        let scratch = try Scratch()
        let workspace = try workspace(scratch.path)
        #expect(throws: UsageError.self) { try workspace.trace("other") }
    }

    @Test func `is sent to an address and to nothing else`() async throws {
        let scratch = try Scratch()
        let workspace = try workspace(scratch.path)
        await #expect(throws: UsageError.self) {
            try await workspace.sendTrace("night", to: "127.0.0.1:4318", headers: nil)
        }
    }

    @Test func `is OTLP in JSON, the same each time`() throws {
        let scratch = try Scratch()
        let workspace = try workspace(scratch.path)
        let text = try workspace.traceJSON("night")
        #expect(try workspace.traceJSON("night") == text)
        let spans =
            try JSONValue(text: text)["resourceSpans"]?.array?.first?["scopeSpans"]?.array?.first?["spans"]?.array ?? []
        #expect(spans.count == 3)
        #expect(Set(spans.compactMap { $0["traceId"]?.string }).count == 1)
        #expect(Set(spans.compactMap { $0["spanId"]?.string }).count == 3)
        #expect(spans.allSatisfy { $0["spanId"]?.string?.utf8.count == 16 && $0["traceId"]?.string?.utf8.count == 32 })
        #expect(spans[1]["parentSpanId"] == spans[0]["spanId"])
        #expect(spans[1]["startTimeUnixNano"] == "1772409597500000000")
        #expect(spans[1]["endTimeUnixNano"] == "1772409599000000000")
        #expect(spans[2]["status"] == ["code": 2, "message": "interrupted"])
        #expect(text.contains("\"gen_ai.usage.input_tokens\"") && text.contains("\"intValue\": \"10\""))
    }
}
