import Plant
import Testing

@testable import Ingestion

@Suite struct `Reading times` {
    private func moment(_ text: String, _ format: TimeFormat, zone: SiteTimeZone = .utc) -> String? {
        var clock = SiteClock(zone: zone)
        return TimeText.parse(Array(text.utf8), as: format).map { Timestamp(nanoseconds: clock.moment($0)).description }
    }

    @Test(arguments: [
        ("2026-03-01T02:10:00Z", "2026-03-01T02:10:00Z"), ("2026-03-01 02:10", "2026-03-01T02:10:00Z"),
        ("2024-05-06 15:30:29.999999999", "2024-05-06T15:30:29.999999999Z"),
        ("2026/3/1 2:10:05", "2026-03-01T02:10:05Z"),
        ("2026-03-01T02:10:00+09:00", "2026-02-28T17:10:00Z"), ("20260301021000", "2026-03-01T02:10:00Z"),
        ("2026-03-01", "2026-03-01T00:00:00Z"), ("2026-03-01 24:00", "2026-03-02T00:00:00Z"),
        ("2026년 3월 1일 오전 3시 12분", "2026-03-01T03:12:00Z"), ("2026. 3. 1. 오후 3:12", "2026-03-01T15:12:00Z"),
        ("2026-03-01 02:10:00 KST", "2026-02-28T17:10:00Z"), ("20260301T021000Z", "2026-03-01T02:10:00Z"),
    ]) func `year first`(text: String, expected: String) {
        #expect(moment(text, .yearFirst) == expected)
    }

    @Test(arguments: [
        ("4/6/16 14:00", TimeFormat.monthFirst, "2016-04-06T14:00:00Z"),
        ("4/6/16 14:00", .dayFirst, "2016-06-04T14:00:00Z"),
        ("24-Dec-17 00:05:00", .dayFirst, "2017-12-24T00:05:00Z"),
        ("Dec 24, 2017 12:05 AM", .monthFirst, "2017-12-24T00:05:00Z"),
        ("24.12.2017 7:05:01,5", .dayFirst, "2017-12-24T07:05:01.500Z"),
        ("1709258400.25", .epochSeconds, "2024-03-01T02:00:00.250Z"),
        ("1709258400123", .epochMilliseconds, "2024-03-01T02:00:00.123Z"),
        ("45352.5", .excelSerial, "2024-03-01T12:00:00Z"),
        ("-0.5", .epochSeconds, "1969-12-31T23:59:59.500Z"),
    ]) func `other forms`(text: String, format: TimeFormat, expected: String) {
        #expect(moment(text, format) == expected)
    }

    @Test(arguments: [
        "", "yesterday", "2026-13-01", "2026-02-30 00:00", "2026-03-01 25:00", "2026-03-01 02:60", "12", "9999-01-01",
    ])
    func `what is no time is refused`(text: String) {
        #expect(moment(text, .yearFirst) == nil)
    }

    @Test func `a day number beyond the times that can be stored is refused`() {
        #expect(moment("167227", .excelSerial) == nil)
    }

    @Test func `the whole column decides between day and month`() {
        var days = TimeFormatDetection()
        for cell in ["1/2/21 0:00", "3/4/21 0:00", "25/4/21 0:00"] { days.see(Array(cell.utf8)) }
        #expect(days.verdict?.format == .dayFirst)
        var months = TimeFormatDetection()
        for cell in ["1/2/21", "3/4/21", "4/25/21"] { months.see(Array(cell.utf8)) }
        #expect(months.verdict?.format == .monthFirst)
        #expect(months.verdict?.isAmbiguous == false)
    }

    @Test func `a repeated hour goes on instead of back`() async throws {
        let zone = try SiteTimeZone("Europe/Berlin")
        let text = """
            time,T1
            2025-10-26 01:30:00,1
            2025-10-26 02:00:00,2
            2025-10-26 02:30:00,3
            2025-10-26 02:00:00,4
            2025-10-26 02:30:00,5
            2025-10-26 03:00:00,6
            """
        let all = try await Everything(text: text, IngestionSettings(zone: zone))
        let times = try #require(all.series["T1"]).times
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 1_800_000_000_000 })
        #expect(all.summary.oddities.contains { $0.contains("clocks showed twice") })
    }
}
