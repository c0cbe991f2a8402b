package import HTTPTransport
package import Plant

/// A model endpoint: where it is, how it talks, and what it may receive.
package struct Endpoint: Sendable {
    package var name: String
    /// Base URL without a slash at its end: `http://127.0.0.1:8000/v1`.
    package var url: String
    package var model: String
    package var dialect: any ChatDialect
    /// Where it stands, in words for the audit log.
    package var residency: String
    /// The highest class of data it may receive.
    package var highestClass: DataClass
    package var key: Secret?
    /// Calls at once.
    package var width: Int
    package var attempts: Int
    package var pace: EndpointPace
    package var limits: TimeLimits
    package var security: TransportSecurity
    package var proxy: String?
    /// Addresses that may be connected to, whatever DNS answers; `nil` for any.
    package var allowedAddresses: [AddressRange]?
    /// Tokens of prompt and reply together; `nil` when the server's model list or the catalogue has to say it.
    package var contextTokens: Int?
    /// What the catalogue knows of the model.
    package var entry: ModelEntry?
    /// Whether the model may think before it answers, where that can be turned.
    package var thinks: Bool
    /// Sampled as the model's makers recommend, within what a prompt asks for; otherwise as the prompt asks.
    package var isSampledAsModel: Bool
    /// The share of calls that may be sent a second time when the first is slower than 95 in 100; 0 for none.
    package var hedgedShare: Double
    package var price: TokenPrice?

    package init(
        name: String,
        url: String,
        model: String,
        dialect: any ChatDialect = OpenAIDialect(),
        residency: String = "unknown",
        highestClass: DataClass = .public,
        key: Secret? = nil,
        width: Int? = nil,
        attempts: Int = 3,
        pace: EndpointPace = EndpointPace(),
        limits: TimeLimits = TimeLimits(),
        security: TransportSecurity = TransportSecurity(),
        proxy: String? = nil,
        allowedAddresses: [AddressRange]? = nil,
        contextTokens: Int? = nil,
        entry: ModelEntry? = nil,
        thinks: Bool = false,
        isSampledAsModel: Bool = true,
        hedgedShare: Double = 0,
        price: TokenPrice? = nil
    ) {
        self.name = name
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.model = model
        self.dialect = dialect
        self.residency = residency
        self.highestClass = highestClass
        self.key = key
        self.width = max(1, width ?? dialect.usualWidth)
        self.attempts = attempts
        self.pace = pace
        self.limits = limits
        self.security = security
        self.proxy = proxy
        self.allowedAddresses = allowedAddresses
        self.contextTokens = contextTokens
        self.entry = entry ?? ModelCatalogue.entry(for: model)
        self.thinks = thinks
        self.isSampledAsModel = isSampledAsModel
        self.hedgedShare = hedgedShare
        self.price = price
    }

    /// Host and port, for policy and audit.
    package var host: String {
        var rest = Substring(url)
        if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
            rest = rest[rest.index(scheme, offsetBy: 3)...]
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        return String(authority.split(separator: "@").last ?? authority)
    }
}

/// A key that is never printed.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let value: String

    package init(_ value: String) {
        self.value = value
        ServerWords.hide(value)
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
}

/// How fast an endpoint may be called, and when it is left alone.
package struct EndpointPace: Sendable, Hashable {
    package var requestsPerMinute: Int?
    /// Of prompts and replies together.
    package var tokensPerMinute: Int?
    /// Seconds that a call may wait for its turn.
    package var queue: Double
    /// Failures in a row after which the endpoint is left alone; 0 for never.
    package var failures: Int
    /// Seconds for which it is left alone at first; each failed probe doubles them, up to ten minutes.
    package var pause: Double

    package init(
        requestsPerMinute: Int? = nil,
        tokensPerMinute: Int? = nil,
        queue: Double = 300,
        failures: Int = 5,
        pause: Double = 30
    ) {
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
        self.queue = queue
        self.failures = failures
        self.pause = pause
    }
}

/// What a million tokens cost, in the currency of the budget.
package struct TokenPrice: Sendable, Hashable {
    package var input: Double
    package var output: Double

    package init(input: Double, output: Double) {
        self.input = input
        self.output = output
    }

    package func cost(input tokens: Int, output: Int) -> Double {
        (Double(tokens) * input + Double(output) * self.output) / 1_000_000
    }
}
