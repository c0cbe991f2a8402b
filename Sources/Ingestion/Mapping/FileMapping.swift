/// How one file is to be read: every key is optional, and what is missing is detected.
///
/// The names in YAML are those of ``MappingKey``.
package struct FileMapping: Codable, Sendable, Hashable {
    package var kind: InputKind?
    /// Leave the file out.
    package var skip: Bool?
    package var encoding: String?
    package var separator: String?
    /// `point` or `comma`.
    package var decimal: String?
    /// The line of the column names, counted from 1; 0 when there is none.
    package var header: Int?
    /// The lines under or above the names that hold units of measure and descriptions; 0 when there is none.
    package var units: Int?
    package var descriptions: Int?
    /// Names for the columns, in order, instead of the file's own.
    package var columns: [String]?
    /// `wide` or `long`.
    package var layout: String?
    /// A row a tag and a column a sample, instead of the other way round.
    package var transpose: Bool?
    /// Columns to leave out.
    package var ignore: [String]?
    /// Put before every tag's name; `{file}` is the file's name without its endings.
    package var tagPrefix: String?
    package var time: TimeMapping?
    /// The column in which a record ended.
    package var end: String?
    /// Long readings and alarms: the column with the tag's name.
    package var tag: String?
    /// Long readings: the column with the value.
    package var value: String?
    /// Long readings: the column with the quality.
    package var quality: String?
    /// Long readings: columns with a yes where a good reading is doubtful, such as *Questionable*.
    package var doubts: [String]?
    /// Wide readings: the columns that tell whether the readings of others are good, `{FIC-1: FIC-1 Status}`.
    package var qualities: [String: String]?
    /// Wide readings: the columns with times of their own for the readings of others, `{TI-2: TI-2 Time}`.
    package var times: [String: String]?
    /// Words that stand for numbers: `{"True": 1, "False": 0}`.
    package var states: [String: Double]?
    /// A record's own number.
    package var id: String?
    /// A column with the equipment's code or one of its names.
    package var asset: String?
    /// A column, or a template such as `{code}: {description}`.
    package var title: String?
    /// Columns or templates, one line each; a plain column name is written with its name before it.
    package var text: [String]?
    package var fields: [String: FieldMapping]?
    /// Alarms: the column that tells the transition, and what its words mean.
    package var transition: String?
    package var transitions: [String: String]?
    /// Alarms with a row a whole alarm: the column that tells when it was acknowledged, as `end` tells when it returned.
    package var acknowledged: String?
    /// Work orders: what the plant's failure codes stand for in ISO 14224.
    package var failureCodes: [String: FailureCodeMapping]?
    /// Only rows in which a column has one of these values.
    package var only: [String: [String]]?
    /// No rows in which a column has one of these values.
    package var except: [String: [String]]?
    /// Columns whose blank cells repeat the cell above, as merged cells of spreadsheets leave them.
    package var fillDown: [String]?
    /// Equipment that the rows themselves name.
    package var assets: AssetMapping?
    package var dataClass: String?

    package init() {}

    /// This mapping with another's keys over it.
    func overlaid(with other: FileMapping) -> FileMapping {
        var result = self
        func take<Value>(_ key: WritableKeyPath<FileMapping, Value?>) {
            if let value = other[keyPath: key] { result[keyPath: key] = value }
        }
        take(\.kind)
        take(\.skip)
        take(\.encoding)
        take(\.separator)
        take(\.decimal)
        take(\.header)
        take(\.units)
        take(\.descriptions)
        take(\.columns)
        take(\.layout)
        take(\.transpose)
        take(\.ignore)
        take(\.tagPrefix)
        take(\.time)
        take(\.end)
        take(\.tag)
        take(\.value)
        take(\.quality)
        take(\.doubts)
        take(\.qualities)
        take(\.times)
        take(\.states)
        take(\.id)
        take(\.asset)
        take(\.title)
        take(\.text)
        take(\.fields)
        take(\.transition)
        take(\.transitions)
        take(\.acknowledged)
        take(\.failureCodes)
        take(\.only)
        take(\.except)
        take(\.fillDown)
        take(\.assets)
        take(\.dataClass)
        return result
    }
}

/// Where a row's time is and how it is written.
package struct TimeMapping: Codable, Sendable, Hashable {
    package var column: String?
    /// Columns whose cells are joined by a blank before they are read: a date and a time of day.
    package var columns: [String]?
    /// A name (`iso`, `mdy`, `dmy`, `epoch_ms`, `excel`) or a pattern such as `M/D/YY H:MM`.
    package var format: String?
    package var zone: String?
    /// No time column: the first row's time…
    package var start: String?
    /// …and the time from row to row: `3m`, `1s`, `500ms`, `PT3M`.
    package var step: String?

    package init() {}
}

/// Where a field's value comes from.
package struct FieldMapping: Codable, Sendable, Hashable {
    /// A column, or a template.
    package var column: String?
    package var constant: String?
    /// What the column's words mean; a word that is not here stays as it is.
    package var map: [String: String]?

    package init(column: String? = nil, constant: String? = nil, map: [String: String]? = nil) {
        self.column = column
        self.constant = constant
        self.map = map
    }
}

/// What a plant's failure code stands for in ISO 14224.
package struct FailureCodeMapping: Codable, Sendable, Hashable {
    /// `ELP`
    package var mode: String?
    /// `2.2`
    package var mechanism: String?
    /// `PU`
    package var equipmentClass: String?

    package init(mode: String? = nil, mechanism: String? = nil, equipmentClass: String? = nil) {
        self.mode = mode
        self.mechanism = mechanism
        self.equipmentClass = equipmentClass
    }
}

/// Columns that describe the equipment a row is about.
package struct AssetMapping: Codable, Sendable, Hashable {
    package var id: String?
    /// What people call it; becomes its name and an alias.
    package var name: String?
    package var parent: String?
    /// ISO 14224 class of all of them.
    package var equipmentClass: String?

    package init() {}
}
