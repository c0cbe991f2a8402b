import Ingestion
import Plant
import Testing

@Suite struct `Reading records` {
    private let assets = [Asset(id: "P-101A", name: "Crude charge pump A", aliases: ["원유 이송 펌프 A"])]

    @Test func `work orders with Korean columns`() async throws {
        let text = """
            작업지시번호,설비,내용,우선순위,발행일,완료일,소요시간
            WO-1,P101A,"씰 누설 ""경미""\n점검 요청",1,2026-03-01 08:00,2026-03-02 10:30,2:30
            WO-2,원유 이송 펌프 A,베어링 교체,2,2026-03-05 08:00,,
            WO-2,P-101A,같은 번호,2,2026-03-06 08:00,,
            """
        var settings = IngestionSettings(zone: try SiteTimeZone("Asia/Seoul"))
        settings.knownAssets = assets
        let all = try await Everything(text: text, settings)
        #expect(all.inspection.kind == .workOrders)
        #expect(all.records.map(\.id) == ["WO-1", "WO-2", "WO-2-2"])
        #expect(all.records.allSatisfy { $0.asset == "P-101A" && $0.kind == .workOrder })
        #expect(all.records[0].title == "씰 누설 \"경미\"\n점검 요청")
        #expect(all.records[0].time == Timestamp(iso: "2026-02-28T23:00:00Z"))
        #expect(all.records[0].end == Timestamp(iso: "2026-03-02T01:30:00Z"))
        #expect(all.records[0].fields["duration_hours"] == "2.5")
    }

    @Test func `alarms with states`() async throws {
        let text = """
            Time,Tag,Condition,State,Priority,Message
            2026-03-01 00:00:00,PI-1,PVHI,ACT,High,pressure high
            2026-03-01 00:01:00,PI-1,PVHI,ACK,High,pressure high
            2026-03-01 00:02:00,PI-1,PVHI,RTN,High,pressure high
            """
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .alarms)
        let alarms = all.records.compactMap { Alarm($0) }
        #expect(alarms.map(\.transition) == [.activation, .acknowledgement, .returnToNormal])
        #expect(alarms.allSatisfy { $0.condition == "HI" && $0.tag == "PI-1" && $0.priority == "High" })
    }

    @Test func `a number that is none is set aside`() async throws {
        let text = "order,equipment,description,cost,start\n1,P-1,a,\"1,250.50\",2026-03-01\n2,P-1,b,lots,2026-03-01\n"
        let all = try await Everything(text: text)
        #expect(all.records.map { $0.fields["cost"] } == ["1250.5"])
        #expect(all.quarantined.map(\.reason) == ["bad_number"])
    }

    @Test func `asset and tag lists`() async throws {
        let list = try await Everything(
            text: "asset,name,parent,class,aliases\nU11,Unit 11,,,\nP-101A,Pump A,U11,PU,원유 펌프|charge pump\n"
        )
        #expect(list.inspection.kind == .assets)
        #expect(list.assets.last?.aliases == ["원유 펌프", "charge pump"] && list.assets.last?.parent == "U11")
        let tags = try await Everything(
            text: "tag,description,unit,asset,kind,range_low,range_high,ll,l,h,hh,deadband,rate\n"
                + "PI-1,Discharge pressure,barg,P-101A,measurement,0,25,2,3,20,22,0.1,5\n"
        )
        #expect(tags.inspection.kind == .tags)
        #expect(
            tags.tags.first?.limits
                == TagLimits(lowLow: 2, low: 3, high: 20, highHigh: 22, deadband: 0.1, ratePerMinute: 5)
        )
        #expect(tags.tags.first?.unit == "barg" && tags.tags.first?.rangeHigh == 25)
    }

    @Test func `merged cells are filled down`() async throws {
        let settings = try IngestionSettings.mapped("kind: document\ntitle: Part\nfill_down: [System, Part]\n")
        let all = try await Everything(text: "System,Part,Failure\nFuel,Tank,leak\n,,crack\n,Filter,block\n", settings)
        #expect(all.records.map(\.title) == ["Tank", "Tank", "Filter"])
        #expect(all.records[1].text == "System: Fuel\nPart: Tank\nFailure: crack")
    }
}

@Suite struct `Reading notes and documents` {
    @Test func `a shift log past midnight`() async throws {
        let text = """
            # Shift log, unit 11

            ## 2026-03-01 Night shift
            Author: Kim

            - 23:10 P101A 씰에서 누설 흔적. 순찰 강화.
            - 02:10 Switched to the 101 B pump.
              Vibration normal.
            """
        var settings = IngestionSettings(zone: try SiteTimeZone("Asia/Seoul"))
        settings.knownAssets = [Asset(id: "P-101A", name: "pump A"), Asset(id: "P-101B", name: "pump B")]
        let all = try await Everything(text: text, name: "log.md", settings)
        #expect(all.inspection.kind == .notes)
        #expect(
            all.records.map(\.time) == [Timestamp(iso: "2026-03-01T14:10:00Z"), Timestamp(iso: "2026-03-01T17:10:00Z")]
        )
        #expect(all.records[0].asset == "P-101A" && all.records[0].fields["language"] == "ko")
        #expect(all.records[1].text == "Switched to the 101 B pump.\nVibration normal.")
        #expect(all.records.allSatisfy { $0.fields["shift"] == "night" && $0.fields["author"] == "Kim" })
    }

    @Test func `Markdown keeps its headings and offsets`() async throws {
        let text =
            "# Procedure\n\n## Seal replacement\n\nIsolate the pump. Drain it.\n\n## Start-up\n\nOpen the suction valve.\n"
        let all = try await Everything(text: text, name: "seal.md")
        #expect(all.records.map(\.source.headings) == [["Procedure", "Seal replacement"], ["Procedure", "Start-up"]])
        let offset = try #require(all.records[0].source.offset)
        #expect(Array(text.utf8)[offset...].starts(with: Array("Isolate".utf8)))
    }

    @Test func `long text is cut at ends of sentences`() async throws {
        let sentence = "The level controller held the drum at fifty percent while the feed was raised. "
        let all = try await Everything(text: String(repeating: sentence, count: 60), name: "long.txt")
        #expect(all.records.count > 2)
        for record in all.records {
            #expect(record.text.hasSuffix("raised."))
            #expect(record.text.split(separator: " ").count <= 250)
        }
    }

    @Test func `HTML without its tags`() async throws {
        let text = """
            <html><head><style>p {}</style></head><body><h1>Alarm &amp; trip</h1><p>Trip at 3 &lt; 4 bar.</p>
            <table><tr><td>PI-1</td><td>20 bar</td></tr></table><script>x</script></body></html>
            """
        let all = try await Everything(text: text, name: "page.html")
        #expect(all.records.map(\.text) == ["Trip at 3 < 4 bar.\nPI-1 | 20 bar"])
        #expect(all.records[0].title == "Alarm & trip")
    }
}
