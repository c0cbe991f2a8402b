import Synchronization

/// A recorded body, piece by piece as it came.
final class PlayedBody: HTTPBodySource {
    private let chunks: [RecordedResponse.Chunk]
    private let ending: RecordedResponse.Ending
    private let url: String
    private let speed: Double
    private let clock: any Clock<Duration>
    private let position = Mutex(0)

    init(
        _ recorded: RecordedResponse,
        url: String,
        speed: Double,
        faults: CassetteFaults,
        clock: any Clock<Duration>
    ) {
        var chunks = recorded.chunks.filter { !$0.bytes.isEmpty }
        var ending = recorded.ending
        if let limit = faults.cutAfter, chunks.reduce(0, { $0 + $1.bytes.count }) > limit {
            chunks = PlayedBody.cut(chunks, after: limit)
            ending = .cut
        }
        if faults.splitsEveryByte {
            chunks = chunks.flatMap { chunk in
                chunk.bytes.map { .init(offsetMilliseconds: chunk.offsetMilliseconds, bytes: [$0]) }
            }
        }
        self.chunks = chunks
        self.ending = ending
        self.url = url
        self.speed = speed
        self.clock = clock
    }

    func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        let index = position.withLock { position in
            defer { position += 1 }
            return position
        }
        guard index < chunks.count else {
            switch ending {
            case .complete: return nil
            case .cut: throw PlayedBody.failure(.connectionLost, url: url)
            case .failed(let code): throw PlayedBody.failure(code, url: url)
            }
        }
        if speed > 0 {
            let before = index > 0 ? chunks[index - 1].offsetMilliseconds : 0
            let pause = Double(chunks[index].offsetMilliseconds - before) / speed
            if pause > 0 { try await clock.sleep(for: .milliseconds(pause)) }
        }
        return chunks[index].bytes
    }

    /// The failure that was recorded, in words that are the same on every machine.
    static func failure(_ code: TransportError.Code, url: String) -> TransportError {
        let isEarly = [
            .badURL, .badHeader, .couldNotResolve, .couldNotConnect, .connectTimeout, .addressNotAllowed,
            .tls,
        ]
        .contains(code)
        return TransportError(
            code: code,
            url: url,
            message: code == .connectionLost
                ? "the connection was lost in the middle of the answer"
                : "the call failed with \(code.rawValue) in the recording",
            mayHaveBeenReceived: !isEarly
        )
    }

    private static func cut(_ chunks: [RecordedResponse.Chunk], after limit: Int) -> [RecordedResponse
        .Chunk]
    {
        var left = limit
        var kept: [RecordedResponse.Chunk] = []
        for var chunk in chunks where left > 0 {
            chunk.bytes = Array(chunk.bytes.prefix(left))
            left -= chunk.bytes.count
            kept.append(chunk)
        }
        return kept
    }
}
