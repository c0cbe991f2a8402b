import Plant

/// What may go where. Deny is the default: an endpoint receives only classes up to the one it states.
struct EgressPolicy: Sendable {
    /// Why data of a class may not go to an endpoint; `nil` when it may.
    func refusal(of dataClass: DataClass, to endpoint: Endpoint) -> String? {
        guard dataClass > endpoint.highestClass else { return nil }
        return "the evidence is \(dataClass.rawValue), and endpoint '\(endpoint.name)' may receive at most "
            + "\(endpoint.highestClass.rawValue) (highest_class)"
    }
}
