import Plant

/// Names the tags of a file: the column's name with a prefix, or the known tag that it is another spelling of.
struct TagNaming: Sendable {
    private let prefix: String
    private let spellings: TagSpellings

    init(prefix: String?, name: String, spellings: TagSpellings) {
        self.prefix = (prefix ?? "").split(separator: "{file}", omittingEmptySubsequences: false)
            .joined(separator: TagNaming.stem(name))
        self.spellings = spellings
    }

    func tag(_ column: String) -> TagName {
        let full = prefix + column
        return TagName(spellings.name(of: full) ?? full)
    }

    func known(_ tag: TagName) -> Tag? {
        spellings.known[tag.rawValue]
    }

    func isKnown(_ tag: TagName) -> Bool {
        known(tag) != nil
    }

    /// The unit that the plant gives a tag.
    func unit(of tag: TagName) -> String? {
        guard let unit = known(tag)?.unit, !unit.isEmpty else { return nil }
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
