/// What a person should look at before rows become records: parts that no column seems to play.
enum RecordDoubts {
    /// - Parameter isSaid: Whether somebody said of what kind the table is.
    static func sentences(_ plan: TablePlan, _ shape: TableShape, isSaid: Bool) -> [String] {
        guard !shape.rows.isEmpty else { return [] }
        let mapping = plan.mapping
        switch plan.kind {
        case .alarms where mapping.fields?["tag"] == nil && mapping.asset == nil:
            return ["no column tells which tag an alarm is of; say it as fields: {tag: {column: NAME}} in a mapping"]
        case .workOrders where mapping.title == nil && mapping.text == nil:
            return [
                "no column tells what an order is about, so that orders hold no text to be found by; say it as "
                    + "title: NAME in a mapping"
            ]
        case .document where !isSaid: return document(shape)
        default: return []
        }
    }

    /// A table with times that nobody could make more of than passages.
    private static func document(_ shape: TableShape) -> [String] {
        let timed = shape.columns.indices.first { column in
            switch shape.shapes[column].time?.format {
            case .yearFirst, .dayFirst, .monthFirst: true
            default: false
            }
        }
        let isNamed = shape.columns.indices.first { ColumnVocabulary.roles(of: shape.columns[$0]).contains(.time) }
        guard let time = timed ?? isNamed else { return [] }
        return [
            "the column '\(shape.columns[time])' seems to hold times, but the columns tell no kind of record, so that each "
                + "row becomes a passage: if that is wrong, say --as alarms, events, notes, work_orders or "
                + "readings (kind: in a mapping)"
        ]
    }
}
