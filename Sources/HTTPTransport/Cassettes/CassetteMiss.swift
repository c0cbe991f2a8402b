/// A request that no cassette answers, and how it differs from the nearest that one does. Nothing was sent.
package struct CassetteMiss: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ request: CanonicalRequest, among entries: [Cassette.Entry], digest: String) {
        let asked = "\(request.method) \(request.path) (\(digest.prefix(12)))"
        let advice = "If the change is meant, record the scenario again."
        guard let nearest = CassetteMiss.nearest(to: request, among: entries) else {
            description = "no recording answers \(asked): nothing is recorded. " + advice
            return
        }
        guard nearest.differences.count > 0 else {
            let count = entries.count { $0.request == request }
            description =
                "no recording answers \(asked) any more: it was recorded \(count) time\(count == 1 ? "" : "s") and asked "
                + "for more often. " + advice
            return
        }
        let entry = entries[nearest.index]
        var lines = [
            "no recording answers \(asked).",
            "The nearest of \(entries.count), entry \(nearest.index + 1) (\(entry.digest.prefix(12))), differs in",
        ]
        for difference in nearest.differences.prefix(6) {
            lines.append("  " + difference.place)
            lines.append("    recorded: " + CassetteMiss.shown(difference.recorded))
            lines.append("    asked:    " + CassetteMiss.shown(difference.asked))
        }
        let more = nearest.differences.count - 6
        if more > 0 { lines.append("  and \(more) more") }
        lines.append(advice)
        description = lines.joined(separator: "\n")
    }

    private static func nearest(
        to request: CanonicalRequest,
        among entries: [Cassette.Entry]
    ) -> (index: Int, differences: [RequestDifference])? {
        var best: (index: Int, differences: [RequestDifference], cost: Int)?
        for (index, entry) in entries.enumerated() {
            let differences = RequestDifference.between(recorded: entry.request, asked: request)
            let cost = differences.reduce(0) { $0 + $1.weight }
            if cost < best?.cost ?? .max { best = (index, differences, cost) }
        }
        return best.map { ($0.index, $0.differences) }
    }

    private static func shown(_ text: String?) -> String {
        guard let text else { return "(absent)" }
        return text.utf8.count <= 240 ? text : String(text.prefix(200)) + "…"
    }
}
