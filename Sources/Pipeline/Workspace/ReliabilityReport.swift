import Detection
import Plant

/// What `telltale reliability --json` prints.
package struct ReliabilityReport: Codable, Sendable {
    struct Work: Codable, Sendable {
        var orders: Int
        var labour_hours: Double
    }

    struct Rate: Codable, Sendable {
        var equipment_class: String?
        var name: String
        var items: Int
        var failures: Int
        /// Calendar days; absent without any failure.
        var mean_days_between_failures: Double?
        var item_days: Double
        var modes: [String: Int]
    }

    struct Failure: Codable, Sendable {
        var order: String
        var asset: AssetID
        var time: Timestamp
        var title: String
        var mode: String?
        /// `coded`, `told_from_text`, `unknown`.
        var mode_basis: String
        /// Work orders that the mode was told from.
        var like: [String]
    }

    struct Repeat: Codable, Sendable {
        var asset: AssetID
        var mode: String
        var failures: Int
        var median_days: Double
        var shortest_days: Double
        var orders: [String]
    }

    struct Answer: Codable, Sendable {
        var order: String
        var asset: AssetID?
        var time: Timestamp
        var basis: AlarmAnswer.Basis
        var alarms: [String]
        var hours: Double
    }

    struct Hint: Codable, Sendable {
        var asset: AssetID
        var mode: String
        var basis: FailureHint.Basis
        var text: String
        var records: [String]
    }

    var schema = "telltale.reliability/1"
    var asset: String?
    var from: Timestamp
    var to: Timestamp
    var preventive: Work
    var corrective: Work
    var not_stated: Work
    /// Corrective orders whose code names an activity (code → orders): work, and no failures.
    var activities: [String: Int]
    /// Corrective orders without an asset or a time.
    var unplaced: Int
    /// Coded orders that modes were learnt from, where others have none.
    var learnt_from: Int
    /// Code → what it stands for.
    var mode_names: [String: String]
    var classes: [Rate]
    var failures: [Failure]
    var repeats: [Repeat]
    var answers: [Answer]
    var hints: [Hint]
    var zone: SiteTimeZone = .utc

    enum CodingKeys: String, CodingKey {
        case schema, asset, from, to, preventive, corrective, not_stated, activities, unplaced, learnt_from, mode_names,
            classes,
            failures
        case repeats, answers, hints
    }

    package func json() throws -> String { try JSONText.pretty(self) }
}

extension ReliabilityReport {
    init(
        asset: String?,
        window: TimeWindow,
        history: FailureHistory,
        failures: [EquipmentFailure],
        rates: [FailureRate],
        repeats: [RepeatFailure],
        answers: [AlarmAnswer],
        hints: [FailureHint],
        zone: SiteTimeZone
    ) {
        func work(_ work: FailureHistory.Work) -> Work { Work(orders: work.orders, labour_hours: work.hours) }
        self.init(
            asset: asset,
            from: window.from,
            to: window.to,
            preventive: work(history.preventive),
            corrective: work(history.corrective),
            not_stated: work(history.unstated),
            activities: history.activities,
            unplaced: history.unplaced,
            learnt_from: history.learntFrom,
            mode_names: history.modeNames,
            classes: rates.map { rate in
                Rate(
                    equipment_class: rate.equipmentClass,
                    name: rate.equipmentClass.map { EquipmentClass.coded($0)?.name ?? $0 } ?? "class not stated",
                    items: rate.items,
                    failures: rate.failures,
                    mean_days_between_failures: rate.meanDaysBetweenFailures,
                    item_days: rate.itemDays,
                    modes: Dictionary(rate.modes.map { ($0.name, $0.failures) }, uniquingKeysWith: +)
                )
            },
            failures: failures.map(Failure.init),
            repeats: repeats.map { repeated in
                Repeat(
                    asset: repeated.asset,
                    mode: repeated.mode,
                    failures: repeated.failures.count,
                    median_days: repeated.medianInterval,
                    shortest_days: repeated.intervals.min() ?? 0,
                    orders: repeated.failures.map(\.order)
                )
            },
            answers: answers.map { answer in
                Answer(
                    order: answer.order,
                    asset: answer.asset,
                    time: answer.time,
                    basis: answer.basis,
                    alarms: answer.alarms.map(\.description),
                    hours: answer.hours
                )
            },
            hints: hints.map { hint in
                Hint(asset: hint.asset, mode: hint.mode, basis: hint.basis, text: hint.sentence, records: hint.records)
            },
            zone: zone
        )
    }
}

extension ReliabilityReport.Failure {
    init(_ failure: EquipmentFailure) {
        var basis = "unknown"
        var like: [String] = []
        switch failure.basis {
        case .coded: basis = "coded"
        case .told(let orders):
            basis = "told_from_text"
            like = orders
        case .unknown: break
        }
        self.init(
            order: failure.order,
            asset: failure.asset,
            time: failure.time,
            title: failure.title,
            mode: failure.mode,
            mode_basis: basis,
            like: like
        )
    }
}
