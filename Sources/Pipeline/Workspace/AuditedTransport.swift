import Generation
import HTTPTransport
import Plant
import Storage

/// Sends requests that hold nothing of the plant, such as those of a check, and puts each into the audit log all the same:
/// what left the machine is there without a gap.
struct AuditedTransport: HTTPTransport {
    let transport: any HTTPTransport
    let audit: any AuditLog
    let endpoint: Endpoint
    let purpose: String

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let hash = SHA256.hex(of: request.body)
        let path = request.url.firstRange(of: "://").map { request.url[$0.upperBound...].drop { $0 != "/" } } ?? ""
        try await audit.append(entry("sent: \(request.method) \(path.prefix { $0 != "?" })", hash))
        do {
            let response = try await transport.send(request)
            try await audit.append(entry("answered: HTTP \(response.status)", hash))
            return response
        } catch let error as TransportError {
            try await audit.append(entry("failed: \(error.code)", hash))
            throw error
        }
    }

    private func entry(_ verdict: String, _ hash: String) -> AuditEntry {
        AuditEntry(
            time: Timestamp.now(),
            user: Workspace.user,
            endpoint: endpoint.name,
            host: endpoint.host,
            model: endpoint.model,
            dataClass: .public,
            promptName: purpose,
            promptVersion: "1",
            promptHash: hash,
            evidenceHashes: [],
            verdict: verdict,
            residency: endpoint.residency
        )
    }
}
