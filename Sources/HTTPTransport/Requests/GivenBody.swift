import Synchronization

/// A body that needs no waiting for.
final class GivenBody: HTTPBodySource {
    private let pieces: [[UInt8]]
    private let error: (any Error)?
    private let position = Mutex(0)

    init(_ pieces: [[UInt8]], error: (any Error)?) {
        self.pieces = pieces.filter { !$0.isEmpty }
        self.error = error
    }

    func next() async throws -> [UInt8]? {
        let index = position.withLock { position in
            defer { position += 1 }
            return position
        }
        guard index >= pieces.count else { return pieces[index] }
        if let error { throw error }
        return nil
    }
}
