/// Names under which ``Record/fields`` holds what the kinds of record have of their own.
///
/// A mapping file may bring in any other column under a name of its choosing; these are the ones the program knows.
package enum RecordField {
    // Work orders and events
    /// The main code: an ISO 14224 failure mode, a site's failure or task code (`MT010`).
    package static let code = "code"
    package static let codeDescription = "code_description"
    package static let secondaryCode = "secondary_code"
    package static let secondaryCodeDescription = "secondary_code_description"
    /// The plant's own codes for what failed and why, as SAP PM and Maximo keep them.
    package static let failureClass = "failure_class"
    package static let objectPart = "object_part"
    package static let causeCode = "cause_code"
    package static let remedyCode = "remedy_code"
    /// What the plant's codes stand for in ISO 14224: a ``FailureMode``, a ``FailureMechanism``, an ``EquipmentClass``.
    package static let failureMode = "failure_mode"
    package static let failureMechanism = "failure_mechanism"
    package static let equipmentClass = "equipment_class"
    /// What the plant files the record under: a component, a rule, a type of incident.
    package static let category = "category"
    /// The group of an event: `WORK_ORDER`, `ALERT`, `ANOMALY`.
    package static let group = "group"
    /// `preventive` or `corrective`.
    package static let maintenance = "maintenance"
    package static let priority = "priority"
    package static let status = "status"
    /// Decimal hours.
    package static let durationHours = "duration_hours"
    package static let labourHours = "labour_hours"
    package static let cost = "cost"
    package static let author = "author"
    package static let shift = "shift"
    package static let language = "language"

    // Alarms
    package static let tag = "tag"
    /// `HIHI`, `HI`, `LO`, `LOLO`, `ROC`, `BAD`, `TRIP`…
    package static let condition = "condition"
    /// One of ``AlarmTransition``.
    package static let transition = "transition"
    package static let value = "value"
    package static let limit = "limit"
    package static let unit = "unit"
    package static let operatorPosition = "operator_position"
}

/// What an alarm record says happened to the alarm (ISA-18.2 states).
package enum AlarmTransition: String, Codable, Sendable, CaseIterable {
    case activation
    case returnToNormal = "return"
    case acknowledgement
    case shelving
    case suppression
}

/// An alarm record read as an alarm.
package struct Alarm: Sendable, Hashable {
    package var time: Timestamp
    package var tag: TagName
    package var asset: AssetID?
    package var condition: String
    package var transition: AlarmTransition
    package var priority: String?
    package var message: String
    package var value: Double?
    package var limit: Double?
    /// Whose screen it comes up on, where the journal says so.
    package var operatorPosition: String?
    package var recordID: String

    /// Reads an alarm record; `nil` when it has no time, tag or known transition.
    package init?(_ record: Record) {
        guard record.kind == .alarm, let time = record.time, let tag = record.fields[RecordField.tag],
            let transition = record.fields[RecordField.transition].flatMap(AlarmTransition.init(rawValue:))
        else { return nil }
        self.time = time
        self.tag = TagName(tag)
        asset = record.asset
        condition = record.fields[RecordField.condition] ?? ""
        self.transition = transition
        priority = record.fields[RecordField.priority]
        message = record.title
        value = record.fields[RecordField.value].flatMap(Double.init)
        limit = record.fields[RecordField.limit].flatMap(Double.init)
        operatorPosition = record.fields[RecordField.operatorPosition]
        recordID = record.id
    }
}
