import Plant

/// Turns written times into moments, fast: the zone's offset is looked up once a day, not once a row.
struct SiteClock {
    private let zone: SiteTimeZone
    private var settledDay = Int64.min
    private var settledOffset = 0
    private var settledIsUniform = false

    /// Clock times that happened twice, because clocks went back.
    private(set) var repeatedHour = 0
    /// Whether the last time that was read never was, because clocks went forward; it stands for the moment just after.
    private(set) var isSkipped = false
    /// Whether the order of rows tells the passes of an hour that clocks showed twice; else it is always the first.
    var rowsAreOrdered = false
    /// Whether the rows are of several signals, each in an order of its own: then whoever reads a time asks for the pass
    /// of ``undecided`` with the signal.
    var signalsAreMixed = false
    /// The last time that was read, where it lies near a change of clocks and its pass was not asked for yet.
    private(set) var undecided: (clock: Int64, later: Int64?)?
    private var passes: [Int: RepeatedHour] = [:]

    // The last date that was read in full, as its ten bytes.
    private var dateHigh: UInt64 = 0
    private var dateLow: UInt16 = 0
    private var dateSeconds: Int64 = 0

    init(zone: SiteTimeZone) {
        self.zone = zone
    }

    /// The moment of a written time in nanoseconds since 1970, UTC.
    @inline(__always)
    mutating func moment(_ time: WrittenTime) -> Int64 {
        if let offset = time.offset {
            isSkipped = false
            return (time.clockSeconds - Int64(offset)) * 1_000_000_000 + Int64(time.nanosecond)
        }
        return local(time.clockSeconds, time.nanosecond)
    }

    @inline(__always)
    private mutating func local(_ seconds: Int64, _ nanosecond: Int) -> Int64 {
        isSkipped = false
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        if day != settledDay { settle(day) }
        if settledIsUniform {
            return (seconds - Int64(settledOffset)) * 1_000_000_000 + Int64(nanosecond)
        }
        return resolve(seconds, nanosecond)
    }

    private mutating func settle(_ day: Int64) {
        settledDay = day
        // Offsets the day before and after, which no zone rule can hide a change between.
        let start = Timestamp(seconds: day * 86_400 - 93_600)
        let end = Timestamp(seconds: day * 86_400 + 180_000)
        settledOffset = zone.offset(at: start)
        settledIsUniform = settledOffset == zone.offset(at: end)
    }

    private mutating func resolve(_ seconds: Int64, _ nanosecond: Int) -> Int64 {
        var civil = CivilTime(daysSinceEpoch: settledDay)
        let rest = Int(seconds - settledDay * 86_400)
        civil.hour = rest / 3_600
        civil.minute = rest / 60 % 60
        civil.second = rest % 60
        civil.nanosecond = nanosecond
        switch zone.resolve(civil) {
        case .unique(let moment): return settled(moment.nanoseconds, seconds, later: nil)
        case .skipped(let moved):
            isSkipped = true
            return moved.nanoseconds
        case .repeated(let earlier, let later):
            repeatedHour += 1
            return settled(earlier.nanoseconds, seconds, later: later.nanoseconds)
        }
    }

    private mutating func settled(_ moment: Int64, _ clock: Int64, later: Int64?) -> Int64 {
        guard rowsAreOrdered else { return moment }
        undecided = (clock, later)
        return signalsAreMixed ? moment : self.moment(of: 0, else: moment)
    }

    /// What the last time that was read is for a signal.
    mutating func moment(of signal: Int, else moment: Int64) -> Int64 {
        guard let time = undecided else { return moment }
        undecided = nil
        let isSecond = passes[signal, default: RepeatedHour()].see(time.clock, isRepeated: time.later != nil)
        return isSecond ? time.later ?? moment : moment
    }

    /// `2026-03-01 02:10:00` and its fractions, without a zone: nearly every row of nearly every export.
    /// `nil` when the bytes have any other form.
    @inline(__always)
    mutating func plainISO(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int64? {
        let length = end - start
        guard length >= 19, length <= 29 else { return nil }
        let raw = UnsafeRawPointer(start)
        let high = raw.loadUnaligned(as: UInt64.self)
        let low = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        if high != dateHigh || low != dateLow {
            guard start[4] == 0x2D, start[7] == 0x2D,
                let time = TimeText.parse(start, start + 10, as: .yearFirst), time.offset == nil
            else { return nil }
            dateHigh = high
            dateLow = low
            dateSeconds = time.clockSeconds
        }
        guard start[10] == 0x20 || start[10] == 0x54, start[13] == 0x3A, start[16] == 0x3A else { return nil }
        let h1 = start[11] &- 0x30
        let h2 = start[12] &- 0x30
        let m1 = start[14] &- 0x30
        let m2 = start[15] &- 0x30
        let s1 = start[17] &- 0x30
        let s2 = start[18] &- 0x30
        guard h1 < 3, h2 < 10, m1 < 6, m2 < 10, s1 < 6, s2 < 10 else { return nil }
        let hour = Int64(h1) * 10 + Int64(h2)
        guard hour < 24 else { return nil }
        let seconds = hour * 3_600 + (Int64(m1) * 10 + Int64(m2)) * 60 + Int64(s1) * 10 + Int64(s2)
        var nanosecond = 0
        if length > 19 {
            guard start[19] == 0x2E, length > 20 else { return nil }
            var scale = 100_000_000
            for index in 20..<length {
                let digit = start[index] &- 0x30
                guard digit < 10 else { return nil }
                nanosecond += Int(digit) * scale
                scale /= 10
            }
        }
        return local(dateSeconds + seconds, nanosecond)
    }
}
