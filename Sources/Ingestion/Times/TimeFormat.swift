import Plant

/// How a file writes its times.
enum TimeFormat: String, Codable, Sendable, CaseIterable {
    /// Year, month, day: `2026-03-01T02:10:00Z`, `2026/3/1 2:10`, `20260301021000`.
    case yearFirst = "ymd"
    /// `24/12/2017 0:05`, `24-Dec-17 00:05:00`, `24.12.2017`.
    case dayFirst = "dmy"
    /// `12/24/17 0:05`, `Dec 24, 2017 12:05 AM`.
    case monthFirst = "mdy"
    case epochSeconds = "epoch_s"
    case epochMilliseconds = "epoch_ms"
    case epochMicroseconds = "epoch_us"
    case epochNanoseconds = "epoch_ns"
    /// Days since 1899-12-30, as spreadsheets count.
    case excelSerial = "excel"

    /// Reads a format's name, or a pattern such as `M/D/YY H:MM`, `%d.%m.%Y`, `yyyy-MM-dd`.
    init?(name: String) {
        let lower = name.lowercased()
        if let known = TimeFormat(rawValue: lower) {
            self = known
            return
        }
        switch lower {
        case "iso", "iso8601", "iso 8601", "iso-8601": self = .yearFirst
        case "epoch", "unix", "epoch seconds": self = .epochSeconds
        case "unix_ms", "epoch milliseconds": self = .epochMilliseconds
        case "serial", "excel serial": self = .excelSerial
        default:
            guard let year = lower.firstIndex(of: "y"), let day = lower.firstIndex(of: "d"),
                let month = lower.firstIndex(where: { $0 == "m" || $0 == "b" })
            else { return nil }
            self = year < month && year < day ? .yearFirst : day < month ? .dayFirst : .monthFirst
        }
    }

    /// How a person reads it.
    var explanation: String {
        switch self {
        case .yearFirst: "ISO 8601 (year-month-day)"
        case .dayFirst: "D/M/Y"
        case .monthFirst: "M/D/Y"
        case .epochSeconds: "seconds since 1970"
        case .epochMilliseconds: "milliseconds since 1970"
        case .epochMicroseconds: "microseconds since 1970"
        case .epochNanoseconds: "nanoseconds since 1970"
        case .excelSerial: "spreadsheet days since 1899-12-30"
        }
    }
}

/// A time as it was read, before a zone is applied.
struct WrittenTime: Hashable, Sendable {
    /// Seconds since 1970 on the clock that was written down.
    var clockSeconds: Int64
    var nanosecond: Int
    /// Seconds east of UTC, when the text says so; 0 for counts since an epoch in UTC.
    var offset: Int?
}
