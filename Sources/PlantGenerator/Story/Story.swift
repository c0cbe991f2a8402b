/// Everything that happens to the plant in the time generated, and everything that people write about it.
///
/// Texts may hold figures to be filled in from the readings (``ProbeBook``).
struct Story: Sendable {
    var effects: [Effect] = []
    /// Throughput as a share above or below the normal.
    var load: [(WallClock, Double)] = []
    /// Events of the control system that no limit explains: trips, starts.
    var events: [AlarmJournal.Entry] = []
    var orders: [WorkOrder] = []
    var notes: [ShiftNote] = []
    var documents: [PlantDocument] = []
    var truths: [FaultTruth] = []
    var isHistorianTroubled = true

    /// Leaves out what nobody can have written before the data were exported: later orders, and how they ended.
    mutating func export(at time: WallClock) {
        orders.removeAll { $0.created >= time }
        for index in orders.indices {
            if let started = orders[index].started, started >= time { orders[index].started = nil }
            guard let finished = orders[index].finished, finished >= time else { continue }
            orders[index].finished = nil
            orders[index].closing = ""
            orders[index].cost = 0
            orders[index].hours = 0
        }
        notes.removeAll { $0.time >= time }
        let exported = Set(orders.map(\.id))
        for index in truths.indices { truths[index].orders.removeAll { !exported.contains($0) } }
    }

    mutating func add(_ script: FaultScript) {
        effects += script.effects
        events += script.events
        orders += script.orders
        notes += script.notes
        truths.append(script.truth)
    }
}

/// A maintenance order as the maintenance system exports it.
struct WorkOrder: Sendable {
    var equipment: String
    /// Cut at 40 characters, as the maintenance system does.
    var short: String
    var long: String
    /// PM01 corrective, PM02 preventive.
    var type: String
    /// 1 (at once) … 4 (when convenient).
    var priority: Int
    var created: WallClock
    var started: WallClock?
    var finished: WallClock?
    /// The failure mode of ISO 14224, empty where nothing failed.
    var code: String
    /// Thousands of won.
    var cost: Int
    /// Tenths of an hour.
    var hours: Int
    /// What is added to the long text when the work is done.
    var closing = ""

    /// The order's number: minutes since 2020, so that orders count upwards with time.
    var id: String { WorkOrder.id(created: created) }

    static func id(created: WallClock) -> String {
        "WO\(40_000_000 + (created.seconds - WallClock(2020, 1, 1).seconds) / 60)"
    }

    var status: String { finished != nil ? "TECO" : started != nil ? "REL" : "CRTD" }

    static let header =
        "order,equipment,short_text,long_text,type,priority,status,created,started,finished,failure_code,cost,labour_hours\n"

    func line(_ probes: ProbeBook) -> String {
        CSVRow.line([
            id, equipment, String(short.prefix(40)), probes.filledLines(closing.isEmpty ? long : long + "\n" + closing),
            type, "\(priority)", status,
            created.text, started?.text ?? "", finished?.text ?? "", code, "\(cost * 1_000)",
            FixedPoint.text(hours, decimals: 1),
        ])
    }
}

/// A line of the shift log.
struct ShiftNote: Sendable {
    var time: WallClock
    var text: String
}

/// A page or more that lies in the plant's document folder.
struct PlantDocument: Sendable {
    var file: String
    var bytes: [UInt8]
    /// The text to be filled in with figures, for documents that quote readings.
    var text: String?

    init(_ file: String, text: String) {
        self.file = file
        bytes = []
        self.text = text
    }

    init(_ file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }
}
