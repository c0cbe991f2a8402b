/// Reads a column that says yes where a good reading is doubtful: AVEVA PI's *Questionable* and *Substituted*.
struct DoubtCells {
    let column: Int

    func isTold(_ row: RowView) -> Bool {
        guard column < row.count else { return false }
        return DoubtCells.yes.contains(row.bytes(column).map { $0 | 0x20 })
    }

    /// Whether a column is named so and holds nothing but yes and no.
    static func areTold(by name: String, _ shape: ColumnShape) -> Bool {
        let name = ColumnVocabulary.plain(name)
        guard names.contains(name.hasPrefix("is") ? String(name.dropFirst(2)) : name), !shape.isBlank else {
            return false
        }
        return shape.distinct.allSatisfy { cell in
            let cell = cell.map { $0 | 0x20 }
            return yes.contains(cell) || no.contains(cell)
        }
    }

    private static let names: Set<String> = [
        "questionable", "substituted", "uncertain", "doubtful", "suspect", "estimated",
    ]
    private static let yes = Set(["true", "yes", "y", "t", "1", "예"].map { $0.utf8.map { $0 | 0x20 } })
    private static let no = Set(["false", "no", "n", "f", "0", "아니오"].map { $0.utf8.map { $0 | 0x20 } })
}
