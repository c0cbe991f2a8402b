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
            shared = detector(normal, calibration)
            guard shared != nil else {
                throw DetectionManifestError(
                    """
                    the training files hold too little to learn normal operation from; at least 20 rows with a column \
                    that moves are needed
                    """
                )
            }
        }
        let fleet = try fleet(tags, tables)
        var files: [DetectionReport.Figures] = []
        var whole = AlarmJudgement()
        for test in manifest.test {
            let table = try table(test.file, tables)
            let all = try matrix(table, tags, test.file)
            let labels = try labels(table, test)
            let learnt = min(test.trainRows ?? manifest.trainRows ?? 0, all.rows)
            let isShared = test.trainRows == nil && shared != nil
            let first = max(learnt, (test.rows?.lowerBound ?? 1) - 1)
            let judged = min(first, all.rows)..<max(min(first, all.rows), min(test.rows?.upperBound ?? .max, all.rows))
            // The whole file is looked at, so that the first sample judged has a past; the training rows do not count.
            let said: [FaultDetector.Verdict]?
            if let fleet, !isShared {
                said = fleet.verdicts(on: all, learnt: learnt)
            } else {
                said = (isShared ? shared : detector([all.slice(0..<learnt)], []))?.verdicts(on: all)
            }
            let verdicts = said.map { Array($0[judged]) } ?? judged.map { _ in FaultDetector.Verdict() }
            let alarms = verdicts.map(\.isAlarm)
            let expected = Array(labels[judged])
            var judgement = AlarmJudgement()
            let raised = judgement.add(alarms: alarms, labels: expected)
            whole.add(alarms: alarms, labels: expected)
            var figures = judgement.figures(file: test.file)
            figures.note = said == nil ? "its first \(learnt) rows hold too little to learn normal operation from" : nil
            figures.raised = raised.map { event in
                RaisedEvent(event, verdicts: verdicts, skipped: judged.lowerBound, times: table.times, tags: tags)
            }
            files.append(figures)
        }
        return DetectionReport(
            name: manifest.name,
            detector: fleet == nil
                ? "slow features with moving averages, what each tag shows beyond the others, and its range"
                : "how far each tag goes from its start, beside others of the kind",
            files: files,
            overall: whole.figures(file: nil)
        )
    }

    private func detector(_ normal: [Matrix], _ calibration: [Matrix]) -> FaultDetector? {
        FaultDetector(normal: normal, calibration: calibration, falseAlarmRate: manifest.falseAlarmRate)
    }

    /// What the calibration files say where each file learns from its own first rows; `nil` where there are none, or
    /// the training files are learnt from.
    private func fleet(_ tags: [String], _ tables: [String: SampleTable]) throws(DetectionManifestError) -> FleetRanges?
    {
        guard manifest.train.isEmpty, !manifest.calibrate.isEmpty, let learnt = manifest.trainRows else { return nil }
        var plants: [Matrix] = []
        for part in manifest.calibrate { plants.append(try matrix(part, tags, tables)) }
        if let fleet = FleetRanges(plants: plants, learnt: learnt) { return fleet }
        throw DetectionManifestError(
            """
            the files under 'calibrate' hold too little: at least 5 with more than \(learnt) rows and a column that moves \
            are needed, or leave 'calibrate' out
            """
        )
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
                let name = if case .name(let name) = column { "'\(name)'" } else { "at the position that is given" }
                let there = table.columns.prefix(12).joined(separator: ", ") + (table.columns.count > 12 ? ", …" : "")
                throw DetectionManifestError("\(test.file) has no label column \(name); its columns are \(there)")
            }
            guard table.rows.contains(where: { !$0[place].isNaN }) else {
                throw DetectionManifestError(
                    "\(test.file): no cell of the label column '\(table.columns[place])' holds a label"
                )
            }
            return table.rows.map { $0[place].isNaN ? nil : $0[place] != 0 }
        }
        var faults = test.faults
        if let start = test.faultStart { faults.append(DetectionManifest.Fault(first: start, last: test.faultEnd)) }
        var labels: [Bool?] = table.rows.map { _ in false }
        for fault in faults {
            let first = try index(of: fault.first, table, test.file)
            var last = table.rows.count - 1
            if let place = fault.last { last = min(last, try index(ofLast: place, table, test.file)) }
            for sample in max(0, first)..<max(0, first, last + 1) { labels[sample] = true }
        }
        return labels
    }

    /// The index of the last sample that is not after a time.
    private func index(
        ofLast place: DetectionManifest.Place,
        _ table: SampleTable,
        _ file: String
    ) throws(DetectionManifestError) -> Int {
        let index = try index(of: place, table, file)
        guard case .time(let time) = place, table.times.indices.contains(index) else { return index }
        return DetectionEvaluation.plain(table.times[index]) > DetectionEvaluation.plain(time) ? index - 1 : index
    }

    /// ISO times sort as texts, whichever of `T` and blank stands between date and time.
    private static func plain(_ text: String) -> String { String(text.map { $0 == "T" ? " " : $0 }) }

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
            let wanted = DetectionEvaluation.plain(time)
            return table.times.firstIndex { DetectionEvaluation.plain($0) >= wanted } ?? table.times.count
        }
    }
}
