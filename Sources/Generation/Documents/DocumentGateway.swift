package import HTTPTransport
package import Plant

/// Has documents read, and fields taken from them, at an endpoint that knows how to: under the same policies as chat.
package struct DocumentGateway: Sendable {
    /// The most that one call takes: console.upstage.ai `docs/capabilities/parse/handling-large-documents`.
    package static let mostPages = 100
    package static let mostBytes = 50_000_000

    private let parsing: EndpointCalls
    private let extraction: EndpointCalls
    private let pagePrice: Double?

    /// - Parameters:
    ///   - endpoint: Its model reads documents.
    ///   - extractionModel: Takes fields from documents.
    ///   - pagePrice: What a page costs, in the currency of the budget.
    package init(
        endpoint: Endpoint,
        extractionModel: String,
        pagePrice: Double? = nil,
        transport: any HTTPTransport,
        audit: (any AuditLog)?,
        user: String,
        clock: any Clock<Duration> = ContinuousClock(),
        budget: UsageBudget? = nil,
        onCall: (@Sendable (CallTrace) -> Void)? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        let time = GatewayTime(clock)
        let office = GatewayOffice(
            time: time,
            audit: audit,
            budget: budget,
            onCall: onCall,
            user: user,
            now: now,
            remembersRungs: false
        )
        var extracting = endpoint
        extracting.model = extractionModel
        parsing = EndpointCalls(line: EndpointLine(endpoint, time: time), transport: transport, office: office)
        extraction = EndpointCalls(line: EndpointLine(extracting, time: time), transport: transport, office: office)
        self.pagePrice = pagePrice
    }

    package var endpoint: Endpoint { parsing.endpoint }

    /// Reads a document of at most ``mostPages`` pages and ``mostBytes`` bytes.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the bytes.
    ///   - isInteractive: Whether a person waits for it.
    /// - Throws: ``ModelError``, `CancellationError`.
    package func document(
        _ bytes: [UInt8],
        named name: String,
        hash: String,
        dataClass: DataClass,
        isInteractive: Bool = false
    ) async throws -> DigitisedDocument {
        let model = endpoint.model
        let price = pagePrice
        return try await parsing.call(subject("document_parse", hash, dataClass, isInteractive)) { endpoint in
            DocumentWire.parse(bytes, named: name, hash: hash, endpoint: endpoint)
        } read: { body in
            let document = try DocumentWire.document(body, model: model)
            return EndpointCalls.Read(
                value: document,
                model: document.reader,
                cost: price.map { $0 * Double(document.pages) },
                remarks: [document.pages == 1 ? "1 page" : "\(document.pages) pages"]
            )
        }.value
    }

    /// Takes fields from a document.
    ///
    /// - Parameter schema: JSON Schema of an object.
    /// - Throws: ``ModelError``, `CancellationError`.
    package func fields(
        _ bytes: [UInt8],
        hash: String,
        schema: JSONValue,
        dataClass: DataClass
    ) async throws -> ExtractedFields {
        let model = extraction.endpoint.model
        return try await extraction.call(subject("information_extract", hash, dataClass, true)) { endpoint in
            DocumentWire.extract(bytes, schema: schema, endpoint: endpoint)
        } read: { body in
            let read = try DocumentWire.fields(body)
            let problems = SchemaCheck(read.fields, against: schema).problems
            return EndpointCalls.Read(
                value: ExtractedFields(
                    reader: read.model ?? model,
                    answer: read.fields,
                    places: read.places,
                    problems: problems
                ),
                model: read.model,
                tokens: read.tokens
            )
        }.value
    }

    private func subject(
        _ operation: String,
        _ hash: String,
        _ dataClass: DataClass,
        _ isInteractive: Bool
    ) -> CallSubject {
        CallSubject(
            operation: operation,
            dataClass: dataClass,
            promptName: operation,
            promptVersion: "1",
            promptHash: "",
            // What left, without keeping it.
            evidenceHashes: [hash],
            isInteractive: isInteractive,
            tokens: 0
        )
    }
}
