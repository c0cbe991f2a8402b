/// M. F. Porter, "An algorithm for suffix stripping" (1980), over lower-case ASCII letters.
struct PorterStemmer {
    private var word: [UInt8] = []

    /// The stem of a word; shorter words than three letters stay as they are.
    mutating func stem(_ letters: ArraySlice<UInt32>) -> [UInt8] {
        word.removeAll(keepingCapacity: true)
        for letter in letters { word.append(UInt8(truncatingIfNeeded: letter)) }
        guard word.count > 2 else { return word }
        removePlural()
        removePastAndProgressive()
        if word.last == y, hasVowel(before: word.count - 1) { word[word.count - 1] = i }
        replaceFirst(of: step2)
        replaceFirst(of: step3)
        removeSuffix()
        if word.last == e {
            let measure = measure(before: word.count - 1)
            if measure > 1 || measure == 1 && !endsShort(word.count - 1) { word.removeLast() }
        }
        if word.count > 1, word.last == l, isDouble(word.count), measure(before: word.count - 1) > 1 {
            word.removeLast()
        }
        return word
    }

    private func isConsonant(_ index: Int) -> Bool {
        switch word[index] {
        case a, e, i, o, u: false
        case y: index == 0 || !isConsonant(index - 1)
        default: true
        }
    }

    /// How many vowel-consonant sequences the first `end` letters hold.
    private func measure(before end: Int) -> Int {
        var count = 0
        var index = 0
        while index < end, isConsonant(index) { index += 1 }
        while index < end {
            while index < end, !isConsonant(index) { index += 1 }
            if index >= end { break }
            count += 1
            while index < end, isConsonant(index) { index += 1 }
        }
        return count
    }

    private func hasVowel(before end: Int) -> Bool {
        var index = 0
        while index < end {
            if !isConsonant(index) { return true }
            index += 1
        }
        return false
    }

    private func isDouble(_ end: Int) -> Bool {
        end > 1 && word[end - 1] == word[end - 2] && isConsonant(end - 1)
    }

    /// consonant-vowel-consonant, the last not w, x or y.
    private func endsShort(_ end: Int) -> Bool {
        guard end > 2, isConsonant(end - 1), !isConsonant(end - 2), isConsonant(end - 3) else { return false }
        let last = word[end - 1]
        return last != w && last != x && last != y
    }

    private func ends(_ suffix: [UInt8]) -> Bool {
        guard word.count >= suffix.count else { return false }
        var from = word.count - suffix.count
        for byte in suffix {
            if word[from] != byte { return false }
            from += 1
        }
        return true
    }

    private mutating func removePlural() {
        guard word.last == s else { return }
        if ends(sses) || ends(ies) {
            word.removeLast(2)
        } else if word[word.count - 2] != s {
            word.removeLast()
        }
    }

    private mutating func removePastAndProgressive() {
        if ends(eed) {
            if measure(before: word.count - 3) > 0 { word.removeLast() }
            return
        }
        let length = ends(ed) ? 2 : ends(ing) ? 3 : 0
        guard length > 0, hasVowel(before: word.count - length) else { return }
        word.removeLast(length)
        if ends(at) || ends(bl) || ends(iz) {
            word.append(e)
        } else if isDouble(word.count), let last = word.last, last != l, last != s, last != z {
            word.removeLast()
        } else if measure(before: word.count) == 1, endsShort(word.count) {
            word.append(e)
        }
    }

    private mutating func replaceFirst(of rules: [(suffix: [UInt8], replacement: [UInt8])]) {
        for rule in rules where ends(rule.suffix) {
            if measure(before: word.count - rule.suffix.count) > 0 {
                word.removeLast(rule.suffix.count)
                word.append(contentsOf: rule.replacement)
            }
            return
        }
    }

    private mutating func removeSuffix() {
        for suffix in step4 where ends(suffix) {
            let rest = word.count - suffix.count
            guard measure(before: rest) > 1 else { return }
            if suffix == ion, rest == 0 || (word[rest - 1] != s && word[rest - 1] != t) { return }
            word.removeLast(suffix.count)
            return
        }
    }
}

private let a = UInt8(ascii: "a")
private let e = UInt8(ascii: "e")
private let i = UInt8(ascii: "i")
private let o = UInt8(ascii: "o")
private let u = UInt8(ascii: "u")
private let y = UInt8(ascii: "y")
private let w = UInt8(ascii: "w")
private let x = UInt8(ascii: "x")
private let s = UInt8(ascii: "s")
private let t = UInt8(ascii: "t")
private let l = UInt8(ascii: "l")
private let z = UInt8(ascii: "z")
private let sses = Array("sses".utf8)
private let ies = Array("ies".utf8)
private let eed = Array("eed".utf8)
private let ed = Array("ed".utf8)
private let ing = Array("ing".utf8)
private let at = Array("at".utf8)
private let bl = Array("bl".utf8)
private let iz = Array("iz".utf8)
private let ion = Array("ion".utf8)

private func rules(_ text: String) -> [(suffix: [UInt8], replacement: [UInt8])] {
    text.split(separator: " ").map { rule in
        let parts = rule.split(separator: ">", omittingEmptySubsequences: false)
        return (Array(parts[0].utf8), Array(parts[parts.count - 1].utf8))
    }
}

private let step2 = rules(
    "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ization>ize "
        + "ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log"
)
private let step3 = rules("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>")
private let step4 = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
    "al", "er", "ic", "ou",
].map { Array($0.utf8) }
