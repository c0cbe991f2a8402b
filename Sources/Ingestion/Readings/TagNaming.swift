import Plant

/// Names the tags of a file: the column's name with a prefix, or the known tag that it is another spelling of.
struct TagNaming: Sendable {
    private let prefix: String
    /// The plant's tags with their units; empty where none is told.
    private let known: [String: String]
    private let spellings: [String: String]

    init(prefix: String?, name: String, tags: [Tag]) {
        self.prefix = (prefix ?? "").split(separator: "{file}", omittingEmptySubsequences: false)
            .joined(separator: TagNaming.stem(name))
        known = Dictionary(tags.map { ($0.name.rawValue, $0.unit ?? "") }, uniquingKeysWith: { first, _ in first })
        var spellings: [String: String] = [:]
        for tag in tags.map(\.name.rawValue).sorted() {
            let plain = TagNaming.plain(tag)
            // Two known tags that differ only in punctuation are told apart by it, and nothing is guessed.
            spellings[plain] = spellings[plain] == nil ? tag : ""
        }
        self.spellings = spellings
    }

    func tag(_ column: String) -> TagName {
        let full = prefix + column
        if known[full] != nil { return TagName(full) }
        if let spelling = spellings[TagNaming.plain(full)], !spelling.isEmpty { return TagName(spelling) }
        return TagName(full)
    }

    func isKnown(_ tag: TagName) -> Bool {
        known[tag.rawValue] != nil
    }

    /// The unit that the plant gives a tag.
    func unit(of tag: TagName) -> String? {
        guard let unit = known[tag.rawValue], !unit.isEmpty else { return nil }
        return unit
    }

    /// `11-PI-1010.pv` as `11PI1010PV`.
    static func plain(_ name: String) -> String {
        var result = ""
        for scalar in name.uppercased().unicodeScalars
        where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// A file's name without folders and endings: `WELL-00001` of `0/WELL-00001.csv.gz`.
    static func stem(_ name: String) -> String {
        var stem = name.split(separator: "/").last ?? ""
        for ending in [".gz", ".zst", ".xlsx", ".csv", ".tsv", ".txt", ".dat", ".json", ".jsonl"]
        where stem.hasSuffix(ending) {
            stem = stem.dropLast(ending.utf8.count)
        }
        return String(stem)
    }
}
