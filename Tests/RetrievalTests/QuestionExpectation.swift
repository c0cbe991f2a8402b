import Plant
import Testing

@testable import Retrieval

/// What a question must be understood as, in one line: `count; kind work_order; asset CWC04013; in 2017-01-01 2018-01-01`.
///
/// The first word is the intent. What is not said must not be understood either; words left to search for and
/// assumptions are free.
struct QuestionExpectation: Sendable, CustomTestStringConvertible {
    let question: String
    let truth: String
    var testDescription: String { question }

    /// The understanding in the form of a truth, for comparison.
    static func line(_ understood: Understanding, zone: SiteTimeZone) -> String {
        var parts = [understood.intent.rawValue]
        if !understood.kinds.isEmpty {
            parts.append("kind " + understood.kinds.map(\.rawValue).sorted().joined(separator: " "))
        }
        if !understood.assets.isEmpty {
            parts.append("asset " + understood.assets.map(\.rawValue).sorted().joined(separator: " "))
        }
        if !understood.tags.isEmpty {
            parts.append("tag " + understood.tags.map(\.rawValue).sorted().joined(separator: " "))
        }
        if let window = understood.window {
            parts.append("in " + moment(window.from, zone) + " " + moment(window.to, zone))
        }
        if let grouping = understood.grouping { parts.append("by " + grouping.rawValue) }
        for (name, values) in understood.fields.sorted(by: { $0.key < $1.key }) {
            parts.append(name + "=" + values.sorted().joined(separator: ","))
        }
        if let order = understood.order { parts.append("order " + order.rawValue) }
        if let limit = understood.limit { parts.append("limit \(limit)") }
        if let measure = understood.measure {
            parts.append("measure \(measure.field ?? "records") \(measure.aggregate.rawValue)")
        }
        if !understood.records.isEmpty { parts.append("record " + understood.records.joined(separator: " ")) }
        if !understood.files.isEmpty { parts.append("file " + understood.files.joined(separator: " ")) }
        if !understood.unknown.isEmpty { parts.append("unknown " + understood.unknown.joined(separator: ", ")) }
        return parts.joined(separator: "; ")
    }

    private static func moment(_ time: Timestamp, _ zone: SiteTimeZone) -> String {
        let civil = zone.civil(at: time)
        return civil.hour == 0 && civil.minute == 0 ? civil.date : civil.date + "T" + civil.hourAndMinute
    }

    /// Reads a table of lines `question => truth`; others are headings.
    static func table(_ text: String) -> [QuestionExpectation] {
        text.split(separator: "\n").compactMap { line in
            var marker: String.Index?
            var index = line.startIndex
            while index < line.endIndex {
                if line[index...].hasPrefix(" => ") { marker = index }
                index = line.index(after: index)
            }
            guard let marker else { return nil }
            return QuestionExpectation(
                question: String(line[..<marker]),
                truth: String(line[line.index(marker, offsetBy: 4)...])
            )
        }
    }
}

enum TestSites {
    static let zone = SiteTimeZone(identifier: "+09:00", fixedOffset: 32_400)
    /// Wednesday, 4 March 2026, 09:00 on the plant's clock.
    static let asOf = Timestamp(utc: CivilTime(year: 2026, month: 3, day: 4))

    static let chillers: SiteVocabulary = {
        let numbers = [
            ("CWC04701", 1), ("CWC04702", 2), ("CWC04703", 3), ("CWC04704", 4), ("CWC04006", 6), ("CWC04007", 7),
            ("CWC04009", 9), ("CWC04010", 10), ("CWC04012", 12), ("CWC04013", 13), ("CWC04014", 14),
        ]
        let codes = [
            ("MT001", "Routine Maintenance"), ("MT002", "Cleaning"), ("MT004", "Refrigerant Addition"),
            ("MT008", "Leak Detection"),
            ("MT010", "Oil Analysis"), ("MT011", "Calibration"), ("MT012", "Freon Management"),
            ("MT013", "Vibration Analysis"),
            ("M005", "Misalignment"), ("M013", "Condenser Plugged"), ("M014", "Condenser Tube Leak"),
            ("L002", "Condenser Tube Leak"), ("L001", "Refrigerant Leak"), ("CS005", "Control System Malfunction"),
        ]
        let rules = [("RUL0018", "Chiller - Evaporator Approach High"), ("RUL0017", "Chiller - Load Low")]
        let components = [
            "compressor", "condenser", "refrigerant circuit", "entire chiller system", "control system", "motor",
        ]
        return SiteVocabulary(
            assets: numbers.map { Asset(id: AssetID($0.0), name: "Chiller \($0.1)") },
            fieldValues: [
                "code": codes.map { FieldValue($0.0, description: $0.1, kinds: [.workOrder]) }
                    + rules.map { FieldValue($0.0, description: $0.1, kinds: [.event]) },
                "secondary_code": [FieldValue("MT010b", description: "Routine Oil Analysis", kinds: [.workOrder])],
                "category": components.map { FieldValue($0, kinds: [.workOrder]) },
                "group": ["WORK_ORDER", "ALERT", "ANOMALY"].map { FieldValue($0) },
                "maintenance": ["preventive", "corrective"].map { FieldValue($0) },
                "priority": ["1", "2", "5"].map { FieldValue($0) },
            ],
            sourceFiles: ["tables/event.csv", "tables/workorders.csv"],
            kinds: [.workOrder, .event]
        )
    }()

    static let refinery: SiteVocabulary = SiteVocabulary(
        assets: [
            Asset(id: "CDU", name: "Crude Distillation Unit", aliases: ["상압증류공정"]),
            Asset(id: "P-101A", name: "Crude charge pump A", parent: "CDU", aliases: ["원유 이송 펌프 A"]),
            Asset(id: "P-101B", name: "Crude charge pump B", parent: "CDU", aliases: ["원유 이송 펌프 B"]),
            Asset(id: "P-205", name: "Reflux pump", parent: "CDU", aliases: ["환류 펌프"]),
            Asset(id: "E-103", name: "Preheat exchanger 3", parent: "CDU"),
        ],
        tags: [
            Tag(name: "11-FIC-2034.PV", asset: "CDU"), Tag(name: "11-FIC-2034.SP", asset: "CDU", kind: .setpoint),
            Tag(name: "11-PI-1010.PV", asset: "P-101A"), Tag(name: "11-TI-1033.PV", asset: "E-103"),
        ],
        sourceFiles: ["documents/seal-procedure.pdf", "workorders.csv"],
        kinds: [.alarm, .workOrder, .note, .passage]
    )
}
