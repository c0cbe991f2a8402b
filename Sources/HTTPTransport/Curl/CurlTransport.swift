/// HTTP over the network, through libcurl.
///
/// Connections are kept and used again; HTTP/2 carries several calls on one. Nothing is taken from the environment,
/// redirects are not followed, and cookies are not kept. Any number of calls may be under way at once: whoever calls
/// decides how many.
package final class CurlTransport: HTTPTransport {
    private let loop = CurlLoop()

    package init() {}

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        if let fault = TransferOptions.fault(in: request) { throw fault }
        return try await loop.call(request)
    }
}
