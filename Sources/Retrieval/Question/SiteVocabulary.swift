package import Plant

/// What a site has, as far as a question can name it.
package struct SiteVocabulary: Sendable {
    package var assets: [Asset]
    package var tags: [Tag]
    /// Field name (of `RecordField`) → the values that occur.
    package var fieldValues: [String: [FieldValue]]
    /// Paths of imported files.
    package var sourceFiles: [String]
    package var dataSpan: TimeWindow?
    /// The kinds of record that occur; empty when that is not known.
    package var kinds: [RecordKind]

    package init(
        assets: [Asset] = [],
        tags: [Tag] = [],
        fieldValues: [String: [FieldValue]] = [:],
        sourceFiles: [String] = [],
        dataSpan: TimeWindow? = nil,
        kinds: [RecordKind] = []
    ) {
        self.assets = assets
        self.tags = tags
        self.fieldValues = fieldValues
        self.sourceFiles = sourceFiles
        self.dataSpan = dataSpan
        self.kinds = kinds
    }
}

/// A value that a field takes, such as the code `MT010` with its description `Oil Analysis`.
package struct FieldValue: Sendable, Hashable {
    package var value: String
    package var description: String?
    /// The kinds of record that it occurs on; empty when that is not known.
    package var kinds: [RecordKind]

    package init(_ value: String, description: String? = nil, kinds: [RecordKind] = []) {
        self.value = value
        self.description = description
        self.kinds = kinds
    }
}

/// A shift of the plant on the local clock.
package struct Shift: Sendable, Hashable {
    /// A shift for the night is known by `night` or `야간` in its name, the others by `day`, `evening` and so on.
    package var name: String
    /// Minutes after midnight; a shift that ends before it starts crosses midnight.
    package var startMinute: Int
    package var endMinute: Int

    package init(name: String, startMinute: Int, endMinute: Int) {
        self.name = name
        self.startMinute = startMinute
        self.endMinute = endMinute
    }

    /// Day 06–14, evening 14–22, night 22–06.
    package static let three = [
        Shift(name: "day", startMinute: 360, endMinute: 840),
        Shift(name: "evening", startMinute: 840, endMinute: 1_320),
        Shift(name: "night", startMinute: 1_320, endMinute: 360),
    ]
}
