import Detection
import Testing

@Suite struct `Judging samples as they come` {
    /// Five tags that follow two hidden loads, one of them slow.
    private func rows(_ count: Int, seed: UInt64, shift: (from: Int, by: Double)? = nil) -> [[Double]] {
        var numbers = SeededNumbers(seed)
        var fast = 0.0
        var slow = 0.0
        return (0..<count).map { row in
            fast = 0.6 * fast + 0.8 * numbers.bell()
            slow = 0.95 * slow + 0.3 * numbers.bell()
            let extra = shift.map { row >= $0.from ? $0.by : 0 } ?? 0
            return [
                10 + fast + 0.2 * numbers.bell(), 20 - fast + slow + 0.2 * numbers.bell(),
                5 + slow + 0.2 * numbers.bell(), 1 + 0.5 * fast + 0.2 * numbers.bell() + extra, numbers.bell(),
            ]
        }
    }

    private func detector(rate: Double = 0.01) throws -> FaultDetector {
        try #require(FaultDetector(rows: rows(600, seed: 11), falseAlarmRate: rate))
    }

    @Test(arguments: [1, 7, 64, 500])
    func `it makes no difference where a stream is cut`(chunk: Int) throws {
        let detector = try detector()
        let samples = rows(500, seed: 12, shift: (250, 2))
        var whole = detector.stream()
        let expected = samples.map { whole.add($0) }
        // A stream is a value: what a chunk leaves behind can be kept and gone on with.
        var kept = detector.stream()
        var verdicts: [FaultDetector.Verdict] = []
        for first in stride(from: 0, to: samples.count, by: chunk) {
            var stream = kept
            verdicts += samples[first..<min(samples.count, first + chunk)].map { stream.add($0) }
            kept = stream
        }
        #expect(verdicts == expected)
    }

    @Test func `the same data give the same verdicts`() throws {
        let samples = rows(300, seed: 13, shift: (100, 1.5))
        var one = try detector().stream()
        var other = try detector().stream()
        let first = samples.map { one.add($0) }
        let second = samples.map { other.add($0) }
        #expect(first == second)
    }

    @Test(arguments: [0.001, 0.01, 0.05])
    func `new normal operation alarms about as often as asked`(rate: Double) throws {
        var stream = try detector(rate: rate).stream()
        let alarms = rows(4_000, seed: 14).filter { stream.add($0).isAlarm }
        #expect(Double(alarms.count) / 4_000 <= 2 * rate + 0.005)
    }

    @Test func `the tag at fault is named first`() throws {
        var stream = try detector().stream()
        let verdicts = rows(400, seed: 15, shift: (200, 4)).map { stream.add($0) }
        let first = try #require(verdicts.firstIndex { $0.isAlarm && $0.severity > 1 })
        #expect((200...215).contains(first))
        let named = verdicts[200...].compactMap(\.contributions.first?.column)
        #expect(named.filter { $0 == 3 }.count * 10 >= named.count * 9)
        for verdict in verdicts { #expect(verdict.contributions.reduce(0) { $0 + $1.share } <= 1.000_001) }
    }

    @Test func `a broken value does not poison what comes after`() throws {
        var (stream, whole) = (try detector().stream(), try detector().stream())
        var samples = rows(600, seed: 16)
        let unbroken = samples.map { whole.add($0) }
        samples[100][0] = .nan
        samples[101][1] = 1e300
        samples[102][2] = -.infinity
        let verdicts = samples.map { stream.add($0) }
        #expect(verdicts[101].severity > 1)
        let severities = verdicts.map(\.severity)
        #expect(severities.filter(\.isFinite).count == severities.count)
        let differing = zip(verdicts[250...], unbroken[250...]).filter { $0.isAlarm != $1.isAlarm }
        #expect(differing.count <= 3)
    }

    @Test func `a level that wanders in normal operation is not held against its start`() throws {
        func wandering(_ count: Int, seed: UInt64) -> [[Double]] {
            var level = 0.0
            var numbers = SeededNumbers(seed &+ 100)
            return rows(count, seed: seed).map { row in
                level += 0.05 * numbers.bell()
                return row + [level + 0.02 * numbers.bell()]
            }
        }
        let detector = try #require(FaultDetector(rows: wandering(500, seed: 17), falseAlarmRate: 0.01))
        var stream = detector.stream()
        let alarms = wandering(3_000, seed: 18).filter { stream.add($0).isAlarm }
        #expect(alarms.count <= 150)
    }

    @Test func `a quiet tag that jumps is found beside a restless one, and the alarm stands between its jumps`() throws
    {
        /// One more tag, which strays far every now and then in normal operation too.
        func restless(_ count: Int, seed: UInt64) -> [[Double]] {
            rows(count, seed: seed).enumerated().map { row, values in
                values + [values[4] * 0.1 + (row % 37 == 5 ? 12 : 0) + (row % 53 == 9 ? -25 : 0)]
            }
        }
        let detector = try #require(FaultDetector(rows: restless(1_000, seed: 30), falseAlarmRate: 0.01))
        var stream = detector.stream()
        var samples = restless(400, seed: 31)
        for row in 200..<240 where row % 8 < 3 { samples[row][3] += 6 }
        let verdicts = samples.map { stream.add($0) }
        #expect(verdicts[..<200].filter(\.isAlarm).count <= 8)
        #expect(verdicts[200...203].contains { $0.isAlarm && $0.contributions.first?.column == 3 })
        #expect(verdicts[210..<240].allSatisfy { $0.isAlarm })
        #expect(!verdicts[350...].contains { $0.isAlarm && $0.contributions.first?.column == 3 })
    }

    @Test func `many tags are judged in groups`() throws {
        func wide(_ count: Int, seed: UInt64) -> [[Double]] {
            let pieces = (0..<50).map { rows(count, seed: seed + UInt64($0) * 1_000) }
            return (0..<count).map { row in pieces.flatMap { $0[row] } }
        }
        let detector = try #require(FaultDetector(rows: wide(400, seed: 20), falseAlarmRate: 0.01))
        var stream = detector.stream()
        var samples = wide(200, seed: 21)
        for row in 150..<200 { samples[row][203] += 5 }
        let verdicts = samples.map { stream.add($0) }
        #expect(verdicts[..<150].filter(\.isAlarm).count <= 15)
        #expect(verdicts[160...].filter(\.isAlarm).count == 40)
        #expect(verdicts[170].contributions.first?.column == 203)
    }

    @Test func `too little normal operation gives no detector`() {
        #expect(FaultDetector(rows: rows(10, seed: 1), falseAlarmRate: 0.01) == nil)
        #expect(FaultDetector(rows: [[Double]](repeating: [1, 2], count: 100), falseAlarmRate: 0.01) == nil)
        #expect(FaultDetector(rows: [], falseAlarmRate: 0.01) == nil)
    }
}
