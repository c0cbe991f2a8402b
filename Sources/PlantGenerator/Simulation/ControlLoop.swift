/// A proportional-integral loop about its set point, disturbed by coloured noise and throughput.
struct ControlLoop: Sendable {
    let base: Double
    let load: Double
    private let gain: Double
    private let rest: Double
    private let response: Double
    private let integral: Double
    private let keeps: Double
    private let innovation: Double
    private var deviation = 0.0
    private var output = 0.0
    private var lastError = 0.0
    private var noise: Double
    private var random: RandomSource

    /// The measured value, the set point and the output to the valve now.
    private(set) var value: Double
    private(set) var setpoint: Double
    var valve: Double { rest + output }

    init(_ tag: TagBlueprint, sampleSeconds: Int, seed: UInt64, stream: String) {
        base = tag.base
        load = tag.load == 0 && tag.name.hasPrefix("FIC") ? tag.base : tag.load
        gain = tag.loopGain
        rest = tag.loopRest
        let step = Double(sampleSeconds)
        response = step / (tag.memory + step)
        integral = step / max(tag.memory * 1.5, step * 4)
        // Disturbances last about five times longer than the loop takes to answer them.
        keeps = tag.memory * 5 / (tag.memory * 5 + step)
        innovation = tag.noise * 1.6 * (1 - keeps * keeps).squareRoot()
        random = RandomSource(seed: seed, stream: "loop/" + tag.name + "/" + stream)
        noise = tag.noise * RandomSource.bell(UInt32(truncatingIfNeeded: random.next()))
        value = tag.base
        setpoint = tag.base
    }

    mutating func advance(throughput: Double) {
        noise = keeps * noise + innovation * RandomSource.bell(UInt32(truncatingIfNeeded: random.next()))
        let wanted = load * throughput
        setpoint = base + wanted
        // A loop whose set point does not follow throughput feels it as a disturbance and answers with its valve.
        let disturbance = load == 0 ? noise - gain * rest * 0.9 * throughput : noise
        deviation += (gain * output + disturbance - deviation) * response
        let error = wanted - deviation
        output += 0.5 / gain * ((error - lastError) + error * integral)
        output = min(100 - rest, max(-rest, output))
        lastError = error
        value = base + deviation
    }
}
