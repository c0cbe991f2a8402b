import Plant

/// One tag while it is simulated: everything the inner loop needs, side by side in memory.
struct Channel {
    enum Mode: UInt8 {
        case free
        case loopValue
        case loopSetpoint
        case loopOutput
        case constant
        case analyser
    }

    var mode: Mode
    var decimals: Int
    var hasLimits: Bool
    var loop: Int
    /// The tag's effects within the simulation's list.
    var effectsFrom: Int
    var effectsTo: Int
    /// Rows before this one carry a word in place of a number.
    var troubleUntil = 0
    var trouble = 0
    var lastScaled = Int.min
    var base: Double
    var load: Double
    var ambient: Double
    var keeps: Double
    var innovation: Double
    var slow: Double
    var white: Double
    var low: Double
    var high: Double
    var stepsPerUnit: Double
    var step: Int
    var holdSeconds: Int
    var held = 0.0
    var heldUntil = Int.min
    var random: RandomSource

    init(_ tag: TagBlueprint, loop: Int?, period: Period, effects: Range<Int>, seed: UInt64, stream: String) {
        let interval = Double(period.sampleSeconds)
        decimals = min(5, tag.decimals)
        hasLimits =
            tag.limits.high != nil || tag.limits.low != nil || tag.limits.highHigh != nil
            || tag.limits.lowLow != nil
        effectsFrom = effects.lowerBound
        effectsTo = effects.upperBound
        base = tag.base
        load = tag.load
        ambient = tag.ambient
        keeps = tag.memory / (tag.memory + interval)
        innovation = tag.noise * (1 - keeps * keeps).squareRoot()
        white = tag.white
        low = tag.low
        high = tag.high
        step = tag.step
        stepsPerUnit = FixedPoint.powers[decimals] / Double(tag.step)
        holdSeconds = 0
        self.loop = loop ?? 0
        random = RandomSource(seed: seed, stream: "tag/" + tag.name + "/" + stream)
        slow = tag.noise * RandomSource.bell(UInt32(truncatingIfNeeded: random.next()))
        switch tag.source {
        case .free: mode = .free
        case .controlled: mode = .loopValue
        case .setpoint:
            mode = loop == nil ? .constant : .loopSetpoint
            white = 0
        case .output:
            mode = loop == nil ? .constant : .loopOutput
            white = loop == nil ? 0 : 0.05
        case .status:
            mode = .constant
            white = 0
        case .analyser(let seconds):
            mode = .analyser
            holdSeconds = seconds
        }
        if tag.noise == 0, tag.white == 0 { white = mode == .loopOutput ? white : 0 }
    }
}
