import HTTPTransport
import Plant
import Synchronization
import Testing

@testable import Generation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers as Upstage documents them; see the README beside them.
enum UpstageFixture {
    static func text(_ name: String) throws -> String {
        var here = #filePath
        if let real = realpath(#filePath, nil) {
            here = String(cString: real)
            free(real)
        }
        let root = "/" + here.split(separator: "/").dropLast(3).joined(separator: "/")
        let file = try #require(fopen("\(root)/fixtures/upstage-documents/\(name).json", "rb"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        return String(decoding: bytes, as: UTF8.self)
    }
}

@Suite struct `Reading documents at an endpoint` {
    private static let pdf = Array("%PDF-1.4 a page".utf8)

    private func gateway(
        _ transport: ScriptedTransport,
        audit: AuditKeeper? = nil,
        url: String = "http://a/v1",
        highest: DataClass = .internal,
        price: Double? = nil,
        budget: UsageBudget? = nil,
        onCall: (@Sendable (CallTrace) -> Void)? = nil
    ) -> DocumentGateway {
        DocumentGateway(
            endpoint: Calls.endpoint {
                $0.url = url
                $0.model = "document-parse"
                $0.dialect = UpstageDialect()
                $0.highestClass = highest
            },
            extractionModel: "information-extract",
            pagePrice: price,
            transport: transport,
            audit: audit,
            user: "me",
            clock: SkippingClock(),
            budget: budget,
            onCall: onCall,
            now: { Timestamp(seconds: 0) }
        )
    }

    private func read(_ gateway: DocumentGateway, _ dataClass: DataClass = .internal) async throws -> DigitisedDocument
    {
        try await gateway.document(
            Self.pdf,
            named: "sop \"114\".pdf",
            hash: SHA256.hex(of: Self.pdf),
            dataClass: dataClass
        )
    }

    @Test func `sends the file as a form, the same one for the same file`() async throws {
        let answer = ScriptedTransport.Answer(body: try UpstageFixture.text("document-parse"))
        let transport = ScriptedTransport([answer, answer])
        let document = try await read(gateway(transport))
        #expect(document.reader == "document-parse-260930" && document.pages == 2)
        #expect(document.elements.map(\.page) == [1, 1, 1, 2, 2, 2, 2])
        #expect(document.elements[5].category == "table" && document.elements[5].html.contains("<td>85 Nm</td>"))
        _ = try await read(gateway(transport))
        let body = transport.bodies[0]
        #expect(body == transport.bodies[1])
        for part in [
            "name=\"model\"\r\n\r\ndocument-parse\r\n", "name=\"output_formats\"\r\n\r\n['html']\r\n",
            "name=\"ocr\"\r\n\r\nauto\r\n",
            "name=\"document\"; filename=\"sop 114.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 a page\r\n--",
        ] { #expect(body.contains(part), "\(part)") }
        #expect(body.hasSuffix("--\r\n"))
    }

    @Test(arguments: ["https://api.upstage.ai/v1", "https://api.upstage.ai/v1/solar"])
    func `goes below either base`(url: String) async throws {
        let transport = ScriptedTransport([.init(body: try UpstageFixture.text("document-parse"))])
        _ = try await read(gateway(transport, url: url))
        #expect(transport.urls == ["https://api.upstage.ai/v1/document-digitization"])
    }

    @Test func `is refused by class before anything is sent`() async throws {
        let transport = ScriptedTransport([])
        let audit = AuditKeeper()
        let error = await #expect(throws: ModelError.self) {
            try await read(gateway(transport, audit: audit), .confidential)
        }
        #expect(error?.code == .refused && transport.urls.isEmpty)
        #expect(audit.verdicts.count == 1 && audit.verdicts[0].hasPrefix("refused: the evidence is confidential"))
    }

    @Test func `is tried again, paid by the page, and recorded`() async throws {
        let traces = Mutex<[CallTrace]>([])
        let audit = AuditKeeper()
        let budget = UsageBudget(BudgetLimits(moneyPerRun: 0.05))
        let transport = ScriptedTransport([
            .init(status: 429, body: #"{"error":{"message":"too many"}}"#),
            .init(body: try UpstageFixture.text("document-parse")),
        ])
        let gateway = gateway(transport, audit: audit, price: 0.03, budget: budget) { call in
            traces.withLock { $0.append(call) }
        }
        _ = try await read(gateway)
        let calls = traces.withLock { $0 }
        #expect(calls.map(\.outcome) == ["rate_limited", "answered"])
        #expect(calls[1].operation == "document_parse" && calls[1].cost == 0.06 && calls[1].remarks == ["2 pages"])
        #expect(calls[1].requestModel == "document-parse" && calls[1].responseModel == "document-parse-260930")
        #expect(audit.verdicts.last?.hasSuffix("; 2 pages") == true)
        #expect(audit.entries.allSatisfy { $0.evidenceHashes == [SHA256.hex(of: Self.pdf)] })
        // Six hundredths are spent, of five.
        let error = await #expect(throws: ModelError.self) { try await read(gateway) }
        #expect(error?.code == .refused && transport.urls.count == 2)
    }

    @Test(arguments: [
        ("{}", "no list of elements"), ("<html>", "not JSON"), (#"{"elements":[{"page":-3}]}"#, "a page -3"),
    ])
    func `says what was wrong with an answer`(body: String, expected: String) async throws {
        let error = await #expect(throws: ModelError.self) {
            try await read(gateway(ScriptedTransport([.init(body: body)])))
        }
        #expect(error?.code == .malformedReply && error?.message.contains(expected) == true, "\(error as Any)")
    }

    private static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "tag": ["type": "string"], "torque": ["type": "string"], "revision": ["type": "string"],
            "bolts": ["type": "array", "items": ["type": "object", "properties": ["size": ["type": "string"]]]],
        ],
        "required": ["tag"],
    ]

    @Test func `takes fields with their pages`() async throws {
        let transport = ScriptedTransport([.init(body: try UpstageFixture.text("information-extract"))])
        let found = try await gateway(transport).fields(
            Self.pdf,
            hash: "h",
            schema: Self.schema,
            dataClass: .internal
        )
        #expect(transport.urls == ["http://a/v1/information-extraction/chat/completions"])
        let sent = try JSONValue(text: transport.bodies[0])
        #expect(sent["model"] == "information-extract" && sent["location"] == true)
        #expect(sent["response_format"]?["json_schema"]?["schema"] == Self.schema)
        let url = sent["messages"]?.array?.first?["content"]?.array?.first?["image_url"]?["url"]?.string
        #expect(url == "data:application/octet-stream;base64,JVBERi0xLjQgYSBwYWdl")
        #expect(found.reader == "information-extract-260904" && found.problems.isEmpty)
        #expect(found.fields.map(\.name) == ["bolts[0].size", "revision", "tag", "torque"])
        #expect(found.fields.map(\.page) == [2, 1, 1, 2])
        #expect(found.fields.map(\.confidence) == [nil, nil, "high", "low"])
        #expect(try ExtractedFields(kept: found.kept) == found)
    }

    @Test(arguments: [
        (#"{"choices":[{"finish_reason":"length","message":{"content":"{\"tag\":\"P"}}]}"#, "cut off"),
        (#"{"choices":[]}"#, "no content"),
        (#"{"choices":[{"finish_reason":"stop","message":{"content":"nothing here"}}]}"#, "no JSON"),
    ])
    func `says what was wrong with fields`(body: String, expected: String) async throws {
        let error = await #expect(throws: ModelError.self) {
            try await gateway(ScriptedTransport([.init(body: body)])).fields(
                Self.pdf,
                hash: "h",
                schema: Self.schema,
                dataClass: .internal
            )
        }
        #expect(error?.code == .malformedReply && error?.message.contains(expected) == true, "\(error as Any)")
    }

    @Test func `tells fields that do not fit`() async throws {
        let body = #"{"choices":[{"finish_reason":"stop","message":{"content":"```json\n{\"torque\":5}\n```"}}]}"#
        let found = try await gateway(ScriptedTransport([.init(body: body)]))
            .fields(Self.pdf, hash: "h", schema: Self.schema, dataClass: .internal)
        #expect(found.problems.contains { $0.contains("lacks \"tag\"") })
        #expect(found.reader == "information-extract")
    }

    @Test(arguments: [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Many", "TWFueQ==")])
    func `writes Base64`(text: String, expected: String) {
        #expect(Base64Text.of(Array(text.utf8)) == expected)
    }
}
