package import Plant

/// Evidence that could go into an answer.
package struct EvidenceCandidate: Sendable, Hashable {
    /// Its id is given when it is packed.
    package var evidence: Evidence
    /// How useful it is for the question; greater is better, on any one scale.
    package var relevance: Double
    /// What it is a stretch of, such as a document; neighbours in one sequence are joined.
    package var sequence: String?
    /// Its place in the sequence.
    package var position: Int?

    package init(evidence: Evidence, relevance: Double, sequence: String? = nil, position: Int? = nil) {
        self.evidence = evidence
        self.relevance = relevance
        self.sequence = sequence
        self.position = position
    }
}

/// Chooses evidence within a model's budget: the most useful first, nothing twice, not all of one kind.
///
/// The same candidates, in any order, are packed into the same bytes.
package struct EvidencePacker: Sendable {
    /// Tokens that all texts together may take.
    package var tokenBudget: Int
    package var maximumItems: Int

    package init(tokenBudget: Int, maximumItems: Int = 40) {
        self.tokenBudget = tokenBudget
        self.maximumItems = maximumItems
    }

    /// An upper estimate of a model's tokens: one for four Latin letters or two digits, one for a Korean syllable, one
    /// for two Arabic letters, one for other signs, and eight for the frame around an item.
    ///
    /// Measured tokenisers take 0.25 tokens a Latin letter, 0.5–1.0 a syllable, 0.3–0.5 an Arabic letter.
    package static func tokens(in text: String) -> Int {
        var quarters = 0
        for scalar in text.unicodeScalars {
            switch characterClass(scalar.value) {
            case .latin: quarters += 1
            case .digit: quarters += 2
            case .hangul, .ideograph: quarters += 4
            case .arabic, .otherLetter: quarters += 2
            case .separator:
                if scalar.value >= 0x41, scalar.value <= 0x5A {
                    quarters += 1
                } else if scalar == " " {
                    quarters += 1
                } else {
                    quarters += 4
                }
            }
        }
        return (quarters + 3) / 4
    }

    static let frame = 8

    /// The chosen evidence as E1, E2, …, most useful first.
    package func pack(_ candidates: [EvidenceCandidate]) -> [Evidence] {
        var open = EvidencePacker.deduplicated(candidates).map { Item($0) }
        var chosen: [Item] = []
        var left = tokenBudget
        var taken: [Evidence.Kind: Int] = [:]
        var takenAssets: [AssetID: Int] = [:]
        while !open.isEmpty, chosen.count < maximumItems {
            var best = 0
            var bestValue = -Double.infinity
            for (index, item) in open.enumerated() {
                let value = item.value(taken: taken, assets: takenAssets, beside: chosen)
                if value > bestValue {
                    best = index
                    bestValue = value
                }
            }
            let item = open.remove(at: best)
            guard item.tokens <= left else { continue }
            left -= item.tokens
            taken[item.candidate.evidence.kind, default: 0] += 1
            if let asset = item.candidate.evidence.asset { takenAssets[asset, default: 0] += 1 }
            chosen.append(item)
        }
        let joined = EvidencePacker.joined(chosen.map(\.candidate))
        return joined.enumerated().map { index, candidate in
            var evidence = candidate.evidence
            evidence.id = "E\(index + 1)"
            return evidence
        }
    }

    /// One of each text and link, the most relevant; ordered by relevance, then by link and text.
    private static func deduplicated(_ candidates: [EvidenceCandidate]) -> [EvidenceCandidate] {
        let ordered = candidates.sorted { left, right in
            if left.relevance != right.relevance { return left.relevance > right.relevance }
            if left.evidence.link != right.evidence.link { return left.evidence.link < right.evidence.link }
            if left.evidence.source != right.evidence.source { return left.evidence.source < right.evidence.source }
            return left.evidence.text < right.evidence.text
        }
        var seen: Set<[String]> = []
        var seenLinks: Set<String> = []
        return ordered.filter { candidate in
            let evidence = candidate.evidence
            if !evidence.link.isEmpty, !seenLinks.insert(evidence.link).inserted { return false }
            // The same words of the same moment and asset, filed twice, say nothing new.
            let time = evidence.window.map { "\($0.from)" } ?? ""
            return seen.insert([evidence.text, evidence.asset?.rawValue ?? "", time]).inserted
        }
    }

    /// Neighbouring stretches of one document become one item, at the place of the better one.
    private static func joined(_ candidates: [EvidenceCandidate]) -> [EvidenceCandidate] {
        var result: [EvidenceCandidate] = []
        var used = Set<Int>()
        for (index, candidate) in candidates.enumerated() where !used.contains(index) {
            guard let sequence = candidate.sequence, let position = candidate.position else {
                result.append(candidate)
                continue
            }
            var run = [(position: position, index: index)]
            var grows = true
            while grows {
                grows = false
                for (other, neighbour) in candidates.enumerated()
                where other != index && !used.contains(other) && neighbour.sequence == sequence {
                    guard let place = neighbour.position, let first = run.first, let last = run.last else { continue }
                    if place == first.position - 1 {
                        run.insert((place, other), at: 0)
                        grows = true
                    } else if place == last.position + 1 {
                        run.append((place, other))
                        grows = true
                    }
                }
            }
            for member in run { used.insert(member.index) }
            var joined = candidate
            joined.evidence.text = run.map { candidates[$0.index].evidence.text }.joined(separator: "\n")
            joined.evidence.dataClass =
                run.map { candidates[$0.index].evidence.dataClass }.max() ?? candidate.evidence.dataClass
            result.append(joined)
        }
        return result
    }
}

/// A candidate with what choosing it needs.
private struct Item {
    let candidate: EvidenceCandidate
    let tokens: Int
    private let words: Set<UInt64>

    init(_ candidate: EvidenceCandidate) {
        self.candidate = candidate
        tokens = EvidencePacker.tokens(in: candidate.evidence.text) + EvidencePacker.frame
        var analyzer = Analyzer()
        analyzer.start()
        analyzer.add(candidate.evidence.text)
        words = Set(analyzer.terms.lazy.filter { $0.field == .main }.map(\.hash))
    }

    /// Relevance, less for each item of its kind and asset already chosen and for words already said.
    func value(taken: [Evidence.Kind: Int], assets: [AssetID: Int], beside chosen: [Item]) -> Double {
        var factor = 1.0
        factor /= 1 + 0.08 * Double(taken[candidate.evidence.kind] ?? 0)
        if let asset = candidate.evidence.asset { factor /= 1 + 0.02 * Double(assets[asset] ?? 0) }
        var likeness = 0.0
        for other in chosen where !words.isEmpty {
            let shared = Double(words.intersection(other.words).count)
            likeness = max(likeness, shared / Double(words.union(other.words).count))
        }
        factor *= 1 - 0.5 * likeness
        return candidate.relevance >= 0 ? candidate.relevance * factor : candidate.relevance
    }
}
