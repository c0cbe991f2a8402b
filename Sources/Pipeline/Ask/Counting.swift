import Plant

/// Counts, lists and groups over the store. The program does this, never a model.
struct Counting: Sendable {
    let zone: SiteTimeZone
    /// Values of ``Record/fields`` that the site uses, so that a group with nothing in it is shown as zero.
    let knownGroups: [String]

    /// How many records a result lists by id; the count is always of all.
    static let listed = 1_000

    func result(of records: [Record], grouping: Understanding.Grouping?, wanted: [String]) -> CountedResult {
        var groups: [String: Int] = [:]
        if let grouping {
            if grouping == .group {
                for name in wanted.isEmpty ? knownGroups : wanted { groups[name] = 0 }
            }
            for record in records {
                groups[key(of: record, by: grouping), default: 0] += 1
            }
        }
        return CountedResult(
            count: records.count,
            groups: groups,
            items: records.prefix(Counting.listed).map(\.id)
        )
    }

    /// Whether a group is one of records that name what they are grouped by.
    static func isNamed(_ group: String) -> Bool {
        !["no time", "no equipment", "no code", "no category", "not stated", "no priority"].contains(group)
    }

    private func key(of record: Record, by grouping: Understanding.Grouping) -> String {
        switch grouping {
        case .day, .week, .month, .year:
            guard let time = record.time else { return "no time" }
            return period(zone.civil(at: time), grouping)
        case .asset: return record.asset?.rawValue ?? "no equipment"
        case .kind: return record.kind.rawValue
        case .group: return record.fields[RecordField.group] ?? record.kind.rawValue
        case .code: return record.fields[RecordField.code] ?? "no code"
        case .category: return record.fields[RecordField.category] ?? "no category"
        case .maintenance: return record.fields[RecordField.maintenance] ?? "not stated"
        case .priority: return record.fields[RecordField.priority] ?? "no priority"
        }
    }

    private func period(_ civil: CivilTime, _ grouping: Understanding.Grouping) -> String {
        switch grouping {
        case .year: String(civil.date.prefix(4))
        case .month: String(civil.date.prefix(7))
        case .week: Counting.week(of: civil)
        default: civil.date
        }
    }

    /// The ISO 8601 week: `2026-W09`.
    static func week(of civil: CivilTime) -> String {
        let thursday = civil.adding(days: Int64(4 - civil.weekday))
        let first = CivilTime(year: thursday.year, month: 1, day: 1)
        let week = Int(thursday.daysSinceEpoch - first.daysSinceEpoch) / 7 + 1
        return "\(thursday.year)-W" + (week < 10 ? "0\(week)" : "\(week)")
    }
}
