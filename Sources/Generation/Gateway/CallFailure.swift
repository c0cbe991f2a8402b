import HTTPTransport
import Plant

/// A call that failed, with what the owner of retries needs to know.
struct CallFailure: Error {
    var error: ModelError
    var isWorthRetrying: Bool
    /// The server refused the way it was asked for JSON.
    var isAboutFormat = false
    var retryAfter: Duration?

    init(_ error: ModelError, isWorthRetrying: Bool, isAboutFormat: Bool = false, retryAfter: Duration? = nil) {
        self.error = error
        self.isWorthRetrying = isWorthRetrying
        self.isAboutFormat = isAboutFormat
        self.retryAfter = retryAfter
    }

    /// Words what went wrong on the way; rethrows what is no failure of the call.
    ///
    /// - Parameters:
    ///   - partial: What had come of the reply.
    ///   - isReadAlong: Somebody has seen that, so that another try would say it twice.
    init(_ error: any Error, endpoint: String, partial: String, isReadAlong: Bool = false) throws {
        if let miss = error as? CassetteMiss {
            self.init(
                ModelError(code: .replayMiss, endpoint: endpoint, message: miss.description),
                isWorthRetrying: false
            )
            return
        }
        guard let failure = error as? TransportError, failure.code != .cancelled else { throw error }
        let code: ModelError.Code = partial.isEmpty && failure.code != .connectionLost ? .unreachable : .interrupted
        self.init(
            ModelError(code: code, endpoint: endpoint, message: failure.description, partialText: partial),
            isWorthRetrying: !(isReadAlong && !partial.isEmpty) && failure.isWorthRetrying
        )
    }

    /// An answer other than 200.
    init(_ response: HTTPResponse, _ endpoint: Endpoint) async throws {
        let body: [UInt8]
        do {
            body = try await response.collect(upTo: 65_536)
        } catch is TransportError {
            body = []
        }
        let failure = endpoint.dialect.failure(status: response.status, body: body)
        let seconds = response.header("retry-after").flatMap { Double($0) }
        self.init(
            ModelError(
                code: failure.code,
                endpoint: endpoint.name,
                message: "answered HTTP \(response.status): \(failure.message)"
            ),
            isWorthRetrying: failure.isWorthRetrying,
            isAboutFormat: failure.isAboutFormat,
            retryAfter: seconds.map { .seconds(min(max($0, 0), 300)) }
        )
    }

    func adding(_ words: String) -> CallFailure {
        var result = self
        result.error = ModelError(
            code: error.code,
            endpoint: error.endpoint,
            message: error.message + words,
            partialText: error.partialText
        )
        return result
    }
}
