/// The keys of a mapping file.
enum MappingKey {
    static let file = [
        "kind", "skip", "encoding", "separator", "decimal", "header", "units", "descriptions", "columns", "layout",
        "transpose", "ignore",
        "tag_prefix", "time", "end", "tag", "value", "quality", "doubts", "qualities", "times", "states", "id", "asset",
        "title",
        "text", "fields",
        "transition", "transitions", "acknowledged", "failure_codes", "only", "except", "fill_down", "assets",
        "data_class",
    ]
    static let top = ["files"]
    static let entry = ["match"]
    static let time = ["column", "columns", "format", "zone", "start", "step"]
    static let field = ["column", "constant", "map"]
    static let failureCode = ["mode", "mechanism", "class"]
    static let assets = ["id", "name", "parent", "class"]

    /// The key somebody probably meant: the nearest by edits, if it is near enough to be a slip.
    static func nearest(to word: String, among keys: [String]) -> String? {
        let wanted = Array(word.lowercased().utf8)
        var best: (key: String, distance: Int)?
        for key in keys.sorted() {
            let distance = edits(wanted, Array(key.utf8))
            if distance <= max(2, wanted.count / 3), distance < best?.distance ?? Int.max { best = (key, distance) }
        }
        return best?.key
    }

    /// Levenshtein distance over bytes.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, leftByte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, rightByte) in right.enumerated() {
                let substitution = diagonal + (leftByte == rightByte ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
