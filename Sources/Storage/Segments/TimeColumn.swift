/// Times in the coarsest unit they are whole in, as runs of equal changes of the step (an even rhythm costs next to
/// nothing), or as packed steps where there is no rhythm.
enum TimeColumn {
    private static let units: [Int64] = [1_000_000_000, 1_000_000, 1_000, 1]
    private static let packed: UInt8 = 0x80

    static func encode(_ times: UnsafeBufferPointer<Int64>, into out: inout ByteWriter) {
        guard let first = times.first else { return }
        out.signed(first)
        guard times.count > 1 else { return }
        let unit = unit(times)
        var steps = [Int64](repeating: 0, count: times.count - 1)
        var runs = 0
        var (step, change): (Int64, Int64) = (0, 0)
        for index in steps.indices {
            let difference = times[index + 1] &- times[index]
            let next = unit == 3 ? difference : difference / units[unit]
            steps[index] = next
            if index == 0 || next &- step != change { runs += 1 }
            change = next &- step
            step = next
        }
        if runs * 4 <= steps.count {
            out.bytes.append(UInt8(unit))
            writeRuns(steps, &out)
        } else {
            out.bytes.append(UInt8(unit) | packed)
            steps.withUnsafeBufferPointer { IntegerColumn.encode($0, into: &out) }
        }
    }

    private static func unit(_ times: UnsafeBufferPointer<Int64>) -> Int {
        var unit = 0
        var last: Int64 = 0
        for index in 1..<times.count {
            let (difference, overflow) = times[index].subtractingReportingOverflow(times[index - 1])
            if overflow { return units.count - 1 }
            guard difference != last else { continue }
            last = difference
            while difference % units[unit] != 0 { unit += 1 }
        }
        return unit
    }

    private static func writeRuns(_ steps: [Int64], _ out: inout ByteWriter) {
        var step: Int64 = 0
        var change: Int64 = 0
        var run: UInt64 = 0
        for next in steps {
            let now = next &- step
            step = next
            if run > 0, now == change {
                run += 1
                continue
            }
            if run > 0 {
                out.signed(change)
                out.unsigned(run)
            }
            change = now
            run = 1
        }
        out.signed(change)
        out.unsigned(run)
    }

    static func decode(_ input: inout ByteReader, count: Int) throws(SegmentError) -> [Int64] {
        guard count > 0 else { return [] }
        var time = try input.signed()
        guard count > 1 else { return [time] }
        let shape = try input.byte()
        guard shape & ~packed < units.count else { throw .damaged }
        let unit = units[Int(shape & ~packed)]
        var times: [Int64] = []
        times.reserveCapacity(count)
        times.append(time)
        if shape & packed != 0 {
            for step in try IntegerColumn.decode(&input, count: count - 1) {
                time = time &+ step &* unit
                times.append(time)
            }
            return times
        }
        var step: Int64 = 0
        while times.count < count {
            let change = try input.signed()
            let run = try input.unsigned()
            guard run > 0, run <= UInt64(count - times.count) else { throw .damaged }
            for _ in 0..<run {
                step = step &+ change
                time = time &+ step &* unit
                times.append(time)
            }
        }
        return times
    }
}
