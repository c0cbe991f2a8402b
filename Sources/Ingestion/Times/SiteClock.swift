import Plant

/// Turns written times into moments, fast: the zone's offset is looked up once a day, not once a row.
struct SiteClock {
    private let zone: SiteTimeZone
    private var settledDay = Int64.min
    private var settledOffset = 0
    private var settledIsUniform = false

    /// Clock times that happened twice, because clocks went back.
    private(set) var repeatedHour = 0
    /// Clock times that never were, because clocks went forward.
    private(set) var skippedHour = 0
    private var previousClock = Int64.min
    private var inSecondPass = false
    private var previousWasRepeated = false
    /// Whether rows come in the order of time, so that a step back inside a repeated hour means its second pass.
    var rowsAreOrdered = false

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
            return (time.clockSeconds - Int64(offset)) * 1_000_000_000 + Int64(time.nanosecond)
        }
        return local(time.clockSeconds, time.nanosecond)
    }

    @inline(__always)
    private mutating func local(_ seconds: Int64, _ nanosecond: Int) -> Int64 {
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
        defer { previousClock = seconds }
        switch zone.resolve(civil) {
        case .unique(let moment):
            inSecondPass = false
            previousWasRepeated = false
            return moment.nanoseconds
        case .skipped(let moved):
            skippedHour += 1
            previousWasRepeated = false
            return moved.nanoseconds
        case .repeated(let earlier, let later):
            repeatedHour += 1
            if rowsAreOrdered, previousWasRepeated, seconds < previousClock { inSecondPass = true }
            previousWasRepeated = true
            return inSecondPass ? later.nanoseconds : earlier.nanoseconds
        }
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
