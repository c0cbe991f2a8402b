import ArgumentParser
import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ends the program with a sentence on standard error and the exit code of design's table.
enum Failure {
    static func exit(with error: any Error) -> Never {
        if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
        if error is CleanExit || error is ValidationError || isParserError(error) {
            let code = Telltale.exitCode(for: error)
            let message = Telltale.fullMessage(for: error)
            if code.isSuccess {
                print(message)
                Glibc.exit(0)
            }
            Terminal.complain(message)
            Glibc.exit(OperationExit.usage.rawValue)
        }
        if error is CancellationError {
            Terminal.complain("stopped; what was done stays done")
            Glibc.exit(130)
        }
        Terminal.complain("error: \(error)")
        Glibc.exit(OperationExit.code(for: error).rawValue)
    }

    /// ArgumentParser's own errors are not public; what it can word with a usage line is one of them.
    private static func isParserError(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}
