import Plant
import Synchronization

/// What a server says of itself, made fit to be shown and kept: on one line, without escapes, cut, and without the keys
/// that this program has sent, which some servers and proxies repeat in their complaints.
package enum ServerWords {
    /// Longer complaints are pages of a proxy, or the request said back.
    package static let longest = 300

    private static let keys = Mutex<Set<String>>([])

    /// Takes note of a key, so that it is never shown.
    package static func hide(_ key: String) {
        guard key.utf8.count >= 6 else { return }
        keys.withLock { _ = $0.insert(key) }
    }

    package static func fit(_ text: String) -> String {
        var text = text
        for key in keys.withLock({ $0.sorted { $0.utf8.count > $1.utf8.count } }) {
            text = text.replacing(key, with: "(key)")
        }
        text = withoutBearers(text).shown
        return text.count > longest ? String(text.prefix(longest)) + "…" : text
    }

    /// `Bearer abc` as `Bearer (key)`, whoever's key it is.
    private static func withoutBearers(_ text: String) -> String {
        var rest = text[...]
        var result = ""
        while let mark = rest.range(of: "bearer ") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let word = rest.prefix { !$0.isWhitespace && !"\"'.,;)".contains($0) }
            result += word.utf8.count >= 6 ? "(key)" : String(word)
            rest = rest[word.endIndex...]
        }
        return result + rest
    }
}

extension Substring {
    /// Whatever the letter case of what is looked for in ASCII.
    fileprivate func range(of word: String) -> Range<Index>? {
        let bytes = Array(utf8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let wanted = Array(word.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        {
            let from = utf8.index(startIndex, offsetBy: start)
            return from..<utf8.index(from, offsetBy: wanted.count)
        }
        return nil
    }
}
