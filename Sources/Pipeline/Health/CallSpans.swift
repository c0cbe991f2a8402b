import Generation
import HTTPTransport
import Plant
import TaskGraph

/// The calls of a run as OpenTelemetry's collectors take them: OTLP 1.x in JSON, with the GenAI conventions' names.
///
/// Ids derive from what was called and when, so that sending twice shows the same spans. Nothing of a prompt or a reply
/// is in them, only the prompt's hash.
struct CallSpans: Sendable {
    let run: String
    let calls: [CallTrace]
    let site: String

    /// The body of `POST /v1/traces`.
    var body: JSONValue {
        [
            "resourceSpans": [
                [
                    "resource": [
                        "attributes": .array([
                            text("service.name", "telltale"), text("service.version", TelltaleVersion.current),
                            text("telltale.site", site),
                        ])
                    ],
                    "scopeSpans": [
                        [
                            "scope": ["name": "telltale", "version": .string(TelltaleVersion.current)],
                            "spans": .array(spans),
                        ]
                    ],
                ]
            ]
        ]
    }

    private var trace: String { String(SHA256.hex(of: Array(run.utf8)).prefix(32)) }
    private var root: String { id("run " + run) }

    private func id(_ of: String) -> String { String(SHA256.hex(of: Array(of.utf8)).prefix(16)) }

    private var spans: [JSONValue] {
        let starts = calls.map(start)
        guard let first = starts.min(), let last = calls.map(\.time.nanoseconds).max() else { return [] }
        let whole: JSONValue = [
            "traceId": .string(trace), "spanId": .string(root), "name": .string("invoke_workflow " + run), "kind": 1,
            "startTimeUnixNano": .string("\(first)"), "endTimeUnixNano": .string("\(last)"),
            "attributes": .array([text(GenAI.operationName, "invoke_workflow"), text(GenAI.workflowName, run)]),
        ]
        return [whole] + calls.enumerated().map { number, call in span(call, number) }
    }

    /// The record is written when a call has ended.
    private func start(_ call: CallTrace) -> Int64 {
        call.time.nanoseconds - Int64((max(0, min(call.took, 1e6)) * 1e9).rounded())
    }

    private func span(_ call: CallTrace, _ number: Int) -> JSONValue {
        let isWell = call.outcome == "answered"
        var members: [String: JSONValue] = [
            "traceId": .string(trace), "spanId": .string(id("\(run) \(number) \(call.time) \(call.endpoint)")),
            "parentSpanId": .string(root), "name": .string("\(call.operation) \(call.requestModel)"), "kind": 3,
            "startTimeUnixNano": .string("\(start(call))"), "endTimeUnixNano": .string("\(call.time.nanoseconds)"),
            "attributes": .array(attributes(call)),
        ]
        members["status"] = isWell ? ["code": 1] : ["code": 2, "message": .string(call.outcome)]
        return .object(members)
    }

    private func attributes(_ call: CallTrace) -> [JSONValue] {
        var found = [
            text(GenAI.operationName, call.operation), text(GenAI.providerName, call.dialect),
            text(GenAI.requestModel, call.requestModel), text(GenAI.serverAddress, call.host),
            text(GenAI.promptName, call.promptName), text(GenAI.promptVersion, call.promptVersion),
            text("telltale.prompt.hash", call.promptHash), text("telltale.endpoint", call.endpoint),
            text("telltale.data_class", call.dataClass.rawValue), text("telltale.verdict", call.outcome),
            whole("telltale.attempt", call.attempt), number("telltale.queue.seconds", call.queued),
            number("telltale.latency.seconds", call.took),
        ]
        if let model = call.responseModel { found.append(text(GenAI.responseModel, model)) }
        if let tokens = call.inputTokens { found.append(whole(GenAI.inputTokens, tokens)) }
        if let tokens = call.outputTokens { found.append(whole(GenAI.outputTokens, tokens)) }
        if let seconds = call.firstText { found.append(number(GenAI.timeToFirstChunk, seconds)) }
        if let cost = call.cost { found.append(number("telltale.cost", cost)) }
        if let reason = call.finishReason {
            let values: JSONValue = ["values": [["stringValue": .string(reason)]]]
            found.append(["key": .string(GenAI.responseFinishReasons), "value": ["arrayValue": values]])
        }
        if call.outcome != "answered" { found.append(text(GenAI.errorType, call.outcome)) }
        return found
    }

    private func text(_ key: String, _ value: String) -> JSONValue {
        ["key": .string(key), "value": ["stringValue": .string(value)]]
    }

    /// 64-bit numbers are texts in protobuf's JSON.
    private func whole(_ key: String, _ value: Int) -> JSONValue {
        ["key": .string(key), "value": ["intValue": .string("\(value)")]]
    }

    private func number(_ key: String, _ value: Double) -> JSONValue {
        ["key": .string(key), "value": ["doubleValue": .number(value)]]
    }
}
