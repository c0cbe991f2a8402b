import Plant

extension ModelCatalogue {
    private static let nonCommercial =
        "non-commercial: neither the model nor its output may be used commercially without an agreement with LG"

    /// LG AI Research's EXAONE. Thinking is off by default in 4.0 and on in 4.5 and K-EXAONE, so it is always sent.
    static let lgAIResearch: [ModelEntry] = [
        ModelEntry(
            "EXAONE 3.5",
            maker: "LG AI Research",
            patterns: ["exaone-3.5", "exaone3.5", "exaone-35"],
            context: 32_768,
            samplings: [SamplingRule(Sampling(range: 0...0.7))],
            licence: nonCommercial + "; LG owns the output",
            source: "LG-AI-EXAONE/EXAONE-3.5 README.md, LICENSE"
        ),
        ModelEntry(
            "EXAONE 4.0",
            maker: "LG AI Research",
            patterns: ["exaone-4.0", "exaone4.0", "exaone-4-", "exaone4-"],
            context: 131_072,
            // Before vLLM 0.14.0 both are needed (EXAONE-4.0 issue 6).
            thinking: .template(["enable_thinking", "thinking"]),
            samplings: [
                SamplingRule(Sampling(range: 0.6...0.6, topP: 0.95), isThinking: true),
                SamplingRule(Sampling(range: 0...0.6)),
            ],
            licence: nonCommercial,
            source: "LG-AI-EXAONE/EXAONE-4.0@c8b16a7 README.md, LICENSE"
        ),
        ModelEntry(
            "EXAONE 4.5",
            maker: "LG AI Research",
            patterns: ["exaone-4.5", "exaone4.5"],
            context: 262_144,
            thinking: .template(["enable_thinking"]),
            samplings: [
                SamplingRule(
                    Sampling(range: 0.6...0.6, topP: 0.95, topK: 20, presencePenalty: 1.5),
                    language: .korean
                ),
                SamplingRule(Sampling(range: 1...1, topP: 0.95)),
            ],
            licence: nonCommercial,
            source: "LG-AI-EXAONE/EXAONE-4.5@c0da046 README.md"
        ),
        ModelEntry(
            "K-EXAONE",
            maker: "LG AI Research",
            patterns: ["k-exaone"],
            context: 262_144,
            thinking: .template(["enable_thinking"]),
            samplings: [SamplingRule(Sampling(range: 1...1, topP: 0.95, presencePenalty: 0))],
            licence: "commercial use is granted; making it available to third parties for commercial purposes needs a "
                + "separate agreement (§2.2)",
            source: "LG-AI-EXAONE/K-EXAONE@32343b0 README.md, LICENSE"
        ),
        ModelEntry(
            "K-EXAONE 2.0",
            maker: "LG AI Research",
            patterns: ["k-exaone-2.0", "k-exaone2"],
            thinking: .template(["enable_thinking"]),
            samplings: [SamplingRule(Sampling(range: 1...1, topP: 0.95))],
            source: "LG-AI-EXAONE/K-EXAONE-2.0 README.md, seen in part; context and licence not seen"
        ),
    ]
}
