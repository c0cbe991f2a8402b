/// A response whose head is in and whose body is still coming.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: [(String, String)]
    package let body: HTTPBody

    package init(status: Int, headers: [(String, String)], body: HTTPBody) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of a name, whatever its letter case.
    package func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }

    /// The whole body.
    ///
    /// - Throws: ``TransportError`` with code `tooLarge` when it is longer than allowed.
    package func collect(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in body {
            bytes.append(contentsOf: chunk)
            guard bytes.count <= limit else {
                throw TransportError(
                    code: .tooLarge,
                    url: "",
                    message: "the response is longer than \(limit) bytes",
                    mayHaveBeenReceived: true
                )
            }
        }
        return bytes
    }
}

/// Anything that can carry a request: the network, a recording, or a recorder in between.
package protocol HTTPTransport: Sendable {
    /// Returns when the response's head is in. Cancelling the task, or letting go of the body, closes the connection.
    ///
    /// - Throws: ``TransportError``, ``CassetteMiss`` or `CancellationError`.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
