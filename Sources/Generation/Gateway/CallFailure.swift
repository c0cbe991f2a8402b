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
        // An answer that began and went wrong is told from none at all.
        let hasBegun = !partial.isEmpty || failure.code == .connectionLost || failure.code == .tooLarge
        let code: ModelError.Code = hasBegun ? .interrupted : .unreachable
        self.init(
            ModelError(code: code, endpoint: endpoint, message: failure.description, partialText: partial),
            isWorthRetrying: !(isReadAlong && !partial.isEmpty) && failure.isWorthRetrying
        )
    }

    /// An answer other than 200.
    init(_ response: HTTPResponse, _ endpoint: Endpoint) async throws {
        if (300..<400).contains(response.status) {
            let target = response.header("location").map { " to \(CallFailure.shown($0))" } ?? ""
            self.init(
                ModelError(
                    code: .badRequest,
                    endpoint: endpoint.name,
                    message: "redirects\(target) (HTTP \(response.status)); redirects are not followed, since policy "
                        + "was decided for \(endpoint.host): set url to where the server really is"
                ),
                isWorthRetrying: false
            )
            return
        }
        let failure = endpoint.dialect.failure(status: response.status, body: try await CallFailure.start(of: response))
        self.init(
            ModelError(
                code: failure.code,
                endpoint: endpoint.name,
                message: "answered HTTP \(response.status): \(failure.message)"
            ),
            isWorthRetrying: failure.isWorthRetrying,
            isAboutFormat: failure.isAboutFormat,
            retryAfter: RetryAfter.wait(response.headers)
        )
    }

    /// The first part of an error's body: what is longer is not read on, and letting go of it closes the connection.
    private static func start(of response: HTTPResponse) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await chunk in response.body {
                bytes += chunk.prefix(65_536 - bytes.count)
                if bytes.count == 65_536 { break }
            }
        } catch is TransportError {
            // The status says what happened; a body that broke off only lacks words for it.
        }
        return bytes
    }

    /// Scheme, host and path of an address: what follows may hold a key.
    private static func shown(_ location: String) -> String {
        String(location.prefix { $0 != "?" && $0 != "#" }.prefix(200).filter { $0.isASCII && !$0.isNewline })
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
