extension ModelCatalogue {
    private static let leaderboard = "wandb/llm-leaderboard-korean configs/models"
    private static let usual = Sampling(range: 0.6...0.6, topP: 0.95)

    /// NC AI, Naver, SK Telecom, KT and Kakao.
    static let neighbours: [ModelEntry] = [
        ModelEntry(
            "VAETKI",
            maker: "NC AI",
            patterns: ["vaetki"],
            context: 32_768,
            samplings: [SamplingRule(Sampling(range: 0.7...0.7, topP: 0.95, topK: 20))],
            licence: "the weights have a licence of their own, which was not seen",
            remark: "no document of a hosted API of NC AI was found: VAETKI runs on a server of your own",
            source: "wbl-ncai/VAETKI README.md; \(leaderboard)/VAETKI.yaml"
        ),
        ModelEntry(
            "Llama-VARCO 8B",
            maker: "NC AI",
            patterns: ["varco"],
            licence: "Llama 3.1 Community License",
            remark: "no document of a hosted API of NC AI was found: VARCO runs on a server of your own",
            source: "huggingface.co/NCSOFT"
        ),
        ModelEntry(
            "HyperCLOVA X HCX-007",
            maker: "Naver",
            patterns: ["hcx-007"],
            maximumOutput: 32_768,
            thinking: .effort(on: "medium", off: "none"),
            source: "api.ncloud-docs.com clovastudio-chatcompletionsv3-so, -thinking"
        ),
        ModelEntry(
            "HyperCLOVA X HCX-005",
            maker: "Naver",
            patterns: ["hcx-005"],
            source: "langchain-naver"
        ),
        ModelEntry(
            "HyperCLOVA X SEED Think 32B",
            maker: "Naver",
            patterns: ["hyperclovax-seed-think"],
            context: 131_072,
            source: leaderboard
        ),
        ModelEntry(
            "A.X 4.0",
            maker: "SK Telecom",
            patterns: ["a.x-4"],
            context: 131_072,
            samplings: [SamplingRule(usual)],
            source: leaderboard
        ),
        ModelEntry("A.X K1", maker: "SK Telecom", patterns: ["a.x-k1"], source: leaderboard),
        ModelEntry(
            "Mi:dm 2.0",
            maker: "KT",
            patterns: ["midm-2", "midm2"],
            context: 32_768,
            samplings: [SamplingRule(usual)],
            licence: "MIT",
            source: "huggingface.co/K-intelligence; \(leaderboard)"
        ),
        ModelEntry(
            "Kanana 2 thinking",
            maker: "Kakao",
            patterns: ["kanana-2-30b-a3b-thinking"],
            context: 32_768,
            samplings: [SamplingRule(Sampling(range: 0.6...0.6, topP: 0.95, topK: 20))],
            source: leaderboard
        ),
        ModelEntry(
            "Kanana 2 instruct",
            maker: "Kakao",
            patterns: ["kanana-2"],
            context: 32_768,
            samplings: [SamplingRule(Sampling(range: 0...0.3))],
            source: leaderboard
        ),
    ]
}
