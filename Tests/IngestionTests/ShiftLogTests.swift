import Ingestion
import Plant
import Testing

@Suite struct `Reading shift logs` {
    private func entries(_ text: String, name: String = "log.txt") async throws -> [String] {
        let all = try await Everything(text: text, name: name)
        #expect(all.inspection.kind == .notes)
        return all.records.map { record in
            let time = record.time?.description.dropLast(4).dropFirst(5) ?? "-"
            return "\(time) \(record.fields["shift"] ?? "-") \(record.text)"
        }
    }

    /// What follows a time of day, as it is written.
    @Test(arguments: [
        ("19:05 heat exchanger E-201 leak", "19:05", "heat exchanger E-201 leak"),
        ("06:55 handover", "06:55", "handover"), ("19:30 hot oil low", "19:30", "hot oil low"),
        ("19:05h pump on", "19:05", "pump on"), ("19:05hrs pump on", "19:05", "pump on"),
        ("19:05 hrs - pump on", "19:05", "pump on"), ("1905h pump on", "19:05", "pump on"),
        ("1905 hrs pump on", "19:05", "pump on"), ("19.05 Uhr Pumpe an", "19:05", "Pumpe an"),
        ("19h05 pompe", "19:05", "pompe"), ("19:05 H alarm of LI-7", "19:05", "H alarm of LI-7"),
        ("19:05 Uhrwerk defekt", "19:05", "Uhrwerk defekt"), ("19:05:10.250 trip", "19:05", "trip"),
        ("7:05 pm heat", "19:05", "heat"), ("7:05pm heat", "19:05", "heat"), ("7:05 p.m. heat", "19:05", "heat"),
        ("21:00 pm done", "21:00", "pm done"), ("09:10 PM on P-101A done", "09:10", "PM on P-101A done"),
        ("01:08 오후반 인수", "01:08", "오후반 인수"), ("01:08 오전 점검", "01:08", "오전 점검"),
        ("7:05 오후 펌프 기동", "19:05", "펌프 기동"), ("오후 3시 12분경 펌프 기동", "15:12", "펌프 기동"),
        ("오전 3:12 펌프", "03:12", "펌프"), ("19시 30bar 도달", "19:00", "30bar 도달"),
        ("07:05 م P-101A", "19:05", "P-101A"), ("07:05 م. أحمد", "07:05", "م. أحمد"),
        ("٠٧:٠٥ ضغط ٥ بار", "07:05", "ضغط ٥ بار"),
        ("01:06 **bold** text", "01:06", "**bold** text"), ("**01:06** text", "01:06", "text"),
        ("**01:06:** text", "01:06", "text"), ("- [x] 01:06 text", "01:06", "text"), ("[01:06] text", "01:06", "text"),
        ("3) 01:06 text", "01:06", "text"), ("| 01:06 | text |", "01:06", "text"),
        ("01:06 -5 °C at inlet", "01:06", "-5 °C at inlet"),
        ("01:06 - 5 bar at inlet", "01:06", "5 bar at inlet"),
        ("01:06-01:20 pump stop", "01:06", "01:06-01:20 pump stop"),
        ("24:00 round done", "00:00", "round done"),
    ]) func `a suffix is a word of its own`(line: String, time: String, text: String) async throws {
        let found = try await entries("Shift log 2026-03-01\n\n00:30 A\n\(line)\n", name: "log.md")
        #expect(found.count == 2)
        let day = line.hasPrefix("24:00") ? "03-02" : "03-01"
        #expect(found.last?.hasPrefix("\(day)T\(time) ") == true && found.last?.hasSuffix(" - \(text)") == true)
    }

    @Test func `hours counted to twelve throughout`() async throws {
        let found = try await entries("Shift log 2026-03-01\n11:50 AM A\n12:10 PM B\n09:00 PM C\n")
        #expect(found == ["03-01T11:50 - A", "03-01T12:10 - B", "03-01T21:00 - C"])
    }

    @Test func `durations and ratios begin no entry`() async throws {
        let found = try await entries("Shift log 2026-03-01\n01:00 A\n3시간 운전\n1:1 ratio\n02:00 B\n")
        #expect(found == ["03-01T01:00 - A\n3시간 운전\n1:1 ratio", "03-01T02:00 - B"])
    }

    @Test(arguments: [
        "Shift log\n2026-03-01 Day\n08:00 a\n14:00 b\n2026-03-01 Night\n22:00 c\n02:00 d\n2026-03-02 Day\n08:00 e\n",
        "Shift log\n\n01.03.2026, day shift\n08:00 a\n14:00 b\n01.03.2026, night shift\n22:00 c\n02:00 d\n02.03.2026, Day\n08:00 e\n",
        "# Shift log\n## 1 March 2026\n### Day\n08:00 a\n14:00 b\n### Night\n22:00 c\n02:00 d\n## 2 March 2026\n### Day\n08:00 e\n",
        "교대일지\n일자: 2026년 3월 1일 (주간)\n08:00 a\n14:00 b\n일자: 2026년 3월 1일 (야간)\n22:00 c\n02:00 d\n3월 2일 주간조\n08:00 e\n",
        "운전일지\n2026.03.01 (일) 주간 근무자 김철수\n08:00 a\n14:00 b\n야간조 (19:00~07:00)\n22:00 c\n02:00 d\n2026.03.02 주간\n08:00 e\n",
        "سجل المناوبة\nالتاريخ: 2026-03-01 (نهارا)\n08:00 a\n14:00 b\nالمناوبة الليلية\n22:00 c\n02:00 d\nالتاريخ: ٢٠٢٦/٠٣/٠٢ نهار\n08:00 e\n",
    ]) func `each shift of a log has its name`(text: String) async throws {
        let found = try await entries(text)
        #expect(
            found == [
                "03-01T08:00 day a", "03-01T14:00 day b", "03-01T22:00 night c", "03-02T02:00 night d",
                "03-02T08:00 day e",
            ]
        )
    }

    @Test(arguments: [
        "교대일지\n일시: 2026.3.1 19:00 ~ 2026.3.2 07:00\n근무조: 야간\n19:05 a\n02:00 b\n",
        "Shift Handover Log\nDate: Sunday, March 1, 2026\nShift: Night\nOperator: Kim\n\n19:05 a\n02:00 b\n",
        "Schichtbuch\nDatum: 01.03.2026  Schicht: Nacht\n19:05 Uhr a\n02:00 Uhr b\n",
        "Shift log 2026-03-01 night\n### 19:05 a\n### 02:00 b\n",
    ]) func `lines above that tell the shift`(text: String) async throws {
        let found = try await entries(text)
        #expect(found == ["03-01T19:05 night a", "03-02T02:00 night b"])
    }

    @Test func `a new day without a shift's name is of no shift`() async throws {
        let found = try await entries("Shift log\n2026-03-01 Night\n22:00 a\n2026-03-02 Monday\n08:00 b\n")
        #expect(found == ["03-01T22:00 night a", "03-02T08:00 - b"])
    }

    @Test func `a Korean log with its date behind a label`() async throws {
        let text = "교대일지\n일자: 2026년 3월 1일 (야간)\n작성자: 김철수\n\n19:05 P-101A 진동 높음\n23:40 P-101B 기동\n03:10 정상\n"
        let all = try await Everything(text: text, name: "일지.txt")
        #expect(all.inspection.kind == .notes && all.records.count == 3)
        #expect(all.records.allSatisfy { $0.fields["shift"] == "night" && $0.fields["author"] == "김철수" })
        #expect(all.records.last?.time == Timestamp(iso: "2026-03-02T03:10:00Z"))
        #expect(all.summary.oddities.isEmpty)
    }

    @Test func `the next unit's entries begin the same day again`() async throws {
        let found = try await entries(
            "# Shift log 2026-03-01\n## CDU\n08:00 a\n17:00 b\n## VDU\n08:10 c\n16:00 d\n"
        )
        #expect(found == ["03-01T08:00 - a", "03-01T17:00 - b", "03-01T08:10 - c", "03-01T16:00 - d"])
    }

    @Test func `the newest entries first`() async throws {
        let found = try await entries("Shift log 2026-03-01\n18:00 a\n11:00 b\n10:00 c\n03:00 d\n")
        #expect(found == ["03-01T18:00 - a", "03-01T11:00 - b", "03-01T10:00 - c", "03-01T03:00 - d"])
    }

    @Test func `what stands behind a date is not lost`() async throws {
        let found = try await entries(
            "Shift log\n2026-03-01 P-101A seal leak\n2026-03-01 19:05 b\n01.03.2026 20:05 - c\n"
        )
        #expect(found == ["03-01T00:00 - P-101A seal leak", "03-01T19:05 - b", "03-01T20:05 - c"])
    }

    @Test(arguments: [
        ("19:05 pump P-101A on\n20:10 pump P-101B on\n21:00 round done\n", "no date says of which day"),
        ("Report\n2026-03-01\n19:05 pump on\n20:10 pump on\n21:00 done\n", "--as notes"),
    ]) func `a document that looks like a log is said to`(text: String, words: String) async throws {
        let all = try await Everything(text: text, name: "a.txt")
        #expect(all.inspection.kind == .document)
        #expect(all.inspection.oddities.contains { $0.contains(words) })
    }

    @Test func `a log without any date says so`() async throws {
        let settings = IngestionSettings(zone: .utc, kind: .notes)
        let all = try await Everything(text: "19:05 pump on\n20:10 pump off\n", name: "a.txt", settings)
        #expect(all.records.count == 1 && all.records.first?.text == "19:05 pump on\n20:10 pump off")
        #expect(all.summary.oddities.contains { $0.contains("2 lines begin with a time of day") })
    }

    @Test func `times with figures behind them are no log`() async throws {
        let text =
            "2026-03-01 00:00:00  1.0      2.0\n2026-03-01 00:01:00  3.0      4.0\n2026-03-01 00:02:00  5.0  6.0\n"
        #expect(try await Everything(text: text, name: "a.md").inspection.kind != .notes)
    }
}
