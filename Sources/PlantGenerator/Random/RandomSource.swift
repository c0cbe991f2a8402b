/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and the same everywhere.
struct RandomSource: Sendable {
    private(set) var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// An independent stream for a purpose, so that a change in one part of the plant leaves the others' bytes alone.
    init(seed: UInt64, stream: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in stream.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        var mixed = RandomSource(seed: seed ^ hash)
        state = mixed.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Evenly within a range, both ends included.
    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
    }

    /// From 0 up to 1.
    mutating func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func real(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * fraction()
    }

    mutating func happens(_ probability: Double) -> Bool {
        fraction() < probability
    }

    /// An element, or the fallback of an empty list.
    mutating func element<Element>(of list: [Element], or fallback: Element) -> Element {
        list.isEmpty ? fallback : list[integer(0...(list.count - 1))]
    }

    mutating func shuffle<Element>(_ list: inout [Element]) {
        guard list.count > 1 else { return }
        for index in stride(from: list.count - 1, to: 0, by: -1) {
            list.swapAt(index, integer(0...index))
        }
    }

    /// Four bytes as a bell-shaped number of mean 0 and deviation 1 (Irwin–Hall), never beyond ±3.46.
    ///
    /// Only additions and one product, so that the result does not depend on a mathematics library.
    @inline(__always)
    static func bell(_ bits: UInt32) -> Double {
        let sum = (bits & 0xFF) &+ ((bits >> 8) & 0xFF) &+ ((bits >> 16) & 0xFF) &+ (bits >> 24)
        return (Double(sum) - 510) * (1 / 147.801_217_857_236)
    }
}

/// Waves without a mathematics library.
enum Wave {
    /// A sine to within 0.001, of a phase in turns (1 is a whole period).
    static func sine(turns: Double) -> Double {
        let phase = turns - turns.rounded(.down)
        let half = phase < 0.5 ? phase * 2 : phase * 2 - 1
        let parabola = 4 * half * (1 - half)
        let smooth = parabola * (0.775 + 0.225 * parabola)
        return phase < 0.5 ? smooth : -smooth
    }

    /// −1 … 1 … −1 in straight lines.
    static func triangle(turns: Double) -> Double {
        let phase = turns - turns.rounded(.down)
        return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase
    }

    /// −1 and 1 in turns.
    static func square(turns: Double) -> Double {
        turns - turns.rounded(.down) < 0.5 ? -1 : 1
    }
}
