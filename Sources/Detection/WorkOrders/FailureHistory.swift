package import Plant

/// A piece of equipment that failed, as a corrective work order tells it.
package struct EquipmentFailure: Sendable, Hashable {
    /// How the failure mode is known.
    package enum Basis: Sendable, Hashable {
        /// The work order carries a code.
        case coded
        /// Told from the text, on the grounds of these work orders.
        case told(like: [String])
        /// Neither: there are no codes to learn from, or the text is like none of them.
        case unknown
    }

    package var order: String
    package var title: String
    package var asset: AssetID
    package var time: Timestamp
    /// A code or name of a failure mode, as the site writes them.
    package var mode: String?
    package var basis: Basis
}

/// What a site's work orders say of its equipment.
package struct FailureHistory: Sendable {
    /// Orders of a kind, and the hours worked on them where they are written down.
    package struct Work: Sendable, Hashable {
        package var orders = 0
        package var hours = 0.0
    }

    /// In order of time.
    package private(set) var failures: [EquipmentFailure] = []
    package private(set) var preventive = Work()
    package private(set) var corrective = Work()
    /// Orders that do not say which they are.
    package private(set) var unstated = Work()
    /// Corrective orders whose code names an activity and no failure, by that code: they are no failures.
    package private(set) var activities: [String: Int] = [:]
    /// Corrective orders without an asset or a time, which no figure can use.
    package private(set) var unplaced = 0
    /// What codes stand for, where the records or ISO 14224 say it.
    package private(set) var modeNames: [String: String] = [:]
    /// Orders with a code that the texts were learnt from.
    package private(set) var learntFrom = 0

    /// At least this share before a text is taken for a mode…
    private static let leastShare = 0.5
    /// …and at least this many coded orders to learn from.
    private static let leastExamples = 30
    /// The latest coded orders are learnt from, so many at most.
    private static let mostExamples = 2_000

    /// - Parameters:
    ///   - records: Work orders, in any order; other kinds are passed over.
    ///   - window: Failures outside are left out, but their codes are learnt from.
    package init(_ records: [Record], in window: TimeWindow) {
        let orders = records.filter { $0.kind == .workOrder }
            .sorted { ($0.time ?? window.to, $0.id) < ($1.time ?? window.to, $1.id) }
        let classifier = learn(orders)
        for order in orders where order.time.map(window.contains) ?? true {
            let hours = order.fields[RecordField.labourHours].flatMap(Double.init) ?? 0
            switch order.fields[RecordField.maintenance] {
            case "preventive":
                preventive.orders += 1
                preventive.hours += hours
            case "corrective":
                corrective.orders += 1
                corrective.hours += hours
                let (mode, basis) = FailureHistory.mode(of: order, classifier)
                if let mode, isActivity(mode, order) {
                    activities[mode, default: 0] += 1
                    continue
                }
                guard let asset = order.asset, let time = order.time else {
                    unplaced += 1
                    continue
                }
                failures.append(
                    EquipmentFailure(
                        order: order.id,
                        title: order.title,
                        asset: asset,
                        time: time,
                        mode: mode,
                        basis: basis
                    )
                )
            default:
                unstated.orders += 1
                unstated.hours += hours
            }
        }
    }

    private mutating func learn(_ orders: [Record]) -> FailureModeClassifier? {
        let coded = orders.compactMap { order -> FailureModeClassifier.Example? in
            guard order.fields[RecordField.maintenance] == "corrective", let code = FailureHistory.code(of: order)
            else { return nil }
            if let words = order.fields[RecordField.codeDescription] { modeNames[code] = words }
            return FailureModeClassifier.Example(text: FailureHistory.text(of: order), label: code, id: order.id)
        }
        for code in Set(coded.map(\.label)) where modeNames[code] == nil {
            modeNames[code] = FailureMode.coded(code)?.name
        }
        // The latest are enough, and keep training to seconds; a code that was given once or twice cannot be learnt.
        let latest = coded.suffix(FailureHistory.mostExamples)
        let counts = Dictionary(grouping: latest, by: \.label).mapValues(\.count)
        let examples = latest.filter { counts[$0.label, default: 0] >= 3 }
        let hasUncoded = orders.contains {
            $0.fields[RecordField.maintenance] == "corrective" && FailureHistory.code(of: $0) == nil
        }
        guard hasUncoded, examples.count >= FailureHistory.leastExamples else { return nil }
        learntFrom = examples.count
        return FailureModeClassifier(examples, descriptions: modeNames)
    }

    private static func mode(
        of order: Record,
        _ classifier: FailureModeClassifier?
    ) -> (String?, EquipmentFailure.Basis) {
        if let code = code(of: order) { return (code, .coded) }
        guard let reading = classifier?.read(text(of: order)), reading.share >= leastShare, !reading.examples.isEmpty
        else { return (nil, .unknown) }
        return (reading.label, .told(like: reading.examples.map(\.id)))
    }

    /// What a code stands for decides. What the standard knows as a failure mode, or a mapping made one, is a failure.
    private func isActivity(_ mode: String, _ order: Record) -> Bool {
        guard order.fields[RecordField.failureMode] ?? "" == "", FailureMode.coded(mode) == nil else { return false }
        return MaintenanceActivity.isNamed(modeNames[mode] ?? mode)
    }

    private static func code(of order: Record) -> String? {
        order.fields[RecordField.code].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func text(of order: Record) -> String {
        String((order.title + " " + order.text).prefix(200))
    }
}
