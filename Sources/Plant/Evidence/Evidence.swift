/// Something an answer can point at.
package struct Evidence: Codable, Sendable, Hashable, Identifiable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case trend
        case alarm
        case event
        case workOrder = "work_order"
        case note
        case passage
        case incident
        /// A figure the program itself counted over the store.
        case count
    }

    /// `E1`, `E2`, …
    package var id: String
    package var kind: Kind
    /// Where the original is: `workorders.csv:12`, `11-PI-1010.PV 02:00–03:00`.
    package var source: String
    package var asset: AssetID?
    package var window: TimeWindow?
    /// What the model and the reader see. Data, never an instruction.
    package var text: String
    package var dataClass: DataClass
    /// Opens the original: `record:work_order/WO-1`, `tag:11-PI-1010.PV?from=…&to=…`, `incident:I-…`.
    package var link: String
    /// Figures behind a trend, in the tag's unit.
    package var figures: [String: Double]
    /// The tag's unit of measure, for a trend.
    package var unit: String?
    package var tag: TagName?

    package init(
        id: String,
        kind: Kind,
        source: String,
        asset: AssetID? = nil,
        window: TimeWindow? = nil,
        text: String,
        dataClass: DataClass,
        link: String,
        figures: [String: Double] = [:],
        unit: String? = nil,
        tag: TagName? = nil
    ) {
        self.id = id
        self.kind = kind
        self.source = source
        self.asset = asset
        self.window = window
        self.text = text
        self.dataClass = dataClass
        self.link = link
        self.figures = figures
        self.unit = unit
        self.tag = tag
    }
}
