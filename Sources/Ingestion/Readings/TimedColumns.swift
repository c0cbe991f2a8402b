/// Columns of readings that share a time: all of a table's, or those of a signal that has a column of times of its own.
struct TimedColumns {
    var clock: RowClock
    var gaps = GapCounter()
    /// Places among the columns of readings.
    let slots: [Int]
    /// ` in 'TI-2 Time'`, where the table has several columns of times.
    let name: String

    static func groups(_ columns: [Int], _ plan: TablePlan) -> [TimedColumns] {
        let own = columns.indices.filter { plan.companions[columns[$0]]?.time != nil }
        let shared = columns.indices.filter { plan.companions[columns[$0]]?.time == nil }
        guard !own.isEmpty, case .columns(let main, let format, let zone) = plan.time else {
            return [
                TimedColumns(clock: RowClock(plan.time, rowsAreOrdered: true), slots: Array(columns.indices), name: "")
            ]
        }
        var groups: [(times: [Int], slots: [Int])] = shared.isEmpty ? [] : [(main, Array(shared))]
        for slot in own {
            guard let time = plan.companions[columns[slot]]?.time else { continue }
            if let place = groups.firstIndex(where: { $0.times == [time] }) {
                groups[place].slots.append(slot)
            } else {
                groups.append(([time], [slot]))
            }
        }
        return groups.map { times, slots in
            TimedColumns(
                clock: RowClock(.columns(times, format, zone), rowsAreOrdered: true),
                slots: slots,
                name: " in '\(times.map { plan.columns[$0] }.joined(separator: " + "))'"
            )
        }
    }

    /// The last column without which a row is too short: where each signal has times of its own, the first one's.
    static func needed(_ columns: [Int], _ plan: TablePlan) -> Int {
        guard plan.companions.values.contains(where: { $0.time != nil }) else { return columns.last ?? 0 }
        return 0
    }

    func isBlank(_ row: RowView, _ columns: [Int]) -> Bool {
        slots.allSatisfy { columns[$0] >= row.count || row.text(columns[$0]) ?? "" == "" }
    }
}
