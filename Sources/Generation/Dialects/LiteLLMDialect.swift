package import HTTPTransport
import Plant

/// LiteLLM's proxy: another model than the one asked for may have answered, which its headers tell; the body of a stream
/// names the group that was asked, not the model that answered.
package struct LiteLLMDialect: ChatDialect {
    package let name = "litellm"
    package let probes = ServerProbes.litellm

    package init() {}

    package func remarks(_ headers: HTTPHeaders) -> [String] {
        var remarks: [String] = []
        if let count = headers["x-litellm-attempted-fallbacks"].flatMap({ Int($0) }), count > 0 {
            let base = headers["x-litellm-model-api-base"].map { " at \($0)" } ?? ""
            let model = headers["x-litellm-model-name"] ?? headers["x-litellm-model-id"] ?? "another deployment"
            remarks.append("the gateway in front gave the call to another model (\(model)\(base))")
        }
        if let region = headers["x-litellm-model-region"] {
            remarks.append("the gateway in front says that the model stands in \(region)")
        }
        return remarks
    }

    package func failure(status: Int, body: [UInt8]) -> ServerFailure {
        let message = ErrorBody.message(body)
        var failure = ServerFailure(status: status, message: message, kind: ErrorBody.kind(body))
        // Seen of 1.106.2 without a database: its handler of refused keys fails itself.
        if status == 500, message == "Internal Server Error" {
            failure.message += " (a LiteLLM proxy without a database answers so where the key is missing or wrong)"
            failure.isWorthRetrying = false
        }
        return failure
    }
}
