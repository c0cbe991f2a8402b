import TaskGraph

/// What lies at the bottom of an error that a graph wrapped with its run, stage and attempt.
package enum RootCause {
    package static func of(_ error: any Error) -> any Error {
        var current = error
        while let failure = current as? StageFailure {
            current = failure.cause
        }
        return current
    }
}
