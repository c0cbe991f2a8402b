/// A table of samples: one row a moment, one column a tag. What is not a number is NaN.
package struct SampleTable: Sendable {
    package let columns: [String]
    /// Row after row.
    package let rows: [[Double]]
    /// The time column as it is written; empty where there is none.
    package let times: [String]

    package init(columns: [String], rows: [[Double]], times: [String] = []) {
        self.columns = columns
        self.rows = rows
        self.times = times
    }

    /// Reads a text file as the manifest says.
    ///
    /// - Throws: ``DetectionManifestError`` when the file holds no table.
    package init(_ bytes: [UInt8], file: String, manifest: DetectionManifest) throws(DetectionManifestError) {
        if let objects = try SampleTable.objects(bytes, file: file) {
            self = try SampleTable(
                objects,
                file: file,
                time: manifest.timeColumn,
                labels: Set(manifest.test.compactMap(\.labelColumn))
            )
            return
        }
        var cells = SampleTable.cells(bytes, separator: manifest.separator)
        guard let first = cells.first else {
            throw DetectionManifestError("\(file) is empty; a table of numbers was expected")
        }
        let isTransposed = manifest.transposed.contains(file)
        var names: [String]?
        if manifest.hasHeader ?? SampleTable.looksLikeHeader(first, cells.dropFirst().first) {
            names = first
            cells.removeFirst()
        }
        let width = cells.map(\.count).max() ?? 0
        if isTransposed {
            let turned = cells
            cells = (0..<width).map { column in turned.map { column < $0.count ? $0[column] : "" } }
        }
        let count = isTransposed ? (cells.first?.count ?? 0) : max(width, names?.count ?? 0)
        let columns = (0..<count).map { index in
            names.flatMap { index < $0.count && !isTransposed ? $0[index] : nil } ?? "column \(index + 1)"
        }
        guard !cells.isEmpty, count > 0 else {
            throw DetectionManifestError("\(file) holds no row of numbers; check 'separator' and 'header'")
        }
        let time = manifest.timeColumn.flatMap { SampleTable.position($0, columns) }
        self.columns = columns
        times = time.map { position in cells.map { position < $0.count ? $0[position] : "" } } ?? []
        let labels = Set(manifest.test.compactMap { $0.labelColumn.flatMap { SampleTable.position($0, columns) } })
        rows = cells.map { row in
            (0..<count).map { column in
                guard column < row.count else { return .nan }
                return labels.contains(column) ? SampleTable.label(row[column]) : SampleTable.number(row[column])
            }
        }
    }

    func position(_ column: DetectionManifest.Column) -> Int? {
        SampleTable.position(column, columns)
    }

    static func position(_ column: DetectionManifest.Column, _ columns: [String]) -> Int? {
        switch column {
        case .name(let name): columns.firstIndex(of: name)
        case .position(let position): columns.indices.contains(position) ? position : nil
        }
    }

    // MARK: Reading

    private static func cells(_ bytes: [UInt8], separator: String?) -> [[String]] {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        guard let first = lines.first else { return [] }
        let mark = separator.map(byte) ?? likely(first)
        return lines.map { line in
            guard let mark else {
                return line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                    .map { String(decoding: $0, as: UTF8.self) }
            }
            return line.split(separator: mark, omittingEmptySubsequences: false).map(trimmed)
        }
        .filter { !$0.isEmpty }
    }

    /// `nil` for white space of any length.
    private static func byte(_ separator: String) -> UInt8? {
        switch separator {
        case "", " ", "whitespace", "\\s+": nil
        case "tab", "\\t": UInt8(ascii: "\t")
        default: separator.utf8.first
        }
    }

    private static func likely(_ line: ArraySlice<UInt8>) -> UInt8? {
        let marks: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
        return marks.first(where: line.contains)
    }

    private static func trimmed(_ cell: ArraySlice<UInt8>) -> String {
        var cell = cell
        func isMargin(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") }
        while isMargin(cell.first) { cell.removeFirst() }
        while isMargin(cell.last) { cell.removeLast() }
        return String(decoding: cell, as: UTF8.self)
    }

    static func number(_ cell: String) -> Double {
        if let value = Double(cell) { return value.isFinite ? value : .nan }
        switch cell {
        case "True", "true", "TRUE": return 1
        case "False", "false", "FALSE": return 0
        default: return .nan
        }
    }

    /// A label in words: 0 for what says that all is well, 1 for any other, nothing for a blank.
    static func label(_ cell: String) -> Double {
        let value = number(cell)
        guard value.isNaN else { return value }
        let word = cell.lowercased()
        if ["", "nan", "na", "n/a", "null", "unknown", "?"].contains(word) { return .nan }
        let isWell = ["normal", "ok", "good", "healthy", "nominal", "no", "none", "n", "f", "-", "정상", "طبيعي"]
            .contains(word)
        return isWell || word.hasPrefix("normal ") || word.hasPrefix("no ") ? 0 : 1
    }

    /// A first row with fewer numbers than the second is a heading.
    private static func looksLikeHeader(_ first: [String], _ second: [String]?) -> Bool {
        func numbers(_ row: [String]) -> Int { row.filter { number($0).isFinite }.count }
        guard let second else { return numbers(first) == 0 }
        return numbers(first) < numbers(second)
    }
}
