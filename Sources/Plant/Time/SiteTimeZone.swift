#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The plant's time zone, read from the system's tz database (TZif, RFC 8536) or a fixed offset such as `+09:00`.
package struct SiteTimeZone: Sendable, Hashable {
    package let identifier: String
    /// Moments (UTC seconds, ascending) at which the offset changes.
    private let transitions: [Int64]
    /// The offset from UTC in seconds after each transition.
    private let offsets: [Int]
    private let firstOffset: Int

    package static let utc = SiteTimeZone(identifier: "UTC", fixedOffset: 0)

    package init(identifier: String, fixedOffset: Int) {
        self.identifier = identifier
        transitions = []
        offsets = []
        firstOffset = fixedOffset
    }

    /// Loads a zone by its IANA name, or reads an offset: `Asia/Seoul`, `UTC`, `+09:00`, `-0330`.
    ///
    /// - Throws: ``TimeZoneError`` when the zone is unknown or its file cannot be read.
    package init(_ identifier: String) throws(TimeZoneError) {
        if identifier == "UTC" || identifier == "Z" || identifier == "GMT" {
            self = .utc
            return
        }
        if let offset = SiteTimeZone.fixedOffset(identifier) {
            self.init(identifier: identifier, fixedOffset: offset)
            return
        }
        let isPlain = identifier.utf8.allSatisfy { byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                || byte == 0x2F || byte == 0x5F || byte == 0x2D || byte == 0x2B
        }
        guard isPlain, !identifier.isEmpty, let bytes = SiteTimeZone.contents(of: "/usr/share/zoneinfo/" + identifier)
        else { throw TimeZoneError(identifier: identifier) }
        guard let table = TimeZoneFile(bytes) else { throw TimeZoneError(identifier: identifier) }
        self.init(identifier: identifier, table: table)
    }

    private init(identifier: String, table: TimeZoneFile) {
        self.identifier = identifier
        transitions = table.transitions
        offsets = table.offsets
        firstOffset = table.firstOffset
    }

    /// Seconds to add to UTC to get the local clock at a moment.
    package func offset(at moment: Timestamp) -> Int {
        let second = moment.seconds
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : offsets[low - 1]
    }

    /// The local clock at a moment.
    package func civil(at moment: Timestamp) -> CivilTime {
        CivilTime(shiftedBy: offset(at: moment), from: moment)
    }

    /// What a local clock time can mean.
    package enum Resolution: Sendable, Hashable {
        case unique(Timestamp)
        /// The hour that repeats when clocks go back.
        case repeated(earlier: Timestamp, later: Timestamp)
        /// A clock time that never was, because clocks went forward; `moved` is what it would be just after.
        case skipped(moved: Timestamp)
    }

    /// The moment or moments that a local clock time stands for.
    package func resolve(_ civil: CivilTime) -> Resolution {
        let asUTC = Timestamp(utc: civil)
        let before = offset(at: asUTC.adding(seconds: -86_400))
        let after = offset(at: asUTC.adding(seconds: 86_400))
        let first = asUTC.adding(seconds: Int64(-before))
        let second = asUTC.adding(seconds: Int64(-after))
        let firstHolds = offset(at: first) == before
        let secondHolds = offset(at: second) == after
        if firstHolds && secondHolds {
            return first == second
                ? .unique(first) : .repeated(earlier: min(first, second), later: max(first, second))
        }
        if firstHolds { return .unique(first) }
        if secondHolds { return .unique(second) }
        return .skipped(moved: max(first, second))
    }

    /// The moment of a local clock time: the earlier of two, or the one just after a gap.
    package func moment(_ civil: CivilTime) -> Timestamp {
        switch resolve(civil) {
        case .unique(let moment): moment
        case .repeated(let earlier, _): earlier
        case .skipped(let moved): moved
        }
    }

    /// `+09:00` at a moment.
    package func offsetText(at moment: Timestamp) -> String {
        let offset = offset(at: moment)
        let minutes = abs(offset) / 60
        let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return (offset < 0 ? "-" : "+") + pad(minutes / 60) + ":" + pad(minutes % 60)
    }

    private static func fixedOffset(_ text: String) -> Int? {
        let bytes = text.utf8.filter { $0 != UInt8(ascii: ":") }
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            bytes.count == 3 || bytes.count == 5
        else { return nil }
        var digits: [Int] = []
        for byte in bytes.dropFirst() {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            digits.append(Int(byte) - 0x30)
        }
        let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
        let seconds = (digits[0] * 10 + digits[1]) * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func contents(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[0..<count])
        }
        return bytes
    }
}

/// A time zone that this machine does not know.
package struct TimeZoneError: Error, CustomStringConvertible, Sendable {
    package let identifier: String

    package var description: String {
        "'\(identifier)' is not a time zone this machine knows; use an IANA name such as Asia/Seoul, "
            + "an offset such as +09:00, or install the tzdata package"
    }
}

/// The 64-bit part of a TZif file.
private struct TimeZoneFile {
    var transitions: [Int64] = []
    var offsets: [Int] = []
    var firstOffset = 0

    init?(_ bytes: [UInt8]) {
        func unsigned(_ position: Int, _ count: Int) -> UInt64? {
            guard position >= 0, position + count <= bytes.count else { return nil }
            return bytes[position..<position + count].reduce(0) { $0 << 8 | UInt64($1) }
        }
        func counts(_ header: Int) -> [Int]? {
            guard bytes.count >= header + 44, Array(bytes[header..<header + 4]) == Array("TZif".utf8) else {
                return nil
            }
            var result: [Int] = []
            for index in 0..<6 {
                guard let count = unsigned(header + 20 + index * 4, 4) else { return nil }
                result.append(Int(count))
            }
            return result
        }
        guard let old = counts(0), bytes[4] >= UInt8(ascii: "2") else { return nil }
        // isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt
        let second = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
        guard let new = counts(second) else { return nil }
        let times = second + 44
        let indices = times + new[3] * 8
        let types = indices + new[3]
        var typeOffsets: [Int] = []
        for index in 0..<new[4] {
            guard let raw = unsigned(types + index * 6, 4) else { return nil }
            typeOffsets.append(Int(Int32(truncatingIfNeeded: raw)))
        }
        for index in 0..<new[3] {
            guard let time = unsigned(times + index * 8, 8), let type = unsigned(indices + index, 1),
                Int(type) < typeOffsets.count
            else { return nil }
            transitions.append(Int64(bitPattern: time))
            offsets.append(typeOffsets[Int(type)])
        }
        guard let first = typeOffsets.first else { return nil }
        firstOffset = first
    }
}
