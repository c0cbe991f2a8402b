import Plant

/// Which equipment the headings above a passage name: how another pump is started is no answer about this one.
struct PassageSubjects: Sendable {
    private let assets: [String: AssetID]
    private let asked: Set<AssetID>
    /// What the asked equipment is a part of.
    private let above: Set<AssetID>

    init(_ tree: AssetTree, asked: [AssetID]) {
        var below: [AssetID] = []
        for asset in asked { below += tree.subtree(of: asset) }
        self.asked = Set(below)
        above = Set(asked.flatMap { tree.ancestors(of: $0) })
        var assets: [String: AssetID] = [:]
        // Names without a number are words.
        for id in tree.assets.keys.sorted()
        where !asked.isEmpty && id.rawValue.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
            assets[id.rawValue.spellingKey] = id
        }
        self.assets = assets
    }

    /// Whether the headings name equipment, and none that was asked about.
    func isOfOther(_ record: Record) -> Bool {
        let named = named(record)
        return !named.isEmpty && named.isDisjoint(with: asked) && named.isDisjoint(with: above)
    }

    func isOfAsked(_ record: Record) -> Bool { !named(record).isDisjoint(with: asked) }

    private func named(_ record: Record) -> Set<AssetID> {
        guard !assets.isEmpty, record.kind == .passage else { return [] }
        var result: Set<AssetID> = []
        for line in record.source.headings + [record.title] {
            for word in line.unicodeScalars.split(whereSeparator: {
                $0.properties.isWhitespace || "()[],;:/›".unicodeScalars.contains($0)
            }) {
                // A Korean particle may hang on a name: only letters and digits of the Latin script count.
                let name = String(String.UnicodeScalarView(word.filter { $0.value < 0x80 }))
                if let asset = assets[name.spellingKey] { result.insert(asset) }
            }
        }
        return result
    }
}
