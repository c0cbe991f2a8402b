package import Plant

/// A model endpoint as configured.
package struct EndpointSettings: Sendable, Hashable {
    package enum SamplingChoice: String, Sendable, CaseIterable {
        /// As the model's makers recommend, within what a prompt asks for.
        case model
        /// As the prompt asks.
        case prompt
    }

    package var name: String
    /// Base URL, without `/chat/completions`.
    package var url: String
    package var model: String
    /// How the endpoint talks: `openai`, `vllm`, `furiosa-llm`, …
    package var dialect = "openai"
    /// Where it stands, in words a reader of the audit log understands: `on-site`, `kr`, `sa`.
    package var residency = "unknown"
    /// The highest class of data it may receive. By default nothing but public data.
    package var highestClass: DataClass = .public
    /// Name of the environment variable that holds the key.
    package var keyEnvironment: String?
    /// A file that holds the key.
    package var keyFile: String?
    /// `nil`: as the server's model list or the catalogue says.
    package var contextTokens: Int?
    /// A name by which the catalogue knows the model, where its served name does not say it.
    package var catalogueName: String?
    package var thinking = false
    package var sampling: SamplingChoice = .model
    /// Calls at once; `nil`: as usual for the dialect.
    package var width: Int?
    package var attempts = 3
    package var requestsPerMinute: Int?
    package var tokensPerMinute: Int?
    /// Seconds that a call may wait for its turn.
    package var queueTimeout = 300.0
    /// Failures in a row after which the endpoint is left alone; 0 for never.
    package var failuresToPause = 5
    /// Seconds for which it is then left alone.
    package var pause = 30.0
    /// The share of calls that may be sent twice when slow.
    package var hedge = 0.0
    /// For a million tokens, in the currency of the budget.
    package var priceInput: Double?
    package var priceOutput: Double?
    /// Seconds.
    package var connectTimeout = 5.0
    /// `nil`: as usual for the dialect.
    package var firstByteTimeout: Double?
    package var idleTimeout = 60.0
    package var totalTimeout = 600.0
    package var certificateAuthority: String?
    package var clientCertificate: String?
    package var clientKey: String?
    package var proxy: String?
    /// Addresses and ranges that may be connected to; empty for any.
    package var addresses: [String] = []

    package init(name: String, url: String, model: String) {
        self.name = name
        self.url = url
        self.model = model
    }
}

/// What calls to endpoints may use, per run of the program and per day of the plant; `nil` for no limit.
package struct BudgetSettings: Sendable, Hashable {
    package var tokensPerRun: Int?
    package var tokensPerDay: Int?
    package var moneyPerRun: Double?
    package var moneyPerDay: Double?
    package var secondsPerRun: Double?

    package var isEmpty: Bool { self == BudgetSettings() }
}
