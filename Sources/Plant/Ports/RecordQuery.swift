/// Which records to look at. Every condition that is given must hold.
package struct RecordQuery: Sendable, Hashable {
    package var kinds: [RecordKind]
    /// Any of these assets; the caller adds the assets below them. Empty: any asset or none.
    package var assets: [AssetID]
    /// Records whose ``Record/time`` lies in the window; records without a time are left out when it is given.
    package var window: TimeWindow?
    /// Field name → accepted values (compared as they are, letter case ignored).
    package var fields: [String: [String]]
    package var ids: [String]
    package var highestClass: DataClass

    package init(
        kinds: [RecordKind] = [],
        assets: [AssetID] = [],
        window: TimeWindow? = nil,
        fields: [String: [String]] = [:],
        ids: [String] = [],
        highestClass: DataClass = .restricted
    ) {
        self.kinds = kinds
        self.assets = assets
        self.window = window
        self.fields = fields
        self.ids = ids
        self.highestClass = highestClass
    }
}
