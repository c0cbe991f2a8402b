import Synchronization

/// Answers from cassettes and never calls out.
///
/// A request is matched by what it is, not by when it comes; several answers to one request play in their order.
package final class CassettePlayer: HTTPTransport {
    private let entries: [Cassette.Entry]
    private let places: [CanonicalRequest: [Int]]
    private let volatile: [String]
    private let speed: Double
    private let faults: CassetteFaults
    private let clock: any Clock<Duration>
    private let digest: @Sendable ([UInt8]) -> String
    private let state = Mutex(State())

    private struct State {
        var used: Set<Int> = []
        var calls = 0
    }

    /// - Parameters:
    ///   - speed: 0 plays as fast as it is read, 1 with the pauses as they were, N that many times as fast.
    ///   - faults: What goes wrong on the way although it did not then.
    ///   - digest: A digest of bytes in hexadecimal, to name requests with.
    package init(
        _ cassettes: [Cassette],
        speed: Double = 0,
        faults: CassetteFaults = CassetteFaults(),
        clock: any Clock<Duration> = ContinuousClock(),
        digest: @escaping @Sendable ([UInt8]) -> String
    ) {
        entries = cassettes.flatMap(\.entries)
        places = Dictionary(grouping: entries.indices, by: { [entries] in entries[$0].request })
        volatile = cassettes.flatMap(\.volatile)
        self.speed = speed
        self.faults = faults
        self.clock = clock
        self.digest = digest
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        if let fault = TransferOptions.fault(in: request) { throw fault }
        if faults.delay > .zero { try await clock.sleep(for: faults.delay) }
        let call = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        if let refusal = faults.refusal(ofCall: call) { return refusal }
        let canonical = CanonicalRequest(request, volatile: volatile)
        let place = state.withLock { state -> Int? in
            let candidates = places[canonical] ?? []
            var place = candidates.first { !state.used.contains($0) }
            // A caller that tries again what a fault spoiled finds the answer once more.
            if place == nil, faults.isAny { place = candidates.last }
            if let place { state.used.insert(place) }
            return place
        }
        guard let place else {
            throw CassetteMiss(canonical, among: entries, digest: digest(Array(canonical.text.utf8)))
        }
        let recorded = entries[place].response
        if recorded.status == 0, case .failed(let code) = recorded.ending {
            throw PlayedBody.failure(code, url: request.url)
        }
        var headers = HTTPHeaders()
        for (name, value) in recorded.headers.sorted(by: { $0.key < $1.key }) {
            headers.append(name, value)
        }
        let body = PlayedBody(recorded, url: request.url, speed: speed, faults: faults, clock: clock)
        return HTTPResponse(status: recorded.status, headers: headers, body: HTTPBody(body))
    }

    /// Whether a request has an answer left.
    func holdsAnswer(to request: HTTPRequest) -> Bool {
        let canonical = CanonicalRequest(request, volatile: volatile)
        return state.withLock { state in
            places[canonical]?.contains { !state.used.contains($0) } ?? false
        }
    }

    /// Recordings that were played.
    func usedEntries() -> [Cassette.Entry] {
        let used = state.withLock { $0.used }
        return entries.indices.filter(used.contains).map { entries[$0] }
    }

    /// Recordings that nobody asked for.
    package func unusedEntries() -> [Cassette.Entry] {
        let used = state.withLock { $0.used }
        return entries.indices.filter { !used.contains($0) }.map { entries[$0] }
    }

    /// Recordings that nobody asked for, one line each.
    package func unused() -> [String] {
        unusedEntries().map { "\($0.request.method) \($0.request.path) (\($0.digest.prefix(12)))" }
    }
}
