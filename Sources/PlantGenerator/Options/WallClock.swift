import Plant

/// A time on the plant's clock, in whole seconds since 1970-01-01 00:00 on that clock.
///
/// Everything the generator writes is on the plant's clock, as a historian's export would be; only the truth file
/// converts to UTC.
struct WallClock: Hashable, Comparable, Sendable {
    var seconds: Int

    init(seconds: Int) {
        self.seconds = seconds
    }

    init(_ civil: CivilTime) {
        seconds = Int(civil.secondsSinceEpoch)
    }

    init(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) {
        self.init(CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
    }

    var civil: CivilTime {
        CivilTime(shiftedBy: 0, from: Timestamp(seconds: Int64(seconds)))
    }

    /// `2026-03-01`
    var date: String { civil.date }
    /// `02:10`
    var clock: String { civil.hourAndMinute }
    /// `2026-03-01 02:10`
    var minute: String { date + " " + clock }
    /// `2026-03-01T02:10:00`
    var text: String { civil.description }

    var startOfDay: WallClock { WallClock(civil.startOfDay) }

    static func < (left: WallClock, right: WallClock) -> Bool { left.seconds < right.seconds }
    static func + (time: WallClock, seconds: Int) -> WallClock { WallClock(seconds: time.seconds + seconds) }
    static func - (time: WallClock, seconds: Int) -> WallClock { WallClock(seconds: time.seconds - seconds) }

    func minutes(_ count: Int) -> WallClock { self + count * 60 }
    func hours(_ count: Int) -> WallClock { self + count * 3_600 }
    func days(_ count: Int) -> WallClock { self + count * 86_400 }

    /// The moment in UTC.
    func moment(in zone: SiteTimeZone) -> Timestamp { zone.moment(civil) }
}

/// A stretch of days for which readings are written.
struct Period: Hashable, Sendable {
    var start: WallClock
    var days: Int
    var sampleSeconds: Int

    var end: WallClock { start.days(days) }

    func contains(_ time: WallClock) -> Bool { start <= time && time < end }
}
