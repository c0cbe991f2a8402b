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

    private static let tool = ModelTool(
        name: "plant_time",
        summary: "The time at the plant",
        parameters: #"{"type":"object","properties":{"zone":{"type":"string"}},"required":["zone"]}"#
    )

    /// Whether the server takes tools, and whether the model calls one natively or as JSON in its text.
    func checkTools(_ report: inout EndpointReport) async throws {
        var request = ModelRequest(
            promptName: "endpoint-check",
            promptVersion: "1",
            promptHash: "",
            system: "Use the tool.",
            user: "What time is it at the plant in Asia/Seoul?",
            language: .english,
            dataClass: .public,
            maximumOutputTokens: 64
        )
        request.tools = [EndpointCheck.tool]
        var native = ""
        if endpoint.dialect.takesOpenAITools {
            do {
                let reading = try await callTool(request, .native)
                if !reading.calls.isEmpty {
                    report.add(
                        .good,
                        reading.way == .native
                            ? "calls tools natively"
                            : "calls tools; the server hands them through as text, where they are read"
                    )
                    return
                }
                native = "takes tools, but the model made no usable call when asked to; "
            } catch let failure as CallFailure {
                guard failure.isAboutTools else {
                    report.add(.note, "could not be asked about tools: \(failure.error.message.prefix(160))")
                    return
                }
                native = "takes no tool calls (\(failure.error.message.prefix(160))); "
            }
        }
        do {
            let called = try await !callTool(request, .content).calls.isEmpty
            report.add(
                called ? .good : .note,
                native + (called ? "calls tools as JSON in its text" : "made no call as JSON in its text either")
            )
        } catch let failure as CallFailure {
            report.add(.note, native + "was not asked for JSON in its text: \(failure.error.message.prefix(160))")
        }
    }

    private func callTool(_ request: ModelRequest, _ way: ToolWay) async throws -> ToolReading {
        var plan = ChatPlan(request, endpoint, rung: .prompt)
        plan.toolWay = way
        let raw = try await ChatCall(transport: transport, time: time).run(plan, onText: nil).value
        return ToolReading(raw, tools: request.tools)
    }
}
