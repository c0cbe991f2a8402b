/// How far a record may travel, from least to most guarded.
package enum DataClass: String, Codable, Sendable, CaseIterable, Comparable {
    case `public`
    case `internal`
    case confidential
    case restricted

    package static func < (left: DataClass, right: DataClass) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .public: 0
        case .internal: 1
        case .confidential: 2
        case .restricted: 3
        }
    }
}
