import Plant
import Testing

@Suite struct `Moments and clock times` {
    @Test(arguments: [
        "1970-01-01T00:00:00Z", "2026-03-01T02:10:00Z", "1999-12-31T23:59:59.500Z", "2024-02-29T12:00:00.000001Z",
        "1700-03-01T00:00:00.000000001Z", "2200-02-28T23:59:59Z",
    ])
    func `read and write ISO 8601`(text: String) throws {
        #expect(try #require(Timestamp(iso: text)).description == text)
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T02:10:00", "", "Z",
        "2026-03-01T02:60:00Z", "yesterday",
    ])
    func `refuse what is no moment`(text: String) {
        #expect(Timestamp(iso: text) == nil)
    }

    @Test func `count days there and back`() {
        for days in stride(from: Int64(-100_000), through: 100_000, by: 37) {
            let civil = CivilTime(daysSinceEpoch: days)
            #expect(civil.isValid)
            #expect(civil.daysSinceEpoch == days)
        }
        #expect(CivilTime(year: 2026, month: 11, day: 23).weekday == 1)
    }

    @Test func `round seconds down before 1970`() {
        #expect(Timestamp(nanoseconds: -1).seconds == -1)
        #expect(Timestamp(nanoseconds: -1).utc.description == "1969-12-31T23:59:59.999999999")
    }

    @Test func `order and measure`() {
        let early = Timestamp(seconds: 10)
        let late = early.adding(seconds: 90)
        #expect(early < late)
        #expect(late.seconds(since: early) == 90)
    }
}

@Suite struct `Time zones` {
    @Test func `know Seoul`() throws {
        let zone = try SiteTimeZone("Asia/Seoul")
        let moment = try #require(Timestamp(iso: "2026-02-28T17:47:00Z"))
        #expect(zone.civil(at: moment).description == "2026-03-01T02:47:00")
        #expect(zone.moment(CivilTime(year: 2026, month: 3, day: 1, hour: 2, minute: 47)) == moment)
        #expect(zone.offsetText(at: moment) == "+09:00")
    }

    @Test(arguments: [("+09:00", 32_400), ("-0330", -12_600), ("+03", 10_800), ("UTC", 0)])
    func `read offsets`(text: String, seconds: Int) throws {
        #expect(try SiteTimeZone(text).offset(at: Timestamp(seconds: 0)) == seconds)
    }

    @Test func `tell repeated and skipped hours`() throws {
        let zone = try SiteTimeZone("Europe/Berlin")
        guard
            case .repeated(let earlier, let later) = zone.resolve(
                CivilTime(year: 2025, month: 10, day: 26, hour: 2, minute: 30)
            )
        else {
            Issue.record("the hour that repeats is not seen")
            return
        }
        #expect(later.seconds(since: earlier) == 3_600)
        guard
            case .skipped(let moved) = zone.resolve(
                CivilTime(year: 2025, month: 3, day: 30, hour: 2, minute: 30)
            )
        else {
            Issue.record("the hour that is skipped is not seen")
            return
        }
        #expect(zone.civil(at: moved).hourAndMinute == "03:30")
    }

    @Test(arguments: ["Mars/Olympus", "../../etc/passwd", "", "Asia/Seoul\0"])
    func `refuse unknown names with advice`(name: String) {
        let error = #expect(throws: TimeZoneError.self) { try SiteTimeZone(name) }
        #expect(error?.description.contains("IANA") == true)
    }
}

@Suite struct `Time windows` {
    @Test func `include their start and exclude their end`() {
        let window = TimeWindow(from: Timestamp(seconds: 0), to: Timestamp(seconds: 60))
        #expect(window.contains(Timestamp(seconds: 0)))
        #expect(!window.contains(Timestamp(seconds: 60)))
        #expect(window.seconds == 60)
        #expect(!window.overlaps(TimeWindow(from: Timestamp(seconds: 60), to: Timestamp(seconds: 70))))
        #expect(window.widened(bySeconds: 10).contains(Timestamp(seconds: 65)))
        #expect(window.union(TimeWindow(from: Timestamp(seconds: 90), to: Timestamp(seconds: 95))).seconds == 95)
    }
}
