import Plant

/// Work orders and notes that tell of an incident.
struct RelatedRecords: Sendable {
    let assets: AssetTree

    /// Records of the members (or of what lies below them), written from an hour before until some time after.
    func records(_ records: [Record], members: [AssetID], window: TimeWindow) -> [Record] {
        let wanted = Set(members.flatMap { assets.subtree(of: $0) })
        return records.filter { record in
            guard let time = record.time, time >= window.from.adding(seconds: -3_600) else { return false }
            let patience: Int64 = record.kind == .workOrder ? 3 * 86_400 : 12 * 3_600
            guard time < window.to.adding(seconds: patience) else { return false }
            return concerns(record, wanted)
        }
        .sorted { ($0.time ?? window.to, $0.kind.rawValue, $0.id) < ($1.time ?? window.to, $1.kind.rawValue, $1.id) }
    }

    private func concerns(_ record: Record, _ wanted: Set<AssetID>) -> Bool {
        guard record.kind == .workOrder || record.kind == .note else { return false }
        if let asset = record.asset { return wanted.contains(asset) }
        let text = record.title + " " + record.text
        return wanted.contains { $0.rawValue.utf8.count >= 4 && text.contains($0.rawValue) }
    }
}
