import Glibc

/// Runs an installed program that reads what this one cannot, and takes what it writes.
enum ReaderProgram {
    /// The exit code of a program that is not installed, as shells have it.
    static let missing: Int32 = 127

    /// A path as an argument: a leading dash would be taken for an option.
    static func argument(_ path: String) -> String { path.hasPrefix("-") ? "./" + path : path }

    /// The same command within bounds: at most this much processor time and memory, on one thread, so that what it
    /// finds does not depend on the machine.
    static func bounded(_ arguments: [String], seconds: Int, mebibytes: Int) -> [String] {
        ["env", "OMP_THREAD_LIMIT=1", "LC_ALL=C", "prlimit", "--cpu=\(seconds)", "--as=\(mebibytes << 20)"] + arguments
    }

    /// What it wrote, and its exit code: -1 when a signal ended it, ``missing`` when it is not installed.
    static func run(_ arguments: [String], for path: String) throws(IngestionError) -> ([UInt8], Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw IngestionError(.unreadable, path: path, "no pipe could be opened: \(systemMessage())")
        }
        // Neither this child nor any other keeps the pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        let started = posix_spawnp(&process, arguments[0], &actions, nil, words, environ)
        close(ends[1])
        guard started == 0 else {
            close(ends[0])
            return ([], missing)
        }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var isTooLarge = false
        while true {
            let got = read(ends[0], &buffer, buffer.count)
            if got < 0, errno == EINTR { continue }
            if got <= 0 { break }
            output.append(contentsOf: buffer[0..<got])
            if output.count > DocumentReader.largest {
                isTooLarge = true
                kill(process, SIGKILL)
                break
            }
        }
        close(ends[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard !isTooLarge else {
            throw IngestionError(
                .tooLarge,
                path: path,
                "holds more than \(DocumentReader.largest >> 20) MiB of text; split the document"
            )
        }
        let wasKilled = status & 0x7F != 0
        return (output, wasKilled ? -1 : (status >> 8) & 0xFF)
    }
}
