#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs `telltale` as a user does, as a process of its own.
struct Program {
    /// The executable; beside this one unless told otherwise.
    let path: String

    struct Outcome {
        let milliseconds: Double
        /// The most memory it had.
        let mebibytes: Double
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter printing: Where its output goes.
    @discardableResult
    func run(_ arguments: [String], printing: String = "/dev/null") throws -> Outcome {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, printing, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process = pid_t()
        let clock = ContinuousClock()
        let start = clock.now
        let spawned = posix_spawn(&process, path, &actions, nil, words, environ)
        guard spawned == 0 else {
            throw Failure(description: "\(path) could not be started: \(String(cString: strerror(spawned)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process, status == 0 else {
            throw Failure(description: "\(path) \(arguments.joined(separator: " ")) ended with status \(status >> 8)")
        }
        return Outcome(
            milliseconds: start.duration(to: clock.now) / .milliseconds(1),
            mebibytes: Double(usage.ru_maxrss) / 1_024
        )
    }
}
