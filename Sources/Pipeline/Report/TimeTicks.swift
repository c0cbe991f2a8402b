import Plant

/// Round clock times, or dates, along the time axis of a picture.
struct TimeTicks: Sendable {
    let moments: [(time: Timestamp, label: String)]

    private static let minutes: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720]
    private static let days: [Int64] = [1, 2, 3, 7, 14, 28, 56, 112, 364]
    private static let most = 6.0

    init(_ window: TimeWindow, zone: SiteTimeZone) {
        let length = window.seconds
        if let step = TimeTicks.minutes.first(where: { length / Double($0 * 60) <= TimeTicks.most }),
            length <= 3 * 86_400
        {
            moments = TimeTicks.clock(window, zone, minutes: step)
        } else {
            let step = TimeTicks.days.first { length / Double($0 * 86_400) <= TimeTicks.most } ?? 364
            moments = TimeTicks.dates(window, zone, days: step)
        }
    }

    /// From each local midnight anew, so that they stay round when clocks are put forward.
    private static func clock(_ window: TimeWindow, _ zone: SiteTimeZone, minutes: Int64) -> [(Timestamp, String)] {
        var result: [(Timestamp, String)] = []
        var day = zone.civil(at: window.from).startOfDay
        let isLong = window.seconds > 86_400
        while zone.moment(day) <= window.to {
            var minute: Int64 = 0
            while minute < 1_440 {
                var civil = day
                civil.hour = Int(minute / 60)
                civil.minute = Int(minute % 60)
                let moment = zone.moment(civil)
                if moment >= window.from, moment <= window.to, moment != result.last?.0 {
                    result.append(
                        (moment, isLong ? civil.date.suffix(5) + " " + civil.hourAndMinute : civil.hourAndMinute)
                    )
                }
                minute += minutes
            }
            day = day.adding(days: 1)
        }
        return result
    }

    private static func dates(_ window: TimeWindow, _ zone: SiteTimeZone, days: Int64) -> [(Timestamp, String)] {
        var result: [(Timestamp, String)] = []
        var day = zone.civil(at: window.from).startOfDay
        if zone.moment(day) < window.from { day = day.adding(days: 1) }
        let isYears = window.seconds > 300 * 86_400
        while zone.moment(day) <= window.to {
            result.append((zone.moment(day), isYears ? day.date : String(day.date.suffix(5))))
            day = day.adding(days: days)
        }
        return result
    }

    /// SVG text anchors: labels at an edge do not stick out.
    static func anchor(_ x: Double, from left: Double, to right: Double) -> String {
        x - left < 20 ? "start" : right - x < 20 ? "end" : "middle"
    }
}
