import Plant

/// The program's exit codes; documented in the README and in `telltale --help`.
package enum OperationExit: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    /// Done, with some input quarantined.
    case quarantined = 3
    /// Policy forbids what was asked for.
    case refused = 4
    /// A replay gave other bytes, met an unknown request or left recordings unused.
    case replayDiffers = 5
    /// An endpoint is unreachable and nothing could stand in.
    case unreachable = 6

    /// The code that an error ends the program with.
    package static func code(for error: any Error) -> OperationExit {
        let root = RootCause.of(error)
        if let error = root as? ModelError {
            switch error.code {
            case .refused: return .refused
            case .replayMiss: return .replayDiffers
            case .unreachable, .noEndpoint: return .unreachable
            default: return .failed
            }
        }
        if root is ReplayDifference { return .replayDiffers }
        if root is ConfigurationError || root is UsageError { return .usage }
        return .failed
    }
}

/// Something asked for in a way that cannot be done: a wrong path, an unknown name.
package struct UsageError: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// A replay that does not give what was expected.
package struct ReplayDifference: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
