import Plant

/// Finds the asset that a cell or a text means, by its code or by any of its names.
struct AssetNames: Sendable {
    private var ids: [String: AssetID] = [:]
    /// Codes without punctuation, for texts: `P101A` → `P-101A`.
    private var plainIDs: [String: AssetID] = [:]
    private var spoken = SpokenNames()
    private var names: [(words: String, id: AssetID)] = []

    init(_ assets: [Asset], tags: [Tag] = []) {
        for asset in assets.sorted(by: { $0.id < $1.id }) {
            ids[asset.id.rawValue.lowercased()] = asset.id
            let plain = TagNaming.plain(asset.id.rawValue)
            if plain.utf8.count >= 3, plainIDs[plain] == nil { plainIDs[plain] = asset.id }
            spoken.add(plain)
        }
        for asset in assets.sorted(by: { $0.id < $1.id }) {
            for name in [asset.name] + asset.aliases where !name.isEmpty {
                let key = name.lowercased()
                if ids[key] == nil { ids[key] = asset.id }
                if key.utf8.count >= 6 { names.append((key, asset.id)) }
            }
        }
        for tag in tags.sorted(by: { $0.name < $1.name }) {
            guard let asset = tag.asset else { continue }
            let plain = TagNaming.plain(tag.name.rawValue)
            if plain.utf8.count >= 4, plainIDs[plain] == nil { plainIDs[plain] = asset }
        }
        addShortTags(tags)
        // Longer names first, so that "charge pump A standby" is not taken for "charge pump A".
        names.sort { ($1.words.utf8.count, $0.words) < ($0.words.utf8.count, $1.words) }
    }

    /// `FIC2034` for `11-FIC-2034.PV`, where no other tag of another asset is called so in short.
    private mutating func addShortTags(_ tags: [Tag]) {
        var short: [String: AssetID?] = [:]
        for tag in tags {
            guard let asset = tag.asset else { continue }
            var name = TagNaming.plain(tag.name.rawValue).drop { $0.isNumber }
            for suffix in ["PV", "SP", "OP", "MV"] where name.hasSuffix(suffix) && name.utf8.count > 5 {
                name = name.dropLast(2)
                break
            }
            let key = String(name)
            guard key.utf8.count >= 4, key.utf8.contains(where: { $0 &- 0x30 < 10 }) else { continue }
            if let other = short[key] {
                if other != asset { short[key] = .some(nil) }
            } else {
                short[key] = asset
            }
        }
        for (key, asset) in short where plainIDs[key] == nil { plainIDs[key] = asset }
    }

    mutating func add(_ asset: Asset) {
        ids[asset.id.rawValue.lowercased()] = asset.id
        for name in [asset.name] + asset.aliases where ids[name.lowercased()] == nil {
            ids[name.lowercased()] = asset.id
        }
    }

    /// The asset of a cell: a code or name that is known, else the cell itself as a code.
    func asset(_ cell: String) -> AssetID? {
        guard !cell.isEmpty else { return nil }
        return ids[cell.lowercased()] ?? plainIDs[TagNaming.plain(cell)] ?? AssetID(cell)
    }

    /// The first known asset that a text speaks of, in the forms that people write: `P-101A`, `P101A`, `101 A`… or a
    /// name. `nil` when none is.
    func mentioned(in text: String) -> AssetID? {
        for token in AssetNames.tokens(text) {
            if let id = plainIDs[token] { return id }
        }
        if let code = spoken.spoken(in: text), let id = plainIDs[code] { return id }
        let lower = text.lowercased()
        for (words, id) in names where lower.utf8.count >= words.utf8.count && contains(lower, words) { return id }
        return nil
    }

    /// Codes in a text without their punctuation, in order: runs of letters, digits, `-`, `_`, `.` and `/` that hold a
    /// digit; two runs next to each other are tried as one (`P 101A`, `101 A`).
    static func tokens(_ text: String) -> [String] {
        var runs: [(text: String, adjoins: Bool)] = []
        var current = ""
        var adjoins = false
        var blanks = 0
        func isCode(_ byte: UInt8) -> Bool {
            byte &- 0x30 < 10 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        }
        for byte in text.utf8 {
            if isCode(byte) {
                if current.isEmpty { adjoins = blanks == 1 }
                current.unicodeScalars.append(Unicode.Scalar(byte))
                blanks = 0
            } else if byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x2F {
                if current.isEmpty { blanks = 2 }
            } else {
                if !current.isEmpty { runs.append((current.uppercased(), adjoins)) }
                current = ""
                blanks = byte == 0x20 ? blanks + 1 : 2
            }
        }
        if !current.isEmpty { runs.append((current.uppercased(), adjoins)) }
        var result: [String] = []
        for (index, run) in runs.enumerated() {
            if index + 1 < runs.count, runs[index + 1].adjoins { result.append(run.text + runs[index + 1].text) }
            result.append(run.text)
            // 11-FIC-2034.PV: the point's suffix is not part of the equipment.
            for suffix in ["PV", "SP", "OP", "MV"] where run.text.hasSuffix(suffix) && run.text.utf8.count > 5 {
                result.append(String(run.text.dropLast(2)))
            }
        }
        return result.filter { token in token.utf8.contains { $0 &- 0x30 < 10 } }
    }

    private func contains(_ text: String, _ words: String) -> Bool {
        let haystack = Array(text.utf8)
        let needle = Array(words.utf8)
        guard needle.count <= haystack.count else { return false }
        for start in 0...(haystack.count - needle.count) where haystack[start] == needle[0] {
            if haystack[start..<(start + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }
}
