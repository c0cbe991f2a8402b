extension DetectionManifest {
    /// The manifest as it is written.
    struct Raw: Decodable {
        var name: String?
        var train: [File]?
        var calibrate: [File]?
        var falseAlarmRate: Double?
        var test: [File]
        var separator: String?
        var header: Flag?
        var timeColumn: Mixed?
        var sampleSeconds: Double?
        var transpose: [String]?
        var ignoreColumns: [Mixed]?
        var trainRows: Int?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case name, train, calibrate, test, separator, header, transpose
            case falseAlarmRate = "false_alarm_rate"
            case timeColumn = "time_column"
            case sampleSeconds = "sample_seconds"
            case ignoreColumns = "ignore_columns"
            case trainRows = "train_rows"
        }
    }

    /// A file as an object, or by its name alone.
    struct File: Decodable {
        var file: String
        var rows: [Int]?
        var faultStart: Mixed?
        var faultEnd: Mixed?
        var labelColumn: Mixed?
        var trainRows: Int?
        var faults: [RawFault]?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case file, rows, faults
            case faultStart = "fault_start"
            case faultEnd = "fault_end"
            case labelColumn = "label_column"
            case trainRows = "train_rows"
        }

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                file = name
                return
            }
            let container = try decoder.container(keyedBy: CodingKeys.self)
            file = try container.decode(String.self, forKey: .file)
            rows = try container.decodeIfPresent([Int].self, forKey: .rows)
            faultStart = try container.decodeIfPresent(Mixed.self, forKey: .faultStart)
            faultEnd = try container.decodeIfPresent(Mixed.self, forKey: .faultEnd)
            labelColumn = try container.decodeIfPresent(Mixed.self, forKey: .labelColumn)
            trainRows = try container.decodeIfPresent(Int.self, forKey: .trainRows)
            faults = try container.decodeIfPresent([RawFault].self, forKey: .faults)
        }

        private var range: ClosedRange<Int>? {
            guard let rows, rows.count == 2, rows[0] <= rows[1] else { return nil }
            return max(1, rows[0])...max(1, rows[1])
        }

        var normal: NormalFile { NormalFile(file: file, rows: range) }

        var tested: TestFile {
            TestFile(
                file: file,
                faultStart: faultStart?.place,
                faultEnd: faultEnd?.place,
                labelColumn: labelColumn?.column,
                faults: (faults ?? []).map { DetectionManifest.Fault(first: $0.from.place, last: $0.to?.place) },
                rows: range,
                trainRows: trainRows
            )
        }
    }

    /// First and last faulty sample, or their times.
    struct RawFault: Decodable {
        var from: Mixed
        var to: Mixed?
    }

    /// A number or a text.
    enum Mixed: Decodable {
        case number(Int)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var column: Column {
            switch self {
            case .number(let position): .position(position)
            case .text(let name): .name(name)
            }
        }

        var place: Place {
            switch self {
            case .number(let sample): .sample(sample)
            case .text(let time): .time(time)
            }
        }
    }

    /// `true`, or a number of lines.
    struct Flag: Decodable {
        var isTrue: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                isTrue = flag
            } else {
                isTrue = try container.decode(Int.self) > 0
            }
        }
    }
}
