import Synchronization

/// How much may still be recorded, so that an endless answer does not fill the memory.
///
/// Calls themselves are not slowed: each piece is taken down while the caller reads it, so the server is never ahead of
/// whoever asked.
final class RecordingRoom: Sendable {
    let maximumBytes: Int
    private let taken = Mutex(0)

    init(_ maximumBytes: Int) {
        self.maximumBytes = maximumBytes
    }

    /// Whether so many bytes still fit; once something did not, nothing does.
    func take(_ bytes: Int) -> Bool {
        taken.withLock { taken in
            taken = min(taken + bytes, maximumBytes + 1)
            return taken <= maximumBytes
        }
    }

    var isFull: Bool { taken.withLock { $0 > maximumBytes } }
}

/// Answers that are too long for a cassette.
package struct RecordingTooLarge: Error, Sendable, Hashable, CustomStringConvertible {
    package let maximumBytes: Int

    package var description: String {
        "the answers are longer than \(maximumBytes) bytes together, so the cassette was not saved; "
            + "record fewer questions, or bound the answers"
    }
}
