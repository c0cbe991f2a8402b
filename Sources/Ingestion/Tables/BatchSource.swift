import Plant

/// Reads a file piece by piece.
protocol BatchSource: AnyObject {
    /// The next piece; `nil` at the end.
    func next() throws(IngestionError) -> ImportBatch?
    var summary: ReadSummary { get }
    /// Bytes of the file taken so far.
    var position: Int { get }
}

/// How much a piece may hold.
enum BatchSize {
    static let readings = 1 << 20
    static let records = 2_048
    /// Quarantined rows carry their text, so that they fill a piece too.
    static let quarantined = 2_048
}

/// The steps between the times of rows, and how many of them are gaps.
struct GapCounter {
    private var previous: Int64?
    private var early: [Int64] = []
    private var usual: Int64?
    private(set) var gaps = 0

    mutating func see(_ time: Int64) {
        defer { previous = time }
        guard let previous, time > previous else { return }
        let step = time - previous
        if let usual {
            if step > usual * 5 / 2 { gaps += 1 }
            return
        }
        early.append(step)
        if early.count == 512 { settle() }
    }

    mutating func settle() {
        guard usual == nil, !early.isEmpty else { return }
        let median = min(early.sorted()[early.count / 2], Int64.max / 8)
        usual = median
        gaps = early.count(where: { $0 > median * 5 / 2 })
        early = []
    }
}
