/// Where a server tells how it is, below its root rather than below `/v1`, and under which names its metrics show calls.
package struct ServerProbes: Sendable, Hashable {
    /// 200 when it can answer, 503 when it cannot.
    package var health: String?
    /// Prometheus' text format.
    package var metrics: String?
    /// Names of gauges; labels differ by version and are not looked at.
    package var running: String?
    package var waiting: String?
    /// From 0 to 1.
    package var cacheUsed: String?

    package init(
        health: String? = nil,
        metrics: String? = nil,
        running: String? = nil,
        waiting: String? = nil,
        cacheUsed: String? = nil
    ) {
        self.health = health
        self.metrics = metrics
        self.running = running
        self.waiting = waiting
        self.cacheUsed = cacheUsed
    }

    static let vLLM = ServerProbes(
        health: "/health",
        metrics: "/metrics",
        running: "vllm:num_requests_running",
        waiting: "vllm:num_requests_waiting",
        cacheUsed: "vllm:kv_cache_usage_perc"
    )

    /// Names from the vendor's documents and scrapers: the server's own source for them is not public.
    static let furiosa = ServerProbes(
        health: "/health",
        metrics: "/metrics",
        running: "furiosa_llm_num_requests_running",
        waiting: "furiosa_llm_num_requests_waiting",
        cacheUsed: "furiosa_llm_kv_cache_usage_percent"
    )

    static let sglang = ServerProbes(
        health: "/health",
        metrics: "/metrics",
        running: "sglang:num_running_reqs",
        waiting: "sglang:num_queue_reqs",
        cacheUsed: "sglang:token_usage"
    )

    static let llamaCpp = ServerProbes(
        health: "/health",
        metrics: "/metrics",
        running: "llamacpp:requests_processing",
        waiting: "llamacpp:requests_deferred"
    )

    static let litellm = ServerProbes(health: "/health/liveliness")
}

/// The gauges of a page in Prometheus' text format.
package struct MetricsPage: Sendable {
    private let lines: [Substring.UTF8View]

    package init(_ bytes: [UInt8]) {
        lines = String(decoding: bytes, as: UTF8.self).utf8.split(separator: 0x0A).map { Substring($0).utf8 }
    }

    /// The sum over all labels; `nil` where there is no such metric.
    package func sum(_ name: String) -> Double? {
        var total: Double?
        for line in lines where line.starts(with: name.utf8) {
            let rest = line.dropFirst(name.utf8.count)
            guard let next = rest.first, next == UInt8(ascii: "{") || next == UInt8(ascii: " ") else { continue }
            let labelled = next == UInt8(ascii: "{") ? rest.lastIndex(of: UInt8(ascii: "}")) : nil
            let values = labelled.map { rest[rest.index(after: $0)...] } ?? rest
            guard let value = values.split(separator: 0x20).first.flatMap({ Double(Substring($0)) }) else { continue }
            total = (total ?? 0) + value
        }
        return total
    }
}
