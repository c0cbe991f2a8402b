/// Why a graph could not be built. The compiler has checked the types; these are the mistakes it cannot see.
public enum GraphError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Two stages (or inputs) have the same name.
    case duplicateNames(graph: String, names: [String])
    /// Stages that nothing leads from to the output; use ``GraphBuilder/keep(_:)`` for those run for their effect.
    case unreachable(graph: String, names: [String])
    /// A handle of another builder was used.
    case foreignHandle(graph: String, stages: [String])
    /// The inputs given to `build` are not those that were declared.
    case inputs(graph: String, missing: [String], notInputs: [String])
    /// Durable stages that depend on an input whose value cannot be fingerprinted.
    case noFingerprint(graph: String, input: String, stages: [String])
    /// A width or an attempt count below one.
    case notPositive(graph: String, stage: String, what: String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .duplicateNames(let graph, let names):
            "Graph \(graph): these names are used more than once: \(list(names)). Give every stage its own name."
        case .unreachable(let graph, let names):
            "Graph \(graph): nothing leads from \(list(names)) to the output. "
                + "Use what they make, remove them, or keep() them if they are run for their effect."
        case .foreignHandle(let graph, let stages):
            "Graph \(graph): \(list(stages)) take a handle that another builder made."
        case .inputs(let graph, let missing, let notInputs):
            "Graph \(graph): build(inputs:) must name every input once."
                + (missing.isEmpty ? "" : " Missing: \(list(missing)).")
                + (notInputs.isEmpty ? "" : " Not inputs, or named twice: \(list(notInputs)).")
        case .noFingerprint(let graph, let input, let stages):
            "Graph \(graph): durable \(list(stages)) cannot be resumed safely, because input \(input) is neither "
                + "Encodable nor given a fingerprint."
        case .notPositive(let graph, let stage, let what):
            "Graph \(graph): \(what) of \(stage) must be at least 1."
        }
    }

    private func list(_ names: [String]) -> String {
        names.map { "“\($0)”" }.joined(separator: ", ")
    }
}
