import HTTPTransport
import Plant

/// Calls at one endpoint whose answers are one JSON value, under the same policies as chat: class of data, queue,
/// breaker, tries, audit log, budget.
struct EndpointCalls: Sendable {
    /// What was made of an answer, and what the server says of the call.
    struct Read<Value: Sendable>: Sendable {
        var value: Value
        var model: String?
        var tokens: Int?
        var cost: Double?
        var remarks: [String] = []
    }

    let line: EndpointLine
    let transport: any HTTPTransport
    let office: GatewayOffice

    var endpoint: Endpoint { line.endpoint }

    /// - Parameter read: What to make of the body of an answer; what it throws fails the call.
    /// - Throws: ``ModelError``, `CancellationError`.
    func call<Value: Sendable>(
        _ subject: CallSubject,
        _ request: @escaping @Sendable (Endpoint) -> HTTPRequest,
        read: @escaping @Sendable ([UInt8]) throws -> Read<Value>
    ) async throws -> CallResult<Value> {
        if let refusal = EgressPolicy().refusal(of: subject.dataClass, to: line.endpoint) {
            try await office.note(subject, line.endpoint, "refused: \(refusal)")
            throw ModelError(code: .refused, endpoint: line.endpoint.name, message: refusal)
        }
        var allowance = CallAllowance(attempts: line.endpoint.attempts)
        let transport = transport
        do {
            return try await EndpointCaller(line: line, office: office).perform(subject, &allowance) { endpoint in
                let body = try await EndpointCalls.body(of: request(endpoint), endpoint, transport)
                do {
                    let read = try read(body)
                    return CallResult(
                        value: read.value,
                        model: read.model,
                        inputTokens: read.tokens,
                        cost: read.cost,
                        remarks: read.remarks
                    )
                } catch {
                    throw CallFailure(
                        ModelError(code: .malformedReply, endpoint: endpoint.name, message: "\(error)"),
                        isWorthRetrying: false
                    )
                }
            }
        } catch let failure as CallFailure {
            throw failure.error
        }
    }

    private static func body(
        of request: HTTPRequest,
        _ endpoint: Endpoint,
        _ transport: any HTTPTransport
    ) async throws -> [UInt8] {
        let response: HTTPResponse
        do {
            response = try await transport.send(request)
        } catch {
            throw try CallFailure(error, endpoint: endpoint.name, partial: "")
        }
        guard response.status == 200 else { throw try await CallFailure(response, endpoint) }
        do {
            return try await response.collect(upTo: 64 << 20)
        } catch {
            throw try CallFailure(error, endpoint: endpoint.name, partial: "")
        }
    }
}
