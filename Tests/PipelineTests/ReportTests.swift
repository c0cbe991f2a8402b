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
        ("تحرك LI-1016A أولاً في 2026-02-01 15:07.", "تحرك ⟨LI-1016A⟩ أولاً في ⟨2026-02-01 15:07⟩."),
        ("عند 20.1 %LEL، الحد 20 %LEL", "عند ⟨20.1 %LEL⟩، الحد ⟨20 %LEL⟩"),
        ("بمقدار -19.36 barg، أكثر", "بمقدار ⟨-19.36 barg⟩، أكثر"),
        ("فصل P-101A (XI-1019A): “low-low I-106”", "فصل ⟨P-101A (XI-1019A): “low-low I-106”⟩"),
        (
            "ملاحظة: Field operator: light mist at 4.07 mm/s, rising…",
            "ملاحظة: ⟨Field operator: light mist at 4.07 mm/s, rising…⟩"
        ),
        ("P-101A: تسرب", "⟨P-101A⟩: تسرب"), ("seal leak at P-1.", "seal leak at P-1."),
    ])
    func `dates, figures and foreign words stay together in Arabic`(line: String, shown: String) {
        let marked = HTMLText.line(line, .arabic).unicodeScalars.map { scalar in
            scalar == "\u{2066}" ? "⟨" : scalar == "\u{2069}" ? "⟩" : String(scalar)
        }.joined()
        #expect(marked == shown)
        #expect(HTMLText.line(line, .english) == line)
    }

    @Test(arguments: [
        ("2026-02-01T14:56:00Z", 3 * 3_600 + 360, ["15:00", "16:00", "17:00", "18:00"]),
        ("2026-02-01T23:50:00Z", 1_800, ["23:50", "23:55", "00:00", "00:05", "00:10", "00:15", "00:20"]),
        ("2026-02-01T05:00:00Z", 2 * 86_400, ["02-01 12:00", "02-02 00:00", "02-02 12:00", "02-03 00:00"]),
        ("2026-01-27T05:00:00Z", 24 * 86_400, ["01-28", "02-04", "02-11", "02-18"]),
    ])
    func `pictures have round times below them`(from: String, seconds: Int, labels: [String]) throws {
        let start = try #require(Timestamp(iso: from))
        let window = TimeWindow(from: start, to: start.adding(seconds: Int64(seconds)))
        let ticks = TimeTicks(window, zone: .utc).moments.map(\.label)
        #expect(ticks == labels || Set(labels).isSubset(of: ticks) && ticks.count <= 7, "\(ticks)")
    }

    @Test(arguments: [
        (-0.06, 1.06, ["0.0", "0.5", "1.0"]), (18.0, 96, ["20", "40", "60", "80"]), (-22, 387, ["0", "200"]),
        (0.51, 1.87, ["1.0", "1.5"]), (-1, 9.3, ["0", "5"]), (1_034_000, 1_034_800, ["1034000", "1034500"]),
    ])
    func `pictures have round figures beside them`(low: Double, high: Double, labels: [String]) {
        let ticks = ValueTicks(low: low, high: high)
        let shown = ticks.values.map { DecimalText.rounded($0, decimals: ticks.decimals) }
        #expect(
            shown == labels
                || shown.count >= 3 && shown.count <= 7 && ticks.values.allSatisfy { $0 >= low && $0 <= high },
            "\(shown)"
        )
    }

    @Test func `names of limits that lie close together do not cover each other`() throws {
        let start = Timestamp(utc: CivilTime(year: 2026, month: 3, day: 1))
        let window = TimeWindow(from: start, to: start.adding(seconds: 3_600))
        let readings = (0..<60).map { Reading(time: start.adding(seconds: Int64($0) * 60), value: Double($0)) }
        let tag = Tag(name: "PI-1", unit: "barg", limits: TagLimits(high: 57, highHigh: 59))
        let svg = TrendPicture(
            TrendSeries(tag: tag, window: window, series: ReadingSeries(tag: "PI-1", readings)),
            marks: [],
            zone: .utc
        ).svg()
        let places = svg.split(separator: "<text").filter {
            $0.hasSuffix(">HH</text>\n") || $0.hasSuffix(">H</text>\n") || $0.contains(">H</text>")
                || $0.contains(">HH</text>")
        }
        .compactMap { part in part.split(separator: " y=\"").last.flatMap { Double($0.prefix { $0 != "\"" }) } }
        #expect(places.count == 2)
        #expect(abs((places.first ?? 0) - (places.last ?? 0)) >= 11)
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
