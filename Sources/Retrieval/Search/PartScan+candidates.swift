/// Which documents of a window can still get into the result.
extension PartScan {
    /// A score that at least so many documents of the window have already; 0 when there are fewer.
    func lowestOfBest(_ limit: Int) -> Int32 {
        var highest: Int32 = 0
        for document in 0..<count { highest = max(highest, sums[document]) }
        guard highest > 0 else { return 0 }
        let shift = Int32(max(0, 22 - highest.leadingZeroBitCount))
        var counts = [Int32](repeating: 0, count: 1_024)
        for document in 0..<count where allowed[document >> 6] >> UInt64(document & 63) & 1 == 1 {
            counts[Int(sums[document] >> shift)] += 1
        }
        var step = 1_023
        var held = 0
        while step > 0 {
            held += Int(counts[step])
            if held >= limit { return Int32(step) << shift }
            step -= 1
        }
        return 0
    }

    /// Makes the allowed documents above a sum the candidates. Returns how many.
    func choose(above sum: Int32) -> Int {
        let sum = max(0, sum)
        var chosen = 0
        liveCount = 0
        for word in 0..<PartScan.words {
            var bits: UInt64 = 0
            let from = sums + word * 64
            if word * 64 < count {
                var highest = SIMD16<Int32>(repeating: 0)
                for step in 0..<4 {
                    let four = UnsafeRawPointer(from).loadUnaligned(
                        fromByteOffset: step * 64,
                        as: SIMD16<Int32>.self
                    )
                    highest.replace(with: four, where: four .> highest)
                }
                if highest.max() > sum {
                    for place in 0..<64 where from[place] > sum { bits |= 1 << UInt64(place) }
                    bits &= allowed[word]
                }
            }
            candidates[word] = bits
            if bits != 0 {
                live[liveCount] = Int32(word)
                liveCount += 1
                chosen += bits.nonzeroBitCount
            }
        }
        return chosen
    }

    /// Leaves out candidates at or below a sum. Returns how many are left.
    func narrow(above sum: Int32) -> Int {
        var left = 0
        var kept = 0
        for place in 0..<liveCount {
            let word = Int(live[place])
            var bits = candidates[word]
            var rest = bits
            while bits != 0 {
                let place = bits.trailingZeroBitCount
                if sums[word &* 64 &+ place] <= sum { rest &= ~(1 << UInt64(place)) } else { left &+= 1 }
                bits &= bits &- 1
            }
            candidates[word] = rest
            if rest != 0 {
                live[kept] = Int32(word)
                kept += 1
            }
        }
        liveCount = kept
        return left
    }
}
