extension Channel {
    /// The next reading, as a count of the last decimal's units.
    @inline(__always)
    mutating func advance(time: Int, load throughput: Double, ambient weather: Double, loops: [ControlLoop]) -> Int {
        let bits = random.next()
        let quick = white * RandomSource.bell(UInt32(truncatingIfNeeded: bits >> 32))
        var value: Double
        switch mode {
        case .free:
            slow = keeps * slow + innovation * RandomSource.bell(UInt32(truncatingIfNeeded: bits))
            value = base + load * throughput + ambient * weather + slow + quick
        case .loopValue: value = loops[loop].value + quick
        case .loopSetpoint: value = loops[loop].setpoint
        case .loopOutput: value = loops[loop].valve + quick
        case .constant: value = base
        case .analyser:
            slow = keeps * slow + innovation * RandomSource.bell(UInt32(truncatingIfNeeded: bits))
            if time >= heldUntil {
                held = base + load * throughput + ambient * weather + slow + quick
                heldUntil = time - time % holdSeconds + holdSeconds
            }
            value = held
        }
        return quantised(value)
    }

    /// A value within the transmitter's range, to its smallest step.
    @inline(__always)
    func quantised(_ value: Double) -> Int {
        let within = value < low ? low : (value > high ? high : value)
        return Int((within * stepsPerUnit).rounded()) * step
    }
}
