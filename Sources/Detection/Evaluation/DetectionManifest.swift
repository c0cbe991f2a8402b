internal import FoundationEssentials

/// What `telltale eval detection` judges: files of normal operation, files with faults, and how to read them.
///
/// Samples, rows and column positions are counted from 1; where a position 0 occurs in the manifest, column positions
/// are taken to be counted from 0. Files are named relative to the manifest.
package struct DetectionManifest: Sendable, Hashable {
    /// Normal operation.
    package struct NormalFile: Sendable, Hashable {
        package var file: String
        /// First and last row; all where `nil`.
        package var rows: ClosedRange<Int>?
    }

    /// Data to be judged.
    package struct TestFile: Sendable, Hashable {
        package var file: String
        /// The first faulty sample, or its time as the time column writes it.
        package var faultStart: Place?
        /// The last faulty sample; the end of the file where `nil`.
        package var faultEnd: Place?
        /// The column that is not 0 where something is wrong; an empty cell is not judged.
        package var labelColumn: Column?
        /// Further faults, by their first and last samples.
        package var faults: [Fault] = []
        /// The rows that are judged; all where `nil`. Those before them are the past that the detector has seen.
        package var rows: ClosedRange<Int>?
        /// How many of its first rows are normal operation to learn from; the manifest's own where `nil`.
        package var trainRows: Int?
    }

    /// A stretch of faulty samples.
    package struct Fault: Sendable, Hashable {
        package var first: Place
        package var last: Place?
    }

    /// A sample by its number or its time.
    package enum Place: Sendable, Hashable {
        case sample(Int)
        case time(String)
    }

    /// A column by its name or its position.
    package enum Column: Sendable, Hashable {
        case name(String)
        case position(Int)
    }

    package var name: String
    package var train: [NormalFile]
    package var calibrate: [NormalFile]
    /// The share of normal samples that may alarm.
    package var falseAlarmRate: Double
    package var test: [TestFile]
    /// `nil`: found out from the file.
    package var separator: String?
    /// `nil`: found out from the file.
    package var hasHeader: Bool?
    package var timeColumn: Column?
    package var sampleSeconds: Double?
    /// Files whose rows are tags and whose columns are samples.
    package var transposed: Set<String>
    package var ignored: [Column]
    /// How many rows at the start of every test file are normal operation to learn from.
    package var trainRows: Int?
    /// Keys that mean nothing here: notes of their own, or slips of the pen.
    package private(set) var unknownKeys: [String] = []

    /// Every key that means something.
    package static let keys = Raw.CodingKeys.allCases.map(\.rawValue) + File.CodingKeys.allCases.map(\.rawValue)

    /// Every file, once, in the order of the manifest.
    package var files: [String] {
        var seen: Set<String> = []
        return (train.map(\.file) + calibrate.map(\.file) + test.map(\.file)).filter { seen.insert($0).inserted }
    }

    /// Columns that are no tags.
    var columnsApart: [Column] {
        ignored + [timeColumn].compactMap(\.self) + test.compactMap(\.labelColumn)
    }

    /// - Throws: ``DetectionManifestError`` that names what is missing or wrong.
    package init(json bytes: [UInt8]) throws(DetectionManifestError) {
        let raw: Raw
        do {
            raw = try JSONDecoder().decode(Raw.self, from: Data(bytes))
            unknownKeys = try JSONDecoder().decode(ManifestKeys.self, from: Data(bytes)).unknown
        } catch {
            throw DetectionManifestError("the manifest is not the JSON it should be: \(ManifestKeys.told(error))")
        }
        name = raw.name ?? "detection"
        train = (raw.train ?? []).map(\.normal)
        calibrate = (raw.calibrate ?? []).map(\.normal)
        falseAlarmRate = raw.falseAlarmRate ?? 0.01
        test = raw.test.map(\.tested)
        separator = raw.separator
        hasHeader = raw.header?.isTrue
        timeColumn = raw.timeColumn?.column
        sampleSeconds = raw.sampleSeconds
        transposed = Set(raw.transpose ?? [])
        ignored = (raw.ignoreColumns ?? []).map(\.column)
        trainRows = raw.trainRows
        guard !test.isEmpty else {
            throw DetectionManifestError("the manifest names no test file; add one under 'test'")
        }
        guard !train.isEmpty || trainRows != nil || test.allSatisfy({ $0.trainRows != nil }) else {
            throw DetectionManifestError("the manifest names no normal operation; add 'train' files or 'train_rows'")
        }
        guard falseAlarmRate > 0, falseAlarmRate < 1 else {
            throw DetectionManifestError(
                "false_alarm_rate is \(falseAlarmRate); choose a share between 0 and 1, such as 0.01"
            )
        }
        if columnsApart.contains(.position(0)) == false { countFromZero() }
    }

    /// Column positions are kept counted from 0.
    private mutating func countFromZero() {
        func moved(_ column: Column) -> Column {
            if case .position(let position) = column { return .position(position - 1) }
            return column
        }
        timeColumn = timeColumn.map(moved)
        ignored = ignored.map(moved)
        for index in test.indices { test[index].labelColumn = test[index].labelColumn.map(moved) }
    }
}

/// A manifest, or data it names, that cannot be used.
package struct DetectionManifestError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
