import Plant
import TestSupport
import Testing

@testable import Storage

@Suite struct `Packing readings` {
    /// Ways in which plants write readings, and ways in which nobody should.
    enum Shape: CaseIterable, Sendable {
        case steady, jitter, decimals, noise, mixed, unusable, hostile

        func series(_ random: inout SeededRandom) -> ReadingSeries {
            let count = Int.random(in: 1...5_000, using: &random)
            var all = ReadingSeries(tag: "T")
            var time = Int64.random(in: -1_000_000...1_000_000, using: &random) &* 1_000_000_000
            var level = Double.random(in: -100...100, using: &random)
            for index in 0..<count {
                var (value, quality) = (0.0, Quality.good)
                switch self {
                case .steady: value = Double(index / 500) / 10
                case .jitter:
                    time += Int64.random(in: 0..<2_000, using: &random) * 1_000_000
                    value = level
                case .decimals:
                    level += Double.random(in: -1...1, using: &random)
                    value = (level * 1_000).rounded() / 1_000
                case .noise: value = Double.random(in: -1e6...1e6, using: &random)
                case .mixed:
                    value = index % 50 == 7 ? 0.1 + 0.2 : (level + Double(index % 10)).rounded() / 4
                    if index % 97 == 3 { value = -0.0 }
                case .unusable:
                    quality = Quality.allCases.randomElement(using: &random) ?? .good
                    value = quality.isUsable ? 14_562.25 : 0
                case .hostile:
                    value = Double(bitPattern: random.next())
                    quality = Quality.allCases.randomElement(using: &random) ?? .good
                    time = Int64(bitPattern: random.next())
                }
                if self != .hostile { time += 1_000_000_000 }
                all.append(Reading(time: Timestamp(nanoseconds: time), value: value, quality: quality))
            }
            return all
        }
    }

    private func decode(_ bytes: [UInt8]) throws -> ReadingSeries {
        try bytes.withUnsafeBytes { try SegmentCodec.decode($0, tag: "T") }
    }

    private func same(_ a: ReadingSeries, _ b: ReadingSeries) -> Bool {
        a.times == b.times && a.values.map(\.bitPattern) == b.values.map(\.bitPattern) && a.qualities == b.qualities
    }

    @Test(arguments: Shape.allCases, 0..<12)
    func `gives back every bit`(shape: Shape, seed: Int) throws {
        var random = SeededRandom(seed: seed)
        let all = shape.series(&random)
        #expect(same(try decode(SegmentCodec.encode(all, 0..<all.count)), all))
        let part = all.count / 3..<all.count / 2
        let cut = ReadingSeries(
            tag: "T",
            times: Array(all.times[part]),
            values: Array(all.values[part]),
            qualities: Array(all.qualities[part])
        )
        #expect(same(try decode(SegmentCodec.encode(all, part)), cut))
    }

    private static let oddTimes: [[Int64]] = [
        [.min, .max], [.max, .min, 0], [0, 0, 0], [5], [-1, -2, -4], [.min, .min + 1, .max - 1, .max],
        [1_700_000_000_000_000_000, 1_700_000_001_000_000_000, 1_700_000_001_000_000_001],
    ]

    @Test(arguments: oddTimes) func `keeps times at the ends of time, repeated and falling`(times: [Int64]) throws {
        let all = ReadingSeries(
            tag: "T",
            times: times,
            values: times.map { _ in 1 },
            qualities: times.map { _ in .good }
        )
        #expect(same(try decode(SegmentCodec.encode(all, 0..<all.count)), all))
    }

    @Test func `costs little for what plants write`() {
        var random = SeededRandom(seed: 1)
        var all = ReadingSeries(tag: "T")
        var level = 85.0
        for second in 0..<4_096 {
            level += Double.random(in: -0.05...0.05, using: &random)
            let value = (level * 100).rounded() / 100
            all.append(Reading(time: Timestamp(seconds: Int64(second)), value: value))
        }
        #expect(SegmentCodec.encode(all, 0..<all.count).count < all.count)
        let still = ReadingSeries(
            tag: "T",
            times: all.times,
            values: all.values.map { _ in 3.25 },
            qualities: all.qualities
        )
        #expect(SegmentCodec.encode(still, 0..<still.count).count < 80)
    }

    @Test(arguments: Shape.allCases) func `a changed or missing byte is an error and never a reading`(shape: Shape) {
        var random = SeededRandom(seed: 5)
        let all = shape.series(&random)
        let bytes = SegmentCodec.encode(all, 0..<all.count)
        for _ in 0..<300 {
            var changed = bytes
            changed[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: SegmentError.self) { try decode(changed) }
            let length = Int.random(in: 0..<bytes.count, using: &random)
            #expect(throws: SegmentError.self) { try decode(Array(bytes[..<length])) }
        }
    }

    @Test(arguments: 0..<200) func `bytes that make no sense neither crash nor loop`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        bytes.withUnsafeBufferPointer { buffer in
            var input = ByteReader(buffer)
            _ = try? IntegerColumn.decode(&input, count: 1_000)
            input = ByteReader(buffer)
            _ = try? TimeColumn.decode(&input, count: 1_000)
            input = ByteReader(buffer)
            _ = try? ValueColumn.decode(&input, [Quality](repeating: .good, count: 1_000))
        }
    }

    @Test func `a sum does not depend on its order`() {
        var random = SeededRandom(seed: 9)
        let values = (0..<10_000).map { _ in Double.random(in: -1e9...1e9, using: &random) }
        var one = ExactSum()
        for value in values { one.add(value) }
        var many = ExactSum()
        for low in stride(from: 0, to: values.count, by: 77) {
            var part = ExactSum()
            for value in values[low..<min(values.count, low + 77)].shuffled(using: &random) { part.add(value) }
            many.add(part)
        }
        #expect(one.value == many.value)
        one.add(.infinity)
        #expect(one.value == .infinity)
    }
}
