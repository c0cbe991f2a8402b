/// How long to wait before another attempt.
public enum Backoff: Sendable, Equatable {
    /// Not at all.
    case none
    /// Always the same.
    case constant(Duration)
    /// Full jitter: anything from nothing to base · 2ⁿ, but never more than the cap. The draw comes from the run's
    /// seed, the stage, the item and the attempt, so that a run can be repeated exactly.
    case exponential(base: Duration = .milliseconds(200), cap: Duration = .seconds(30))

    /// The wait after some attempt (counted from 1), with a draw from 0 to 1.
    func delay(after attempt: Int, draw: Double) -> Duration {
        switch self {
        case .none:
            return .zero
        case .constant(let duration):
            return duration
        case .exponential(let base, let cap):
            var ceiling = base
            for _ in 1..<max(attempt, 1) where ceiling < cap { ceiling *= 2 }
            return min(ceiling, cap) * draw
        }
    }
}

/// A draw from 0 to 1 that depends only on its arguments (SplitMix64).
func jitter(seed: UInt64, stage: Int, item: Int, attempt: Int) -> Double {
    var state = seed
    for part in [stage, item, attempt] {
        state = (state ^ UInt64(truncatingIfNeeded: part)) &+ 0x9e37_79b9_7f4a_7c15
        state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
        state ^= state >> 31
    }
    return Double(state >> 11) / Double(1 << 53)
}
