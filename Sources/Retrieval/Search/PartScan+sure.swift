extension PartScan {
    /// So many documents of rare terms are looked at beforehand.
    private static let looked = 1_024

    /// A score that the result's last document has at least, less one: so many documents get it from the rarest of the
    /// heavy terms alone. Where a question names a tag, most of the index need not be scored once this is known.
    func sureFloor(_ permission: Permission, limit: Int) -> Int32 {
        first = 0
        let rows = index.storage.base.assumingMemoryBound(to: UInt8.self) + index.start(of: .lengths)
        for field in 0..<TermField.count { lengths[field] = rows + field * index.documentCount }
        var entries: [(document: UInt32, score: Int32)] = []
        // The heaviest come first.
        for group in terms.groups where group.list == nil {
            if entries.count + group.short.count > PartScan.looked { continue }
            for place in group.short {
                let document = terms.documents[place]
                entries.append((document, score(group, Int(document), Int(terms.frequencies[place]))))
            }
        }
        guard entries.count >= limit else { return 0 }
        entries.sort { $0.document < $1.document }
        var sums: [Int32] = []
        var next = 0
        while next < entries.count {
            let document = entries[next].document
            var sum: Int32 = 0
            while next < entries.count, entries[next].document == document {
                sum += entries[next].score
                next += 1
            }
            if permission.allows(Int(document)) { sums.append(sum) }
        }
        guard sums.count >= limit else { return 0 }
        sums.sort(by: >)
        return max(0, sums[limit - 1] - 1)
    }
}
