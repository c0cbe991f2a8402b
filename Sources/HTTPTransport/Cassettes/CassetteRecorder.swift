import Synchronization

/// Passes calls on and takes down what comes back, chunk by chunk, while the caller reads it.
package final class CassetteRecorder: HTTPTransport {
    private let inner: any HTTPTransport
    private let volatile: [String]
    private let digest: @Sendable ([UInt8]) -> String
    private let entries = Mutex<[Cassette.Entry]>([])

    package init(
        wrapping inner: any HTTPTransport,
        volatile: [String],
        digest: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.inner = inner
        self.volatile = volatile
        self.digest = digest
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let canonical = CanonicalRequest(request, volatile: volatile, digest: digest)
        let response = try await inner.send(request)
        var headers: [String: String] = [:]
        for (name, value) in response.headers where RecordedResponse.kept.contains(name.lowercased()) {
            headers[name.lowercased()] = value
        }
        let recorded = RecordedResponse(status: response.status, headers: headers, chunks: [], ends: .cut)
        let place = entries.withLock { entries in
            entries.append(Cassette.Entry(request: canonical, response: recorded))
            return entries.count - 1
        }
        let start = ContinuousClock.now
        let body = HTTPBody(
            AsyncThrowingStream { continuation in
                let task = Task.detached {
                    do {
                        for try await chunk in response.body {
                            let passed = ContinuousClock.now - start
                            let offset = Int(
                                passed.components.seconds * 1_000 + passed.components.attoseconds
                                    / 1_000_000_000_000_000
                            )
                            self.entries.withLock {
                                $0[place].response.chunks.append(.init(offsetMilliseconds: offset, bytes: chunk))
                            }
                            continuation.yield(chunk)
                        }
                        self.entries.withLock { $0[place].response.ends = .complete }
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
                continuation.onTermination = { reason in
                    if case .cancelled = reason { task.cancel() }
                }
            }
        )
        return HTTPResponse(status: response.status, headers: response.headers, body: body)
    }

    /// Everything recorded so far.
    ///
    /// - Throws: ``SecretFound`` when a secret would be saved.
    package func cassette(origin: Cassette.Origin) throws -> Cassette {
        let cassette = Cassette(origin: origin, volatile: volatile, entries: entries.withLock { $0 })
        if let found = SecretScanner.find(in: try cassette.json()) { throw SecretFound(what: found) }
        return cassette
    }
}

/// A cassette that was not saved because it holds a secret.
package struct SecretFound: Error, Sendable, CustomStringConvertible {
    package let what: String

    package var description: String {
        "the recording holds \(what) and was not saved; take it out of the data or the prompt and record again"
    }
}
