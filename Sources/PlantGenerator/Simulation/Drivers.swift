/// What moves every tag of the plant together: throughput and weather.
struct Drivers: Sendable {
    /// Throughput as a share above or below the normal: 0.02 is 2 % more.
    private(set) var load = 0.0
    /// Throughput as the board operator set it, without what feed and measurement make of it.
    private(set) var planned = 0.0
    /// Outdoor temperature above 10 °C.
    private(set) var ambient = 0.0
    private let plan: Effect.Course
    private var wander = 0.0
    private var weather = 0.0
    private let wanderKeeps: Double
    private let weatherKeeps: Double
    private var random: RandomSource

    init(plan: [(WallClock, Double)], sampleSeconds: Int, seed: UInt64, stream: String) {
        self.plan = Effect.Course(plan)
        let step = Double(sampleSeconds)
        wanderKeeps = 5_400 / (5_400 + step)
        weatherKeeps = 14_400 / (14_400 + step)
        random = RandomSource(seed: seed, stream: "drivers/" + stream)
        let bits = random.next()
        wander = 0.002 * RandomSource.bell(UInt32(truncatingIfNeeded: bits))
        weather = 1.2 * RandomSource.bell(UInt32(truncatingIfNeeded: bits >> 32))
    }

    mutating func advance(to time: Int) {
        let bits = random.next()
        let left = (1 - wanderKeeps * wanderKeeps).squareRoot()
        let right = (1 - weatherKeeps * weatherKeeps).squareRoot()
        wander = wanderKeeps * wander + 0.002 * left * RandomSource.bell(UInt32(truncatingIfNeeded: bits))
        weather = weatherKeeps * weather + 1.2 * right * RandomSource.bell(UInt32(truncatingIfNeeded: bits >> 32))
        planned = plan.value(at: time)
        load = planned + wander
        // Warmest at 15:00 and in early August; a mean of 14 °C over the year.
        let day = Double(time) / 86_400
        let daily = 4.5 * Wave.sine(turns: day - 0.375)
        let yearly = 4 + 12 * Wave.sine(turns: day / 365.2425 - 0.34)
        ambient = yearly + daily + weather
    }
}
