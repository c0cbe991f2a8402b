/// Pauses between attempts: exponential with full jitter, never shorter than the server asked for.
struct RetryDelays: Sendable {
    private var state: UInt64

    init(seed: String) {
        state = seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func delay(after attempt: Int, atLeast: Duration?) -> Duration {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let share = Double(state >> 11) / Double(1 << 53)
        let ceiling = min(30.0, 0.5 * Double(1 << min(attempt - 1, 10)))
        return max(.milliseconds(Int(ceiling * share * 1_000)), atLeast ?? .zero)
    }
}
