/// Judges the detector on labelled data, as a manifest describes it.
///
/// Models and limits come from normal operation alone; labels are only held against the outcome.
package struct DetectionEvaluation: Sendable {
    private let manifest: DetectionManifest

    package init(manifest: DetectionManifest) {
        self.manifest = manifest
    }

    /// - Parameter tables: Every file of ``DetectionManifest/files``, under the name it has there.
    /// - Throws: ``DetectionManifestError`` that names the file at fault.
    package func report(tables: [String: SampleTable]) throws(DetectionManifestError) -> DetectionReport {
        guard let sample = tables[manifest.train.first?.file ?? manifest.test.first?.file ?? ""] else {
            throw DetectionManifestError("\(manifest.train.first?.file ?? "the first test file") was not loaded")
        }
        let tags = tagColumns(sample)
        var shared: FaultDetector?
        if !manifest.train.isEmpty {
            var normal: [Matrix] = []
            for part in manifest.train { normal.append(try matrix(part, tags, tables)) }
            var calibration: [Matrix] = []
            for part in manifest.calibrate { calibration.append(try matrix(part, tags, tables)) }
            shared = try detector(normal, calibration, "the training files")
        }
        var files: [DetectionReport.Figures] = []
        var whole = AlarmJudgement()
        for test in manifest.test {
            let table = try table(test.file, tables)
            let all = try matrix(table, tags, test.file)
            let labels = try labels(table, test)
            let skipped = min(manifest.trainRows ?? 0, all.rows)
            let detector: FaultDetector
            if let shared {
                detector = shared
            } else {
                detector = try self.detector([all.slice(0..<skipped)], [], test.file)
            }
            // The whole file is looked at, so that the first sample judged has a past; the training rows do not count.
            let alarms = Array(detector.alarms(in: all)[skipped...])
            let judged = Array(labels[skipped...])
            var own = AlarmJudgement()
            own.add(alarms: alarms, labels: judged)
            whole.add(alarms: alarms, labels: judged)
            files.append(own.figures(file: test.file))
        }
        return DetectionReport(
            name: manifest.name,
            detector: "Mahalanobis distance over two samples and its ten-sample mean, canonical variate analysis",
            files: files,
            overall: whole.figures(file: nil)
        )
    }

    private func detector(
        _ normal: [Matrix],
        _ calibration: [Matrix],
        _ source: String
    ) throws(DetectionManifestError) -> FaultDetector {
        let made = FaultDetector(
            normal: normal,
            calibration: calibration,
            falseAlarmRate: manifest.falseAlarmRate
        )
        guard let made else {
            throw DetectionManifestError(
                "\(source) hold too little to learn normal operation from; at least 20 rows with a column that moves are needed"
            )
        }
        return made
    }

    // MARK: Columns

    private func tagColumns(_ table: SampleTable) -> [String] {
        let apart = Set(manifest.columnsApart.compactMap(table.position))
        return table.columns.enumerated().filter { !apart.contains($0.offset) }.map(\.element)
    }

    private func table(_ file: String, _ tables: [String: SampleTable]) throws(DetectionManifestError) -> SampleTable {
        guard let table = tables[file] else { throw DetectionManifestError("\(file) was not loaded") }
        return table
    }

    private func matrix(
        _ part: DetectionManifest.NormalFile,
        _ tags: [String],
        _ tables: [String: SampleTable]
    ) throws(DetectionManifestError) -> Matrix {
        let all = try matrix(table(part.file, tables), tags, part.file)
        guard let rows = part.rows else { return all }
        let first = min(rows.lowerBound - 1, all.rows)
        return all.slice(first..<max(first, min(rows.upperBound, all.rows)))
    }

    private func matrix(
        _ table: SampleTable,
        _ tags: [String],
        _ file: String
    ) throws(DetectionManifestError) -> Matrix {
        var places: [Int] = []
        for tag in tags {
            guard let place = table.columns.firstIndex(of: tag) else {
                throw DetectionManifestError("\(file) has no column '\(tag)', which the training data has")
            }
            places.append(place)
        }
        var result = Matrix(rows: table.rows.count, columns: places.count)
        for (row, cells) in table.rows.enumerated() {
            for (column, place) in places.enumerated() { result[row, column] = cells[place] }
        }
        return result
    }

    // MARK: Labels

    private func labels(
        _ table: SampleTable,
        _ test: DetectionManifest.TestFile
    ) throws(DetectionManifestError) -> [Bool?] {
        if let column = test.labelColumn {
            guard let place = table.position(column) else {
                throw DetectionManifestError("\(test.file) has no label column \(column)")
            }
            return table.rows.map { $0[place].isNaN ? nil : $0[place] != 0 }
        }
        guard let start = test.faultStart else { return table.rows.map { _ in false } }
        let first = try index(of: start, table, test.file)
        let last = try test.faultEnd.map { place throws(DetectionManifestError) in
            try index(of: place, table, test.file)
        }
        return table.rows.indices.map { $0 >= first && $0 <= last ?? Int.max }
    }

    /// The index of a sample, counted from 0.
    private func index(
        of place: DetectionManifest.Place,
        _ table: SampleTable,
        _ file: String
    ) throws(DetectionManifestError) -> Int {
        switch place {
        case .sample(let number): return number - 1
        case .time(let time):
            guard !table.times.isEmpty else {
                throw DetectionManifestError(
                    "\(file): the fault is given as the time \(time), but there is no 'time_column'"
                )
            }
            // ISO times sort as texts, whichever of `T` and blank stands between date and time.
            func plain(_ text: String) -> String { String(text.map { $0 == "T" ? " " : $0 }) }
            return table.times.firstIndex { plain($0) >= plain(time) } ?? table.times.count
        }
    }
}
