import Generation
import HTTPTransport
import Plant
import Storage
import Synchronization
import Testing

@testable import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers about documents as Upstage documents it; see fixtures/upstage-documents.
private final class DocumentServer: HTTPTransport {
    private let state = Mutex<(paths: [String], isDown: Bool)>(([], false))

    var paths: [String] { state.withLock { $0.paths } }

    func fall() { state.withLock { $0.isDown = true } }
    func mend() { state.withLock { $0.isDown = false } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let isDown = state.withLock { state in
            state.paths.append(request.url)
            return state.isDown
        }
        guard !isDown else {
            return HTTPResponse(
                status: 503,
                headers: [:],
                body: HTTPBody(Array(#"{"error":{"message":"come back later"}}"#.utf8))
            )
        }
        let name = request.url.contains("information-extraction") ? "information-extract" : "document-parse"
        return HTTPResponse(status: 200, headers: [:], body: HTTPBody(try DocumentServer.fixture(name)))
    }

    private static func fixture(_ name: String) throws -> [UInt8] {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try LocalFile.read("\(root)/fixtures/upstage-documents/\(name).json")
    }
}

@Suite struct `Documents at an endpoint` {
    private static let settings =
        "documents: {url: \"http://127.0.0.1:9/v1\", attempts: 1, residency: kr, highest_class: internal}\n"
    private static let hasPoppler = access("/usr/bin/pdftotext", X_OK) == 0

    /// A workspace and a document of one page with a text layer.
    private func prepared(_ path: String, _ settings: String = settings) throws -> Workspace {
        try LocalFile.write(TestPage.bytes, to: path + "/sop.pdf")
        _ = try Workspace.create(at: path + "/w")
        try LocalFile.write("zone: UTC\n" + settings, to: path + "/w/telltale.yaml")
        return try Workspace.open(at: path + "/w", writing: true, environment: [:])
    }

    private func passages(_ workspace: Workspace) async throws -> [Record] {
        try await workspace.store.records(RecordQuery(kinds: [.passage]), limit: nil).sorted { $0.id < $1.id }
    }

    @Test func `are read there once, whatever they are called`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(scratch.path)
        let server = DocumentServer()
        let report = try await workspace.ingest(
            IngestRequest(paths: [scratch.path + "/sop.pdf"]),
            transport: server
        )
        #expect(report.files[0].oddities == ["2 pages read by document-parse-260930, which can be wrong"])
        let found = try await passages(workspace)
        #expect(found.map(\.source.page) == [1, 1, 2])
        #expect(found[2].source.headings == ["Changing the seal of P-101A", "Torques & gaps"])
        #expect(found[2].text == "볼트 | 토크\nM12 | 85 Nm")
        #expect(server.paths == ["http://127.0.0.1:9/v1/document-digitization"])

        try LocalFile.write(TestPage.bytes, to: scratch.path + "/copy.pdf")
        var again = IngestRequest(paths: [scratch.path + "/sop.pdf", scratch.path + "/copy.pdf"])
        again.readsAgain = true
        let second = try await workspace.ingest(again, transport: server)
        #expect(second.files.map(\.outcome) == [.stored, .stored] && server.paths.count == 1)
        let folder = workspace.layout.state + "/calls"
        let calls = try LocalFile.names(in: folder).map { try LocalFile.text(folder + "/" + $0) }.joined()
        #expect(calls.contains("\"operation\":\"document_parse\"") && calls.contains("\"remarks\":[\"2 pages\"]"))
        #expect(try await workspace.verifyAudit().isIntact)
    }

    @Test(.enabled(if: hasPoppler, "poppler is not installed"))
    func `are read here when the endpoint fails, which is told, and there once it is back`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(scratch.path)
        let server = DocumentServer()
        server.fall()
        let request = IngestRequest(paths: [scratch.path + "/sop.pdf"])
        let report = try await workspace.ingest(request, transport: server)
        #expect(try await passages(workspace).map(\.text) == ["This page says telltale"])
        let note = try #require(report.files[0].oddities.last)
        #expect(note.hasPrefix("not read by endpoint 'documents', but by poppler and tesseract: "))
        #expect(note.contains("come back later"))
        #expect(report.text().contains(note))
        server.mend()
        let later = try await workspace.ingest(request, transport: server)
        #expect(later.files[0].outcome == .stored)
        #expect(try await passages(workspace).count == 3)
        #expect(try await workspace.ingest(request, transport: server).files[0].outcome == .unchanged)
        #expect(server.paths.count == 2)
    }

    @Test(.enabled(if: hasPoppler, "poppler is not installed"))
    func `are read here when the endpoint's key is not there, which is told`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(
            scratch.path,
            Self.settings.replacingSuffix("}\n", with: ", key_env: TELLTALE_NO_SUCH_KEY}\n")
        )
        let server = DocumentServer()
        let request = IngestRequest(paths: [scratch.path + "/sop.pdf"])
        let intended = try await workspace.inspect(request).text()
        #expect(intended.contains("endpoint 'documents' (http://127.0.0.1:9/v1) is asked to read it"))
        let report = try await workspace.ingest(request, transport: server)
        #expect(report.files[0].outcome == .stored && server.paths.isEmpty)
        #expect(report.files[0].oddities.last?.contains("TELLTALE_NO_SUCH_KEY, which is not set") == true)
    }

    @Test(.enabled(if: hasPoppler, "poppler is not installed"))
    func `that are too guarded are not sent`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(
            scratch.path,
            Self.settings + "sources:\n  - {match: \"*.pdf\", class: confidential}\n"
        )
        let server = DocumentServer()
        let report = try await workspace.ingest(
            IngestRequest(paths: [scratch.path + "/sop.pdf"]),
            transport: server
        )
        #expect(server.paths.isEmpty)
        #expect(report.files[0].oddities.last?.contains("may receive at most internal (highest_class)") == true)
        #expect(try await passages(workspace).map(\.dataClass) == [.confidential])
        #expect(try await workspace.audit(limit: 5).contains("refused"))
        let error = await #expect(throws: ModelError.self) {
            try await workspace.extract(
                ExtractionRequest(file: scratch.path + "/sop.pdf", schema: nil, fields: ["tag"], dataClass: nil),
                transport: server
            )
        }
        #expect(error.map { OperationExit.code(for: $0) } == .refused && server.paths.isEmpty)
    }

    @Test(.enabled(if: hasPoppler, "poppler is not installed"))
    func `in which every page holds its text stay here where only scans go`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(
            scratch.path,
            Self.settings.replacingSuffix("}\n", with: ", scans_only: true}\n")
        )
        let server = DocumentServer()
        let report = try await workspace.ingest(
            IngestRequest(paths: [scratch.path + "/sop.pdf"]),
            transport: server
        )
        #expect(server.paths.isEmpty && report.files[0].oddities.isEmpty)
    }

    @Test func `give fields with their pages, once`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(scratch.path)
        let server = DocumentServer()
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/sop.pdf"]), transport: server)
        let request = ExtractionRequest(
            file: scratch.path + "/sop.pdf",
            schema: nil,
            fields: ["tag=tag of the pump", "torque", "revision", "bolts"],
            dataClass: nil
        )
        let report = try await workspace.extract(request, transport: server)
        #expect(report.reader == "information-extract-260904" && !report.isKept)
        let written = Dictionary(uniqueKeysWithValues: report.fields.map { ($0.name, $0.writtenOn ?? []) })
        #expect(written == ["tag": [1, 2], "torque": [2], "revision": [], "bolts[0].size": [2]])
        #expect(report.isDoubtful)
        let text = report.text()
        #expect(text.contains("revision       7  (page 1; nowhere written like this: look at the original)"))
        #expect(text.contains("torque         85 Nm  (page 2; low confidence)"))
        #expect(text.contains("! the answer does not fit what was asked for"))
        let again = try await workspace.extract(request, transport: server)
        #expect(again.isKept && server.paths.count == 2)
        let json = try JSONValue(text: again.json())
        #expect(json["fields"]?.array?.count == 4 && json["kept"] == true)
    }

    @Test(arguments: [
        ("85 Nm", "torque: 85Nm, dry", true), ("12", "M120 and 312", false), ("12", "M12", true),
        ("P-101A", "pump p101a", true), ("1,250", "1.250 kg", true), ("2.5", "25", false), ("주의", "(주의)", true),
        ("", "a", false),
    ])
    func `know a value where it is written`(value: String, text: String, isWritten: Bool) {
        #expect(WrittenValue.isWritten(value, in: text) == isWritten)
    }

    @Test(arguments: [
        ("documents: {model: m}", "documents.url"),
        ("documents: {url: http://u, scan_only: true}", "did you mean 'scans_only'?"),
        ("documents: {url: http://u, price_page: free}", "documents.price_page"),
    ])
    func `have settings that name key and remedy`(yaml: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(yaml: yaml, file: "telltale.yaml") }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test func `are checked with a page of their own`() async throws {
        let scratch = try Scratch()
        let workspace = try prepared(scratch.path)
        let server = DocumentServer()
        let check = try #require(try await workspace.checkDocumentEndpoint(transport: server))
        // The stub does not read what it is sent.
        #expect(!check.answers && check.text.contains("did not read the words on a page that was made up"))
        #expect(workspace.documentEndpoint().joined().contains("each content once"))
    }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
    }
}
