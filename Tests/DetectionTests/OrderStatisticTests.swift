import TestSupport
import Testing

@testable import Detection

@Suite struct `Order statistics` {
    @Test(arguments: 0..<60) func `a place is found as sorting finds it`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let count = 1 + Int(random.next() % 200)
        // Few different values make runs of equals.
        let kinds = UInt64(1 + seed * seed)
        let values: [Double] = (0..<count).map { _ in Double(random.next() % kinds) - 50 }
        let sorted = values.sorted()
        for place in values.indices {
            var copy = values
            #expect(copy.withUnsafeMutableBufferPointer { OrderStatistic.select(place, in: $0) } == sorted[place])
        }
        let upper: Double = sorted[count / 2]
        let lower: Double = sorted[(count - 1) / 2]
        #expect(RobustStatistics(values).median == (lower + upper) / 2)
    }

    @Test func `nothing has a median of nothing`() {
        #expect(RobustStatistics([]).median == 0 && RobustStatistics([]).deviation == 0)
        #expect(RobustStatistics([7]).median == 7 && RobustStatistics([7]).deviation == 0)
    }
}
