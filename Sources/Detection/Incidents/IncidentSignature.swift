import Plant

/// What an incident looked like, free of tag numbers, dates and equipment, so that incidents can be compared.
struct IncidentSignature: Sendable {
    /// The parts of the title, as `seal pot level low`, in its order.
    let order: [String]
    let said: Set<String>
    /// Kinds of findings by kind of signal, as `limit LI low`.
    let shown: Set<String>
    /// The letters of the tag that moved first, as `LI`.
    let firstLetters: String?

    init(_ incident: Incident) {
        let title = incident.title.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
        order = title.split(separator: ",").map { IncidentSignature.part($0) }.filter { !$0.isEmpty }
        said = Set(order)
        firstLetters = incident.firstOut.flatMap(IncidentSignature.letters)
        shown = Set(
            incident.findings.map { finding in
                let direction =
                    finding.value.flatMap { value in finding.reference.map { value < $0 ? "low" : "high" } } ?? ""
                return [finding.kind.rawValue, finding.tag.flatMap(IncidentSignature.letters) ?? "", direction]
                    .filter { !$0.isEmpty }.joined(separator: " ")
            }
        )
    }

    /// A part of a title without words that hold a number.
    static func part(_ part: some StringProtocol) -> String {
        part.split(separator: " ").filter { !$0.contains(where: \.isNumber) }.joined(separator: " ")
    }

    /// `PI` of `11-PI-1010.PV`.
    private static func letters(_ tag: TagName) -> String? {
        tag.rawValue.split(whereSeparator: { !$0.isLetter }).first { (2...4).contains($0.count) }.map(String.init)
    }
}
