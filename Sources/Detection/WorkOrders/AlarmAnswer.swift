package import Plant

/// A corrective work order that answers an alarm.
package struct AlarmAnswer: Sendable, Hashable {
    package enum Basis: String, Sendable, Codable {
        /// The order's text names the tag that was in alarm.
        case namesTheTag = "names_the_tag"
        /// The alarm came on the same equipment shortly before.
        case sameEquipment = "same_equipment"
    }

    package var order: String
    package var asset: AssetID?
    package var time: Timestamp
    package var basis: Basis
    /// In order of time, each once.
    package var alarms: [AlarmName]
    /// From the first of them to the order, in hours.
    package var hours: Double

    /// An order that names the tag may come this many days after the alarm…
    private static let namedDays = 14.0
    /// …one for the same equipment this many.
    private static let nearDays = 3.0

    /// - Parameters:
    ///   - orders: Corrective work orders with a time.
    ///   - alarms: In any order.
    package static func find(_ orders: [Record], alarms: [Alarm], tree: AssetTree) -> [AlarmAnswer] {
        let active = AlarmAnalysis.ordered(alarms).filter { $0.transition == .activation }
        return orders.sorted { ($0.time ?? .init(seconds: 0), $0.id) < ($1.time ?? .init(seconds: 0), $1.id) }
            .compactMap { answer($0, active, tree) }
    }

    private static func answer(_ order: Record, _ active: [Alarm], _ tree: AssetTree) -> AlarmAnswer? {
        guard let time = order.time else { return nil }
        let from = time.adding(seconds: -Int64(namedDays * 86_400))
        let recent = active[first(active, from: from)..<first(active, from: time)]
        guard !recent.isEmpty else { return nil }
        let text = (order.title + " " + order.text).uppercased()
        let named = recent.filter { text.contains($0.tag.rawValue.uppercased()) }
        let near: [Alarm]
        if let asset = order.asset {
            let places = Set(tree.subtree(of: asset)).union([asset])
            near = recent.filter { alarm in
                time.seconds(since: alarm.time) <= nearDays * 86_400 && (alarm.asset.map(places.contains) ?? false)
            }
        } else {
            near = []
        }
        let basis: Basis = named.isEmpty ? .sameEquipment : .namesTheTag
        let found = named.isEmpty ? near : named
        guard let first = found.first else { return nil }
        var names: [AlarmName] = []
        for alarm in found {
            let name = AlarmName(tag: alarm.tag, condition: alarm.condition)
            if !names.contains(name) { names.append(name) }
        }
        return AlarmAnswer(
            order: order.id,
            asset: order.asset,
            time: time,
            basis: basis,
            alarms: names,
            hours: time.seconds(since: first.time) / 3_600
        )
    }

    /// The first alarm at or after a moment.
    private static func first(_ alarms: [Alarm], from moment: Timestamp) -> Int {
        var low = 0
        var high = alarms.count
        while low < high {
            let middle = (low + high) / 2
            if alarms[middle].time < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
