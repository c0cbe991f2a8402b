import Ingestion
import Plant
import Testing

@Suite struct `Readings in JSON messages` {
    private static let arrival = Timestamp(seconds: 1_900_000_000)
    private static let noon = Timestamp(seconds: 1_772_366_400)

    private static func read(
        _ payload: String,
        topic: String = "plant/u1/TI-1",
        _ settings: JSONPayloadSettings = JSONPayloadSettings(),
        isRetained: Bool = false
    ) -> (batch: LiveBatch, faults: [PayloadFault]) {
        var reader = JSONReadings(settings, zone: .utc)
        var batch = LiveBatch()
        let faults = reader.read(
            topic: topic,
            payload: Array(payload.utf8),
            arrival: isRetained ? nil : arrival,
            into: &batch
        )
        return (batch, faults)
    }

    private static func rows(_ batch: LiveBatch) -> [String] {
        batch.allSeries.flatMap { series in
            (0..<series.count).map {
                "\(series.tag.rawValue) \(series.times[$0] / 1_000_000_000) \(series.values[$0]) \(series.qualities[$0])"
            }
        }
    }

    @Test(arguments: [
        ("23.5", "plant/u1/TI-1 1900000000 23.5 good"),
        ("\"23.5\"", "plant/u1/TI-1 1900000000 23.5 good"),
        ("true", "plant/u1/TI-1 1900000000 1.0 good"),
        (#"{"value": 1, "time": "2026-03-01T12:00:00Z"}"#, "plant/u1/TI-1 1772366400 1.0 good"),
        (#"{"v": 1, "ts": 1772366400000, "q": 192}"#, "plant/u1/TI-1 1772366400 1.0 good"),
        (#"{"v": 1, "ts": 1772366400, "q": 0}"#, "plant/u1/TI-1 1772366400 0.0 bad"),
        (#"{"v": 1, "t": 1772366400000000000, "q": "uncertain"}"#, "plant/u1/TI-1 1772366400 1.0 uncertain"),
        (#"{"value": null, "time": "2026-03-01T12:00:00Z"}"#, "plant/u1/TI-1 1772366400 0.0 noData"),
        (#"{"value": "I/O Timeout", "time": "2026-03-01T21:00:00+09:00"}"#, "plant/u1/TI-1 1772366400 0.0 timeout"),
        (#"{"value": "NaN", "time": "2026-03-01 12:00:00"}"#, "plant/u1/TI-1 1772366400 0.0 notANumber"),
        (#"{"name": "FI-2", "value": 2.5, "time": "2026-03-01T12:00:00.25Z"}"#, "FI-2 1772366400 2.5 good"),
        (
            #"{"timestamp": 1772366400000, "values": [{"id": "A.B", "v": 7, "q": true, "t": 1772366401000}]}"#,
            "A.B 1772366401 7.0 good"
        ),
        (#"{"ts": 1772366400, "TI-9": 3, "unit": {"value": 4}}"#, "TI-9 1772366400 3.0 good|unit 1772366400 4.0 good"),
        (#"{"id": 17, "value": 2, "time": 1772366400, "status": "running"}"#, "plant/u1/TI-1 1772366400 2.0 good"),
        (
            #"{"ts": 1772366400, "TI-9": 3, "site": "A", "note": null, "PI-2": "Bad"}"#,
            "PI-2 1772366400 0.0 bad|TI-9 1772366400 3.0 good"
        ),
        (
            #"[{"tag":"A","value":1,"time":1772366400},{"tag":"B","value":2,"time":1772366400}]"#,
            "A 1772366400 1.0 good|B 1772366400 2.0 good"
        ),
    ]) func `a message in a usual form is understood as it is`(payload: String, expected: String) {
        let (batch, faults) = Self.read(payload)
        #expect(faults.isEmpty)
        #expect(Self.rows(batch) == expected.split(separator: "|").map(String.init))
    }

    @Test func `settings say where everything is`() throws {
        var settings = JSONPayloadSettings()
        settings.tag = try TagTemplate("{2}.{name}", fields: JSONPayloadSettings.templateFields)
        settings.readings = ["body", "points"]
        settings.name = "point"
        settings.value = "reading"
        settings.time = "at"
        settings.quality = "state"
        settings.isOPCUA = true
        let payload = #"""
            {"body":{"points":[{"point":"a","reading":1,"at":"2026-03-01T12:00:00Z","state":0},
            {"point":"b","reading":2,"at":"2026-03-01T12:00:00Z","state":2147483648}]}}
            """#
        let (batch, faults) = Self.read(payload, settings)
        #expect(faults.isEmpty)
        #expect(Self.rows(batch) == ["u1.a 1772366400 1.0 good", "u1.b 1772366400 0.0 bad"])
    }

    @Test(arguments: [
        ("{", "bad_json"), ("", "bad_json"), (#"{"value": 1, "time": "soon"}"#, "bad_time"),
        (#"{"value": [1]}"#, "no_value"), (#"{"time": 1}"#, "no_value"), (#"{"value": 1, "time": true}"#, "bad_time"),
    ]) func `what cannot be read says why`(payload: String, reason: String) {
        let (batch, faults) = Self.read(payload)
        #expect(faults.map(\.reason) == [reason] && batch.allSeries.isEmpty)
    }

    @Test func `one bad reading of a list does not cost the others`() {
        let (batch, faults) = Self.read(#"[{"tag":"A","value":1,"time":"x"},{"tag":"B","value":2,"time":1772366400}]"#)
        #expect(faults.map(\.reason) == ["bad_time"])
        #expect(Self.rows(batch) == ["B 1772366400 2.0 good"])
    }

    @Test func `a message kept from earlier without a time is left out and counted`() {
        let (batch, faults) = Self.read("5", isRetained: true)
        #expect(faults.isEmpty && batch.allSeries.isEmpty && batch.leftOut.values.reduce(0, +) == 1)
        #expect(Self.rows(Self.read(#"{"value":5,"time":1772366400}"#, isRetained: true).batch).count == 1)
    }

    @Test func `a template that cannot be used says what may stand in it`() {
        let error = #expect(throws: PayloadFault.self) { try TagTemplate("{nmae}", fields: ["name"]) }
        #expect(error?.detail.contains("{name}") == true)
        #expect(throws: PayloadFault.self) { try TagTemplate("{name", fields: ["name"]) }
    }

    @Test func `hostile messages end in a fault, not in a crash`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Self.read(deep).faults.map(\.reason) == ["bad_json"])
        var random = UInt64(7)
        for _ in 0..<2_000 {
            var bytes: [UInt8] = []
            for _ in 0..<40 {
                random = random &* 6_364_136_223_846_793_005 &+ 1
                bytes.append(Array(#"{}[]",:0123456789.eE-tfnull vts"#.utf8)[Int(random >> 33) % 31])
            }
            _ = Self.read(String(decoding: bytes, as: UTF8.self))
        }
    }
}

@Suite struct `Sparkplug B messages` {
    private static let arrival = Timestamp(seconds: 1_900_000_000)

    private static func reader() throws -> SparkplugReadings {
        SparkplugReadings(
            template: try TagTemplate(SparkplugReadings.usualTemplate, fields: SparkplugReadings.templateFields)
        )
    }

    private static func birth(_ seq: UInt64 = 0, bdSeq: UInt64 = 3) -> [UInt8] {
        SparkplugBuilder(timestamp: 1_772_366_400_000, seq: seq) { message in
            message.metric(name: "bdSeq", datatype: 8, long: bdSeq)
            message.metric(name: "Node Control/Rebirth", datatype: 11, boolean: false)
            message.metric(name: "Temperature", alias: 1, datatype: 10, double: 20.5, unit: "degC")
            message.metric(name: "Count", alias: 2, datatype: 2, int: 0xFFFE)
        }.bytes
    }

    private static func rows(_ batch: LiveBatch) -> [String] {
        batch.allSeries.flatMap { series in
            (0..<series.count).map {
                "\(series.tag.rawValue) \(series.times[$0] / 1_000_000_000) \(series.values[$0]) \(series.qualities[$0])"
            }
        }
    }

    @Test func `births name what data messages number`() throws {
        var reader = try Self.reader()
        var batch = LiveBatch()
        let born = reader.read(topic: "spBv1.0/G/NBIRTH/N", payload: Self.birth(), arrival: Self.arrival, into: &batch)
        #expect(born.changesNodes && born.faults.isEmpty && born.notices.isEmpty)
        #expect(Self.rows(batch) == ["G/N/Count 1772366400 -2.0 good", "G/N/Temperature 1772366400 20.5 good"])
        #expect(batch.described["G/N/Temperature"]?.unit == "degC")
        let device = SparkplugBuilder(timestamp: 1_772_366_401_000, seq: 1) { message in
            message.metric(name: "On", alias: 3, datatype: 11, boolean: true)
            message.metric(name: "Mode", alias: 4, datatype: 12, text: "Manual")
            message.metric(name: "File", alias: 5, datatype: 18, raw: [1, 2])
            message.metric(name: "F", alias: 6, datatype: 9, float: 0.1)
        }.bytes
        _ = reader.read(topic: "spBv1.0/G/DBIRTH/N/D", payload: device, arrival: Self.arrival, into: &batch)
        batch = LiveBatch()
        let data = SparkplugBuilder(timestamp: 1_772_366_402_000, seq: 2) { message in
            message.metric(alias: 1, timestamp: 1_772_366_300_000, double: 21, isHistorical: true)
            message.metric(alias: 2, int: 7, quality: 0)
            message.metric(alias: 1, isNull: true)
        }.bytes
        let told = reader.read(topic: "spBv1.0/G/NDATA/N", payload: data, arrival: Self.arrival, into: &batch)
        #expect(told.faults.isEmpty && told.notices.isEmpty && !told.changesNodes)
        #expect(
            Self.rows(batch) == [
                "G/N/Count 1772366402 0.0 bad", "G/N/Temperature 1772366300 21.0 good",
                "G/N/Temperature 1772366402 0.0 noData",
            ]
        )
        batch = LiveBatch()
        let more = SparkplugBuilder(timestamp: 1_772_366_403_000, seq: 3) { message in
            message.metric(alias: 3, boolean: false)
            message.metric(alias: 4, text: "Calibration")
            message.metric(alias: 6, float: 0.5)
            message.metric(alias: 99, double: 1)
        }.bytes
        let partly = reader.read(topic: "spBv1.0/G/DDATA/N/D", payload: more, arrival: Self.arrival, into: &batch)
        #expect(partly.faults.map(\.reason) == ["unknown_alias"] && partly.rebirth?.node == "N")
        #expect(
            Self.rows(batch) == [
                "G/N/D/F 1772366403 0.5 good", "G/N/D/Mode 1772366403 0.0 digitalState", "G/N/D/On 1772366403 0.0 good",
            ]
        )
    }

    @Test func `a gap in the sequence is told, a message sent again is not`() throws {
        var reader = try Self.reader()
        var batch = LiveBatch()
        func data(_ seq: UInt64) -> SparkplugReadings.Outcome {
            let payload = SparkplugBuilder(timestamp: 1_772_366_402_000, seq: seq) { $0.metric(alias: 1, double: 1) }
            return reader.read(
                topic: "spBv1.0/G/NDATA/N",
                payload: payload.bytes,
                arrival: Self.arrival,
                into: &batch
            )
        }
        _ = reader.read(topic: "spBv1.0/G/NBIRTH/N", payload: Self.birth(), arrival: Self.arrival, into: &batch)
        #expect(data(1).notices.isEmpty)
        #expect(data(1).notices.isEmpty, "again")
        let gap = data(4)
        #expect(gap.notices == ["2 message(s) of G/N are missing before seq 4"] && gap.rebirth?.group == "G")
        for seq in 5...300 { #expect(data(UInt64(seq % 256)).notices.isEmpty) }
    }

    @Test func `a death says that nothing is known, once, and only of the session that died`() throws {
        var reader = try Self.reader()
        var batch = LiveBatch()
        func death(_ bdSeq: UInt64) -> [String] {
            batch = LiveBatch()
            let payload = SparkplugBuilder(timestamp: 0, seq: nil) {
                $0.metric(name: "bdSeq", datatype: 8, long: bdSeq)
            }
            _ = reader.read(topic: "spBv1.0/G/NDEATH/N", payload: payload.bytes, arrival: Self.arrival, into: &batch)
            return Self.rows(batch)
        }
        _ = reader.read(topic: "spBv1.0/G/NBIRTH/N", payload: Self.birth(), arrival: Self.arrival, into: &batch)
        #expect(death(2).isEmpty)
        #expect(death(3) == ["G/N/Count 1900000000 0.0 noData", "G/N/Temperature 1900000000 0.0 noData"])
        #expect(death(3).isEmpty)
        let again = reader.read(
            topic: "spBv1.0/G/NBIRTH/N",
            payload: Self.birth(bdSeq: 9),
            arrival: Self.arrival,
            into: &batch
        )
        #expect(again.notices == ["bdSeq goes from 3 to 9: births of the node were missed"])
    }

    @Test func `a death of a device has its own time`() throws {
        var reader = try Self.reader()
        var batch = LiveBatch()
        _ = reader.read(topic: "spBv1.0/G/NBIRTH/N", payload: Self.birth(), arrival: Self.arrival, into: &batch)
        let birth = SparkplugBuilder(timestamp: 1_772_366_401_000, seq: 1) {
            $0.metric(name: "X", alias: 7, datatype: 3, int: 5)
        }
        _ = reader.read(topic: "spBv1.0/G/DBIRTH/N/D", payload: birth.bytes, arrival: Self.arrival, into: &batch)
        batch = LiveBatch()
        let death = SparkplugBuilder(timestamp: 1_772_366_409_000, seq: 2) { _ in }
        _ = reader.read(topic: "spBv1.0/G/DDEATH/N/D", payload: death.bytes, arrival: Self.arrival, into: &batch)
        #expect(Self.rows(batch) == ["G/N/D/X 1772366409 0.0 noData"])
    }

    @Test func `what is no Sparkplug or cut off ends in a fault`() throws {
        let whole = Self.birth()
        for length in 1..<whole.count {
            var reader = try Self.reader()
            var batch = LiveBatch()
            _ = reader.read(
                topic: "spBv1.0/G/NBIRTH/N",
                payload: Array(whole[..<length]),
                arrival: Self.arrival,
                into: &batch
            )
        }
        var reader = try Self.reader()
        var batch = LiveBatch()
        let bad = reader.read(
            topic: "spBv1.0/G/NDATA/N",
            payload: [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
            arrival: Self.arrival,
            into: &batch
        )
        #expect(bad.faults.map(\.reason) == ["bad_protobuf"])
        let command = reader.read(topic: "spBv1.0/G/NCMD/N", payload: [1], arrival: Self.arrival, into: &batch)
        #expect(command.faults.isEmpty && batch.allSeries.isEmpty)
        #expect(PayloadFault.raw([0xFF, 0x00]) == "hex:ff00")
    }

    @Test func `the request for a birth is a Sparkplug message itself`() throws {
        let ask = SparkplugReadings.rebirth(group: "G", node: "N", at: Timestamp(seconds: 1))
        let expected = SparkplugBuilder(timestamp: 1_000, seq: nil) {
            $0.metric(name: "Node Control/Rebirth", timestamp: 1_000, datatype: 11, boolean: true)
        }
        #expect(ask.topic == "spBv1.0/G/NCMD/N" && ask.payload == expected.bytes)
    }
}
