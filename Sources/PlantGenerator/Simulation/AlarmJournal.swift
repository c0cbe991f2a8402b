/// The alarm journal of the control room: activations, acknowledgements and returns in the order of time.
struct AlarmJournal {
    struct Entry: Sendable {
        var time: Int
        var tag: String
        var asset: String
        var condition: String
        var transition: String
        var priority: String
        var message: String
        var value = ""
        var limit = ""
        var unit = ""
        var position: String
    }

    private var pending: [(order: Int, entry: Entry)] = []
    private var count = 0
    private var random: RandomSource
    private let file: OutputFile
    private(set) var activations = 0
    private(set) var written = 0

    static let header = "time,tag,asset,condition,transition,priority,message,value,limit,unit,operator_position\n"

    init(path: String, seed: UInt64) throws(GeneratorError) {
        file = try OutputFile(path: path)
        file.write(AlarmJournal.header)
        random = RandomSource(seed: seed, stream: "alarms")
    }

    /// Takes an activation, and has the operator acknowledge it some while later.
    mutating func activate(_ entry: Entry) {
        activations += 1
        add(entry)
        var acknowledgement = entry
        acknowledgement.transition = "acknowledgement"
        acknowledgement.time += entry.priority == "high" ? random.integer(6...55) : random.integer(14...210)
        add(acknowledgement)
    }

    mutating func add(_ entry: Entry) {
        pending.append((count, entry))
        count += 1
    }

    /// Writes everything before a moment.
    mutating func flush(before time: Int) {
        let due = pending.filter { $0.entry.time < time }.sorted {
            ($0.entry.time, $0.order) < ($1.entry.time, $1.order)
        }
        pending.removeAll { $0.entry.time < time }
        for (_, entry) in due {
            written += 1
            file.write(
                CSVRow.line([
                    WallClock(seconds: entry.time).text, entry.tag, entry.asset, entry.condition, entry.transition,
                    entry.priority, entry.message, entry.value, entry.limit, entry.unit, entry.position,
                ])
            )
        }
    }

    func finish() throws(GeneratorError) {
        try file.finish()
    }
}
