/// What a work-order text looks like to the classifier.
struct FailureModeFeatures: Sendable {
    /// Shortest and longest run of letters that counts.
    private static let lengths = 2...5

    /// How often each run of letters occurs within the words of a text (each word with a space on either side).
    static func runs(_ text: String) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for word in words(text) {
            let letters = Array((" " + word + " ").unicodeScalars)
            for length in lengths {
                // A word shorter than the run counts once, as a whole.
                guard letters.count > length else {
                    counts[hash(letters[...]), default: 0] += 1
                    break
                }
                for start in 0...(letters.count - length) {
                    counts[hash(letters[start..<(start + length)]), default: 0] += 1
                }
            }
        }
        return counts
    }

    /// The concepts in a text, and those that stand with a negation, a need, a repetition or a degree.
    static func concepts(_ text: String) -> Set<String> {
        let words = words(text)
        var found: Set<String> = words.count == 1 ? ["one"] : []
        let each = words.map { MaintenanceConcepts.standard.concepts(of: $0) }
        let all = Set(each.joined())
        found.formUnion(all)
        for trigger in ["neg", "need", "keep", "low", "high"] where all.contains(trigger) {
            found.formUnion(all.filter { $0 != trigger }.map { trigger + "+" + $0 })
        }
        return found
    }

    /// Words in lower case, apostrophes taken out (`won't` is `wont`).
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar == "'" || scalar == "’" { continue }
            if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// FNV-1a over the scalars.
    private static func hash(_ letters: ArraySlice<Unicode.Scalar>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for letter in letters {
            var rest = letter.value
            for _ in 0..<4 {
                hash = (hash ^ UInt64(rest & 0xFF)) &* 0x100_0000_01b3
                rest >>= 8
            }
        }
        return hash
    }
}

/// Turns texts into vectors of features that training texts have: runs of letters weighed by how rare they are (tf
/// logarithmic, idf smoothed; together of length one), and concepts.
struct FailureModeVectoriser: Sendable {
    /// What the concepts count beside the runs of letters; chosen by cross-validation.
    private static let conceptLength = 0.7

    private var runs: [UInt64: Int] = [:]
    private var rarity: [Double] = []
    private var concepts: [String: Int] = [:]

    /// Entries of a vector, by ascending index.
    typealias Vector = [(index: Int, value: Double)]

    var count: Int { rarity.count + concepts.count }

    /// - Parameter leastTexts: A run of letters must occur in this many texts, so that large collections stay small.
    init(_ texts: [String], leastTexts: Int) {
        var frequency: [UInt64: Int] = [:]
        var names: Set<String> = []
        for text in texts {
            for run in FailureModeFeatures.runs(text).keys { frequency[run, default: 0] += 1 }
            names.formUnion(FailureModeFeatures.concepts(text))
        }
        for run in frequency.keys.sorted() {
            guard let number = frequency[run], number >= leastTexts else { continue }
            runs[run] = rarity.count
            rarity.append(Logarithm.of(Double(1 + texts.count) / Double(1 + number)) + 1)
        }
        for name in names.sorted() { concepts[name] = rarity.count + concepts.count }
    }

    func vector(_ text: String) -> Vector {
        var letters: Vector = []
        for (run, number) in FailureModeFeatures.runs(text) {
            guard let index = runs[run] else { continue }
            letters.append((index, (1 + Logarithm.of(Double(number))) * rarity[index]))
        }
        let named: Vector = FailureModeFeatures.concepts(text).compactMap { name in concepts[name].map { ($0, 1) } }
        return FailureModeVectoriser.ofLength(1, letters)
            + FailureModeVectoriser.ofLength(FailureModeVectoriser.conceptLength, named)
    }

    /// The cosine of the angle between two vectors, 0…1.
    static func likeness(_ left: Vector, _ right: Vector) -> Double {
        var one = 0
        var other = 0
        var product = 0.0
        while one < left.count, other < right.count {
            if left[one].index == right[other].index {
                product += left[one].value * right[other].value
                one += 1
                other += 1
            } else if left[one].index < right[other].index {
                one += 1
            } else {
                other += 1
            }
        }
        let lengths = length(left) * length(right)
        return lengths > 0 ? product / lengths : 0
    }

    private static func length(_ vector: Vector) -> Double {
        vector.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    }

    private static func ofLength(_ wanted: Double, _ vector: Vector) -> Vector {
        let sorted = vector.sorted { $0.index < $1.index }
        let length = length(sorted)
        return length > 0 ? sorted.map { ($0.index, wanted * $0.value / length) } : []
    }
}
