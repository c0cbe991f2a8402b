import Synchronization

/// Puts a graph together, stage by stage.
///
/// Each stage takes handles of earlier ones, so a wrong type does not compile and a cycle cannot be written.
/// ``build(inputs:output:)`` checks the rest and returns the graph, which can be run any number of times.
public final class GraphBuilder {
    /// The graph's name, as events, spans and errors show it.
    public let name: String
    var nodes: [Node] = []
    private var kept: [Int] = []
    private var strangers: [String] = []
    private var notPositive: (stage: String, what: String)?
    private let identity: UInt64

    private static let builders = Atomic<UInt64>(0)

    /// Starts an empty graph.
    public init(_ name: String) {
        self.name = name
        identity = Self.builders.wrappingAdd(1, ordering: .relaxed).newValue
    }

    // MARK: Inputs

    /// Declares an input; its encoded value is part of what durable stages are recorded under.
    public func input<Value: Sendable & Encodable>(_ name: String, of type: Value.Type) -> Handle<Value> {
        addInput(name) { value in Digest(of: try PayloadCodec.bytes(of: value)) }
    }

    /// Declares an input that no durable stage may depend on, because its value cannot be fingerprinted.
    public func input<Value: Sendable>(_ name: String, of type: Value.Type) -> Handle<Value> {
        addInput(name, fingerprint: nil)
    }

    /// Declares an input with its own fingerprint: two values with the same text are taken to be the same.
    public func input<Value: Sendable>(
        _ name: String,
        of type: Value.Type,
        fingerprint: @escaping @Sendable (Value) -> String
    ) -> Handle<Value> {
        addInput(name) { value in Digest(of: Array(fingerprint(value).utf8)) }
    }

    private func addInput<Value: Sendable>(
        _ name: String,
        fingerprint: (@Sendable (Value) throws -> Digest)?
    ) -> Handle<Value> {
        let index = nodes.count
        return add(
            Node(name: name, kind: .input, hasFingerprint: fingerprint != nil) { core, _ in
                let box: Box<Value> = core.box(at: index)
                return Product(value: box, identity: try fingerprint?(box.value))
            }
        )
    }

    // MARK: Wanted for their effect

    /// Keeps a stage that is run for its effect: nothing depends on it, and it is still wanted.
    public func keep<Value: Sendable>(_ handle: Handle<Value>) {
        kept.append(index(of: handle, for: "keep"))
    }

    // MARK: Finishing

    /// Checks the wiring and makes the graph.
    ///
    /// - Parameters:
    ///   - inputs: Every declared input, in the order in which `run` shall take the values.
    ///   - output: The stage whose value a run returns.
    /// - Throws: ``GraphError``, naming the stages at fault.
    public func build<each Input: Sendable, Output: Sendable>(
        inputs: repeat Handle<each Input>,
        output: Handle<Output>
    ) throws(GraphError) -> Graph<repeat each Input, Output> {
        var order: [Int] = []
        repeat order.append(index(of: each inputs, for: "build"))
        let plan = try plan(inputs: order, output: index(of: output, for: "build"))
        return Graph(plan: plan, inputs: (repeat each inputs), output: output)
    }

    private func plan(inputs: [Int], output: Int) throws(GraphError) -> Plan {
        guard strangers.isEmpty else { throw .foreignHandle(graph: name, stages: strangers) }
        if let notPositive { throw .notPositive(graph: name, stage: notPositive.stage, what: notPositive.what) }
        try checkNames()
        try checkInputs(inputs)
        let plan = Plan(name: name, nodes: nodes, inputs: inputs, output: output, kept: kept)
        let lost = plan.unreachable
        guard lost.isEmpty else { throw .unreachable(graph: name, names: lost) }
        if let (input, stages) = plan.durableWithoutFingerprint {
            throw .noFingerprint(graph: name, input: input, stages: stages)
        }
        return plan
    }

    private func checkNames() throws(GraphError) {
        var seen: Set<String> = []
        var twice: [String] = []
        for node in nodes where !seen.insert(node.name).inserted && !twice.contains(node.name) {
            twice.append(node.name)
        }
        guard twice.isEmpty else { throw .duplicateNames(graph: name, names: twice) }
    }

    private func checkInputs(_ inputs: [Int]) throws(GraphError) {
        let declared = nodes.indices.filter { nodes[$0].kind == .input }
        let missing = declared.filter { !inputs.contains($0) }
        var seen: Set<Int> = []
        let wrong = inputs.filter { nodes[$0].kind != .input || !seen.insert($0).inserted }
        guard missing.isEmpty, wrong.isEmpty else {
            throw .inputs(graph: name, missing: missing.map { nodes[$0].name }, notInputs: wrong.map { nodes[$0].name })
        }
    }

    // MARK: For the stages' own files

    func add<Value: Sendable>(_ node: Node) -> Handle<Value> {
        nodes.append(node)
        return Handle(index: nodes.count - 1, builder: identity)
    }

    /// The node of a handle. A stranger's handle is remembered as a mistake for `build` to report.
    func index<Value: Sendable>(of handle: Handle<Value>, for stage: String) -> Int {
        if handle.builder != identity, !strangers.contains(stage) { strangers.append(stage) }
        return handle.builder == identity ? handle.index : 0
    }

    func requirePositive(_ number: Int, _ what: String, of stage: String) {
        if number < 1, notPositive == nil { notPositive = (stage, what) }
    }
}

@available(*, unavailable)
extension GraphBuilder: Sendable {}
