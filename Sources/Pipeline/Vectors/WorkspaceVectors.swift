import Generation
import HTTPTransport
import Plant
import Retrieval
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension WorkspaceLayout {
    /// Vectors by the text they stand for.
    package var vectors: String { state + "/search.vectors" }
    /// Which text each record is embedded as.
    var vectorCatalogue: String { state + "/search.catalogue" }
}

extension Workspace {
    /// A gateway to a model that embeds.
    func vectorGateway(
        _ settings: VectorSettings,
        budget: UsageBudget?,
        transport: any HTTPTransport = CurlTransport()
    ) throws -> VectorGateway {
        try gateway(settings.endpoint, budget: budget, transport, batch: settings.batch, settings.manner)
    }

    func rerankGateway(
        _ settings: RerankSettings,
        budget: UsageBudget?,
        transport: any HTTPTransport = CurlTransport()
    ) throws -> VectorGateway {
        try gateway(settings.endpoint, budget: budget, transport, batch: 1, EmbeddingManner())
    }

    private func gateway(
        _ endpoint: EndpointSettings,
        budget: UsageBudget?,
        _ transport: any HTTPTransport,
        batch: Int,
        _ manner: EmbeddingManner
    ) throws -> VectorGateway {
        let log = CallLog(layout, zone: configuration.zone)
        return VectorGateway(
            endpoint: try Endpoint(endpoint),
            transport: transport,
            audit: try SQLiteAuditLog(path: layout.store),
            user: getenv("USER").map { String(cString: $0) } ?? "unknown",
            budget: budget,
            batch: batch,
            manner: manner,
            onCall: { log.add($0) },
            now: { Timestamp.now() }
        )
    }

    /// What calls of one run may use together.
    func callBudget() throws -> UsageBudget? {
        guard !configuration.allEndpoints.isEmpty else { return nil }
        return try budget(CallLog(layout, zone: configuration.zone))
    }

    // MARK: Building

    /// Embeds what has no vector yet; `nil` when no model that embeds is configured.
    ///
    /// An endpoint that is down, or vectors of another model, are told in the report: words still find everything.
    func embedPassages(
        transport: any HTTPTransport = CurlTransport(),
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> VectorReport? {
        guard let settings = configuration.vectors else { return nil }
        let catalogue = try await vectorCatalogue(settings)
        var report = VectorReport(
            endpoint: settings.endpoint.name,
            model: settings.family,
            records: catalogue.items.count
        )
        do {
            let file = try vectorFile(settings)
            fill(&report, catalogue, file, settings)
            guard report.missing > 0 else { return report }
            let model = try vectorGateway(settings, budget: try callBudget(), transport: transport)
            let passages = try await passages(catalogue, without: file, settings)
            let embedder = PassageEmbedder(
                model: model,
                path: layout.vectors,
                dimension: settings.dimension,
                batch: settings.batch,
                width: try Endpoint(settings.endpoint).width
            )
            let result = try await embedder.embed(passages, progress: progress)
            report.embedded = result.embedded
            report.shortened = result.shortened
            report.refused = result.refused
            report.refusal = result.refusal
            fill(&report, catalogue, try vectorFile(settings), settings)
            if let error = result.stopped { report.stop(settings.explained(error)) }
        } catch let error as VectorFileError {
            report.stop(settings.explained(error))
        } catch let error as UsageError {
            // A key that is not there.
            report.stop(error)
        }
        return report
    }

    /// How far the vectors are; nothing is sent anywhere.
    package func vectorReport() async throws -> VectorReport? {
        guard let settings = configuration.vectors else { return nil }
        let catalogue = try await vectorCatalogue(settings)
        var report = VectorReport(
            endpoint: settings.endpoint.name,
            model: settings.family,
            records: catalogue.items.count
        )
        do {
            fill(&report, catalogue, try vectorFile(settings), settings)
        } catch let error as VectorFileError {
            report.stop(settings.explained(error))
        }
        return report
    }

    private func fill(
        _ report: inout VectorReport,
        _ catalogue: VectorCatalogue,
        _ file: VectorFile?,
        _ settings: VectorSettings
    ) {
        report.dimension = file?.space.dimension
        report.with_vector = 0
        report.withheld = 0
        for item in catalogue.items {
            if file?.holds(item.key) == true {
                report.with_vector += 1
            } else if item.dataClass > settings.endpoint.highestClass {
                report.withheld += 1
            }
        }
    }

    /// Each text once, as it is to be sent.
    private func passages(
        _ catalogue: VectorCatalogue,
        without file: VectorFile?,
        _ settings: VectorSettings
    ) async throws -> [PassageEmbedder.Passage] {
        var wanted: [VectorKey: DataClass] = [:]
        for item in catalogue.items
        where item.dataClass <= settings.endpoint.highestClass && file?.holds(item.key) != true {
            wanted[item.key] = max(wanted[item.key] ?? item.dataClass, item.dataClass)
        }
        var passages: [PassageEmbedder.Passage] = []
        for record in try await guarded().reader.records(RecordQuery(kinds: catalogue.kinds), limit: nil) {
            let text = SearchDocument(record).embeddedText
            let key = VectorKey(text)
            guard let dataClass = wanted.removeValue(forKey: key) else { continue }
            passages.append(PassageEmbedder.Passage(key: key, text: text, dataClass: dataClass))
        }
        return passages
    }

    // MARK: What is kept

    /// The vectors of this workspace; `nil` when there are none yet.
    ///
    /// - Throws: `VectorFileError` when they were made with another model than the settings name.
    func vectorFile(_ settings: VectorSettings) throws -> VectorFile? {
        guard let found = try VectorFile.space(at: layout.vectors) else { return nil }
        let expected = VectorSpace(model: settings.family, dimension: settings.dimension ?? found.dimension)
        return try VectorFile(path: layout.vectors, space: expected)
    }

    /// Which text each record is embedded as, made anew when the store has changed since.
    func vectorCatalogue(_ settings: VectorSettings) async throws -> VectorCatalogue {
        let reader = try await guarded().reader
        let revision = reader.rules.stamp(try await store.revision())
        let kinds = VectorCatalogue.sorted(settings.kinds)
        if let bytes = try? LocalFile.read(layout.vectorCatalogue), let kept = VectorCatalogue(bytes: bytes),
            kept.revision == revision, kept.kinds == kinds
        {
            return kept
        }
        let documents = try await reader.records(RecordQuery(kinds: kinds), limit: nil).map { SearchDocument($0) }
        let catalogue = VectorCatalogue(documents, kinds: kinds, revision: revision)
        if isWriting { try LocalFile.write(catalogue.bytes, to: layout.vectorCatalogue) }
        return catalogue
    }

    /// Which vectors there are; `nil` when there are none, or their file is damaged.
    private func kept() throws -> VectorSpace? {
        do {
            return try VectorFile.space(at: layout.vectors)
        } catch {
            guard case .corrupt = error else { throw error }
            return nil
        }
    }

    /// Puts vectors of another model aside, and takes those of the configured one up again where they were put aside
    /// before: what was paid for once is not paid for twice.
    func setVectorsAside(_ settings: VectorSettings) throws -> String? {
        let found = try kept()
        if let found, settings.takes(found) { return nil }
        var told: String?
        if LocalFile.exists(layout.vectors) {
            let place =
                found.map { layout.state + "/search-\(SHA256.hex(of: "\($0)").prefix(12)).vectors" }
                ?? layout.vectors + ".damaged"
            guard rename(layout.vectors, place) == 0 else {
                throw FileError(path: layout.vectors, action: "put aside", number: errno)
            }
            told = "put aside as \(place): vectors of \(found.map { "\($0)" } ?? "a file that cannot be read")"
        }
        for name in try LocalFile.names(in: layout.state) where name.hasPrefix("search-") && name.hasSuffix(".vectors")
        {
            let place = layout.state + "/" + name
            guard let kept = try? VectorFile.space(at: place), settings.takes(kept) else { continue }
            guard rename(place, layout.vectors) == 0 else {
                throw FileError(path: place, action: "take up again", number: errno)
            }
            told = (told.map { $0 + "\n" } ?? "") + "taken up again: \(place)"
            break
        }
        return told
    }
}

extension VectorSettings {
    /// Whether vectors may be searched and added to.
    func takes(_ space: VectorSpace) -> Bool {
        space.model == family && space.dimension == dimension ?? space.dimension
            && space.textVersion == SearchDocument.embeddedTextVersion
    }

    /// What went wrong, with the setting that it is about.
    func explained(_ error: any Error) -> any Error {
        guard case VectorFileError.otherSpace(let path, let found, let expected) = error else { return error }
        if found.textVersion != expected.textVersion {
            return UsageError(
                "\(path) holds vectors of texts as another version of this program composed them; "
                    + "'telltale vectors build --anew' puts them aside and embeds every text again"
            )
        }
        if found.model == expected.model {
            let (other, remedy) =
                expected.dimension == dimension
                ? ("vectors.dimension is \(expected.dimension)", "set it to \(found.dimension) or leave it out")
                : ("the endpoint gives \(expected.dimension)", "go back to the model they were made with")
            return UsageError(
                "\(path) holds vectors of \(found.dimension) numbers, but \(other); \(remedy), or 'telltale vectors build "
                    + "--anew' puts them aside and embeds every text again"
            )
        }
        return UsageError(
            "\(path) holds vectors of '\(found.model)', but the settings ask for '\(expected.model)', and they cannot "
                + "be compared; set vectors.model back, or 'telltale vectors build --anew' puts the old ones aside and "
                + "embeds every text again"
        )
    }
}
