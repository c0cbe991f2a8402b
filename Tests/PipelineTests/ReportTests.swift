import Plant
import Testing

@testable import Pipeline

@Suite struct `Reports` {
    @Test func `what a plant wrote down is never markup`() {
        let statement = Statement(text: "<script>alert(1)</script>", citations: ["E1"], verdict: .supported)
        let html = StatementList([statement]).html()
        #expect(!html.contains("<script>"))
        #expect(html.contains("&lt;script&gt;"))
    }

    @Test func `a statement without support is struck and says why`() {
        let statement = Statement(text: "It rained", citations: [], verdict: .unsupported, reasons: ["no citation"])
        let html = StatementList([statement]).html()
        #expect(html.contains("struck"))
        #expect(html.contains("no citation"))
    }

    @Test func `a trend picture shows its limit, its marks and nothing where nothing was measured`() throws {
        let zone = SiteTimeZone.utc
        let start = Timestamp(utc: CivilTime(year: 2026, month: 3, day: 1))
        let window = TimeWindow(from: start, to: start.adding(seconds: 3_600))
        let readings = (0..<60).map { Reading(time: start.adding(seconds: Int64($0) * 60), value: Double($0)) }
        let tag = Tag(name: "PI-1", unit: "barg", limits: TagLimits(high: 50))
        let series = TrendSeries(tag: tag, window: window, series: ReadingSeries(tag: "PI-1", readings))
        let mark = TrendPicture.Mark(time: start.adding(seconds: 600), kind: .alarm, text: "PI-1 <HI>")
        let svg = TrendPicture(series, marks: [mark], zone: zone).svg()
        #expect(svg.contains("class=\"limit\""))
        #expect(svg.contains("PI-1 &lt;HI&gt;"))
        let empty = TrendSeries(tag: tag, window: window, series: ReadingSeries(tag: "PI-1"))
        #expect(TrendPicture(empty, marks: [], zone: zone).svg().isEmpty)
    }

    @Test(arguments: [
        (CivilTime(year: 2026, month: 1, day: 1), "2026-W01"), (CivilTime(year: 2027, month: 1, day: 1), "2026-W53"),
        (CivilTime(year: 2024, month: 12, day: 30), "2025-W01"),
    ])
    func `weeks are those of ISO 8601`(day: CivilTime, week: String) {
        #expect(Counting.week(of: day) == week)
    }

    @Test func `the nearest word is found only when it is near`() {
        #expect(NearestWord.find("zoen", among: ["zone", "site"]) == "zone")
        #expect(NearestWord.find("elephant", among: ["zone", "site"]) == nil)
    }
}
