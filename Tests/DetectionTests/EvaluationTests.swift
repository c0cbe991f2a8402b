import Detection
import Plant
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Judging detection by a manifest` {
    private func manifest(_ json: String) throws -> DetectionManifest {
        try DetectionManifest(json: Array(json.utf8))
    }

    /// Three tags that follow one hidden load; from `fault` on the third no longer does.
    private func table(rows: Int, seed: UInt64, fault: Int? = nil, label: Bool = false) -> SampleTable {
        var numbers = SeededNumbers(seed)
        var load = 0.0
        let values = (0..<rows).map { row -> [Double] in
            load = 0.9 * load + 0.3 * numbers.bell()
            let isFaulty = fault.map { row >= $0 } ?? false
            let third = isFaulty ? 5 - load : 5 + load
            let cells = [
                10 + 2 * load + 0.05 * numbers.bell(), 20 - load + 0.05 * numbers.bell(), third + 0.05 * numbers.bell(),
            ]
            return label ? cells + [isFaulty ? 1 : 0] : cells
        }
        return SampleTable(columns: ["a", "b", "c"] + (label ? ["label"] : []), rows: values)
    }

    @Test func `a broken relation between tags is found, and normal operation is left alone`() throws {
        let manifest = try manifest(
            """
            {"name": "m", "train": [{"file": "normal"}], "false_alarm_rate": 0.01,
             "test": [{"file": "quiet"}, {"file": "broken", "fault_start": 301}]}
            """
        )
        let report = try DetectionEvaluation(manifest: manifest).report(tables: [
            "normal": table(rows: 800, seed: 1), "quiet": table(rows: 800, seed: 2),
            "broken": table(rows: 600, seed: 3, fault: 300),
        ])
        #expect(report.files.map(\.file) == ["quiet", "broken"])
        #expect(try #require(report.files[0].false_alarm_rate) <= 0.03)
        #expect(report.files[0].detection_rate == nil)
        #expect(try #require(report.files[1].detection_rate) >= 0.9)
        #expect(report.overall.events == 1)
        #expect(report.overall.events_found == 1)
        #expect(try #require(report.overall.delay_samples) <= 10)
        #expect(report.text().contains("overall"))
    }

    @Test func `the first rows of each file can be its normal operation`() throws {
        let manifest = try manifest(
            """
            {"name": "m", "train_rows": 400, "false_alarm_rate": 0.01, "test": [{"file": "f", "label_column": "label"}]}
            """
        )
        let report = try DetectionEvaluation(manifest: manifest)
            .report(tables: ["f": table(rows: 900, seed: 4, fault: 600, label: true)])
        #expect(report.overall.samples == 500)
        #expect(try #require(report.overall.detection_rate) >= 0.9)
        #expect(try #require(report.overall.f1) >= 0.9)
    }

    /// A plant whose tag starts somewhere of its own and drifts slowly to one side; after `fault` it falls away.
    private func plant(_ number: Int, drift: Double, fault: Int? = nil) -> SampleTable {
        var numbers = SeededNumbers(UInt64(number) + 40)
        let rows = (0..<600).map { row -> [Double] in
            let fall = fault.map { row >= $0 ? Double(row - $0) * 0.5 : 0 } ?? 0
            let place = Double(100 * number) + drift * Double(row) / 600 - fall
            return [place + 0.1 * numbers.bell(), 7, row < 300 ? .nan : 1_000 * Double(row), fault == nil ? 0 : fall]
        }
        return SampleTable(columns: ["level", "frozen", "blank", "label"], rows: rows)
    }

    @Test func `how far a tag may go from its start is learnt from other plants of the kind`() throws {
        let manifest = try manifest(
            """
            {"train_rows": 60, "calibrate": ["p0", "p1", "p2", "p3", "p4", "p5"],
             "test": [{"file": "quiet", "label_column": "label"}, {"file": "broken", "label_column": "label"}]}
            """
        )
        var tables = ["quiet": plant(8, drift: 12), "broken": plant(9, drift: -8, fault: 400)]
        for number in 0..<6 { tables["p\(number)"] = plant(number, drift: Double(number) * 2 + 1) }
        let report = try DetectionEvaluation(manifest: manifest).report(tables: tables)
        #expect(report.files[0].false_events == 0)
        #expect(report.files[1].false_events == 0)
        #expect(report.files[1].events_found == 1)
        #expect(try #require(report.files[1].delay_samples) < 80)
        let tags = (report.files[1].raised ?? []).flatMap { $0.tags.map(\.tag) }
        #expect(!tags.isEmpty && Set(tags) == ["level"])
    }

    @Test func `too few plants of the kind are said to be too few`() throws {
        let manifest = try manifest(
            #"{"train_rows": 60, "calibrate": ["p0", "p1"], "test": [{"file": "quiet", "label_column": "label"}]}"#
        )
        let tables = ["p0": plant(0, drift: 1), "p1": plant(1, drift: 2), "quiet": plant(2, drift: 1)]
        #expect(throws: DetectionManifestError.self) {
            try DetectionEvaluation(manifest: manifest).report(tables: tables)
        }
    }

    @Test func `blank, frozen and ignored columns are never the reason`() throws {
        let manifest = try manifest(
            """
            {"name": "m", "train": ["normal"], "test": ["quiet"], "ignore_columns": ["noise"], "false_alarm_rate": 0.01}
            """
        )
        func widened(_ table: SampleTable, _ constant: Double) -> SampleTable {
            SampleTable(
                columns: table.columns + ["frozen", "blank", "noise"],
                rows: table.rows.enumerated().map { $1 + [constant, .nan, constant * Double($0)] }
            )
        }
        let report = try DetectionEvaluation(manifest: manifest).report(tables: [
            "normal": widened(table(rows: 800, seed: 1), 1), "quiet": widened(table(rows: 800, seed: 2), 1_000),
        ])
        #expect(try #require(report.overall.false_alarm_rate) <= 0.03)
    }

    @Test(arguments: [
        ("a;b;time\r\n1;2;2026-01-01 00:00\r\n3,5;x;2026-01-01 00:01\r\n", 2, 3), (" 1.0  2.0\n 3.0e-001 4.0\n", 2, 2),
        ("a,b\n1,2\n\n3,4\n", 2, 2),
    ])
    func `tables are read in several spellings`(text: String, rows: Int, columns: Int) throws {
        let manifest = try manifest(#"{"train_rows": 1, "test": ["f"], "time_column": "time"}"#)
        let table = try SampleTable(Array(text.utf8), file: "f", manifest: manifest)
        #expect(table.rows.count == rows)
        #expect(table.columns.count == columns)
        #expect(table.rows[0][1] == 2)
    }

    @Test func `a transposed file has its tags as rows`() throws {
        let manifest = try manifest(#"{"train": ["t"], "test": ["f"], "transpose": ["t"], "header": false}"#)
        let table = try SampleTable(Array("1 2 3\n4 5 6\n".utf8), file: "t", manifest: manifest)
        #expect(table.rows == [[1, 4], [2, 5], [3, 6]])
    }

    @Test func `a fault can be given by times`() throws {
        let manifest = try manifest(
            """
            {"train_rows": 40, "time_column": 1, "test": [{"file": "f", "fault_start": "2026-01-02T00:00",
             "fault_end": "2026-01-02T01:00"}]}
            """
        )
        let normal = table(rows: 60, seed: 5)
        let times = (0..<60).map { $0 < 50 ? "2026-01-01 00:\($0 + 10)" : "2026-01-02 00:\($0)" }
        let named = SampleTable(
            columns: ["time"] + normal.columns,
            rows: normal.rows.map { [.nan] + $0 },
            times: times
        )
        let report = try DetectionEvaluation(manifest: manifest).report(tables: ["f": named])
        #expect(report.overall.samples == 20)
        #expect(report.overall.events == 1)
    }

    @Test(arguments: [
        (#"{"train": ["a"], "test": []}"#, "no test file"), (#"{"test": ["a"]}"#, "no normal operation"),
        (#"{"train": ["a"], "test": ["b"], "false_alarm_rate": 2}"#, "false_alarm_rate"), ("[", "not the JSON"),
        (#"{"train": ["a"]}"#, "lacks 'test'"), (#"{"train": ["a"], "test": [{"rows": [1, 2]}]}"#, "lacks 'file'"),
        (#"{"train": ["a"], "test": ["b"], "train_rows": "x"}"#, "'train_rows'"),
    ])
    func `a manifest that cannot be used says why`(json: String, words: String) {
        let error = #expect(throws: DetectionManifestError.self) { try manifest(json) }
        #expect(error?.description.contains(words) ?? false)
    }

    @Test func `keys that mean nothing are told`() throws {
        let json = #"{"train": ["a"], "test": [{"file": "b", "fault_begin": 3}], "false_alarm_rat": 0.1}"#
        #expect(try manifest(json).unknownKeys == ["false_alarm_rat", "fault_begin"])
    }

    @Test(arguments: [
        ("Normal", "Attack"), ("normal operation", "fault 3"), ("0", "2"), ("False", "True"), ("정상", "이상"),
    ])
    func `labels may be words`(well: String, ill: String) throws {
        let manifest = try manifest(#"{"train": ["t"], "test": [{"file": "f", "label_column": "state"}]}"#)
        let text = "a,state\n1,\(well)\n2,\(ill)\n3,\n"
        let table = try SampleTable(Array(text.utf8), file: "f", manifest: manifest)
        #expect(table.rows[0][1] == 0 && table.rows[1][1] != 0 && table.rows[2][1].isNaN)
    }

    @Test func `a missing column is named`() throws {
        let manifest = try manifest(#"{"train": ["a"], "test": ["b"]}"#)
        let error = #expect(throws: DetectionManifestError.self) {
            try DetectionEvaluation(manifest: manifest).report(tables: [
                "a": table(rows: 100, seed: 1), "b": SampleTable(columns: ["a", "b"], rows: [[1, 2]]),
            ])
        }
        #expect(error?.description == "b has no column 'c', which the training data has")
    }
}

@Suite struct `Detection on real and public data` {
    private func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "rb"), "\(path) cannot be read")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[0..<count])
        }
    }

    @Test(.enabled(if: PlantData.isHere, Comment(rawValue: PlantData.absence)))
    func `anomalies of the valve rig are found as events`() throws {
        let folder = try #require(PlantData.folder)
        let files = (0..<4).map { #"{"file": "valve1/\#($0).csv", "label_column": "anomaly"}"# }
        let json = """
            {"name": "valve1", "train_rows": 400, "separator": ";", "time_column": "datetime",
             "ignore_columns": ["changepoint"], "false_alarm_rate": 0.01, "test": [\(files.joined(separator: ","))]}
            """
        let manifest = try DetectionManifest(json: Array(json.utf8))
        var tables: [String: SampleTable] = [:]
        for file in manifest.files {
            tables[file] = try SampleTable(bytes(folder + "/skab/" + file), file: file, manifest: manifest)
        }
        let report = try DetectionEvaluation(manifest: manifest).report(tables: tables)
        #expect(report.overall.events >= 4)
        #expect(report.overall.events_found >= report.overall.events - 1)
    }
}
