/// Finds the best documents of one index, a window of documents after the other.
///
/// In a window the heaviest terms come first. Once the terms that are left could not lift a document into the result
/// by themselves, only documents that can still get in are looked at (H. Turtle, J. Flood, "Query evaluation:
/// strategies and optimizations", 1995), and none of a window that cannot hold one. What is found is what scoring
/// every document would find.
final class PartScan {
    let index: SearchIndex
    private let part: Int
    let terms: TermGroups
    /// Of each group: where the next window's block is; the next of the short documents.
    private let nexts: UnsafeMutablePointer<Int>
    /// Of each field: the coded lengths of the window's documents.
    let lengths: UnsafeMutablePointer<UnsafePointer<UInt8>>
    private let saturations: [Saturation]
    private let skips: Bool
    let sums: UnsafeMutablePointer<Int32>
    private let numbers: UnsafeMutablePointer<UInt16>
    /// Documents of a block that hold the term more than once, and how often.
    private let repeats: UnsafeMutablePointer<UInt16>
    private let frequencies: UnsafeMutablePointer<UInt8>
    /// Documents that may be returned, one bit each.
    let allowed: UnsafeMutablePointer<UInt64>
    /// Those of them that can still get in.
    let candidates: UnsafeMutablePointer<UInt64>
    /// Which words of them are not empty.
    let live: UnsafeMutablePointer<Int32>
    var liveCount = 0
    static let words = IndexFormat.window / 64
    /// A table of scores by length has 256 entries.
    private static let worthTables = 1_024

    // Of the window at hand.
    var first = 0
    var count = 0
    private var active: [(group: Int, block: Int, bound: Int32)] = []
    /// About how many entries of long lists there are.
    private var work = 0

    /// - Parameter most: How many documents are scored at the most, when it is known.
    init(
        _ index: SearchIndex,
        _ part: Int,
        _ terms: ArraySlice<Search.Term>,
        _ saturations: [Saturation],
        skips: Bool,
        most: Int = .max
    ) {
        self.index = index
        self.part = part
        self.saturations = saturations
        self.skips = skips
        let groups = TermGroups(
            index,
            part,
            terms,
            saturations,
            least: index.leastLengths,
            fewest: most < PartScan.worthTables ? .max : PartScan.worthTables
        )
        self.terms = groups
        nexts = .allocate(capacity: max(1, groups.groups.count))
        for (place, group) in groups.groups.enumerated() { nexts[place] = group.start }
        lengths = .allocate(capacity: TermField.count)
        sums = .allocate(capacity: IndexFormat.window)
        numbers = .allocate(capacity: IndexFormat.window)
        repeats = .allocate(capacity: IndexFormat.window)
        frequencies = .allocate(capacity: IndexFormat.window)
        allowed = .allocate(capacity: PartScan.words)
        candidates = .allocate(capacity: PartScan.words)
        live = .allocate(capacity: PartScan.words)
        active.reserveCapacity(groups.groups.count)
    }

    deinit {
        nexts.deallocate()
        lengths.deallocate()
        sums.deallocate()
        numbers.deallocate()
        repeats.deallocate()
        frequencies.deallocate()
        allowed.deallocate()
        candidates.deallocate()
        live.deallocate()
    }

    func run(_ permission: Permission, into best: inout TopDocuments) {
        let windows = IndexFormat.windows(of: index.documentCount)
        let sure = skips && windows > 2 ? sureFloor(permission, limit: best.limit) : 0
        for window in 0..<windows {
            let most = open(window)
            let floor = skips ? max(best.floor, sure) : 0
            if most > floor, permission.fill(allowed, first: first, count: count) {
                sums.update(repeating: 0, count: IndexFormat.window)
                // The first windows have no result to compare with yet.
                scan(most, floor: floor, looksAhead: skips && (!best.isFull || windows <= 4), limit: best.limit)
                collect(into: &best)
            }
            close()
        }
    }

    /// Adds what these terms bring to documents that have been scored by others.
    ///
    /// - Parameter entries: In ascending order of documents.
    func recount(_ entries: ArraySlice<TopDocuments.Entry>, into best: inout TopDocuments) {
        var from = entries.startIndex
        for window in 0..<IndexFormat.windows(of: index.documentCount) where from < entries.endIndex {
            _ = open(window)
            var to = from
            while to < entries.endIndex, Int(entries[to].document) < first + count { to += 1 }
            if to > from {
                choose(entries[from..<to])
                for group in active { add(group, onlyCandidates: to - from) }
                for entry in entries[from..<to] {
                    var counted = entry
                    counted.score = sums[Int(entry.document) - first]
                    best.insert(counted)
                }
            }
            close()
            from = to
        }
    }

    /// Finds which groups have documents in a window. Returns the highest score that one may get there.
    private func open(_ window: Int) -> Int32 {
        first = window * IndexFormat.window
        count = min(IndexFormat.window, index.documentCount - first)
        let rows = index.storage.base.assumingMemoryBound(to: UInt8.self) + index.start(of: .lengths) + first
        for field in 0..<TermField.count { lengths[field] = rows + field * index.documentCount }
        active.removeAll(keepingCapacity: true)
        work = 0
        let windows = IndexFormat.windows(of: index.documentCount)
        let end = UInt32(first + count)
        var most: Int32 = 0
        for place in terms.groups.indices {
            let group = terms.groups[place]
            var block = 0
            if let list = group.list {
                let size = list.size(index.storage, window: window)
                guard size > 0 else { continue }
                block = nexts[place]
                nexts[place] = block + size
                work += list.count / windows
            } else {
                block = nexts[place]
                guard block < group.short.upperBound, terms.documents[block] < end else { continue }
            }
            most += group.bound
            active.append((place, block, group.bound))
        }
        return most
    }

    /// Passes over the short lists' documents of the window.
    private func close() {
        let end = UInt32(first + count)
        for entry in active where terms.groups[entry.group].list == nil {
            var next = entry.block
            let last = terms.groups[entry.group].short.upperBound
            while next < last, terms.documents[next] < end { next += 1 }
            nexts[entry.group] = next
        }
    }

    private func scan(_ most: Int32, floor start: Int32, looksAhead: Bool, limit: Int) {
        var floor = start
        var rest = most
        var check = most / 2
        var next = 0
        var left = work
        let windows = IndexFormat.windows(of: index.documentCount)
        while next < active.count, rest > floor {
            add(active[next], onlyCandidates: 0)
            rest -= active[next].bound
            if let list = terms.groups[active[next].group].list { left -= list.count / windows }
            next += 1
            // Looking costs about as much as adding two entries for every document.
            if looksAhead, rest <= check, left > count * 3 {
                floor = max(floor, lowestOfBest(limit) - 1)
                check = min(check, rest) / 4 * 3
            }
        }
        left = choose(above: floor - rest)
        // Most of what a window holds gets no place among the best.
        if looksAhead, next == active.count, left > limit * 2 {
            left = narrow(above: max(floor, lowestOfBest(limit) - 1))
        }
        var since = 0
        while next < active.count, left > 0 {
            add(active[next], onlyCandidates: left)
            rest -= active[next].bound
            next += 1
            since += 1
            if left <= 64 || since == 4 {
                left = narrow(above: floor - rest)
                since = 0
            }
        }
    }

    private func collect(into best: inout TopDocuments) {
        for number in 0..<liveCount {
            let word = Int(live[number])
            var bits = candidates[word]
            while bits != 0 {
                let place = word * 64 + bits.trailingZeroBitCount
                if sums[place] > best.floor {
                    best.insert(
                        TopDocuments.Entry(
                            score: sums[place],
                            part: Int32(part),
                            document: Int32(first + place)
                        )
                    )
                }
                bits &= bits &- 1
            }
        }
    }

    // MARK: - One group in one window

    /// - Parameter candidates: How many there are; 0 to score every document.
    private func add(_ entry: (group: Int, block: Int, bound: Int32), onlyCandidates left: Int) {
        let group = terms.groups[entry.group]
        guard let list = group.list else {
            var next = entry.block
            let end = UInt32(first + count)
            while next < group.short.upperBound, terms.documents[next] < end {
                let document = Int(terms.documents[next]) - first
                if left == 0 || isCandidate(document) { addOne(group, document, Int(terms.frequencies[next])) }
                next += 1
            }
            return
        }
        guard let block = list.block(index.storage, at: entry.block, below: count) else { return }
        // Where most of a block's documents are candidates, choosing costs more than scoring.
        if left == 0 || left * 3 > block.count {
            addAll(group, block)
        } else if block.isBitmap {
            addShared(group, block)
        } else if !block.isBitmap, left * 8 < block.count {
            var frequencies = FrequencyReader(block)
            for number in 0..<liveCount {
                let word = Int(live[number])
                var bits = candidates[word]
                while bits != 0 {
                    let document = word * 64 + bits.trailingZeroBitCount
                    if let found = block.index(of: document) {
                        addOne(group, document, frequencies.frequency(at: found))
                    }
                    bits &= bits &- 1
                }
            }
        } else {
            let found = block.decode(into: numbers)
            var frequencies = FrequencyReader(block)
            for place in 0..<found {
                let document = Int(numbers[place])
                if isCandidate(document) { addOne(group, document, frequencies.frequency(at: place)) }
            }
        }
    }

    @inline(__always)
    private func isCandidate(_ document: Int) -> Bool {
        candidates[document >> 6] >> UInt64(document & 63) & 1 == 1
    }

    private func addAll(_ group: TermGroups.Group, _ block: PostingBlock) {
        let found = block.decode(into: numbers)
        let count = block.repeated(of: found, numbers, into: repeats, frequencies)
        guard !group.tables.isEmpty else {
            for place in group.members {
                let member = terms.members[place]
                add(member, numbers, found)
                if count > 0 { addRepeats(member, count) }
            }
            return
        }
        terms.scores.withUnsafeBufferPointer { scores in
            for place in group.tables {
                let table = terms.tables[place]
                let lengths = self.lengths[table.field]
                guard let row = scores.baseAddress.map({ $0 + table.first }) else { return }
                for place in 0..<found {
                    let document = Int(numbers[place])
                    sums[document] &+= row[Int(lengths[document])]
                }
            }
        }
        if count > 0 { for place in group.members { addRepeats(terms.members[place], count) } }
    }

    /// As if each document held the term once.
    private func add(_ member: TermGroups.Member, _ documents: UnsafePointer<UInt16>, _ count: Int) {
        let lengths = self.lengths[member.field]
        let weight = member.weight
        saturations[member.field].once.withUnsafeBufferPointer { once in
            for place in 0..<count {
                let document = Int(documents[place])
                sums[document] &+= Int32(weight * once[Int(lengths[document])])
            }
        }
    }

    /// Puts right what documents got that hold the term more than once.
    private func addRepeats(_ member: TermGroups.Member, _ count: Int) {
        let lengths = self.lengths[member.field]
        let weight = member.weight
        let saturation = saturations[member.field]
        saturation.once.withUnsafeBufferPointer { once in
            saturation.divisors.withUnsafeBufferPointer { divisors in
                for place in 0..<count {
                    let document = Int(repeats[place])
                    let length = Int(lengths[document])
                    let frequency = Float(frequencies[place])
                    let share = frequency / (frequency - 1 + divisors[length])
                    sums[document] &+= Int32(weight * share) &- Int32(weight * once[length])
                }
            }
        }
    }

    /// The documents of a bitmap that are candidates.
    private func addShared(_ group: TermGroups.Group, _ block: PostingBlock) {
        guard group.members.count == 1 else { return addSharedOfMany(group, block) }
        let member = terms.members[group.members.lowerBound]
        let lengths = self.lengths[member.field]
        let weight = member.weight
        let saturation = saturations[member.field]
        saturation.once.withUnsafeBufferPointer { once in
            saturation.divisors.withUnsafeBufferPointer { divisors in
                var ranks = BitmapRanks(block)
                for number in 0..<liveCount {
                    let word = Int(live[number])
                    guard word < block.words else { break }
                    var shared = block.word(word) & candidates[word]
                    while shared != 0 {
                        let place = shared.trailingZeroBitCount
                        shared &= shared &- 1
                        let document = word &* 64 &+ place
                        let length = Int(lengths[document])
                        let frequency = ranks.frequency(word, place)
                        if frequency == 1 {
                            sums[document] &+= Int32(weight * once[length])
                        } else {
                            let times = Float(frequency)
                            sums[document] &+= Int32(weight * (times / (times - 1 + divisors[length])))
                        }
                    }
                }
            }
        }
    }

    private func addSharedOfMany(_ group: TermGroups.Group, _ block: PostingBlock) {
        var ranks = BitmapRanks(block)
        for number in 0..<liveCount {
            let word = Int(live[number])
            guard word < block.words else { break }
            var shared = block.word(word) & candidates[word]
            while shared != 0 {
                let place = shared.trailingZeroBitCount
                shared &= shared &- 1
                addOne(group, word &* 64 &+ place, ranks.frequency(word, place))
            }
        }
    }

    @inline(__always)
    private func addOne(_ group: TermGroups.Group, _ document: Int, _ frequency: Int) {
        sums[document] += score(group, document, frequency)
    }

    @inline(__always)
    func score(_ group: TermGroups.Group, _ document: Int, _ frequency: Int) -> Int32 {
        var score: Int32 = 0
        if frequency <= 1, !group.tables.isEmpty {
            for place in group.tables {
                let table = terms.tables[place]
                score += terms.scores[table.first + Int(lengths[table.field][document])]
            }
            return score
        }
        for place in group.members {
            let member = terms.members[place]
            let length = Int(lengths[member.field][document])
            score += Int32(member.weight * saturations[member.field].share(frequency: frequency, length: length))
        }
        return score
    }
}
