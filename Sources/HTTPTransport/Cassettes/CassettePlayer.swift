import Synchronization

/// Answers from cassettes and never calls out.
///
/// A request is matched by what it is, not by when it comes; several answers to one request play in order.
package final class CassettePlayer: HTTPTransport {
    private let entries: [Cassette.Entry]
    private let volatile: [String]
    private let speed: Double
    private let digest: @Sendable ([UInt8]) -> String
    private let used: Mutex<Set<Int>> = Mutex([])

    /// - Parameter speed: 0 plays as fast as it is read, 1 with the recorded pauses, N that many times as fast.
    package init(_ cassettes: [Cassette], speed: Double = 0, digest: @escaping @Sendable ([UInt8]) -> String) {
        entries = cassettes.flatMap(\.entries)
        volatile = cassettes.flatMap(\.volatile)
        self.speed = speed
        self.digest = digest
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let canonical = CanonicalRequest(request, volatile: volatile, digest: digest)
        let found = used.withLock { used -> Int? in
            let index = entries.indices.first { entries[$0].request == canonical && !used.contains($0) }
            if let index { used.insert(index) }
            return index
        }
        guard let found else { throw CassetteMiss(canonical, among: entries.map(\.request)) }
        let response = entries[found].response
        let headers = response.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return HTTPResponse(status: response.status, headers: headers, body: body(response, url: request.url))
    }

    private func body(_ response: RecordedResponse, url: String) -> HTTPBody {
        let speed = speed
        return HTTPBody(
            AsyncThrowingStream { continuation in
                let task = Task.detached {
                    var at = 0
                    for chunk in response.chunks {
                        if speed > 0, chunk.offset_ms > at {
                            try? await Task.sleep(for: .milliseconds(Int(Double(chunk.offset_ms - at) / speed)))
                        }
                        at = chunk.offset_ms
                        continuation.yield(chunk.bytes)
                    }
                    guard response.ends == .cut else {
                        continuation.finish()
                        return
                    }
                    continuation.finish(
                        throwing: TransportError(
                            code: .connectionLost,
                            url: TransportError.shown(url),
                            message: "the connection was lost in the middle of the answer",
                            mayHaveBeenReceived: true
                        )
                    )
                }
                continuation.onTermination = { _ in task.cancel() }
            }
        )
    }

    /// Recordings that nobody asked for.
    package func unused() -> [String] {
        let used = used.withLock { $0 }
        return entries.indices.filter { !used.contains($0) }.map { index in
            let request = entries[index].request
            return "\(request.method) \(request.path) \(request.digest.prefix(12))"
        }
    }
}

/// A request that no cassette holds, with how it differs from the nearest one that is held.
package struct CassetteMiss: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ request: CanonicalRequest, among recorded: [CanonicalRequest]) {
        var text = "no recording of \(request.method) \(request.path) \(request.digest.prefix(12))"
        let mine = Set(request.body)
        let nearest = recorded.max { left, right in
            mine.intersection(left.body).count < mine.intersection(right.body).count
        }
        guard let nearest else {
            description = text + "; nothing was recorded"
            return
        }
        guard nearest != request else {
            description =
                text + ": it was recorded \(recorded.filter { $0 == request }.count) time(s) and asked for more often"
            return
        }
        text += "; the nearest recording (\(nearest.digest.prefix(12))) differs:"
        var differences: [String] = []
        if nearest.method != request.method || nearest.path != request.path {
            differences.append("- \(nearest.method) \(nearest.path)")
            differences.append("+ \(request.method) \(request.path)")
        }
        let theirs = Set(nearest.body)
        differences += nearest.body.filter { !mine.contains($0) }.prefix(8).map { "- " + $0.prefix(200) }
        differences += request.body.filter { !theirs.contains($0) }.prefix(8).map { "+ " + $0.prefix(200) }
        description =
            ([text] + differences.map { "  " + $0 }
            + ["If the change is meant, record the scenario again with 'telltale record'."]).joined(separator: "\n")
    }
}
