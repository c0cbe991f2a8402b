import HTTPTransport

/// How long a server asks to be left alone: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or
/// `retry-after-ms` as OpenAI's clients read it.
///
/// A date is compared with the answer's own `Date`, so that a wrong clock on either side does no harm; without one it
/// says nothing. It is told as it is: whoever cannot wait so long asks somebody else.
enum RetryAfter {
    private static let most = 7 * 86_400.0

    static func wait(_ headers: HTTPHeaders) -> Duration? {
        if let milliseconds = headers["retry-after-ms"].flatMap(Double.init) { return bounded(milliseconds / 1_000) }
        guard let value = headers["retry-after"] else { return nil }
        if let seconds = Double(value) { return bounded(seconds) }
        guard let until = HTTPDate.seconds(value), let now = headers["date"].flatMap(HTTPDate.seconds) else {
            return nil
        }
        return bounded(Double(until - now))
    }

    private static func bounded(_ seconds: Double) -> Duration? {
        seconds.isNaN ? nil : .seconds(min(max(seconds, 0), most))
    }
}

/// A date as HTTP writes it, in the three forms that RFC 9110 §5.6.7 asks clients to read.
enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Seconds since 1970, UTC; `nil` for anything else than a date.
    static func seconds(_ text: String) -> Int? {
        // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`
        let words = text.lowercased().split { " ,-".utf8.contains($0.utf8.first ?? 0) }
        guard words.count >= 5 else { return nil }
        let isUnix = Int(words[1]) == nil
        let (day, month) = isUnix ? (words[2], words[1]) : (words[1], words[2])
        let (year, clock) = isUnix ? (words[4], words[3]) : (words[3], words[4])
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard let day = Int(day), (1...31).contains(day), let index = months.firstIndex(of: String(month.prefix(3))),
            var year = Int(year), (0...9_999).contains(year), parts.count == 3, (0..<24).contains(parts[0]),
            (0..<60).contains(parts[1]), (0...60).contains(parts[2])
        else { return nil }
        if year < 100 { year += year < 70 ? 2_000 : 1_900 }
        return days(year, index + 1, day) * 86_400 + parts[0] * 3_600 + parts[1] * 60 + parts[2]
    }

    /// Days since 1970 of a day in the Gregorian calendar (Hinnant, `days_from_civil`).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
