/// The value of a stage while a run holds it.
final class Box<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }
}

/// Any stage's value; what is inside is known from the handle that reads it.
typealias AnyBox = AnyObject & Sendable

/// What a stage hands back to the run.
struct Product: Sendable {
    let value: any AnyBox
    /// The digest of what was recorded, for a durable stage of a run with a journal.
    var identity: Digest?
}

/// One stage of a graph, or one of its inputs, as the graph's plan keeps it.
final class Node: Sendable {
    enum Kind: Sendable {
        case input
        case stage
        case map
        case gather
        case fanOut
    }

    typealias Work = @Sendable (RunCore, StageContext) async throws -> Product

    let name: String
    let kind: Kind
    let version: String
    /// The nodes whose values this one reads, in the order of its parameters.
    let inputs: [Int]
    /// The schema of what is recorded; nil when the stage is not durable.
    let schema: Int?
    /// The named widths that an attempt holds.
    let limits: [String]
    /// Attempts, timeout and the like in few words, for drawings.
    let remark: String
    /// Whether its value can be told from another run's; only inputs can lack that.
    let hasFingerprint: Bool
    let work: Work

    init(
        name: String,
        kind: Kind,
        version: String = "1",
        inputs: [Int] = [],
        schema: Int? = nil,
        limits: [String] = [],
        remark: String = "",
        hasFingerprint: Bool = true,
        work: @escaping Work
    ) {
        self.name = name
        self.kind = kind
        self.version = version
        self.inputs = inputs
        self.schema = schema
        self.limits = limits
        self.remark = remark
        self.hasFingerprint = hasFingerprint
        self.work = work
    }
}
