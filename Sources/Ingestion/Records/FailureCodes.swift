import Plant

/// What a plant's failure codes stand for in ISO 14224, where a mapping or the codes themselves tell.
///
/// The plant's own codes stay in their fields; the failure mode, failure mechanism and equipment class they stand for
/// come beside them. Codes that nobody explained are left as they are, and counted.
struct FailureCodes {
    private let meanings: [String: FailureCodeMapping]
    /// Codes without a meaning, with the number of rows that have them.
    private var unknown: [String: Int] = [:]
    private var rows = 0

    /// Fields in which codes stand, those that tell most first, and what codes of the standard mean in them.
    private static let places: [(field: String, own: Own?, isCounted: Bool)] = [
        (RecordField.failureMode, .mode, true), (RecordField.code, .mode, true),
        (RecordField.secondaryCode, .mode, false), (RecordField.failureMechanism, .mechanism, true),
        (RecordField.causeCode, nil, false), (RecordField.equipmentClass, .equipmentClass, false),
        (RecordField.failureClass, .equipmentClass, false), (RecordField.objectPart, nil, false),
        (RecordField.remedyCode, nil, false),
    ]

    private enum Own {
        case mode, mechanism, equipmentClass
    }

    init(_ meanings: [String: FailureCodeMapping]?) {
        self.meanings = meanings ?? [:]
    }

    /// Adds what the codes of a record stand for.
    mutating func settle(_ fields: inout [String: String]) {
        var found = FailureCodeMapping()
        var hasUnknown = false
        for (field, own, isCounted) in FailureCodes.places {
            guard let code = fields[field], !code.isEmpty else { continue }
            guard let meaning = meaning(of: code, in: field, own) else {
                if isCounted, unknown[code] != nil || unknown.count < 1_000 {
                    unknown[code, default: 0] += 1
                    hasUnknown = true
                }
                continue
            }
            found.mode = found.mode ?? meaning.mode
            found.mechanism = found.mechanism ?? meaning.mechanism
            found.equipmentClass = found.equipmentClass ?? meaning.equipmentClass
        }
        if hasUnknown { rows += 1 }
        if let mode = found.mode { fields[RecordField.failureMode] = mode }
        if let mechanism = found.mechanism { fields[RecordField.failureMechanism] = mechanism }
        if let equipmentClass = found.equipmentClass { fields[RecordField.equipmentClass] = equipmentClass }
    }

    /// `cause_code=0010` before `0010`: catalogues of causes and damages number alike.
    private func meaning(of code: String, in field: String, _ own: Own?) -> FailureCodeMapping? {
        if !meanings.isEmpty, let said = meanings["\(field)=\(code)"] ?? meanings[code] { return said }
        switch own {
        case .mode:
            let mode = FailureMode.coded(code) ?? FailureCodes.modesByName[code.lowercased()]
            return mode.map { FailureCodeMapping(mode: $0.code) }
        case .mechanism:
            let mechanism = FailureMechanism.coded(code) ?? FailureCodes.mechanismsByName[code.lowercased()]
            return mechanism.map { FailureCodeMapping(mechanism: $0.code) }
        case .equipmentClass:
            let known = EquipmentClass.coded(code) ?? FailureCodes.classesByName[code.lowercased()]
            return known.map { FailureCodeMapping(equipmentClass: $0.code) }
        case nil: return nil
        }
    }

    /// What to tell of codes without a meaning.
    var oddity: String? {
        guard !unknown.isEmpty else { return nil }
        let usual = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let some = usual.prefix(5).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        let more = usual.count > 5 ? " and \(usual.count - 5) more" : ""
        let are = rows == 1 ? "1 row has" : "\(rows) rows have"
        return
            "\(are) failure codes that are none of ISO 14224, left as they are: \(some)\(more); say what they stand for "
            + "as failure_codes: {\"\(usual[0].key)\": …} in a mapping"
    }

    private static let modesByName = Dictionary(
        FailureMode.all.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )
    private static let mechanismsByName = Dictionary(
        FailureMechanism.all.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )
    private static let classesByName = Dictionary(
        EquipmentClass.all.flatMap { [($0.name, $0), ($0.name + "s", $0)] },
        uniquingKeysWith: { first, _ in first }
    )
}

extension FailureCodeMapping {
    /// A code of the standard that tells by its form what it is; `nil` when it is none that is known.
    init?(isoCode code: String) {
        if let mode = FailureMode.coded(code) {
            self.init(mode: mode.code)
        } else if let mechanism = FailureMechanism.coded(code) {
            self.init(mechanism: mechanism.code)
        } else if let known = EquipmentClass.coded(code) {
            self.init(equipmentClass: known.code)
        } else {
            return nil
        }
    }
}
