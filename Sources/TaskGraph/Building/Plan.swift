/// A graph made ready for running: everything that does not change from run to run is worked out here once.
final class Plan: Sendable {
    let name: String
    let nodes: [Node]
    let inputs: [Int]
    let output: Int
    /// For each node, those that read its value, once for every time they read it.
    let dependants: [[Int]]
    /// How a run starts: counts of what each node still waits for and of who will still read its value.
    let cells: [Cell]
    /// The nodes that are not inputs.
    let stages: [Int]
    /// The nodes whose values must be told apart between runs, because a durable stage depends on them.
    let needsIdentity: [Bool]
    let hasDurableStages: Bool
    /// Every named width that some stage holds, with one stage that does.
    let limits: [(name: String, stage: String)]
    /// The output and the stages kept for their effect.
    let isAsked: [Bool]
    private let wanted: [Bool]

    init(name: String, nodes: [Node], inputs: [Int], output: Int, kept: [Int]) {
        var dependants = [[Int]](repeating: [], count: nodes.count)
        var cells = [Cell](repeating: Cell(), count: nodes.count)
        for (index, node) in nodes.enumerated() {
            cells[index].pending = Int32(node.inputs.count)
            for input in node.inputs {
                dependants[input].append(index)
                cells[input].readers += 1
            }
        }
        cells[output].readers += 1  // the run itself reads it, at the end

        // Handles only point backwards, so one pass from the end sees every dependant before what it depends on.
        var wanted = [Bool](repeating: false, count: nodes.count)
        var needsIdentity = wanted
        for index in [output] + kept { wanted[index] = true }
        isAsked = wanted
        for index in nodes.indices.reversed() {
            if nodes[index].schema != nil { needsIdentity[index] = true }
            for input in nodes[index].inputs {
                if wanted[index] { wanted[input] = true }
                if needsIdentity[index] { needsIdentity[input] = true }
            }
        }

        var limits: [(name: String, stage: String)] = []
        for node in nodes {
            for limit in node.limits where !limits.contains(where: { $0.name == limit }) {
                limits.append((limit, node.name))
            }
        }

        self.name = name
        self.nodes = nodes
        self.inputs = inputs
        self.output = output
        self.dependants = dependants
        self.cells = cells
        self.wanted = wanted
        self.needsIdentity = needsIdentity
        self.limits = limits
        stages = nodes.indices.filter { nodes[$0].kind != .input }
        hasDurableStages = nodes.contains { $0.schema != nil }
    }

    /// The names of what leads neither to the output nor to a stage kept for its effect.
    var unreachable: [String] {
        nodes.indices.filter { !wanted[$0] }.map { nodes[$0].name }
    }

    /// The first input without a fingerprint that durable stages depend on, and those stages.
    var durableWithoutFingerprint: (input: String, stages: [String])? {
        for index in inputs where !nodes[index].hasFingerprint {
            let below = descendants(of: index)
            let stages = below.filter { nodes[$0].schema != nil }.map { nodes[$0].name }
            if !stages.isEmpty { return (nodes[index].name, stages) }
        }
        return nil
    }

    /// Everything that depends on a node, directly or not, in order.
    func descendants(of index: Int) -> [Int] {
        var reached = [Bool](repeating: false, count: nodes.count)
        var found: [Int] = []
        reached[index] = true
        for candidate in nodes.indices.dropFirst(index + 1)
        where nodes[candidate].inputs.contains(where: { reached[$0] }) {
            reached[candidate] = true
            found.append(candidate)
        }
        return found
    }

    /// Everything that a node depends on, directly or not.
    func ancestors(of index: Int) -> Set<Int> {
        var found: Set<Int> = []
        var open = nodes[index].inputs
        while let next = open.popLast() {
            if found.insert(next).inserted { open += nodes[next].inputs }
        }
        return found
    }
}
