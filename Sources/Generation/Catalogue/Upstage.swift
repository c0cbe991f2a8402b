extension ModelCatalogue {
    /// Upstage's Solar. Which words turn reasoning on differs by model and may change: check what comes back.
    static let upstage: [ModelEntry] = [
        ModelEntry(
            "Solar Pro 4",
            maker: "Upstage",
            patterns: ["solar-pro4", "solar-pro-4"],
            context: 524_288,
            maximumOutput: 131_072,
            thinking: .effort(on: "high", off: nil),
            source: "models.dev models/upstage/solar-pro4.toml; console.upstage.ai/docs/capabilities/generate/chat"
        ),
        ModelEntry(
            "Solar Pro 3",
            maker: "Upstage",
            patterns: ["solar-pro3", "solar-pro-3"],
            context: 131_072,
            maximumOutput: 8_192,
            thinking: .effort(on: "high", off: "low"),
            source: "models.dev providers/upstage, quoting developers.upstage.ai"
        ),
        ModelEntry(
            "Solar Pro 2",
            maker: "Upstage",
            patterns: ["solar-pro2", "solar-pro-2"],
            context: 65_536,
            maximumOutput: 8_192,
            thinking: .effort(on: "high", off: "minimal"),
            source: "models.dev providers/upstage; wandb/llm-leaderboard-korean solar-pro2-251215.yaml"
        ),
        ModelEntry(
            "Solar Mini",
            maker: "Upstage",
            patterns: ["solar-mini"],
            context: 32_768,
            maximumOutput: 4_096,
            source: "models.dev providers/upstage"
        ),
        ModelEntry(
            "Solar Open 100B",
            maker: "Upstage",
            patterns: ["solar-open"],
            context: 131_072,
            samplings: [SamplingRule(Sampling(range: 0.8...0.8, topP: 0.95, topK: 50))],
            licence: "Solar-Apache License 2.0, a licence of its own: read it before use",
            source: "mino-park7/vllm-solar-plugin README; wandb/llm-leaderboard-korean"
        ),
    ]
}
