import Generation
package import HTTPTransport
import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Workspace {
    func prompts() throws -> PromptLibrary {
        try PromptLibrary(folder: configuration.prompts)
    }

    /// The configured endpoints behind a gateway; `nil` when there are none.
    ///
    /// - Parameter run: What the record of each call names.
    func models(only name: String?, run: String? = nil, budget: UsageBudget? = nil) async throws
        -> (any LanguageModel)?
    {
        var chosen = configuration.endpoints
        if let name {
            chosen = chosen.filter { $0.name == name }
            guard !chosen.isEmpty else {
                let names = configuration.endpoints.map(\.name)
                let hint = NearestWord.find(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
                throw UsageError("there is no endpoint '\(name)' in \(layout.configuration)\(hint)")
            }
        }
        guard !chosen.isEmpty else { return nil }
        let log = CallLog(layout, zone: configuration.zone, run: run)
        return Gateway(
            endpoints: try chosen.map { try Endpoint($0) },
            transport: CurlTransport(),
            audit: try SQLiteAuditLog(path: layout.store),
            user: Workspace.user,
            budget: try budget ?? self.budget(log),
            learns: true,
            onCall: { log.add($0) },
            now: { Timestamp.now() }
        )
    }

    /// Who calls, for the audit log.
    static var user: String { getenv("USER").map { String(cString: $0) } ?? "unknown" }

    func budget(_ log: CallLog) throws -> UsageBudget? {
        let budget = configuration.budget
        guard !budget.isEmpty else { return nil }
        let isDaily = budget.tokensPerDay != nil || budget.moneyPerDay != nil
        return UsageBudget(
            BudgetLimits(
                tokensPerRun: budget.tokensPerRun,
                tokensPerDay: budget.tokensPerDay,
                moneyPerRun: budget.moneyPerRun,
                moneyPerDay: budget.moneyPerDay,
                secondsPerRun: budget.secondsPerRun
            ),
            today: isDaily ? try log.usage(on: Timestamp.now()) : Usage()
        )
    }

    package func endpoints() -> String {
        guard !configuration.endpoints.isEmpty else {
            return "No endpoint is configured; answers are composed from the evidence alone. "
                + "See 'endpoints' in \(layout.configuration)"
        }
        return configuration.endpoints.map { EndpointWording($0).text }.joined(separator: "\n")
    }

    /// Looks at each endpoint: is it there, does it let us in, what does it serve, what can it do, how fast is it.
    ///
    /// Nothing of the plant is sent; each request is in the audit log.
    package func checkEndpoints(
        transport: any HTTPTransport = CurlTransport()
    ) async throws -> (text: String, allAnswer: Bool) {
        guard !configuration.endpoints.isEmpty else { return (endpoints(), true) }
        var parts: [String] = []
        var allAnswer = true
        let audit = try SQLiteAuditLog(path: layout.store)
        for settings in configuration.endpoints {
            var lines = ["\(settings.name)  \(settings.url)  \(settings.model)"]
            do {
                let endpoint = try Endpoint(settings)
                let transport = AuditedTransport(
                    transport: transport,
                    audit: audit,
                    endpoint: endpoint,
                    purpose: "endpoint-check"
                )
                let report = try await EndpointCheck(endpoint: endpoint, transport: transport).run()
                lines += report.text.split(separator: "\n").map { "  " + $0 }
                allAnswer = allAnswer && report.isGood
            } catch let error where !(error is CancellationError) {
                lines.append("  ✗ \(error)")
                allAnswer = false
            }
            parts.append(lines.joined(separator: "\n"))
        }
        return (parts.joined(separator: "\n\n"), allAnswer)
    }
}

extension Endpoint {
    /// - Throws: ``UsageError`` when the key is not where the settings say.
    init(_ settings: EndpointSettings) throws {
        guard let dialect = Dialects.named(settings.dialect) else {
            throw UsageError("endpoint '\(settings.name)': dialect '\(settings.dialect)' is not known")
        }
        var key: Secret?
        if let name = settings.keyEnvironment {
            guard let value = getenv(name) else {
                throw UsageError("endpoint '\(settings.name)' takes its key from \(name), which is not set")
            }
            key = Secret(String(cString: value))
        } else if let file = settings.keyFile {
            key = Secret(String(try LocalFile.text(file).split(whereSeparator: \.isNewline).first ?? ""))
        }
        let price = TokenPrice(input: settings.priceInput ?? 0, output: settings.priceOutput ?? 0)
        self.init(
            name: settings.name,
            url: settings.url,
            model: settings.model,
            dialect: dialect,
            residency: settings.residency,
            highestClass: settings.highestClass,
            key: key,
            width: settings.width,
            attempts: settings.attempts,
            pace: EndpointPace(
                requestsPerMinute: settings.requestsPerMinute,
                tokensPerMinute: settings.tokensPerMinute,
                queue: settings.queueTimeout,
                failures: settings.failuresToPause,
                pause: settings.pause
            ),
            limits: TimeLimits(
                connect: settings.connectTimeout,
                firstByte: settings.firstByteTimeout ?? dialect.usualFirstByte,
                idle: settings.idleTimeout,
                total: settings.totalTimeout
            ),
            security: TransportSecurity(
                certificateAuthority: settings.certificateAuthority,
                clientCertificate: settings.clientCertificate,
                clientKey: settings.clientKey
            ),
            proxy: settings.proxy,
            allowedAddresses: settings.addresses.isEmpty ? nil : settings.addresses.compactMap { AddressRange($0) },
            contextTokens: settings.contextTokens,
            entry: settings.catalogueName.flatMap { ModelCatalogue.entry(for: $0) },
            thinks: settings.thinking,
            isSampledAsModel: settings.sampling == .model,
            hedgedShare: settings.hedge,
            price: settings.priceInput == nil && settings.priceOutput == nil ? nil : price
        )
    }
}
