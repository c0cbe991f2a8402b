import Plant

/// A filter made ready for one index, so that a search looks at no document that may not be returned.
struct Permission {
    private let columns: DocumentColumns
    /// By kind and class as stored; `nil` when any will do.
    private let kinds: [Bool]?
    /// By asset number; `nil` when any will do.
    private let assets: [Bool]?
    private let window: TimeWindow?
    private let deleted: DocumentSet?

    init(_ columns: DocumentColumns, _ filter: SearchFilter, deleted: DocumentSet?) {
        self.columns = columns
        self.deleted = deleted
        window = filter.window
        if filter.kinds.isEmpty, filter.highestClass == .restricted {
            kinds = nil
        } else {
            let wanted = Set(filter.kinds.map(\.number))
            kinds = (0..<256).map { stored in
                (wanted.isEmpty || wanted.contains(UInt8(stored & 15)))
                    && stored >> 4 <= Int(filter.highestClass.number)
            }
        }
        if filter.assets.isEmpty {
            assets = nil
        } else {
            let wanted = Set(filter.assets.map(\.rawValue))
            assets = [false] + (0..<columns.assetCount).map { wanted.contains(columns.assetName($0)) }
        }
    }

    /// False when no document can pass, whatever is asked.
    var mayHoldAny: Bool { assets?.contains(true) ?? true }

    /// Whether every document passes.
    var isFree: Bool { kinds == nil && assets == nil && window == nil && deleted == nil }

    /// Sets the bit of each document from `first` on that passes; false when there is none.
    func fill(_ words: UnsafeMutablePointer<UInt64>, first: Int, count: Int) -> Bool {
        var any: UInt64 = 0
        for word in 0..<(count + 63) / 64 {
            let from = first + word * 64
            let here = min(64, first + count - from)
            var bits: UInt64 = here == 64 ? .max : (1 << UInt64(here)) - 1
            if let deleted { bits &= ~deleted.words[from >> 6] }
            if let kinds { keep(&bits) { kinds[Int(columns.kindAndClass(of: from + $0))] } }
            if let assets {
                keep(&bits) {
                    let asset = columns.asset(of: from + $0)
                    return asset < assets.count && assets[asset]
                }
            }
            if let window {
                keep(&bits) {
                    let time = columns.time(of: from + $0)
                    return time != .min && window.contains(Timestamp(nanoseconds: time))
                }
            }
            words[word] = bits
            any |= bits
        }
        return any != 0
    }

    /// Whether one document passes.
    func allows(_ document: Int) -> Bool {
        guard !isFree else { return true }
        let first = document & ~63
        var word: UInt64 = 0
        _ = fill(&word, first: first, count: min(64, columns.count - first))
        return word >> UInt64(document - first) & 1 == 1
    }

    @inline(__always)
    private func keep(_ bits: inout UInt64, _ passes: (Int) -> Bool) {
        var left = bits
        while left != 0 {
            let place = left.trailingZeroBitCount
            if !passes(place) { bits &= ~(1 << UInt64(place)) }
            left &= left &- 1
        }
    }
}
