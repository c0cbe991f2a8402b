/// Which documents of a window can still get into the result.
extension PartScan {
    /// A score that at least so many documents of the window have already; 0 when there are fewer.
    func lowestOfBest(_ limit: Int) -> Int32 {
        let lanes = UnsafeRawPointer(sums)
        let rows = (count + 15) / 16
        var most = SIMD16<Int32>(repeating: 0)
        for row in 0..<rows {
            let sixteen = lanes.loadUnaligned(fromByteOffset: row &* 64, as: SIMD16<Int32>.self)
            most.replace(with: sixteen, where: sixteen .> most)
        }
        let highest = most.max()
        guard highest > 0 else { return 0 }
        // Few documents get an eighth of what the best one gets.
        let low = lowestOfBest(limit, above: highest >> 3, highest)
        return low > 0 ? low : lowestOfBest(limit, above: 0, highest)
    }

    private func lowestOfBest(_ limit: Int, above least: Int32, _ highest: Int32) -> Int32 {
        let shift = Int32(max(0, 22 - highest.leadingZeroBitCount))
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1_024) { counts in
            counts.initialize(repeating: 0)
            for word in 0..<(count + 63) / 64 {
                let bits = allowed[word]
                let from = sums + word &* 64
                for place in 0..<64 where from[place] > least && bits >> UInt64(place) & 1 == 1 {
                    counts[Int(truncatingIfNeeded: from[place] >> shift)] &+= 1
                }
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
    }

    /// Makes these documents the candidates, with what they have already.
    func choose(_ entries: ArraySlice<TopDocuments.Entry>) {
        for word in 0..<PartScan.words { candidates[word] = 0 }
        liveCount = 0
        var before = -1
        for entry in entries {
            let document = Int(entry.document) - first
            let word = document >> 6
            if word != before {
                live[liveCount] = Int32(word)
                liveCount += 1
                before = word
            }
            candidates[word] |= 1 << UInt64(document & 63)
            sums[document] = entry.score
        }
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
