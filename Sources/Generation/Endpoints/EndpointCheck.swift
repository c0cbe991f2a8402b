package import HTTPTransport
import Plant

/// Whether an endpoint answers, lets us in, and serves the model it is configured for.
package struct EndpointCheck: Sendable {
    private let endpoint: Endpoint
    private let transport: any HTTPTransport

    package init(endpoint: Endpoint, transport: any HTTPTransport) {
        self.endpoint = endpoint
        self.transport = transport
    }

    package func run() async throws -> (text: String, isGood: Bool) {
        var headers = HTTPHeaders()
        if let key = endpoint.key { headers.append("Authorization", "Bearer " + key.value) }
        let response = try await transport.send(
            HTTPRequest(
                method: "GET",
                url: endpoint.url + "/models",
                headers: headers,
                body: [],
                limits: endpoint.limits,
                security: endpoint.security,
                proxy: endpoint.proxy
            )
        )
        let body = try await response.collect(upTo: 4 << 20)
        guard response.status == 200 else {
            let message = OpenAIDialect().errorMessage(body)
            return ("answered HTTP \(response.status) to /models: \(message)", false)
        }
        let list = try JSONValue(bytes: body)["data"]?.array ?? []
        let models = list.compactMap { $0["id"]?.string }
        guard models.contains(endpoint.model) else {
            return (
                "reachable, but does not serve '\(endpoint.model)'; it serves "
                    + models.sorted().joined(separator: ", "),
                false
            )
        }
        let context = list.first { $0["id"]?.string == endpoint.model }?["max_model_len"]?.integer
        return ("reachable, serves \(endpoint.model)" + (context.map { ", context \($0) tokens" } ?? ""), true)
    }
}
