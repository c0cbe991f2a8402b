/// NVIDIA's `trtllm-serve`: OpenAI's API with `/health`; its `/metrics` is JSON about the engine, not Prometheus' text.
package struct TensorRTDialect: ChatDialect {
    package let name = "trtllm-serve"
    package let probes = ServerProbes(health: "/health")

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }
}
