import Plant

/// Finds the tags that a question means without naming them: `vibration of P-101A`, `씰 포트 레벨`.
struct MeasuredTags {
    let site: SiteVocabulary
    let wording: Wording

    struct Found {
        var tags: [TagName] = []
        var assumptions: [String] = []
    }

    /// More tags than these are no answer to "which one is meant".
    private static let most = 6

    /// - Parameters:
    ///   - text: after everything else was understood: what is not used yet may tell one tag from another.
    ///   - assets: that the question names.
    func find(_ quantities: [MeasuredQuantity], in text: QuestionText, of assets: [AssetID]) -> Found {
        var found = Found()
        let tree = AssetTree(site.assets)
        let hangul = text.tokens.filter { $0.kind == .hangul }.map(\.text).joined()
        for quantity in quantities {
            let named = Set(quantity.tokens(in: text))
            let words = named.sorted().map { text.written(text.tokens[$0].start, text.tokens[$0].end) }
                .joined(separator: " ")
            let telling = Set(
                text.tokens.indices.filter { !named.contains($0) && isTelling(text.tokens[$0]) }
                    .map { text.tokens[$0].stem }
            )
            if assets.isEmpty {
                let best = nearest(site.tags, quantity, telling, hangul)
                guard best.score > 0, best.tags.count <= MeasuredTags.most else { continue }
                found.tags.append(contentsOf: best.tags)
                found.assumptions.append(wording.measured(words, best.tags.map(\.rawValue)))
                continue
            }
            for asset in assets {
                let below = Set(tree.subtree(of: asset))
                let best = nearest(
                    site.tags.filter { $0.asset.map(below.contains) ?? false },
                    quantity,
                    telling,
                    hangul
                )
                guard !best.tags.isEmpty else {
                    found.assumptions.append(wording.notMeasured(words, asset.rawValue))
                    continue
                }
                let tags = Array(best.tags.prefix(MeasuredTags.most))
                found.tags.append(contentsOf: tags)
                found.assumptions.append(wording.measured(words + " · " + asset.rawValue, tags.map(\.rawValue)))
                if best.score == 0, let word = modifier(before: named, text) {
                    found.assumptions.append(wording.notMeasured(word + " " + words, asset.rawValue))
                }
            }
        }
        var seen: Set<TagName> = []
        found.tags = found.tags.filter { seen.insert($0).inserted }
        if found.tags.count > MeasuredTags.most { found.tags.removeSubrange(MeasuredTags.most...) }
        return found
    }

    /// The tags of a quantity whose descriptions share most words with the question.
    private func nearest(
        _ tags: [Tag],
        _ quantity: MeasuredQuantity,
        _ telling: Set<UInt64>,
        _ hangul: String
    ) -> (tags: [TagName], score: Int) {
        var best: (tags: [TagName], score: Int) = ([], -1)
        for tag in tags.sorted(by: { $0.name < $1.name }) {
            let description = QuestionText(tag.description)
            guard quantity.isMeasured(by: tag, described: description) else { continue }
            let own = Set(quantity.tokens(in: description))
            var shared: Set<UInt64> = []
            for index in description.tokens.indices where !own.contains(index) {
                let token = description.tokens[index]
                let isShared =
                    token.kind == .hangul
                    ? token.end - token.start > 1 && hangul.contains(token.text) : telling.contains(token.stem)
                if isShared, isTelling(token) || token.kind == .hangul { shared.insert(token.stem) }
            }
            if shared.count > best.score { best = ([], shared.count) }
            if shared.count == best.score { best.tags.append(tag.name) }
        }
        return (best.tags, max(0, best.score))
    }

    /// Letters of names such as `P` and `A` are shared by half a plant.
    private func isTelling(_ token: QuestionToken) -> Bool {
        (token.kind == .latin || token.kind == .arabic) && token.end - token.start > 2
    }

    /// The word that says which pressure is meant, where nothing was made of it.
    private func modifier(before named: Set<Int>, _ text: QuestionText) -> String? {
        guard let first = named.min(), first > 0, !text.isTokenUsed(first - 1) else { return nil }
        let token = text.tokens[first - 1]
        guard token.kind != .mark, token.kind != .digits, token.end - token.start > 1 else { return nil }
        return text.written(token.start, token.end)
    }
}
