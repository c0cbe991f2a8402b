/// Finds what somebody probably meant to type.
package enum NearestWord {
    /// The word at the smallest edit distance, if it is near enough to be a slip.
    package static func find(_ word: String, among words: [String]) -> String? {
        let allowed = max(2, word.utf8.count / 3)
        return words.sorted()
            .map { ($0, distance(Array(word.utf8), Array($0.utf8))) }
            .filter { $0.1 <= allowed }
            .min { $0.1 < $1.1 }?
            .0
    }

    /// Levenshtein distance over bytes.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
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
