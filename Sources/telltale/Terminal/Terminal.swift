#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is shown where: results on standard output, progress and complaints on standard error.
enum Terminal {
    static let showsProgress = isatty(STDERR_FILENO) == 1
    static let showsColour = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil

    /// Columns of the terminal that progress is shown on.
    static var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 80
    }

    /// A result, at once: progress follows on the other stream.
    static func say(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    static func complain(_ text: String) {
        write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
    }

    /// One line that the next one replaces; nothing when nobody watches.
    static func progress(_ text: String) {
        guard showsProgress else { return }
        write("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    static func endProgress() {
        guard showsProgress else { return }
        write("\r\u{1B}[K", to: STDERR_FILENO)
    }

    static func bold(_ text: String) -> String {
        showsColour ? "\u{1B}[1m" + text + "\u{1B}[0m" : text
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            start += count
        }
    }
}
