import Generation
import HTTPTransport
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
    func models(only name: String?) async throws -> (any LanguageModel)? {
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
        return Gateway(
            endpoints: try chosen.map { try Endpoint($0) },
            transport: CurlTransport(),
            audit: try SQLiteAuditLog(path: layout.store),
            user: getenv("USER").map { String(cString: $0) } ?? "unknown",
            now: { Timestamp.now() }
        )
    }

    package func endpoints() -> String {
        guard !configuration.endpoints.isEmpty else {
            return "No endpoint is configured; answers are composed from the evidence alone. "
                + "See 'endpoints' in \(layout.configuration)"
        }
        return configuration.endpoints.map { endpoint in
            "\(endpoint.name)  \(endpoint.url)  \(endpoint.model)  residency \(endpoint.residency), "
                + "at most \(endpoint.highestClass.rawValue) data"
        }.joined(separator: "\n")
    }

    /// Asks each endpoint which models it serves.
    package func checkEndpoints() async throws -> (text: String, allAnswer: Bool) {
        guard !configuration.endpoints.isEmpty else { return (endpoints(), true) }
        var lines: [String] = []
        var allAnswer = true
        let transport = CurlTransport()
        for settings in configuration.endpoints {
            do {
                let checked = try await EndpointCheck(endpoint: Endpoint(settings), transport: transport).run()
                lines.append((checked.isGood ? "✓ " : "✗ ") + "\(settings.name): \(checked.text)")
                allAnswer = allAnswer && checked.isGood
            } catch {
                lines.append("✗ \(settings.name): \(error)")
                allAnswer = false
            }
        }
        return (lines.joined(separator: "\n"), allAnswer)
    }
}

extension Endpoint {
    /// - Throws: ``UsageError`` when the key is not where the settings say.
    init(_ settings: EndpointSettings) throws {
        guard settings.dialect == "openai" else {
            throw UsageError("endpoint '\(settings.name)': dialect '\(settings.dialect)' is not known; use openai")
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
        self.init(
            name: settings.name,
            url: settings.url,
            model: settings.model,
            residency: settings.residency,
            highestClass: settings.highestClass,
            key: key,
            width: settings.width,
            attempts: settings.attempts,
            limits: TimeLimits(
                connect: settings.connectTimeout,
                firstByte: settings.firstByteTimeout,
                idle: settings.idleTimeout,
                total: settings.totalTimeout
            ),
            security: TransportSecurity(
                certificateAuthority: settings.certificateAuthority,
                clientCertificate: settings.clientCertificate,
                clientKey: settings.clientKey
            ),
            proxy: settings.proxy
        )
    }
}
