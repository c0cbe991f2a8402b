/// Why a statement does not hold.
struct Failure: Hashable {
    /// What was checked; the first word of each reason, up to the colon.
    enum Kind: String, CaseIterable {
        case citation
        case name
        case number
        case date
        case time
        case quotation
        case polarity
        case language
        case grounding
    }

    var kind: Kind
    var message: String
    /// The evidence says otherwise, rather than nothing.
    var isContradiction = false

    var text: String { kind.rawValue + ": " + message }
}
