import Plant

/// The names of tags and assets that a plant knows, found in text before anything in them is read as a number.
struct NameIndex {
    private struct Entry {
        let scalars: [Unicode.Scalar]
        let identifier: Identifier?
        var assets: [AssetID]
    }

    /// By first letter in lower case; longest first.
    private var entries: [Unicode.Scalar: [Entry]] = [:]

    init(assets: [Asset], tags: [Tag]) {
        var names: [String: Entry] = [:]
        func add(_ text: String, identifier: Bool, asset: AssetID?) {
            let scalars = PlainText.scalars(text).map(\.lowered)
            guard scalars.count >= 2, scalars.count <= 80 else { return }
            let key = PlainText.string(scalars)
            if let asset, names[key] != nil {
                names[key]?.assets.append(asset)
            } else if names[key] == nil {
                names[key] = Entry(
                    scalars: scalars,
                    identifier: identifier ? Identifier(text) : nil,
                    assets: asset.map { [$0] } ?? []
                )
            }
        }
        for tag in tags { add(tag.name.rawValue, identifier: true, asset: nil) }
        for asset in assets where NameIndex.isTelling(asset.id.rawValue) {
            add(asset.id.rawValue, identifier: true, asset: asset.id)
        }
        for asset in assets {
            for name in [asset.name] + asset.aliases where NameIndex.isTelling(name) && name != asset.id.rawValue {
                add(name, identifier: false, asset: asset.id)
            }
        }
        for entry in names.values {
            guard let first = entry.scalars.first else { continue }
            entries[first, default: []].append(entry)
        }
        for key in Array(entries.keys) {
            entries[key]?.sort { left, right in
                left.scalars.count == right.scalars.count
                    ? left.scalars.lexicographicallyPrecedes(right.scalars) : left.scalars.count > right.scalars.count
            }
        }
    }

    /// A plain word such as "Pump" is said of any pump; a name has a number or more than one word.
    private static func isTelling(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        return scalars.contains { $0.isDigit } || scalars.contains(" ") || scalars.contains("-")
    }

    func match(_ text: [Unicode.Scalar], at start: Int) -> (fact: Fact, end: Int)? {
        guard let first = text[safe: start], let candidates = entries[first.lowered] else { return nil }
        if let before = text[safe: start - 1], before.isWord, before.isHangul == first.isHangul { return nil }
        for entry in candidates where text.has(entry.scalars, at: start) {
            let end = start + entry.scalars.count
            guard ends(text, at: end) else { continue }
            let written = PlainText.string(text[start..<end])
            if entry.identifier != nil { return (.identifier(Identifier(written)), end) }
            return (.alias(text: written, assets: entry.assets), end)
        }
        return nil
    }

    private func ends(_ text: [Unicode.Scalar], at end: Int) -> Bool {
        guard let next = text[safe: end], let last = text[safe: end - 1] else { return true }
        if last.isLatin || last.isDigit {
            if next.isLatin || next.isDigit { return false }
            // P-101 is no name in P-101-2 or PI-1010.PV.
            let isJoint = next == "-" || next == "." || next == "_"
            if isJoint, let after = text[safe: end + 1], after.isDigit || after.isUpper,
                next != "." || !isSentence(text, end)
            {
                return false
            }
        }
        return true
    }

    private func isSentence(_ text: [Unicode.Scalar], _ point: Int) -> Bool {
        text[safe: point + 1] == " "
    }
}
