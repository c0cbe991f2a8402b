/// A moment in UTC, to the nanosecond; covers the years 1678 to 2261.
///
/// In JSON it is an ISO 8601 text ending in `Z`, with as many decimals as it needs (0, 3, 6 or 9).
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package init(seconds: Int64) {
        nanoseconds = seconds * 1_000_000_000
    }

    /// Reads a clock time as UTC.
    package init(utc civil: CivilTime) {
        self.init(nanoseconds: civil.secondsSinceEpoch * 1_000_000_000 + Int64(civil.nanosecond))
    }

    /// The clock time in UTC.
    package var utc: CivilTime {
        CivilTime(shiftedBy: 0, from: self)
    }

    /// Whole seconds since 1970, rounded down.
    @inlinable package var seconds: Int64 {
        nanoseconds.dividedDown(by: 1_000_000_000)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    package func adding(seconds: Int64) -> Timestamp {
        Timestamp(nanoseconds: nanoseconds + seconds * 1_000_000_000)
    }

    /// Seconds from another moment to this one.
    package func seconds(since earlier: Timestamp) -> Double {
        Double(nanoseconds - earlier.nanoseconds) / 1e9
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String {
        utc.description + "Z"
    }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Timestamp(iso: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not an ISO 8601 time in UTC, such as 2026-03-01T02:10:00Z"
            )
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Reads `2026-03-01T02:10:00.5Z`; `nil` for anything but an ISO 8601 time in UTC.
    package init?(iso text: String) {
        guard text.utf8.last == UInt8(ascii: "Z"), let civil = CivilTime(iso: String(text.dropLast())) else {
            return nil
        }
        self.init(utc: civil)
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, as calendars need.
    @inlinable package func dividedDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
