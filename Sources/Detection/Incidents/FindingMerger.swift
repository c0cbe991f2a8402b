import Plant

/// Joins findings that are one thing seen in several pieces of the stream.
///
/// A window cut in two sees the same excursion twice, each time as far as it reaches. Pieces of one tag and kind that
/// go the same way and overlap become one, with the words of the longest and the furthest value.
struct FindingMerger: Sendable {
    let tags: [TagName: Tag]

    private struct Key: Hashable {
        var tag: TagName
        var kind: Finding.Kind
        var goesUp: Bool?
    }

    /// - Returns: In an order of its own, the same for any order of the input.
    func merged(_ findings: [Finding]) -> [Finding] {
        var loose: [Finding] = []
        var pieces: [Key: [Finding]] = [:]
        for finding in Set(findings) {
            guard let tag = finding.tag, isPiecewise(finding.kind) else {
                loose.append(finding)
                continue
            }
            let direction = finding.value.flatMap { value in finding.reference.map { value > $0 } }
            pieces[Key(tag: tag, kind: finding.kind, goesUp: direction), default: []].append(finding)
        }
        return (loose + pieces.values.flatMap(joined)).sorted(by: FindingMerger.precedes)
    }

    static func precedes(_ left: Finding, _ right: Finding) -> Bool {
        if left.window.from != right.window.from { return left.window.from < right.window.from }
        return (left.tag?.rawValue ?? "", left.kind.rawValue, left.window.to, left.message, left.records.first ?? "")
            < (
                right.tag?.rawValue ?? "", right.kind.rawValue, right.window.to, right.message,
                right.records.first ?? ""
            )
    }

    private func isPiecewise(_ kind: Finding.Kind) -> Bool {
        switch kind {
        case .limit, .rateOfChange, .frozen, .outOfRange, .badQuality, .deviation, .drift, .oscillation: true
        case .alarm, .alarmFlood, .chattering, .trip, .stop, .start: false
        }
    }

    private func joined(_ pieces: [Finding]) -> [Finding] {
        var result: [(whole: Finding, longest: Double)] = []
        for piece in pieces.sorted(by: FindingMerger.precedes) {
            guard let (whole, longest) = result.last, piece.window.from <= whole.window.to else {
                result.append((piece, piece.window.seconds))
                continue
            }
            var next = piece.window.seconds > longest ? piece : whole
            next.severity = max(piece.severity, whole.severity)
            next.window = whole.window.union(piece.window)
            result[result.count - 1] = (next, max(longest, piece.window.seconds))
        }
        return result.map { worded($0.whole) }
    }

    /// Sentences that tell a length say the whole one.
    private func worded(_ finding: Finding) -> Finding {
        guard let tag = finding.tag.flatMap({ tags[$0] }) else { return finding }
        var finding = finding
        if finding.kind == .frozen, let value = finding.value {
            finding.message = SignalText(tag).frozen(at: value, for: finding.window.seconds)
        } else if finding.kind == .badQuality {
            finding.message = SignalText(tag).withoutValue(for: finding.window.seconds)
        }
        return finding
    }
}
