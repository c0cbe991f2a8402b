import Ingestion
import Plant
import Testing

@Suite struct `Columns as plants name them` {
    @Test(arguments: [
        """
        오더;오더유형;기능위치;설비;내역;기본시작일;시스템상태;우선순위
        4000123;PM01;P1-CDU-P101A;10001234;씰 누유 교체;2026.03.13;TECO;2
        """,
        """
        통지번호;통지유형;기능위치;설비번호;통지내역;고장시작일;시스템상태;우선순위
        4000123;M1;P1-CDU-P101A;10001234;씰 누유 교체;2026-03-13;TECO;2
        """,
        """
        Auftrag;Auftragsart;Technischer Platz;Equipment;Kurztext;Eckstarttermin;Systemstatus;Priorität
        4000123;PM01;P1-CDU-P101A;10001234;씰 누유 교체;13.03.2026;TECO;2
        """,
        """
        Meldung;Meldungsart;Techn. Platz;Equipment;Beschreibung;Störungsbeginn;Systemstatus;Priorität
        4000123;M1;P1-CDU-P101A;10001234;씰 누유 교체;13.03.2026;TECO;2
        """,
        """
        رقم الأمر;نوع الأمر;الموقع الوظيفي;رقم المعدات;الوصف;تاريخ البدء;حالة النظام;الأولوية
        4000123;PM01;P1-CDU-P101A;10001234;씰 누유 교체;2026-03-13;TECO;2
        """,
        """
        Order;Order Type;Functional Loc.;Equipment;Description;Bas. start date;System status;Priority
        4000123;PM01;P1-CDU-P101A;10001234;씰 누유 교체;13.03.2026;TECO;2
        """,
        """
        WONUM;WORKTYPE;LOCATION;ASSETNUM;DESCRIPTION;ACTSTART;STATUS;WOPRIORITY
        4000123;CM;P1-CDU-P101A;10001234;씰 누유 교체;2026-03-13 00:00;TECO;2
        """,
    ]) func `an order of maintenance`(text: String) async throws {
        let all = try await Everything(text: text)
        let order = try #require(all.records.first)
        #expect(all.inspection.kind == .workOrders && order.id == "4000123")
        #expect(order.title == "씰 누유 교체" && order.asset == "P1-CDU-P101A")
        #expect(order.time == Timestamp(iso: "2026-03-13T00:00:00Z"))
        #expect(order.fields["status"] == "TECO" && order.fields["priority"] == "2")
        #expect(!all.inspection.oddities.contains { $0.contains("no column") })
    }

    @Test func `an order's text in a column of an unknown name`() async throws {
        let text =
            "Order;Order Type;Functional Loc.;Bas. start date;Zz9\n1;PM01;P-1;2026-03-01;seal leaks at the drive end\n"
        let all = try await Everything(text: text)
        #expect(all.records.first?.title == "seal leaks at the drive end")
        let bare = try await Everything(
            text: "Order;Order Type;Functional Loc.;Bas. start date\n1;PM01;P-1;2026-03-01\n"
        )
        #expect(bare.inspection.oddities.contains { $0.contains("no column tells what an order is about") })
    }

    @Test(arguments: [
        "00.00.0000", "31.12.9999", "0", "00000000", "0000-00-00", "00/00/0000", "-", "", "00.00.0000 00:00:00",
    ])
    func `no date`(written: String) async throws {
        let text = """
            Order\tFunct. Loc.\tShort text\tBas. start date\tAct. finish\tZ date
            1\tP-101A\tSeal leak\t01.03.2026\t\(written)\t\(written)
            2\tP-101A\tSeal leak\t13.03.2026\t14.03.2026\t
            3\tP-101A\tSeal leak\t\(written)\t\(written)\t
            """
        let all = try await Everything(text: text)
        #expect(all.quarantined.isEmpty && all.records.count == 3)
        #expect(all.records.first?.time == Timestamp(iso: "2026-03-01T00:00:00Z") && all.records.first?.end == nil)
        #expect(all.records[1].end == Timestamp(iso: "2026-03-14T00:00:00Z") && all.records[2].time == nil)
    }

    @Test func `a file of open orders`() async throws {
        let text = """
            Order\tFunct. Loc.\tShort text\tAct. start\tCreated on\tAct. finish
            1\tP-101A\tSeal leak\t00.00.0000\t14.03.2026\t00.00.0000
            2\tP-101B\tSeal leak\t00.00.0000\t15.03.2026\t00.00.0000
            """
        let all = try await Everything(text: text)
        #expect(all.quarantined.isEmpty)
        #expect(
            all.records.map(\.time) == [Timestamp(iso: "2026-03-14T00:00:00Z"), Timestamp(iso: "2026-03-15T00:00:00Z")]
        )
    }

    @Test(arguments: [
        "EVENTTIME;SOURCE;CONDITION;STATE;PRIORITY;MESSAGE", "시각;소스;조건;상태;우선순위;메시지",
        "Zeitstempel;Quelle;Bedingung;Zustand;Priorität;Meldung", "Time;Item;Alarm Type;State;Prio;Text",
        "الوقت;المصدر;نوع الإنذار;حالة الإنذار;الأولوية;الرسالة", "Time;XYZ;Condition;State;Priority;Message",
    ]) func `an alarm journal`(header: String) async throws {
        let text =
            "\(header)\n2026-03-01 00:00:00;FIC-101;PVHI;ACT;1;Flow high\n2026-03-01 00:05:00;FIC-101;PVHI;RTN;1;Flow high\n"
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .alarms)
        #expect(all.records.compactMap { Alarm($0)?.tag } == ["FIC-101", "FIC-101"])
        #expect(all.records.map { $0.fields["transition"] } == ["activation", "return"])
        #expect(all.records.first?.title == "Flow high")
    }

    @Test func `a tag's own column comes before the source's`() async throws {
        let text = "Time,Source,Tag,Condition,State\n2026-03-01 00:00:00,DCS1,FIC-101,PVHI,ACT\n"
        #expect(try await Everything(text: text).records.first?.fields["tag"] == "FIC-101")
    }

    @Test func `a table with times that is taken as passages says so`() async throws {
        let text =
            "Time;Foo;Bar\n2026-03-01 00:00:00;some words here;others of them\n2026-03-01 00:01:00;more of these;and those\n"
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .document)
        #expect(all.inspection.oddities.contains { $0.contains("'Time'") && $0.contains("--as alarms") })
        let said = try await Everything(text: text, .mapped("kind: document\n"))
        #expect(said.inspection.oddities.isEmpty)
    }
}
