import HTTPTransport
import Testing

@Suite struct `Calls over the network` {
    let transport = CurlTransport()

    @Test func `a response has its status, its headers and its body`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say(
                "HTTP/1.1 429 Too Many\r\nRetry-After:  7 \r\nX-Long: a\r\n b\r\nContent-Length: 5\r\n\r\nhello"
            )
        }
        let response = try await transport.send(
            HTTPRequest(method: "POST", url: server.url, body: Array("{}".utf8))
        )
        #expect(response.status == 429)
        #expect(response.header("retry-after") == "7")
        #expect(response.header("X-LONG") == "a b")
        #expect(try await response.collect(upTo: 100) == Array("hello".utf8))
    }

    @Test func `what goes out is what was asked for, and nothing of libcurl's own`() async throws {
        let server = try LoopbackServer { connection in
            let heard = connection.hear() ?? ""
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: \(heard.utf8.count)\r\n\r\n\(heard)")
        }
        let body = Array(#"{"질문":"왜?"}"#.utf8)
        let request = HTTPRequest(
            method: "POST",
            url: server.url + "?a=1",
            headers: ["Content-Type": "application/json", "X-Empty": ""],
            body: body
        )
        let heard = String(
            decoding: try await transport.send(request).collect(upTo: 10_000),
            as: UTF8.self
        )
        #expect(heard.hasPrefix("POST /v1/x?a=1 HTTP/1.1\r\n"))
        #expect(heard.contains("\r\nContent-Type: application/json\r\n"))
        #expect(heard.contains("\r\nX-Empty:"))
        #expect(heard.contains("\r\nContent-Length: \(body.count)\r\n"))
        #expect(!heard.contains("Expect:"))
        #expect(heard.hasSuffix("\r\n\r\n" + String(decoding: body, as: UTF8.self)))
    }

    @Test func `a head that only announces another is skipped`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say(
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\n\r\nok"
            )
        }
        let response = try await transport.send(HTTPRequest(url: server.url))
        #expect(response.status == 200)
        #expect(response.header("link") == nil)
        #expect(try await response.collect(upTo: 10) == Array("ok".utf8))
    }

    @Test func `a body without a length ends with its connection`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\n\r\nall of it")
        }
        let body = try await transport.send(HTTPRequest(url: server.url)).collect(upTo: 100)
        #expect(body == Array("all of it".utf8))
    }

    @Test(arguments: ["HEAD", "GET", "DELETE", "PUT"])
    func `every method goes out by its name`(method: String) async throws {
        let server = try LoopbackServer { connection in
            let heard = connection.hear() ?? ""
            connection.say(
                "HTTP/1.1 200 OK\r\nX-Method: \(heard.prefix { $0 != " " })\r\nContent-Length: 0\r\n\r\n"
            )
        }
        let body: [UInt8] = method == "PUT" ? [1, 2, 3] : []
        let response = try await transport.send(
            HTTPRequest(method: method, url: server.url, body: body)
        )
        #expect(response.header("x-method") == method)
    }

    @Test func `a connection is used again`() async throws {
        let server = try LoopbackServer { $0.answerAll("again") }
        for _ in 0..<10 {
            #expect(
                try await transport.send(HTTPRequest(url: server.url)).collect(upTo: 10)
                    == Array("again".utf8)
            )
        }
        #expect(server.connections == 1)
    }

    @Test func `a redirect is an answer like any other`() async throws {
        let elsewhere = try LoopbackServer { $0.answerAll("no") }
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say(
                "HTTP/1.1 302 Found\r\nLocation: \(elsewhere.url)\r\nContent-Length: 0\r\n\r\n"
            )
        }
        #expect(try await transport.send(HTTPRequest(url: server.url)).status == 302)
        #expect(elsewhere.connections == 0)
    }

    @Test func `a proxy is asked for the whole address`() async throws {
        let proxy = try LoopbackServer { connection in
            let line = (connection.hear() ?? "").prefix { $0 != "\r\n" && $0 != "\r" }
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n\(line)")
        }
        let request = HTTPRequest(
            url: "http://model.invalid/v1/models",
            proxy: "http://127.0.0.1:\(proxy.port)"
        )
        let heard = try await transport.send(request).collect(upTo: 1_000)
        #expect(String(decoding: heard, as: UTF8.self) == "GET http://model.invalid/v1/models HTTP/1.1")
    }

    @Test func `two hundred calls at once all get their own answer`() async throws {
        let server = try LoopbackServer { connection in
            while let heard = connection.hear() {
                let path = heard.split(separator: " ")[1]
                connection.say("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
            }
        }
        let transport = transport
        let url = "http://127.0.0.1:\(server.port)/"
        let numbers = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let body = try await transport.send(HTTPRequest(url: url + "\(number)")).collect(upTo: 10)
                    return Int(String(decoding: body.dropFirst(), as: UTF8.self))
                }
            }
            return try await group.reduce(into: []) { $0.append($1 ?? -1) }.sorted()
        }
        #expect(numbers == Array(0..<200))
    }
}
