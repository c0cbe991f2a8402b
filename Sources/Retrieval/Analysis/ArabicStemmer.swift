/// Light stemming of Arabic words (L. Larkey, L. Ballesteros, M. Connell, "Light stemming for Arabic information
/// retrieval", 2007: light10), over folded characters.
enum ArabicStemmer {
    /// The part of a word that is left without article, conjunction and endings.
    static func stem(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        var rest = word
        if rest.count > 3, rest.first == waw { rest = rest.dropFirst() }
        for prefix in prefixes where rest.count >= prefix.count + 2 && rest.starts(with: prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        for suffix in suffixes where rest.count >= suffix.count + 2 && rest.suffix(suffix.count).elementsEqual(suffix) {
            rest = rest.dropLast(suffix.count)
        }
        return rest
    }

    private static let waw: UInt32 = 0x0648
    /// Written as folding leaves them: taa marbuta is haa, alif maqsura is yaa.
    private static let prefixes = ["وال", "بال", "كال", "فال", "ال", "لل"].map { $0.unicodeScalars.map(\.value) }
    private static let suffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"].map { $0.unicodeScalars.map(\.value) }
}
