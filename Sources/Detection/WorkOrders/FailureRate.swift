package import Plant

/// Mean time between failures of a class of equipment.
///
/// Calendar time, not running hours: every item is taken to be in service for the whole window (ISO 14224's "total
/// time in service" without deductions). Orders for one item and mode within a week count as one failure.
package struct FailureRate: Sendable, Hashable {
    /// An ISO 14224 code; `nil` for equipment whose class nobody stated.
    package var equipmentClass: String?
    package var items: Int
    package var failures: Int
    package var window: TimeWindow
    /// Failures by mode, most first.
    package var modes: [Mode]

    package struct Mode: Sendable, Hashable {
        package var name: String
        package var failures: Int
    }

    /// `nil` without any failure: then it is longer than ``itemDays``.
    package var meanDaysBetweenFailures: Double? { failures > 0 ? itemDays / Double(failures) : nil }

    package var itemDays: Double { Double(items) * window.seconds / 86_400 }

    /// Classes with failures first, then by code.
    ///
    /// - Parameters:
    ///   - failures: See ``RepeatFailure/distinct(_:)``.
    ///   - items: Equipment looked at: with a class, or with a work order.
    package static func all(
        _ failures: [EquipmentFailure],
        items: [AssetID],
        tree: AssetTree,
        in window: TimeWindow
    ) -> [FailureRate] {
        let known = Set(items).union(failures.map(\.asset))
        let classes = Dictionary(grouping: known) { tree[$0]?.equipmentClass ?? "" }
        let failed = Dictionary(grouping: failures) { tree[$0.asset]?.equipmentClass ?? "" }
        return classes.map { name, items in
            let list = failed[name] ?? []
            let modes = Dictionary(grouping: list) { $0.mode ?? "not told" }.map {
                Mode(name: $0.key, failures: $0.value.count)
            }
            return FailureRate(
                equipmentClass: name.isEmpty ? nil : name,
                items: items.count,
                failures: list.count,
                window: window,
                modes: modes.sorted { ($1.failures, $0.name) < ($0.failures, $1.name) }
            )
        }.sorted { ($1.failures, $0.equipmentClass ?? "~") < ($0.failures, $1.equipmentClass ?? "~") }
    }
}
