import Generation
import HTTPTransport
import Ingestion
import Plant
import Storage
import Synchronization

/// Has PDFs and pictures read by an endpoint, each content once: what came is kept in the workspace.
struct Digitiser: Sendable {
    /// What came of asking.
    struct Reading: Sendable {
        var document: DigitisedDocument?
        /// Why the file is read here after all.
        var note: String?
    }

    /// Makes the gateway when a file has to be sent, and not before: its key may not be there.
    let gateway: LazyGateway
    let settings: DocumentSettings
    let kept: KeptDocuments

    /// What an endpoint read off a file before; `nil` for a file that it has not seen or is not to see.
    func kept(_ path: String) throws -> DigitisedDocument? {
        guard let printed = printed(path) else { return nil }
        return try kept.document(hash: try FileDigest.of(path: path).hex, parts: parts(of: printed, path))
    }

    /// Reads a file, or says why it could not.
    ///
    /// - Parameters:
    ///   - name: What the file is called in the store.
    ///   - reading: How the file is to be read: its class of data, and what the mapping says of that.
    /// - Throws: `CancellationError`, or what is wrong with the workspace.
    func reading(of path: String, named name: String, _ reading: IngestionSettings) async throws -> Reading {
        let said = reading.mapping?.mapping(for: name)
        guard said?.skip != true, let printed = printed(path) else { return Reading() }
        let hash = try FileDigest.of(path: path).hex
        let parts = parts(of: printed, path)
        if let document = try kept.document(hash: hash, parts: parts) { return Reading(document: document) }
        let dataClass = said?.dataClass.flatMap(DataClass.init(rawValue:)) ?? reading.dataClass
        do {
            var whole: DigitisedDocument?
            for part in parts {
                let document = try await read(part, of: parts, printed, path, hash, dataClass)
                if whole == nil { whole = document } else { whole?.append(document) }
            }
            guard let whole else { return Reading() }
            guard whole.elements.contains(where: { !$0.html.isEmpty }) else {
                return Reading(note: note("it found nothing on the pages"))
            }
            return Reading(document: whole)
        } catch let error as ModelError where error.code != .replayMiss {
            return Reading(note: note(error.message))
        } catch let error as IngestionError {
            return Reading(note: note(error.message))
        } catch let error as FileError where error.path == path {
            return Reading(note: note("\(error)"))
        } catch let error as UsageError {
            return Reading(note: note("\(error)"))
        }
    }

    /// What will be asked of the endpoint when a file is taken in; `nil` when nothing will.
    func intention(for path: String, class dataClass: DataClass) throws -> String? {
        guard printed(path) != nil, try kept(path) == nil else { return nil }
        let endpoint = settings.endpoint
        guard dataClass <= endpoint.highestClass else {
            return
                "not for endpoint '\(endpoint.name)': it is \(dataClass.rawValue), of which that may receive at most "
                + endpoint.highestClass.rawValue
        }
        return "endpoint '\(endpoint.name)' (\(endpoint.url)) is asked to read it when it is taken in"
    }

    private func note(_ reason: String) -> String {
        "not read by endpoint '\(settings.endpoint.name)', but by poppler and tesseract: \(reason)"
    }

    private func read(
        _ part: ClosedRange<Int>,
        of parts: [ClosedRange<Int>],
        _ printed: PrintedDocument,
        _ path: String,
        _ hash: String,
        _ dataClass: DataClass
    ) async throws -> DigitisedDocument {
        if let document = try kept.document(hash: hash, part: part) { return document }
        let bytes = parts.count == 1 ? try LocalFile.read(path) : try printed.part(part)
        guard bytes.count <= DocumentGateway.mostBytes else {
            throw IngestionError(
                .tooLarge,
                path: path,
                "pages \(part.lowerBound)–\(part.upperBound) are \(bytes.count / 1_000_000) MB, of which the endpoint "
                    + "takes at most \(DocumentGateway.mostBytes / 1_000_000)"
            )
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var document = try await gateway.get().document(
            bytes,
            named: name,
            hash: parts.count == 1 ? hash : SHA256.hex(of: bytes),
            dataClass: dataClass
        )
        // Where pages at the end are blank, the next part still begins after them.
        if printed.pages != nil { document.pages = max(document.pages, part.count) }
        try kept.keep(document, hash: hash, part: part)
        return document
    }

    /// The file as pages, where it is one that the endpoint is to read.
    private func printed(_ path: String) -> PrintedDocument? {
        guard let printed = PrintedDocument(path: path), !(settings.scansOnly && printed.isText) else { return nil }
        return printed
    }

    /// Pages that go in one call each.
    private func parts(of printed: PrintedDocument, _ path: String) -> [ClosedRange<Int>] {
        guard let pages = printed.pages, pages > 0 else { return [1...1] }
        let bytes = LocalFile.size(path) ?? 0
        var most = DocumentGateway.mostPages
        if bytes > DocumentGateway.mostBytes { most = min(most, max(1, pages * 40_000_000 / bytes)) }
        return stride(from: 1, through: pages, by: most).map { $0...min(pages, $0 + most - 1) }
    }
}

/// The gateway of an import, made once.
final class LazyGateway: Sendable {
    private let make: @Sendable () throws -> DocumentGateway
    private let made = Mutex<DocumentGateway?>(nil)

    init(_ make: @escaping @Sendable () throws -> DocumentGateway) {
        self.make = make
    }

    /// - Throws: ``UsageError`` when the endpoint's key is not where the settings say.
    func get() throws -> DocumentGateway {
        try made.withLock { gateway in
            if let gateway { return gateway }
            let new = try make()
            gateway = new
            return new
        }
    }
}

/// What endpoints have read off documents, by the document's content: nothing is paid for twice.
struct KeptDocuments: Sendable {
    /// Raised when the endpoint is asked for something else.
    private static let version = 1
    let folder: String
    let model: String

    func document(hash: String, part: ClosedRange<Int>) throws -> DigitisedDocument? {
        let path = path(hash, part)
        guard LocalFile.exists(path) else { return nil }
        // What cannot be read is read anew.
        return try? JSONText.decode(DigitisedDocument.self, from: try LocalFile.read(path))
    }

    /// All parts together, when none is missing.
    func document(hash: String, parts: [ClosedRange<Int>]) throws -> DigitisedDocument? {
        var whole: DigitisedDocument?
        for part in parts {
            guard let document = try document(hash: hash, part: part) else { return nil }
            if whole == nil { whole = document } else { whole?.append(document) }
        }
        return whole.flatMap { whole in whole.elements.contains { !$0.html.isEmpty } ? whole : nil }
    }

    func keep(_ document: DigitisedDocument, hash: String, part: ClosedRange<Int>) throws {
        try LocalFile.makeFolder(folder)
        try LocalFile.write(try JSONText.line(document) + "\n", to: path(hash, part))
    }

    private func path(_ hash: String, _ part: ClosedRange<Int>) -> String {
        let asked = SHA256.hex(of: "\(KeptDocuments.version) \(model)").prefix(8)
        return "\(folder)/\(hash)-\(asked)-\(part.lowerBound)-\(part.upperBound).json"
    }
}

extension Workspace {
    /// `nil` when no endpoint that reads documents is configured.
    func digitiser(transport: any HTTPTransport = CurlTransport()) -> Digitiser? {
        guard let settings = configuration.documents else { return nil }
        return Digitiser(
            gateway: LazyGateway { [self] in try documentGateway(settings, transport: transport) },
            settings: settings,
            kept: KeptDocuments(folder: layout.documents, model: settings.endpoint.model)
        )
    }

    /// What an endpoint read off a file before.
    func keptDocument(_ path: String) throws -> DigitisedDocument? {
        try digitiser()?.kept(path)
    }

    func documentGateway(_ settings: DocumentSettings, transport: any HTTPTransport) throws -> DocumentGateway {
        let log = CallLog(layout, zone: configuration.zone)
        return DocumentGateway(
            endpoint: try Endpoint(settings.endpoint),
            extractionModel: settings.extractionModel,
            pagePrice: settings.pagePrice,
            transport: transport,
            audit: try SQLiteAuditLog(path: layout.store),
            user: Workspace.user,
            budget: try budget(log),
            onCall: { log.add($0) },
            now: { Timestamp.now() }
        )
    }
}

extension WorkspaceLayout {
    /// What endpoints have read off documents.
    package var documents: String { state + "/documents" }
}
