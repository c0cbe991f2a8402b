package import Plant

/// What a file holds, under the names that `telltale ingest --as` takes.
package enum InputKind: String, Codable, Sendable, CaseIterable {
    case readings
    case alarms
    case events
    case workOrders = "work_orders"
    case notes
    case document
    case assets
    case tags

    /// The kind of record that rows of such a file become; `nil` where they become something else.
    var recordKind: RecordKind? {
        switch self {
        case .alarms: .alarm
        case .events: .event
        case .workOrders: .workOrder
        case .notes: .note
        case .document: .passage
        case .readings, .assets, .tags: nil
        }
    }
}

/// How to read files: what the site is like, and what somebody said about them.
package struct IngestionSettings: Sendable {
    /// Times without a zone are in it.
    package var zone: SiteTimeZone
    package var mapping: Mapping?
    /// What the file is, where that was said rather than detected.
    package var kind: InputKind?
    package var dataClass: DataClass
    package var plant: PlantRegister
    /// What somebody else read off the pages of the file, which is then not read here.
    package var digitised: DigitisedDocument?

    package init(
        zone: SiteTimeZone,
        mapping: Mapping? = nil,
        kind: InputKind? = nil,
        dataClass: DataClass = .internal,
        plant: PlantRegister = PlantRegister()
    ) {
        self.zone = zone
        self.mapping = mapping
        self.kind = kind
        self.dataClass = dataClass
        self.plant = plant
    }
}
