import HTTPTransport
import Plant

// What a server tells about itself beside its answers.
extension EndpointCheck {
    /// Health and load, where the dialect knows where to look. A server that keeps them to itself is no worse for it.
    func checkServer(_ report: inout EndpointReport) async throws {
        let probes = endpoint.dialect.probes
        if let path = probes.health, let answer = try await look(path) {
            switch answer.status {
            case 200: report.add(.good, "says that it is well at \(path)")
            case 404: break
            default: report.add(.bad, "says that it is not well: HTTP \(answer.status) at \(path)")
            }
        }
        guard let path = probes.metrics, let answer = try await look(path) else { return }
        let page = MetricsPage(answer.body)
        guard answer.status == 200, let running = probes.running.flatMap(page.sum) else {
            report.add(.note, "does not tell its load at \(path)")
            return
        }
        let waiting = probes.waiting.flatMap(page.sum)
        let cache = probes.cacheUsed.flatMap(page.sum)
        let words =
            "\(Int(running)) calls at work" + (waiting.map { ", \(Int($0)) waiting" } ?? "")
            + (cache.map { ", \(Int(($0 * 100).rounded())) % of its cache in use" } ?? "") + ", as \(path) says"
        report.add(.good, words)
        if let waiting, waiting >= 1 {
            report.add(.note, "calls wait within the server: with fewer at once (width) they wait here, persons first")
        }
    }

    /// `nil` when it does not answer.
    private func look(_ path: String) async throws -> (status: Int, body: [UInt8])? {
        var root = endpoint
        if root.url.hasSuffix("/v1") { root.url.removeLast(3) }
        var request = root.get(path)
        request.limits = TimeLimits(connect: endpoint.limits.connect, firstByte: 10, idle: 10, total: 15)
        do {
            let response = try await transport.send(request)
            return (response.status, try await response.collect(upTo: 8 << 20))
        } catch is TransportError {
            return nil
        }
    }

    // MARK: Tools

    private static let tool: JSONValue = [
        "type": "function",
        "function": [
            "name": "plant_time", "description": "The time at the plant",
            "parameters": [
                "type": "object", "properties": ["zone": ["type": "string"]], "required": ["zone"],
            ],
        ],
    ]

    /// Whether the server takes tools and the model calls one. Nothing here depends on it: open models' native formats
    /// are not dependable, and JSON in the text does the same.
    func checkTools(_ report: inout EndpointReport) async throws {
        guard endpoint.dialect.takesOpenAITools else { return }
        let request = ModelRequest(
            promptName: "endpoint-check",
            promptVersion: "1",
            promptHash: "",
            system: "Use the tool.",
            user: "What time is it at the plant in Asia/Seoul?",
            language: .english,
            dataClass: .public,
            maximumOutputTokens: 64
        )
        var wire = try endpoint.dialect.request(ChatPlan(request, endpoint, rung: .prompt))
        guard var body = try? JSONValue(bytes: wire.body).object else { return }
        body["tools"] = [EndpointCheck.tool]
        body["tool_choice"] = "auto"
        body["stream"] = false
        body["stream_options"] = nil
        wire.body = Array(JSONValue.object(body).text().utf8)
        let response: HTTPResponse
        let bytes: [UInt8]
        do {
            response = try await transport.send(wire)
            bytes = try await response.collect(upTo: 1 << 20)
        } catch is TransportError {
            return
        }
        guard response.status == 200 else {
            let message = endpoint.dialect.failure(status: response.status, body: bytes).message
            report.add(.note, "takes no tool calls (\(message.prefix(160))); JSON in the text stands in for them")
            return
        }
        let choice = (try? JSONValue(bytes: bytes))?["choices"]?.array?.first
        if choice?["message"]?["tool_calls"]?.array?.isEmpty == false {
            report.add(.good, "calls tools natively")
        } else {
            report.add(.note, "takes tools, but the model called none when asked to; JSON in the text stands in")
        }
    }
}
