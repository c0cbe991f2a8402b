/// Anything that carries a request: the network, a recording, or a recorder in between.
package protocol HTTPTransport: Sendable {
    /// Returns when the response's head is in; the body follows.
    ///
    /// Cancelling the task, or letting go of the body before its end, closes the connection.
    ///
    /// - Throws: ``TransportError``, ``CassetteMiss``, or `CancellationError`.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// A response whose head is in and whose body may still be coming.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: HTTPBody

    package init(status: Int, headers: HTTPHeaders, body: HTTPBody) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of a name, whatever its letter case.
    package func header(_ name: String) -> String? {
        headers[name]
    }

    /// The whole body.
    ///
    /// - Throws: ``TransportError`` with code `tooLarge` when it is longer than allowed.
    package func collect(upTo limit: Int) async throws -> [UInt8] {
        try await body.collect(upTo: limit)
    }
}
