import TaskGraph

/// A graph of whole numbers with a shape drawn from a seed: each stage adds up what it reads, plus one.
struct RandomGraph: Sendable {
    let graph: Graph<Int, Int>
    let names: [String]
    /// The output for an input of zero.
    let expected: Int

    typealias Visit = @Sendable (StageContext, String) async throws -> Void

    init(
        seed: Int,
        stages: ClosedRange<Int> = 1...12,
        durable: Bool = false,
        policy: StagePolicy<Int> = .default,
        visit: @escaping Visit
    ) throws {
        var numbers = SeededNumbers(seed)
        let builder = GraphBuilder("random-\(seed)")
        let input = builder.input("input", of: Int.self)
        var handles = [input]
        var values = [0]
        var read: Set<Int> = []
        var names: [String] = []
        for number in 0..<Int.random(in: stages, using: &numbers) {
            let name = "s\(number)"
            // Half of the reads are near, so that chains come up as well as forks.
            let picked = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
                Bool.random(using: &numbers) ? handles.count - 1 : Int.random(in: 0..<handles.count, using: &numbers)
            }
            read.formUnion(picked)
            let inputs = picked.map { handles[$0] }
            let handle: Handle<Int>
            switch (inputs.count, durable) {
            case (1, false):
                handle = builder.stage(name, policy: policy, inputs[0]) { context, one in
                    try await visit(context, name)
                    return one + 1
                }
            case (1, true):
                handle = builder.stage(name, durable: .standard, policy: policy, inputs[0]) { context, one in
                    try await visit(context, name)
                    return one + 1
                }
            case (2, false):
                handle = builder.stage(name, policy: policy, inputs[0], inputs[1]) { context, one, two in
                    try await visit(context, name)
                    return (one &+ two &+ 1) % 1_000_003
                }
            case (2, true):
                handle = builder.stage(name, durable: .standard, policy: policy, inputs[0], inputs[1]) {
                    context,
                    one,
                    two in
                    try await visit(context, name)
                    return (one &+ two &+ 1) % 1_000_003
                }
            default:
                let all = builder.gather("all \(name)", inputs)
                handle =
                    durable
                    ? builder.stage(name, durable: .standard, policy: policy, all) { context, all in
                        try await visit(context, name)
                        return (all.reduce(0, &+) &+ 1) % 1_000_003
                    }
                    : builder.stage(name, policy: policy, all) { context, all in
                        try await visit(context, name)
                        return (all.reduce(0, &+) &+ 1) % 1_000_003
                    }
            }
            let sum = picked.map { values[$0] }.reduce(0, &+) &+ 1
            values.append(picked.count == 1 ? sum : sum % 1_000_003)
            handles.append(handle)
            names.append(name)
        }
        let ends = handles.indices.filter { $0 > 0 && !read.contains($0) }
        let output = builder.map("output", builder.gather("ends", ends.map { handles[$0] })) { $0.reduce(0, &+) }
        // The input is read by the first stage at least: it is the only thing that stage can read.
        graph = try builder.build(inputs: input, output: output)
        self.names = names
        expected = ends.map { values[$0] }.reduce(0, &+)
    }
}
