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
        settings.plant = PlantRegister(assets: assets)
        let all = try await Everything(text: text, settings)
        #expect(all.inspection.kind == .workOrders)
        #expect(all.records.map(\.id) == ["WO-1", "WO-2", "WO-2-2"])
        #expect(all.records.allSatisfy { $0.asset == "P-101A" && $0.kind == .workOrder })
        #expect(all.records[0].title == "씰 누설 \"경미\"\n점검 요청")
        #expect(all.records[0].time == Timestamp(iso: "2026-02-28T23:00:00Z"))
        #expect(all.records[0].end == Timestamp(iso: "2026-03-02T01:30:00Z"))
        #expect(all.records[0].fields["duration_hours"] == "2.5")
    }

    @Test(arguments: [
        ("time,tag,asset,condition,transition,priority,message,value,limit,unit", InputKind.alarms),
        ("order,equipment,short_text,created", .workOrders), ("tag,description,unit,range_low,range_high", .tags),
        ("time,FIC-1001.PV,LI-1016A", .readings), ("timestamp,tag,value,quality", .readings),
        ("asset,name,parent,class", .assets), ("event_id,time,event_group,description", .events),
        ("date,shift,author,remarks", .notes), ("WONUM,ASSETNUM,DESCRIPTION,STATUS,REPORTDATE", .workOrders),
    ]) func `a header alone tells the kind`(header: String, kind: InputKind) async throws {
        let all = try await Everything(text: header + "\n")
        #expect(all.inspection.kind == kind)
        #expect(all.summary.rows == 0 && all.quarantined.isEmpty)
        #expect(all.inspection.mapping.common.time?.start == nil)
    }

    @Test func `rows in another encoding are set aside and the file stays UTF-8`() async throws {
        var bytes = Array("order,equipment,description\nW1,P-101A,씰 누설\nW2,P-101B,베어링 교체\n".utf8)
        // 그랜드 in EUC-KR
        bytes += Array("W3,P-101B,".utf8) + [0xB1, 0xD7, 0xB7, 0xA3, 0xB5, 0xE5] + Array("\n".utf8)
        bytes += Array("W4,P-101A,정상\n".utf8)
        let all = try await Everything(bytes: bytes)
        #expect(all.inspection.encoding == "utf-8")
        #expect(all.records.map(\.id) == ["W1", "W2", "W4"])
        #expect(all.quarantined.map(\.reason) == ["bad_encoding"] && all.quarantined.map(\.line) == [4])
        #expect(all.quarantined.first?.detail.contains("cp949 it would be '그랜드'") == true)
    }

    @Test func `a file that is CP949 throughout is detected, however late its first Korean row comes`() async throws {
        let korean: [UInt8] = [0xB1, 0xD7, 0xB7, 0xA3, 0xB5, 0xE5]
        var bytes = Array("order,equipment,description\n".utf8)
        for row in 1...4_000 { bytes += Array("W\(row),P-101A,replaced the seal and the bearing\n".utf8) }
        bytes += Array("W4001,P-101B,".utf8) + korean + Array("\n".utf8)
        let late = try await Everything(bytes: bytes)
        #expect(late.inspection.encoding == "cp949" && late.records.last?.title == "그랜드")
        let western =
            Array("order,equipment,description\nW1,P-1,Gleitringdichtung ".utf8) + [0xFC]
            + Array("berpr\nW2,P-2,x\n".utf8)
        #expect(try await Everything(bytes: western).inspection.encoding == "windows-1252")
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
        #expect(list.assets.map(\.name) == ["Unit 11", "Pump A"])
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

    @Test func `letters that the file itself says were lost are kept, and counted`() async throws {
        let all = try await Everything(text: "order,equipment,description\nW1,P-1,씰 \u{FFFD}출\nW2,P-1,정상\nW3,P-1,정상\n")
        #expect(all.records.count == 3 && all.quarantined.isEmpty)
        #expect(all.summary.oddities == ["1 row holds letters (\u{FFFD}) that were lost before, the first in line 2"])
    }

    @Test func `merged cells are filled down`() async throws {
        let settings = try IngestionSettings.mapped("kind: document\ntitle: Part\nfill_down: [System, Part]\n")
        let all = try await Everything(text: "System,Part,Failure\nFuel,Tank,leak\n,,crack\n,Filter,block\n", settings)
        #expect(all.records.map(\.title) == ["Tank", "Tank", "Filter"])
        #expect(all.records[1].text == "System: Fuel\nPart: Tank\nFailure: crack")
    }
}

@Suite struct `Reading notes and documents` {
    @Test func `an Arabic word after a time is no afternoon`() async throws {
        let text = """
            # سجل المناوبة

            - 2026-03-02 02:58 مضخة P-101A: تسرب من مانع التسرب
            - 2026-03-02 03:10 م P-101B: تشغيل
            """
        let records = try await Everything(text: text, name: "notes.md").records
        #expect(records.map { $0.time?.description } == ["2026-03-02T02:58:00Z", "2026-03-02T15:10:00Z"])
        #expect(records.first?.text.contains("مضخة P-101A") == true)
    }

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
        settings.plant = PlantRegister(assets: [
            Asset(id: "P-101A", name: "pump A"), Asset(id: "P-101B", name: "pump B"),
        ])
        let all = try await Everything(text: text, name: "log.md", settings)
        #expect(all.inspection.kind == .notes)
        #expect(
            all.records.map(\.time) == [Timestamp(iso: "2026-03-01T14:10:00Z"), Timestamp(iso: "2026-03-01T17:10:00Z")]
        )
        #expect(all.records[0].asset == "P-101A" && all.records[0].fields["language"] == "ko")
        #expect(all.records[1].text == "Switched to the 101 B pump.\nVibration normal.")
        #expect(all.records.allSatisfy { $0.fields["shift"] == "night" && $0.fields["author"] == "Kim" })
    }

    @Test(arguments: [
        "# Shift log CDU-1 — 2026-03-01\n\nCrew B, quiet night.\n\n- 02:10 Round done.\n",
        "# CDU-1 2026-03-01\n\n02:10 P-101A tripped\n02:30 P-101B started\n",
        "# 교대일지 2026-03-01\n\n| 02:10 | 순찰 이상 없음 |\n| 03:10 | 이상 없음 |\n",
    ]) func `a text that is mostly timed entries is a log`(text: String) async throws {
        #expect(try await Everything(text: text, name: "a.md").inspection.kind == .notes)
    }

    @Test(arguments: [
        // A timeline inside a report.
        """
        # Seal leak of P-101A on 2025-04-09

        The seal pot level fell slowly over two hours before anybody noticed, because the low alarm stood behind
        a first page of the alarm list that was full of standing alarms of the furnace.

        ## Timeline

        - 20:10 Level begins to fall.
        - 22:40 Trip by I-106.

        ## Cause

        The fins of the barrier fluid cooler were plugged and the fluid ran hot. The inner seal faces were found
        with heat checks and the secondary O-ring was hardened.
        """,
        "# Incident report 2026-03-01\n\n- 02:10 Trip.\n- 02:30 Restart.\n",
        "# Start-up procedure, rev. 2026-03-01\n\n08:00 is the earliest start.\n09:00 is the latest.\n",
        "# Rounds\n\nWalk at these hours:\n\n- 02:10\n- 04:10\n",
    ]) func `a document that mentions times stays a document`(text: String) async throws {
        #expect(try await Everything(text: text, name: "a.md").inspection.kind == .document)
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
