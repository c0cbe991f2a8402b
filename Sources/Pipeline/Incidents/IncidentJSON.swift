import Detection
import Plant

/// An incident with what is told beside it.
struct IncidentJSON: Encodable {
    private enum Key: String, CodingKey {
        case similar
        case mechanisms
    }

    private struct Similar: Encodable {
        var id: String
        var title: String
        var likeness: Double
        var reasons: [String]
    }

    private struct Mechanism: Encodable {
        var asset: String
        var name: String
        var mode: String?
        var mechanism: String?
        var because: [String]
        var against: [String]
        var unmoved: [String]
        var unmeasured: [String]
        var earlier_work_orders: [String]
        var check: String?
    }

    private let shown: ShownIncident

    init(_ shown: ShownIncident) {
        self.shown = shown
    }

    func encode(to encoder: any Encoder) throws {
        try shown.incident.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(
            shown.similar.map { match in
                Similar(
                    id: match.incident.id,
                    title: match.incident.title,
                    likeness: match.likeness,
                    reasons: match.reasons
                )
            },
            forKey: .similar
        )
        let wording = MechanismWording(words: Wording(language: .english, zone: shown.zone, tags: shown.words.tags))
        try container.encode(
            shown.mechanisms.map { story in
                Mechanism(
                    asset: story.likely.asset.rawValue,
                    name: story.likely.mechanism.name.english,
                    mode: story.likely.mechanism.mode,
                    mechanism: story.likely.mechanism.mechanism,
                    because: story.likely.because.map(wording.ground),
                    against: story.likely.against.map(\.message),
                    unmoved: story.likely.unmoved.map(\.rawValue),
                    unmeasured: story.likely.unmeasured,
                    earlier_work_orders: story.earlier.map(\.id),
                    check: story.likely.mechanism.check
                )
            },
            forKey: .mechanisms
        )
    }
}
