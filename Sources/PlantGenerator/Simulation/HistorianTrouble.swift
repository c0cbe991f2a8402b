/// The small failures of a historian: a word in place of a number now and then, a stretch not collected.
struct HistorianTrouble: Sendable {
    struct Blip: Sendable {
        var row: Int
        var rows: Int
        var tag: Int
        var text: String
    }

    /// In the order of rows.
    private(set) var blips: [Blip] = []
    /// Rows that were never collected.
    private(set) var gap: Range<Int>?

    static let words = ["Bad", "I/O Timeout", "Bad", "I/O Timeout", "Scan Timeout", "Inp OutRange", "No Data"]

    /// The trouble of one day.
    init(day: WallClock, period: Period, tags: Int, seed: UInt64) {
        var random = RandomSource(seed: seed, stream: "historian/" + day.date)
        let rows = 86_400 / period.sampleSeconds
        let count = random.integer(0...(2 + min(tags / 40, 200)))
        for _ in 0..<count {
            let length = max(1, random.integer(1...5) * 60 / period.sampleSeconds)
            blips.append(
                Blip(
                    row: random.integer(0...(rows - 1)),
                    rows: length,
                    tag: random.integer(0...(tags - 1)),
                    text: random.element(of: HistorianTrouble.words, or: "Bad")
                )
            )
        }
        blips.sort { ($0.row, $0.tag) < ($1.row, $1.tag) }
        if random.happens(0.08) {
            let length = max(1, random.integer(4...12) * 60 / period.sampleSeconds)
            let start = random.integer(0...max(0, rows - length - 1))
            gap = start..<(start + length)
        }
    }

    private init() {}

    static let none = HistorianTrouble()
}
