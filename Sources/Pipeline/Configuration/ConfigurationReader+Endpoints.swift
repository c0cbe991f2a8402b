import Generation
import HTTPTransport
import Plant

extension Configuration {
    func endpoint(_ node: SettingsNode) throws -> EndpointSettings {
        var node = node
        let endpoint = try endpoint(
            &node,
            named: try node.required("name", example: "local"),
            url: "http://127.0.0.1:8000/v1",
            model: "LGAI-EXAONE/EXAONE-4.0-32B"
        )
        try node.finish()
        return endpoint
    }

    /// The settings that every endpoint has; others of the node are the caller's.
    ///
    /// - Parameters:
    ///   - url: An example, for the complaint when there is none.
    ///   - model: Likewise.
    ///   - usualModel: Where the model need not be said.
    ///   - usualDialect: Where another than `openai` is usual.
    func endpoint(
        _ node: inout SettingsNode,
        named name: String,
        url: String,
        model: String,
        usualModel: String? = nil,
        usualDialect: String? = nil
    ) throws -> EndpointSettings {
        var endpoint = EndpointSettings(
            name: name,
            url: try node.address("url", example: url),
            model: try usualModel.map { try node.text("model") ?? $0 } ?? node.required("model", example: model)
        )
        endpoint.dialect = usualDialect ?? endpoint.dialect
        try Configuration.readManner(&endpoint, &node)
        try Configuration.readPace(&endpoint, &node)
        endpoint.residency = try node.text("residency") ?? endpoint.residency
        endpoint.highestClass = try node.choice("highest_class", DataClass.self) ?? endpoint.highestClass
        endpoint.keyEnvironment = try node.text("key_env")
        endpoint.keyFile = try node.text("key_file").map(resolve)
        endpoint.certificateAuthority = try node.text("ca_file").map(resolve)
        endpoint.clientCertificate = try node.text("client_certificate").map(resolve)
        endpoint.clientKey = try node.text("client_key").map(resolve)
        endpoint.proxy = try node.text("proxy")
        endpoint.addresses = try node.texts("addresses")
        for address in endpoint.addresses where AddressRange(address) == nil {
            throw node.error("has addresses with '\(address)', which is no address or range such as 10.20.0.0/16")
        }
        return endpoint
    }

    /// How it talks, and what its model is.
    private static func readManner(_ endpoint: inout EndpointSettings, _ node: inout SettingsNode) throws {
        endpoint.dialect = try node.text("dialect") ?? endpoint.dialect
        let names = Dialects.all.map(\.name)
        guard names.contains(endpoint.dialect) else {
            let hint = NearestWord.find(endpoint.dialect, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw node.error(
                "has a dialect '\(endpoint.dialect)' that is not known\(hint); use one of "
                    + names.joined(separator: ", ")
            )
        }
        endpoint.contextTokens = try node.integer("context_tokens", in: 256...10_000_000)
        endpoint.catalogueName = try node.text("catalogue")
        if let name = endpoint.catalogueName, ModelCatalogue.entry(for: name) == nil {
            throw node.error("names '\(name)' for catalogue, which the catalogue does not know; see docs/endpoints.md")
        }
        endpoint.thinking = try node.boolean("thinking") ?? endpoint.thinking
        endpoint.sampling = try node.choice("sampling", EndpointSettings.SamplingChoice.self) ?? endpoint.sampling
    }

    /// How often, how long, and at what price.
    private static func readPace(_ endpoint: inout EndpointSettings, _ node: inout SettingsNode) throws {
        endpoint.width = try node.integer("width", in: 1...4_096)
        endpoint.attempts = try node.integer("attempts", in: 1...20) ?? endpoint.attempts
        endpoint.requestsPerMinute = try node.integer("requests_per_minute", in: 1...10_000_000)
        endpoint.tokensPerMinute = try node.integer("tokens_per_minute", in: 1...1_000_000_000)
        endpoint.queueTimeout = try node.number("queue_timeout", in: 0...86_400) ?? endpoint.queueTimeout
        endpoint.failuresToPause = try node.integer("failures_to_pause", in: 0...1_000) ?? endpoint.failuresToPause
        endpoint.pause = try node.number("pause", in: 0.01...600) ?? endpoint.pause
        endpoint.hedge = try node.number("hedge", in: 0...0.5) ?? endpoint.hedge
        endpoint.priceInput = try node.number("price_input", in: 0...1e12)
        endpoint.priceOutput = try node.number("price_output", in: 0...1e12)
        endpoint.connectTimeout = try node.number("connect_timeout", in: 0.01...3_600) ?? endpoint.connectTimeout
        endpoint.firstByteTimeout = try node.number("first_byte_timeout", in: 0.01...86_400)
        endpoint.idleTimeout = try node.number("idle_timeout", in: 0.01...86_400) ?? endpoint.idleTimeout
        endpoint.totalTimeout = try node.number("total_timeout", in: 0.01...86_400) ?? endpoint.totalTimeout
    }

    static func budget(_ node: SettingsNode) throws -> BudgetSettings {
        var node = node
        var budget = BudgetSettings()
        budget.tokensPerRun = try node.integer("tokens_per_run", in: 1...1_000_000_000_000)
        budget.tokensPerDay = try node.integer("tokens_per_day", in: 1...1_000_000_000_000)
        budget.moneyPerRun = try node.number("money_per_run", in: 0...1e15)
        budget.moneyPerDay = try node.number("money_per_day", in: 0...1e15)
        budget.secondsPerRun = try node.number("seconds_per_run", in: 0...1e9)
        try node.finish()
        return budget
    }
}
