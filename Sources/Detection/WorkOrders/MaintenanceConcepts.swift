/// What words of work orders mean: `weep`, `drip` and `spray` are all about leaking.
///
/// Technicians write in shorthand and misspell, so stems are compared by their beginning, within compounds
/// (`noisyvibrating`), and, where nothing else fits, allowing for one wrong, missing or swapped letter.
struct MaintenanceConcepts: Sendable {
    typealias Concept = String

    private struct Stem: Sendable {
        var letters: [UInt8]
        var concepts: [Concept]
        /// Stems of three letters that may begin a longer word.
        var isShortBeginning: Bool
        var isLatin: Bool
    }

    private let stems: [Stem]

    static let standard = MaintenanceConcepts(MaintenanceConceptTable.text, MaintenanceConceptTable.shortBeginnings)

    private init(_ table: String, _ shortBeginnings: String) {
        let short = Set(shortBeginnings.split(separator: " "))
        var concepts: [Substring: [Concept]] = [:]
        var order: [Substring] = []
        for line in table.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            for stem in line[line.index(after: colon)...].split(separator: " ") {
                if concepts[stem] == nil { order.append(stem) }
                concepts[stem, default: []].append(String(line[..<colon]))
            }
        }
        stems = order.map { stem in
            Stem(
                letters: Array(stem.utf8),
                concepts: concepts[stem] ?? [],
                isShortBeginning: short.contains(stem),
                isLatin: stem.utf8.allSatisfy { $0 < 0x80 }
            )
        }
    }

    /// The concepts of a word in lower case, sorted.
    func concepts(of word: String) -> [Concept] {
        let letters = Array(word.utf8)
        var found: Set<Concept> = []
        for stem in stems {
            let length = stem.letters.count
            if !stem.isLatin {
                if letters.contains(stem.letters) { found.formUnion(stem.concepts) }
            } else if length > 3 ? letters.starts(with: stem.letters) : letters == stem.letters {
                found.formUnion(stem.concepts)
            } else if stem.isShortBeginning, letters.count <= length + 4, letters.starts(with: stem.letters) {
                found.formUnion(stem.concepts)
            }
        }
        if found.isEmpty, letters.count >= 4 {
            for stem in stems where stem.isLatin && stem.letters.count >= 4 {
                for length in (stem.letters.count - 1)...(stem.letters.count + 1) where length <= letters.count {
                    guard MaintenanceConcepts.isNear(letters[..<length], stem.letters) else { continue }
                    found.formUnion(stem.concepts)
                    break
                }
            }
        }
        if letters.count >= 8 {
            for stem in stems where stem.isLatin && stem.letters.count >= 4 {
                if letters.dropFirst().contains(stem.letters) { found.formUnion(stem.concepts) }
            }
        }
        return found.sorted()
    }

    /// The same, but for one letter wrong, missing, too many, or two swapped.
    private static func isNear(_ word: ArraySlice<UInt8>, _ stem: [UInt8]) -> Bool {
        let word = Array(word)
        guard abs(word.count - stem.count) <= 1 else { return false }
        var same = 0
        while same < min(word.count, stem.count), word[same] == stem[same] { same += 1 }
        if word.count == stem.count {
            if same == word.count || word[(same + 1)...] == stem[(same + 1)...] { return true }
            guard same + 1 < word.count, word[same] == stem[same + 1], word[same + 1] == stem[same] else {
                return false
            }
            return word[(same + 2)...] == stem[(same + 2)...]
        }
        if word.count > stem.count { return word[(same + 1)...] == stem[same...] }
        return word[same...] == stem[(same + 1)...]
    }
}
