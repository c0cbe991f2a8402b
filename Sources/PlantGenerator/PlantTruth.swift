package import Plant

/// What was put into a generated plant.
package struct PlantTruth: Sendable {
    package var seed: UInt64
    package var zone: String
    /// The first day, and the day after the last, on the plant's clock, for each stretch of readings.
    package var periods: [(from: CivilTime, to: CivilTime, sampleSeconds: Int)] = []
    package var tags = 0
    /// Readings with a number.
    package var readings: Int64 = 0
    /// Readings with a word in place of a number, by word.
    package var statuses: [String: Int64] = [:]
    /// Rows that the historian did not collect.
    package var missingRows = 0
    package var alarms = 0
    package var activations = 0
    package var workOrders = 0
    package var faults: [FaultTruth] = []
    /// What is wrong with input made wrong on purpose.
    package var corruptRows: [CorruptRow] = []

    private let siteZone: SiteTimeZone

    init(seed: UInt64, zone: SiteTimeZone) {
        self.seed = seed
        siteZone = zone
        self.zone = zone.identifier
    }

    /// The truth as it is written to `truth.json`.
    package var json: String {
        func both(_ civil: CivilTime) -> JSONText {
            .object([
                ("local", .text(civil.description)),
                ("utc", .text(WallClock(civil).moment(in: siteZone).description)),
            ])
        }
        var pairs: [(String, JSONText)] = [
            ("schema", .text("telltale.plant-truth/1")),
            ("synthetic", .flag(true)),
            ("seed", .text(String(seed))),
            ("zone", .text(zone)),
            (
                "periods",
                .list(
                    periods.map {
                        .object([
                            ("from", .text($0.from.date)), ("to", .text($0.to.date)),
                            ("sample_seconds", .number(Int64($0.sampleSeconds))),
                        ])
                    }
                )
            ),
            ("tags", .number(Int64(tags))),
            ("readings", .number(readings)),
            (
                "bad_quality",
                .object(statuses.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
            ),
            ("missing_rows", .number(Int64(missingRows))),
            ("alarms", .number(Int64(alarms))),
            ("alarm_activations", .number(Int64(activations))),
            ("work_orders", .number(Int64(workOrders))),
            (
                "faults",
                .list(
                    faults.map { fault in
                        .object([
                            ("type", .text(fault.kind.rawValue)), ("asset", .text(fault.asset)),
                            ("assets", .texts(fault.assets)), ("start", both(fault.start)), ("end", both(fault.end)),
                            ("first_out", .text(fault.firstOut)), ("incident", .text(fault.incident)),
                            ("summary", .text(fault.summary)), ("must_find", .texts(fault.mustFind)),
                            ("must_not_find", .texts(fault.mustNotFind)), ("work_orders", .texts(fault.orders)),
                        ])
                    }
                )
            ),
        ]
        if !corruptRows.isEmpty { pairs.append(("corrupt_rows", .list(corruptRows.map(\.json)))) }
        return JSONText.object(pairs).indented() + "\n"
    }
}

/// A row made wrong on purpose.
package struct CorruptRow: Sendable, Hashable {
    package enum Fate: String, Sendable {
        /// It must be set aside with its reason.
        case quarantine
        /// It is stored, with a quality that says what is wrong.
        case quality
        /// It looks odd and is right.
        case keep
        /// It is no row, and says nothing new.
        case passOver = "pass_over"
    }

    package var file: String
    /// Counted from 1, the header included.
    package var line: Int
    package var fate: Fate
    package var reason: String

    var json: JSONText {
        .object([
            ("file", .text(file)), ("line", .number(Int64(line))), ("fate", .text(fate.rawValue)),
            ("reason", .text(reason)),
        ])
    }
}
