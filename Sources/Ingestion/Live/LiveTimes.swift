import Plant

/// Reads the times of messages.
struct LiveTimes: Sendable {
    private var clock: SiteClock
    private let format: TimeFormat?

    init(zone: SiteTimeZone, format: TimeFormat? = nil) {
        clock = SiteClock(zone: zone)
        self.format = format
    }

    /// ISO 8601, or a count since 1970 whose size tells its unit.
    mutating func moment(_ bytes: [UInt8]) throws(PayloadFault) -> Int64 {
        guard let time = TimeText.parse(bytes, as: format ?? LiveTimes.format(of: bytes)) else {
            let shown = String(decoding: bytes.prefix(80), as: UTF8.self)
            throw PayloadFault(
                "bad_time",
                "'\(shown)' is no time; write 2026-03-01T02:10:00Z or milliseconds since 1970"
            )
        }
        return clock.moment(time)
    }

    private static func format(of bytes: [UInt8]) -> TimeFormat {
        let digits = bytes.prefix { $0 &- 0x30 < 10 }.count
        guard digits == bytes.count || bytes[digits] == 0x2E else { return .yearFirst }
        switch digits {
        case ...11: return .epochSeconds
        case 12...13: return .epochMilliseconds
        // 20260301021000
        case 14: return bytes.starts(with: [0x32, 0x30]) ? .yearFirst : .epochMilliseconds
        case 15...16: return .epochMicroseconds
        default: return .epochNanoseconds
        }
    }
}

extension JsonValue {
    /// A member by its exact name.
    func member(_ name: String) -> JsonValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.elementsEqual(name.utf8) }?.value
    }

    /// The member of a name that was said, else of the first of the usual names, letter case ignored.
    func member(any said: String?, _ usual: [String]) -> JsonValue? {
        if let said { return member(said) }
        guard case .object(let members) = self else { return nil }
        for name in usual {
            for member in members where member.name.isSameASCII(as: name.utf8) { return member.value }
        }
        return nil
    }
}

extension [UInt8] {
    fileprivate func isSameASCII(as other: String.UTF8View) -> Bool {
        count == other.count && zip(self, other).allSatisfy { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }
    }
}
