/// What a fault or an operation does to one tag for a while.
struct Effect: Sendable {
    /// A figure that changes in straight lines between points in time.
    struct Course: Sendable {
        var points: [(time: Int, value: Double)]

        init(_ points: [(WallClock, Double)]) {
            self.points = points.map { ($0.0.seconds, $0.1) }
        }

        func value(at time: Int) -> Double {
            guard let first = points.first, let last = points.last else { return 0 }
            if time <= first.time { return first.value }
            if time >= last.time { return last.value }
            var low = 0
            var high = points.count - 1
            while high - low > 1 {
                let middle = (low + high) / 2
                if points[middle].time <= time { low = middle } else { high = middle }
            }
            let from = points[low]
            let to = points[high]
            let share = Double(time - from.time) / Double(to.time - from.time)
            return from.value + (to.value - from.value) * share
        }
    }

    enum Shape: Sendable {
        case sine
        case triangle
        case square
    }

    enum Action: Sendable {
        /// Adds to the value.
        case add(Course)
        /// Multiplies the value.
        case scale(Course)
        /// Puts another value in its place.
        case set(Course)
        /// Adds a wave of some period and amplitude.
        case swing(Shape, seconds: Double, Course)
        /// Noise of a standard deviation, for a machine that stands still by default and now runs.
        case noise(Double)
        /// The transmitter shows its last value.
        case freeze
        /// The historian has a word in place of a number.
        case status(String)
    }

    var tag: String
    var from: WallClock
    var to: WallClock
    var action: Action

    /// Adds a course over its own length.
    static func add(_ tag: String, _ points: [(WallClock, Double)]) -> Effect {
        over(points, tag) { .add($0) }
    }

    static func scale(_ tag: String, _ points: [(WallClock, Double)]) -> Effect {
        over(points, tag) { .scale($0) }
    }

    static func set(_ tag: String, _ points: [(WallClock, Double)]) -> Effect {
        over(points, tag) { .set($0) }
    }

    static func swing(_ tag: String, _ shape: Shape, seconds: Double, _ points: [(WallClock, Double)]) -> Effect {
        over(points, tag) { .swing(shape, seconds: seconds, $0) }
    }

    static func noise(_ tag: String, _ deviation: Double, from: WallClock, to: WallClock) -> Effect {
        Effect(tag: tag, from: from, to: to, action: .noise(deviation))
    }

    static func freeze(_ tag: String, from: WallClock, to: WallClock) -> Effect {
        Effect(tag: tag, from: from, to: to, action: .freeze)
    }

    static func status(_ tag: String, _ text: String, from: WallClock, to: WallClock) -> Effect {
        Effect(tag: tag, from: from, to: to, action: .status(text))
    }

    private static func over(_ points: [(WallClock, Double)], _ tag: String, _ action: (Course) -> Action) -> Effect {
        let from = points.first?.0 ?? WallClock(seconds: 0)
        return Effect(tag: tag, from: from, to: points.last?.0 ?? from, action: action(Course(points)))
    }
}
