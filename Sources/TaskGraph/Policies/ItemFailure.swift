/// What a fan-out does when the work on one element fails.
public enum ItemFailure: Sendable {
    /// The stage fails with that element's error; the elements still in work are cancelled and awaited.
    case failAll
    /// The element is left out, and the stage is marked as degraded with the number left out.
    case drop
}

/// A fan-out that keeps an element's error in the element's place.
public enum KeepFailures: Sendable {
    /// The result of a failed element is its error.
    case keep
}

/// The three as the run sees them.
enum FanOutFailure: Sendable {
    case failAll
    case drop
    case keep
}
