package import Plant

/// Something that can be found.
package struct SearchDocument: Sendable, Hashable {
    /// `kind:id`, unique in an index.
    package var id: String
    package var title: String
    package var text: String
    package var asset: AssetID?
    package var time: Timestamp?
    package var kind: RecordKind
    package var dataClass: DataClass

    package init(
        id: String,
        title: String = "",
        text: String,
        asset: AssetID? = nil,
        time: Timestamp? = nil,
        kind: RecordKind,
        dataClass: DataClass = .internal
    ) {
        self.id = id
        self.title = title
        self.text = text
        self.asset = asset
        self.time = time
        self.kind = kind
        self.dataClass = dataClass
    }

    /// A record as it is searched: its words, the descriptions of its codes, and the names it is filed under.
    package init(_ record: Record) {
        var text = record.text
        for name in SearchDocument.searchedFields {
            if let value = record.fields[name], !value.isEmpty { text += "\n" + value }
        }
        if let asset = record.asset { text += "\n" + asset.rawValue }
        self.init(
            id: record.kind.rawValue + ":" + record.id,
            title: record.title,
            text: text,
            asset: record.asset,
            time: record.time,
            kind: record.kind,
            dataClass: record.dataClass
        )
    }

    private static let searchedFields = [
        RecordField.code, RecordField.codeDescription, RecordField.secondaryCode,
        RecordField.secondaryCodeDescription, RecordField.category, RecordField.tag,
    ]
}

/// What a search may return. Every condition that is given must hold.
package struct SearchFilter: Sendable, Hashable {
    /// Empty: any kind.
    package var kinds: [RecordKind]
    /// Any of these; the caller adds the assets below them. Empty: any asset or none.
    package var assets: [AssetID]
    /// Documents without a time are left out when it is given.
    package var window: TimeWindow?
    package var highestClass: DataClass

    package init(
        kinds: [RecordKind] = [],
        assets: [AssetID] = [],
        window: TimeWindow? = nil,
        highestClass: DataClass = .restricted
    ) {
        self.kinds = kinds
        self.assets = assets
        self.window = window
        self.highestClass = highestClass
    }
}

/// A document that was found.
package struct SearchHit: Sendable, Hashable {
    package var id: String
    /// Greater is better; comparable within one search only.
    package var score: Double
    /// The question's words that the document holds, in the question's order. Words that the glossary brought in
    /// are preceded by `≈`.
    package var matched: [String]

    package init(id: String, score: Double, matched: [String]) {
        self.id = id
        self.score = score
        self.matched = matched
    }
}

/// An index that cannot be used.
package enum SearchIndexError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case corrupt(path: String)
    case otherVersion(path: String, found: UInt32, expected: UInt32)
    /// Its terms were made by another analysis, so that questions would miss what is there.
    case otherAnalysis(path: String, found: UInt32, expected: UInt32)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): the search index cannot be read (\(reason)); it is rebuilt from the store when deleted"
        case .corrupt(let path):
            "\(path): the search index is damaged; delete it and it is rebuilt from the store"
        case .otherVersion(let path, let found, let expected):
            "\(path): the search index has format \(found), this program reads \(expected); "
                + "delete it and it is rebuilt from the store"
        case .otherAnalysis(let path, let found, let expected):
            "\(path): the search index was made with text analysis \(found), this program asks with \(expected); "
                + "delete it and it is rebuilt from the store"
        }
    }
}
