/// The journal of a run could not be read or written. The run stops; nothing is guessed.
public struct JournalError: Error, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Problem: Sendable {
        /// The entries could not be read at all.
        case unreadable(any Error)
        /// The recorded value does not decode; `path` is the place inside it.
        case undecodable(path: String, reason: String)
        /// The value was recorded under another schema.
        case schema(recorded: Int, expected: Int)
        /// The value cannot be encoded.
        case unencodable(path: String, reason: String)
        /// The entry could not be written.
        case notWritten(any Error)
        /// The run succeeded, but could not be marked as finished.
        case notFinished(any Error)
    }

    /// The run.
    public let run: String
    /// The stage, where one stage's value is concerned.
    public let stage: String?
    /// The item of a fan-out.
    public let item: Int?
    /// What went wrong.
    public let problem: Problem

    /// The place of the state concerned: run, stage, item and the path inside the value.
    public var path: String {
        var path = run
        if let stage { path += "/\(stage)" }
        if let item { path += "[\(item)]" }
        switch problem {
        case .undecodable(let inner, _), .unencodable(let inner, _): return inner.isEmpty ? path : "\(path): \(inner)"
        default: return path
        }
    }

    /// A sentence for a person, with what to do.
    public var description: String {
        switch problem {
        case .unreadable(let error):
            "The journal of run \(path) cannot be read: \(error)."
        case .undecodable(_, let reason):
            "The recorded state at \(path) cannot be decoded: \(reason). "
                + "Nothing was resumed from it; use the program that wrote it, or start the run under a new id."
        case .schema(let recorded, let expected):
            "The recorded state at \(path) has schema \(recorded), this program reads schema \(expected). "
                + "Use the program that wrote it, or start the run under a new id."
        case .unencodable(_, let reason):
            "The value at \(path) cannot be recorded: \(reason)."
        case .notWritten(let error):
            "The value at \(path) could not be recorded: \(error)."
        case .notFinished(let error):
            "Run \(path) succeeded but could not be marked as finished: \(error)."
        }
    }
}
