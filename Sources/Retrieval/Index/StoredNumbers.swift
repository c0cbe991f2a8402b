import Plant

extension RecordKind {
    /// As stored in an index; never renumbered.
    var number: UInt8 {
        switch self {
        case .alarm: 0
        case .event: 1
        case .workOrder: 2
        case .note: 3
        case .passage: 4
        }
    }

    static let byNumber: [RecordKind] = [.alarm, .event, .workOrder, .note, .passage]
}

extension DataClass {
    /// As stored in an index, from least to most guarded; never renumbered.
    var number: UInt8 {
        switch self {
        case .public: 0
        case .internal: 1
        case .confidential: 2
        case .restricted: 3
        }
    }
}
