import Synchronization

/// What a recorder asks the live server for.
package enum RecordingMode: String, Sendable, CaseIterable {
    /// Nothing: what is not recorded fails. The default wherever programs are tested.
    case never
    /// Only what is not recorded yet.
    case missing
    /// Everything; what was recorded before is replaced.
    case all
}

/// Passes calls on and takes down what comes back, piece by piece, while the caller reads it.
///
/// Headers of requests are never kept, and of answers only those on a list. Keys that went out with a request are
/// remembered for as long as the recorder lives, to refuse a cassette in which one turns up.
package final class CassetteRecorder: HTTPTransport {
    private let live: any HTTPTransport
    private let volatile: [String]
    private let mode: RecordingMode
    private let player: CassettePlayer?
    private let clock: any Clock<Duration>
    private let digest: @Sendable ([UInt8]) -> String
    private let room: RecordingRoom
    private let state = Mutex(State())

    private struct State {
        var takes: [Take] = []
        var keys: Set<String> = []
    }

    /// - Parameters:
    ///   - volatile: Fields of JSON bodies that take no part in matching.
    ///   - existing: Recordings of before, for the modes that play them.
    ///   - maximumBytes: Of all answers together. What is beyond is handed on and not kept, and there is no cassette.
    ///   - digest: A digest of bytes in hexadecimal.
    package init(
        wrapping live: any HTTPTransport,
        volatile: [String] = [],
        mode: RecordingMode = .all,
        existing: [Cassette] = [],
        maximumBytes: Int = 64 << 20,
        clock: any Clock<Duration> = ContinuousClock(),
        digest: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.live = live
        self.volatile = volatile
        self.mode = mode
        self.clock = clock
        self.digest = digest
        room = RecordingRoom(maximumBytes)
        player = mode == .all ? nil : CassettePlayer(existing, clock: clock, digest: digest)
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        if let player, mode == .never || player.holdsAnswer(to: request) {
            return try await player.send(request)
        }
        let canonical = CanonicalRequest(request, volatile: volatile)
        let take = Take(canonical, digest: digest(Array(canonical.text.utf8)), clock: clock, room: room)
        state.withLock { state in
            state.takes.append(take)
            state.keys.formUnion(SentKeys.of(request))
        }
        do {
            let response = try await live.send(request)
            take.begin(response)
            return HTTPResponse(
                status: response.status,
                headers: response.headers,
                body: HTTPBody(RecordedBody(response.body.source, take: take))
            )
        } catch {
            take.end(with: error)
            throw error
        }
    }

    /// What came back so far, in the order in which it was asked for.
    package func takenDown() -> [RecordedResponse] {
        state.withLock { $0.takes }.map(\.entry.response)
    }

    /// Everything recorded, in an order that does not depend on which call was quicker.
    ///
    /// - Throws: ``SecretFound`` when a secret would be saved with it, ``RecordingTooLarge``.
    package func cassette(origin: Cassette.Origin) throws -> Cassette {
        if room.isFull { throw RecordingTooLarge(maximumBytes: room.maximumBytes) }
        let (takes, keys) = state.withLock { ($0.takes, $0.keys) }
        let entries = ((player?.usedEntries() ?? []) + takes.map(\.entry)).enumerated().sorted {
            left,
            right in
            let a = (left.element.request.path, left.element.digest)
            let b = (right.element.request.path, right.element.digest)
            return a == b ? left.offset < right.offset : a < b
        }
        let cassette = Cassette(origin: origin, volatile: volatile, entries: entries.map(\.element))
        if let found = SecretScanner(known: keys).find(in: cassette) { throw found }
        return cassette
    }
}

/// One call while it is being taken down.
final class Take: Sendable {
    private let request: CanonicalRequest
    private let digest: String
    private let clock: any Clock<Duration>
    private let room: RecordingRoom
    private let elapsed: @Sendable () -> Duration
    private let response = Mutex(RecordedResponse(status: 0, chunks: [], ending: .failed(.cancelled)))

    init(_ request: CanonicalRequest, digest: String, clock: any Clock<Duration>, room: RecordingRoom) {
        self.request = request
        self.digest = digest
        self.clock = clock
        self.room = room
        elapsed = Take.stopwatch(clock)
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    func begin(_ head: HTTPResponse) {
        response.withLock { response in
            response.status = head.status
            response.ending = .cut
            for header in head.headers.all {
                let name = header.name.lowercased()
                guard RecordedResponse.keptHeaders.contains(name) else { continue }
                response.headers[name] = header.value
            }
        }
    }

    func add(_ bytes: [UInt8]) {
        guard room.take(bytes.count) else { return }
        let (seconds, attoseconds) = elapsed().components
        let offset = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
        response.withLock { $0.chunks.append(.init(offsetMilliseconds: offset, bytes: bytes)) }
    }

    func end(with error: (any Error)?) {
        response.withLock { response in
            guard let error else {
                response.ending = .complete
                return
            }
            let code = (error as? TransportError)?.code ?? .cancelled
            response.ending = response.status != 0 && code == .connectionLost ? .cut : .failed(code)
        }
    }

    var entry: Cassette.Entry {
        Cassette.Entry(request: request, digest: digest, response: response.withLock { $0 })
    }
}

/// Hands a live body on and takes it down.
final class RecordedBody: HTTPBodySource {
    private let source: any HTTPBodySource
    private let take: Take

    init(_ source: any HTTPBodySource, take: Take) {
        self.source = source
        self.take = take
    }

    func next() async throws -> [UInt8]? {
        do {
            let chunk = try await source.next()
            if let chunk { take.add(chunk) } else { take.end(with: nil) }
            return chunk
        } catch {
            take.end(with: error)
            throw error
        }
    }
}
