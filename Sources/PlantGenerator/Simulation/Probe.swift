/// Figures in texts that are filled in from the readings once these are written, so that a note says what the
/// historian has.
///
/// In a text a figure stands as `⟦tag@seconds⟧`; a line whose figure is not among the readings is left out.
struct ProbeBook {
    private struct Key: Hashable {
        var tag: String
        var time: Int
    }

    private var values: [Key: String] = [:]
    private var wanted: Set<Key> = []

    /// The place of a reading in a text.
    static func mark(_ tag: String, at time: WallClock) -> String {
        "⟦\(tag)@\(time.seconds)⟧"
    }

    /// Takes note of every figure that a text asks for.
    mutating func want(in text: String) {
        for part in text.split(separator: "⟦").dropFirst() {
            guard let end = part.firstIndex(of: "⟧"), let key = ProbeBook.key(part[..<end]) else { continue }
            wanted.insert(key)
        }
    }

    private static func key(_ mark: Substring) -> Key? {
        guard let at = mark.lastIndex(of: "@"), let time = Int(mark[mark.index(after: at)...]) else { return nil }
        return Key(tag: String(mark[..<at]), time: time)
    }

    /// The figures wanted within a period, in the order of time.
    func wanted(in period: Period) -> [(time: Int, tag: String)] {
        wanted.filter { period.contains(WallClock(seconds: $0.time)) }
            .map { (time: $0.time, tag: $0.tag) }
            .sorted { ($0.time, $0.tag) < ($1.time, $1.tag) }
    }

    mutating func fill(_ tag: String, _ time: Int, with text: String) {
        values[Key(tag: tag, time: time)] = text
    }

    /// The text with its figures; `nil` when one of them is not known.
    func filled(_ text: String) -> String? {
        guard text.contains("⟦") else { return text }
        var result = ""
        var isFirst = true
        for part in text.split(separator: "⟦", omittingEmptySubsequences: false) {
            if isFirst {
                result += part
                isFirst = false
                continue
            }
            guard let end = part.firstIndex(of: "⟧"), let key = ProbeBook.key(part[..<end]), let value = values[key]
            else { return nil }
            result += value + part[part.index(after: end)...]
        }
        return result
    }

    /// A longer text, without the lines whose figures are not known.
    func filledLines(_ text: String) -> String {
        guard text.contains("⟦") else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .compactMap { filled(String($0)) }.joined(separator: "\n")
    }
}
