/// Decides whether dates of three numbers of two digits begin with the year, as `26.03.01` does in Korea and Japan.
///
/// Where all of them can be read either way, the reading under which time moves less from row to row is the likelier: rows
/// lie minutes or days apart, not years. Where time does not move, nothing is decided, and the later year is taken.
struct ShortYears {
    /// Dates that can be read with the year first.
    private(set) var yearFirst = 0
    private var yearLast = 0
    private var yearFirstTrack = Track()
    private var dayFirstTrack = Track()
    private var monthFirstTrack = Track()

    private struct Track {
        var read = 0
        var movement = 0.0
        var last: Int64?

        mutating func see(_ time: WrittenTime?) {
            guard let time else { return }
            read += 1
            if let last { movement += Double(abs(time.clockSeconds - last)) }
            last = time.clockSeconds
        }
    }

    mutating func see(_ cell: [UInt8]) {
        guard ShortYears.isShort(cell) else { return }
        let first = TimeText.parse(cell, as: .yearFirst)
        let day = TimeText.parse(cell, as: .dayFirst)
        let month = TimeText.parse(cell, as: .monthFirst)
        if first != nil { yearFirst += 1 }
        if day != nil || month != nil { yearLast += 1 }
        yearFirstTrack.see(first)
        dayFirstTrack.see(day)
        monthFirstTrack.see(month)
    }

    /// Whether the years stand in front, and whether the dates decide that; `nil` when they do not stand there.
    func areFirst(among cells: Int) -> Bool? {
        guard yearFirst * 2 > cells, yearFirst >= yearLast else { return nil }
        guard let other = lastTrack else { return true }
        guard other.read * 10 >= yearFirst * 9 else { return true }
        if yearFirstTrack.movement * 4 < other.movement { return true }
        if other.movement * 4 < yearFirstTrack.movement { return nil }
        guard let first = yearFirstTrack.last, let last = other.last, first > last, first < ShortYears.latest else {
            return nil
        }
        return false
    }

    /// Whether the dates do not tell if years stand first or last, and both are years that might be meant.
    var areUndecided: Bool {
        guard yearFirst > 0, yearFirst >= yearLast, let other = lastTrack, other.read == yearFirst else { return false }
        guard let first = yearFirstTrack.last, let last = other.last, abs(first - last) < ShortYears.tenYears else {
            return false
        }
        return yearFirstTrack.movement * 4 >= other.movement && other.movement * 4 >= yearFirstTrack.movement
    }

    /// The reading with the year last that reads more, or moves less.
    private var lastTrack: Track? {
        let tracks = [dayFirstTrack, monthFirstTrack].filter { $0.read > 0 }
        return tracks.min { ($1.read, $0.movement) < ($0.read, $1.movement) }
    }

    private static let tenYears: Int64 = 10 * 366 * 86_400

    /// 2040: no plant has records of later.
    private static let latest: Int64 = 2_208_988_800

    /// One or two digits, a mark, one or two digits, the mark, two digits.
    private static func isShort(_ cell: [UInt8]) -> Bool {
        let text = cell.drop { $0 <= 0x20 || $0 == 0x27 }
        let date = text.prefix { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2F || $0 == 0x2D }
        let parts = date.split(omittingEmptySubsequences: true) { $0 &- 0x30 >= 10 }
        return parts.count == 3 && parts[0].count <= 2 && parts[1].count <= 2 && parts[2].count == 2
    }
}
