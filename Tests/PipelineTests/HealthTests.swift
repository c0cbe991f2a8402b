import HTTPTransport
import Plant
import Testing

@testable import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Health and metrics of a workspace` {
    func desk(_ path: String) throws -> HealthDesk {
        let workspace = try Workspace.create(at: path + "/w")
        let calls = workspace.layout.state + "/calls"
        try LocalFile.makeFolder(calls)
        let line =
            #"{"time":"2026-03-01T00:00:00Z","endpoint":"a","host":"h","dialect":"openai","operation":"chat","requestModel":"m","#
            + #""promptName":"p","promptVersion":"1","promptHash":"h","dataClass":"internal","isInteractive":true,"#
            + #""queued":0,"took":1.5,"attempt":1,"inputTokens":10,"outputTokens":5,"outcome":"answered"}"#
        try LocalFile.write(line + "\n" + line + "\n{\"half", to: calls + "/2026-03-01.jsonl")
        return HealthDesk(workspace)
    }

    @Test func `are told without a word of records or prompts`() async throws {
        let scratch = try Scratch()
        let desk = try desk(scratch.path)
        #expect(await desk.page("/healthz").status == 200)
        #expect(await desk.page("/readyz").status == 200)
        #expect(await desk.page("/elsewhere").status == 404)
        let page = await desk.page("/metrics")
        #expect(page.status == 200 && page.type.hasPrefix("text/plain; version=0.0.4"))
        for line in [
            #"telltale_calls_total{endpoint="a",outcome="answered"} 2"#,
            #"telltale_call_seconds_total{endpoint="a"} 3"#,
            #"telltale_tokens_total{endpoint="a",direction="input"} 20"#, #"telltale_incidents{severity="critical"} 0"#,
            "telltale_quarantined_rows 0",
        ] {
            #expect(page.body.split(separator: "\n").contains(Substring(line)), "\(line) in \(page.body)")
        }
        // What was counted is not counted again.
        #expect(await desk.page("/metrics").body == page.body)
    }

    @Test func `are served over HTTP`() async throws {
        let scratch = try Scratch()
        let desk = try desk(scratch.path)
        let server = try HealthServer(host: "127.0.0.1", port: 0)
        let serving = Task { await server.run(desk) }
        defer { serving.cancel() }
        let transport = CurlTransport()
        let base = "http://127.0.0.1:\(server.port)"
        let ready = try await transport.send(HTTPRequest(url: base + "/readyz?x=1"))
        #expect(ready.status == 200)
        #expect(try await ready.collect(upTo: 100) == Array("ready\n".utf8))
        let metrics = try await transport.send(HTTPRequest(url: base + "/metrics"))
        #expect(String(decoding: try await metrics.collect(upTo: 1 << 20), as: UTF8.self).contains("telltale_info{"))
        #expect(try await transport.send(HTTPRequest(method: "POST", url: base + "/metrics")).status == 405)
    }

    @Test func `are served while others say nothing`() async throws {
        let scratch = try Scratch()
        let desk = try desk(scratch.path)
        let server = try HealthServer(host: "127.0.0.1", port: 0)
        let serving = Task { await server.run(desk) }
        defer { serving.cancel() }
        let idle = (0..<60).map { _ in connected(to: server.port) }
        defer { for connection in idle { close(connection) } }
        #expect(idle.allSatisfy { $0 >= 0 })
        // The whole is over before the idle ones would be sent away, were they waited for one after another.
        for _ in 0..<5 {
            let alive = try await CurlTransport().send(HTTPRequest(url: "http://127.0.0.1:\(server.port)/healthz"))
            #expect(alive.status == 200)
        }
    }

    private func connected(to port: UInt16) -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(connection, $0, size) }
        } == 0 ? connection : -1
    }

    @Test func `are not ready when the settings cannot be read or the store is gone`() async throws {
        let scratch = try Scratch()
        let desk = try desk(scratch.path)
        let settings = scratch.path + "/w/telltale.yaml"
        let text = try LocalFile.text(settings)
        try LocalFile.write("bad: [", to: settings)
        #expect(await desk.page("/readyz").status == 503)
        try LocalFile.write(text, to: settings)
        #expect(await desk.page("/readyz").status == 200)
        #expect(rename(scratch.path + "/w/.telltale/store.sqlite", scratch.path + "/w/elsewhere") == 0)
        let page = await desk.page("/readyz")
        #expect(page.status == 503 && page.body.contains("store.sqlite"))
        #expect(await desk.page("/healthz").status == 200)
    }

    @Test func `refuse an address that is none`() {
        #expect(throws: UsageError.self) { try HealthServer(host: "plant.example", port: 0) }
    }
}
