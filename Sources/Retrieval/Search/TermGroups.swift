/// The terms of a question that one index holds. Those that stand in the same documents equally often are one group,
/// read once.
struct TermGroups {
    struct Group {
        /// In ``members``.
        var members: Range<Int>
        /// In ``tables``: one a field, or none at all.
        var tables: Range<Int>
        var list: PostingList?
        /// The documents of a short list, in ``documents``.
        var short: Range<Int>
        /// The highest number of times that a term stands in a document.
        var highest: Int
        /// No document gets more from this group.
        var bound: Int32
        /// Where the first window's block of a long list is; the first of the short documents.
        var start: Int
    }

    struct Member {
        var field: Int
        var weight: Float
    }

    struct Table {
        var field: Int
        /// Of 256 entries in ``scores``: what a document of that coded length gets, when the term stands there once;
        /// nothing where no document is as short.
        var first: Int
    }

    private(set) var groups: [Group] = []
    private(set) var members: [Member] = []
    private(set) var tables: [Table] = []
    private(set) var scores: [Int32] = []
    private(set) var documents: [UInt32] = []
    /// As many as there are documents.
    private(set) var frequencies: [UInt8] = []

    /// - Parameter fewest: Lists of fewer documents have no tables.
    init(
        _ index: SearchIndex,
        _ part: Int,
        _ terms: ArraySlice<Search.Term>,
        _ saturations: [Saturation],
        least: [Int],
        fewest: Int
    ) {
        var keys: [(key: Int, term: Int)] = []
        keys.reserveCapacity(terms.count)
        for number in terms.indices {
            switch terms[number].holders(part) {
            case .none: continue
            case .single(let document): keys.append((-1 - document, number))
            case .list(let place, _): keys.append((place, number))
            }
        }
        keys.sort { $0.key != $1.key ? $0.key < $1.key : $0.term < $1.term }
        groups.reserveCapacity(keys.count)
        members.reserveCapacity(keys.count)
        var next = 0
        while next < keys.count {
            var end = next
            while end < keys.count, keys[end].key == keys[next].key {
                let term = terms[keys[end].term]
                members.append(Member(field: Int(term.field), weight: term.weight))
                end += 1
            }
            add(terms[keys[next].term].holders(part), members.count - (end - next), index, saturations, least, fewest)
            next = end
        }
        // The heaviest first, so that the rest soon cannot lift a document that was not seen yet.
        let order = groups.indices.sorted {
            groups[$0].bound != groups[$1].bound ? groups[$0].bound > groups[$1].bound : $0 < $1
        }
        groups = order.map { groups[$0] }
    }

    private mutating func add(
        _ holders: SearchIndex.Holders,
        _ firstMember: Int,
        _ index: SearchIndex,
        _ saturations: [Saturation],
        _ least: [Int],
        _ fewest: Int
    ) {
        var group = Group(
            members: firstMember..<members.count,
            tables: tables.count..<tables.count,
            list: nil,
            short: documents.count..<documents.count,
            highest: 1,
            bound: 0,
            start: documents.count
        )
        switch holders {
        case .none: return
        case .single(let document):
            documents.append(UInt32(document))
            frequencies.append(1)
            group.short = group.start..<documents.count
        case .list(_, let list):
            group.highest = list.highest
            if list.isCut {
                group.list = list
                group.start = list.firstBlock(windows: IndexFormat.windows(of: index.documentCount))
                if list.count >= fewest { group.tables = addTables(group, saturations, least) }
            } else {
                guard let block = list.whole(index.storage, documents: index.documentCount) else { return }
                block.append(to: &documents, frequencies: &frequencies)
                group.short = group.start..<documents.count
            }
        }
        group.bound = bound(of: group, saturations, least: least)
        groups.append(group)
    }

    /// Worth their making where there are many documents.
    private mutating func addTables(_ group: Group, _ saturations: [Saturation], _ least: [Int]) -> Range<Int> {
        let firstTable = tables.count
        for field in 0..<TermField.count {
            let first = scores.count
            for member in members[group.members] where member.field == field {
                if scores.count == first {
                    tables.append(Table(field: field, first: first))
                    scores.append(contentsOf: repeatElement(0, count: 256))
                }
                saturations[field].once.withUnsafeBufferPointer { once in
                    scores.withUnsafeMutableBufferPointer { scores in
                        for length in least[field]..<256 {
                            scores[first &+ length] &+= Int32(member.weight * once[length])
                        }
                    }
                }
            }
        }
        return firstTable..<tables.count
    }

    /// No document whose fields are at least this long gets more.
    private func bound(of group: Group, _ saturations: [Saturation], least: [Int]) -> Int32 {
        // Rounding may lift a score over what a longer or less repeated one gets; a little more makes up for it.
        group.members.reduce(0) { sum, place in
            let member = members[place]
            let share = saturations[member.field].share(frequency: group.highest, length: least[member.field])
            let bound = Int32(member.weight * share)
            return sum + bound + bound >> 18 + 2
        }
    }
}
