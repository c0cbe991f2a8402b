package import Plant

/// Finds signals whose clock runs late or early, by the signals that move with them.
///
/// What moves together is compared in blocks of half a day, without slow movements. A clock went wrong where a signal
/// that moved with at least two others no longer does, and does again when it is shifted by one and the same time
/// against both. A signal that never moved with any other in step, but does with two of them when shifted by half an
/// hour or more, has had a wrong clock all along; less than that may be the way of the process.
package struct ClockComparison: Sendable {
    /// A signal's means in steps of one length, not a number where there is none.
    package struct Signal: Sendable {
        package var tag: Tag
        package var means: [Double]

        package init(tag: Tag, means: [Double]) {
            self.tag = tag
            self.means = means
        }
    }

    /// Seconds of a step.
    package static let step: Int64 = 300
    /// Steps of a block: half a day.
    private static let block = 144
    /// Steps either way that are tried: half a day.
    private static let reach = 144
    /// Steps of a shift that tells of a clock where the signal was in step before, and where it never was.
    private static let least = 2
    private static let leastEver = 6
    /// Correlations that count as moving together, and as not.
    private static let together = 0.6
    private static let apart = 0.35
    /// Signals that each is compared with.
    private static let peers = 12

    private let signals: [Signal]
    private let from: Timestamp
    private let moves: [Movement]

    /// - Parameters:
    ///   - signals: Those of one asset next to each other: the nearest are compared.
    ///   - from: The time of the first mean.
    package init(_ signals: [Signal], from: Timestamp) {
        self.signals = signals
        self.from = from
        moves = signals.map { Movement($0.means) }
    }

    package func complaints() -> [(tag: TagName, complaint: TagComplaint)] {
        signals.indices.flatMap { index in
            let near = neighbours(of: index)
            return (changed(index, near) ?? always(index, near)).map { [(signals[index].tag.name, $0)] } ?? []
        }
    }

    /// Those of the same asset first, then those beside; only so far that the work grows with the number of signals.
    private func neighbours(of index: Int) -> [Int] {
        let around = max(0, index - 64)..<min(signals.count, index + 65)
        return around.filter { $0 != index && moves[$0].isLively }
            .sorted { left, right in
                let own = signals[index].tag.asset
                let one = (own != nil && signals[left].tag.asset == own ? 0 : 1, abs(left - index), left)
                let other = (own != nil && signals[right].tag.asset == own ? 0 : 1, abs(right - index), right)
                return one < other
            }
            .prefix(ClockComparison.peers).map(\.self)
    }

    // MARK: A clock that went wrong

    private func changed(_ index: Int, _ near: [Int]) -> TagComplaint? {
        let own = moves[index]
        let count = own.count / ClockComparison.block
        guard own.isLively, count >= 3 else { return nil }
        var shifts: [(peer: Int, shift: Int, blocks: [Int], strength: Double)] = []
        for peer in near {
            let levels = (0..<count).map { level(index, peer, block: $0, shift: 0) }
            let inStep = levels.compactMap(\.self).filter { abs($0) >= ClockComparison.together }
            let outOf = levels.indices.filter { place in levels[place].map { abs($0) <= ClockComparison.apart } ?? false
            }
            guard inStep.count >= 2, outOf.count >= 2 else { continue }
            guard let best = bestShift(index, peer, outOf), abs(best.shift) >= ClockComparison.least else { continue }
            shifts.append((peer, best.shift, outOf, best.strength))
        }
        guard let agreed = agreed(shifts.map { ($0.peer, $0.shift) }) else { return nil }
        let parts = shifts.filter { agreed.peers.contains($0.peer) }
        let blocks = parts.dropFirst().reduce(Set(parts.first?.blocks ?? [])) { $0.intersection($1.blocks) }
        guard let first = blocks.min(), let last = blocks.max(), blocks.count >= 2 else { return nil }
        let strength = parts.map(\.strength).min() ?? 0
        return complaint(
            index,
            agreed,
            strength,
            steps: first * ClockComparison.block..<(last + 1) * ClockComparison.block
        )
    }

    private func level(_ one: Int, _ other: Int, block: Int, shift: Int) -> Double? {
        let start = block * ClockComparison.block
        return moves[one].correlation(with: moves[other], start..<(start + ClockComparison.block), shift: shift)
    }

    /// The shift at which most is alike over all blocks, where that is much.
    private func bestShift(_ one: Int, _ other: Int, _ blocks: [Int]) -> (shift: Int, strength: Double)? {
        var best: (shift: Int, strength: Double)?
        for shift in -ClockComparison.reach...ClockComparison.reach {
            let levels = blocks.compactMap { level(one, other, block: $0, shift: shift) }
            guard levels.count >= 2 else { continue }
            let strength = abs(levels.reduce(0, +) / Double(levels.count))
            if strength > best?.strength ?? 0 { best = (shift, strength) }
        }
        return best.flatMap { $0.strength >= ClockComparison.together ? $0 : nil }
    }

    /// The shift that at least two others tell, and more of them than tell any other.
    private func agreed(_ shifts: [(peer: Int, shift: Int)]) -> (shift: Int, peers: [Int])? {
        let groups = shifts.map { one in (one.shift, shifts.filter { abs($0.shift - one.shift) <= 1 }.map(\.peer)) }
        guard let best = groups.max(by: { ($0.1.count, -abs($0.0), $0.0) < ($1.1.count, -abs($1.0), $1.0) }),
            best.1.count >= 2, best.1.count * 2 > shifts.count
        else { return nil }
        return best
    }

    // MARK: A clock that was never right

    private func always(_ index: Int, _ near: [Int]) -> TagComplaint? {
        let own = moves[index]
        let whole = 0..<own.count
        guard own.isLively, own.count >= 4 * 2 * ClockComparison.block else { return nil }
        let levels = near.map { own.correlation(with: moves[$0], whole, shift: 0) ?? 0 }
        guard levels.allSatisfy({ abs($0) <= ClockComparison.apart }) else { return nil }
        // Only others that keep step with one another can tell.
        let steady = near.filter { peer in
            near.contains { $0 != peer && abs(moves[peer].correlation(with: moves[$0], whole, shift: 0) ?? 0) >= 0.6 }
        }
        var shifts: [(peer: Int, shift: Int)] = []
        var strengths: [Int: Double] = [:]
        for peer in steady.prefix(4) {
            var best = (shift: 0, strength: 0.0)
            for shift in -ClockComparison.reach...ClockComparison.reach {
                let strength = abs(own.correlation(with: moves[peer], whole, shift: shift) ?? 0)
                if strength > best.strength { best = (shift, strength) }
            }
            guard best.strength >= ClockComparison.together, abs(best.shift) >= ClockComparison.leastEver else {
                continue
            }
            shifts.append((peer, best.shift))
            strengths[peer] = best.strength
        }
        guard let agreed = agreed(shifts) else { return nil }
        return complaint(index, agreed, agreed.peers.compactMap { strengths[$0] }.min() ?? 0, steps: whole)
    }

    private func complaint(
        _ index: Int,
        _ agreed: (shift: Int, peers: [Int]),
        _ strength: Double,
        steps: Range<Int>
    ) -> TagComplaint {
        let seconds = Double(agreed.shift) * Double(ClockComparison.step)
        let names = agreed.peers.prefix(3).map { signals[$0].tag.name.rawValue }.sorted().joined(separator: ", ")
        let length = SignalText.duration(abs(seconds))
        return TagComplaint(
            kind: .clockSkewed,
            window: TimeWindow(
                from: from.adding(seconds: Int64(steps.lowerBound) * ClockComparison.step),
                to: from.adding(seconds: Int64(steps.upperBound) * ClockComparison.step)
            ),
            evidence: SignalText(signals[index].tag).sentence(
                "moves about \(length) \(seconds > 0 ? "after" : "before") \(names), as a signal does whose clock is "
                    + "\(seconds > 0 ? "late" : "early"): moved by that it goes with them (correlation "
                    + "\(DecimalText.rounded(strength, decimals: 2))), as it stands it does not"
            ),
            value: seconds,
            limit: Double(ClockComparison.least) * Double(ClockComparison.step)
        )
    }
}

/// A signal's quick movements: means without a moving mean of two hours, in deviations of their own.
private struct Movement: Sendable {
    private let values: [Double]
    let isLively: Bool

    var count: Int { values.count }

    private static let half = 12

    init(_ means: [Double]) {
        var sums = [0.0]
        var counts = [0]
        for mean in means {
            sums.append((sums.last ?? 0) + (mean.isNaN ? 0 : mean))
            counts.append((counts.last ?? 0) + (mean.isNaN ? 0 : 1))
        }
        let rest = means.indices.map { place -> Double in
            let low = max(0, place - Movement.half)
            let high = min(means.count, place + Movement.half + 1)
            let used = counts[high] - counts[low]
            guard !means[place].isNaN, used >= Movement.half else { return 0 }
            return means[place] - (sums[high] - sums[low]) / Double(used)
        }
        let filled = counts.last ?? 0
        let typical = 1.4826 * RobustStatistics(rest.filter { $0 != 0 }.map(abs)).median
        isLively = typical > 0 && filled * 2 > means.count
        // One far reading must not decide.
        values = typical > 0 ? rest.map { min(5, max(-5, $0 / typical)) } : rest.map { _ in 0 }
    }

    /// Of this signal in a stretch with another `shift` steps before; `nil` where either hardly moves.
    func correlation(with other: Movement, _ stretch: Range<Int>, shift: Int) -> Double? {
        let low = max(stretch.lowerBound, shift, 0)
        let high = min(stretch.upperBound, values.count, other.values.count + shift)
        guard high - low >= stretch.count / 2 else { return nil }
        var products = 0.0
        var own = 0.0
        var others = 0.0
        values.withUnsafeBufferPointer { mine in
            other.values.withUnsafeBufferPointer { theirs in
                for place in low..<high {
                    let one = mine[place]
                    let two = theirs[place - shift]
                    products += one * two
                    own += one * one
                    others += two * two
                }
            }
        }
        let least = 0.04 * Double(high - low)
        guard own > least, others > least else { return nil }
        return products / (own * others).squareRoot()
    }
}
