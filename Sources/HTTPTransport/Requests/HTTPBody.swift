/// Where the pieces of a body come from. Letting go of it stops whatever feeds it.
package protocol HTTPBodySource: AnyObject, Sendable {
    /// The next piece, never empty; `nil` at the end.
    func next() async throws -> [UInt8]?
}

/// A response's body in pieces as they arrive, each taken once.
///
/// Nothing is gathered beyond a small buffer: a reader that is slow makes the sender wait.
package struct HTTPBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = any Error

    let source: any HTTPBodySource

    package init(_ source: any HTTPBodySource) {
        self.source = source
    }

    /// A body that is there already.
    package init(_ bytes: [UInt8]) {
        source = GivenBody([bytes], error: nil)
    }

    /// A body whose pieces are there already, and what happens after them.
    package init(pieces: [[UInt8]], thenFailing error: (any Error)? = nil) {
        source = GivenBody(pieces, error: error)
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(source: source)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let source: any HTTPBodySource

        package mutating func next() async throws -> [UInt8]? {
            try await source.next()
        }
    }

    /// The whole body.
    ///
    /// - Throws: ``TransportError`` with code `tooLarge` when it is longer than allowed.
    package func collect(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await source.next() {
            guard bytes.count + chunk.count <= limit else {
                throw TransportError.tooLarge("the answer", limit)
            }
            if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
        }
        return bytes
    }
}
