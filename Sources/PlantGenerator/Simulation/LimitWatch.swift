import Plant

/// Watches one tag's readings against its limits, with a deadband, as a control system does.
struct LimitWatch: Sendable {
    struct Limit: Sendable {
        var condition: String
        var word: String
        /// In the transmitter's steps of the last decimal.
        var at: Int
        var isHigh: Bool
        var priority: String
    }

    let limits: [Limit]
    let deadband: Int
    /// Values strictly between these need no look while nothing is active.
    let quietAbove: Int
    let quietBelow: Int
    private(set) var active: UInt8 = 0
    var isActive: Bool { active != 0 }

    init(_ tag: TagBlueprint) {
        let scale = FixedPoint.powers[min(5, tag.decimals)]
        func scaled(_ value: Double) -> Int { Int((value * scale).rounded()) }
        var list: [Limit] = []
        let limits = tag.limits
        let hasSecond = limits.highHigh != nil || limits.lowLow != nil
        let first = hasSecond ? "medium" : "low"
        if let value = limits.high {
            list.append(Limit(condition: "HI", word: "HIGH", at: scaled(value), isHigh: true, priority: first))
        }
        if let value = limits.highHigh {
            list.append(Limit(condition: "HIHI", word: "HIGH-HIGH", at: scaled(value), isHigh: true, priority: "high"))
        }
        if let value = limits.low {
            list.append(Limit(condition: "LO", word: "LOW", at: scaled(value), isHigh: false, priority: first))
        }
        if let value = limits.lowLow {
            list.append(Limit(condition: "LOLO", word: "LOW-LOW", at: scaled(value), isHigh: false, priority: "high"))
        }
        self.limits = list
        deadband = scaled(limits.deadband ?? 0)
        quietBelow = list.filter(\.isHigh).map(\.at).min() ?? Int.max
        quietAbove = list.filter { !$0.isHigh }.map(\.at).max() ?? Int.min
    }

    /// What changed with a reading: limits reached and limits left.
    mutating func look(_ value: Int) -> (reached: [Limit], left: [Limit]) {
        var reached: [Limit] = []
        var left: [Limit] = []
        for (index, limit) in limits.enumerated() {
            let bit = UInt8(1) << UInt8(index)
            if active & bit == 0 {
                if limit.isHigh ? value >= limit.at : value <= limit.at {
                    active |= bit
                    reached.append(limit)
                }
            } else if limit.isHigh ? value < limit.at - deadband : value > limit.at + deadband {
                active &= ~bit
                left.append(limit)
            }
        }
        return (reached, left)
    }
}
