package import Plant

/// Reads Sparkplug B messages: births tell what the numbers of data messages mean, deaths that nothing is known any
/// more, sequence numbers whether something is missing.
package struct SparkplugReadings: Sendable {
    package private(set) var nodes: SparkplugNodes
    private let template: TagTemplate

    package static let templateFields = ["group", "node", "device", "metric"]
    package static let usualTemplate = "{group}/{node}/{device}/{metric}"

    package init(template: TagTemplate, nodes: SparkplugNodes = SparkplugNodes()) {
        self.template = template
        self.nodes = nodes
    }

    /// What became of a message besides its readings.
    package struct Outcome: Sendable {
        /// What could not be taken; the rest of the message was.
        package var faults: [PayloadFault] = []
        /// What a person should know, in sentences.
        package var notices: [String] = []
        /// The node (group and name) that should be asked to announce itself again.
        package var rebirth: (group: String, node: String)?
        /// ``SparkplugReadings/nodes`` must be kept before the message is acknowledged.
        package var changesNodes = false
    }

    /// Takes a message.
    ///
    /// - Parameter arrival: When it came; deaths of nodes say no time of their own.
    package mutating func read(
        topic: String,
        payload: [UInt8],
        arrival: Timestamp,
        into batch: inout LiveBatch
    ) -> Outcome {
        var outcome = Outcome()
        guard let place = SparkplugTopic(topic) else { return outcome }
        let message: SparkplugPayload
        do {
            message = try SparkplugPayload(payload)
        } catch {
            outcome.faults = [error]
            return outcome
        }
        let key = place.group + "/" + place.node
        var node = nodes.nodes[key] ?? SparkplugNodes.Node()
        switch place.kind {
        case .nodeBirth, .deviceBirth: birth(place, message, &node, &outcome)
        case .nodeData, .deviceData: sequence(place, message, &node, &outcome)
        case .nodeDeath, .deviceDeath:
            death(place, message, arrival, &node, &batch, &outcome)
            nodes.nodes[key] = node
            return outcome
        }
        take(place, message, arrival, &node, &batch, &outcome)
        nodes.nodes[key] = node
        return outcome
    }

    // MARK: Births and deaths

    private func birth(
        _ place: SparkplugTopic,
        _ message: SparkplugPayload,
        _ node: inout SparkplugNodes.Node,
        _ outcome: inout Outcome
    ) {
        if place.kind == .nodeBirth {
            let session = number(of: "bdSeq", in: message)
            if let session, let before = node.birth, session != before, session != (before + 1) & 255 {
                outcome.notices.append("bdSeq goes from \(before) to \(session): births of the node were missed")
            }
            // A birth of the same session may come again; another one starts anew.
            if session != node.birth || session == nil {
                node.aliases = [:]
                node.datatypes = [:]
            }
            node.birth = session
            node.isOnline = true
            node.sequence = message.sequence
            node.offline = []
        } else {
            sequence(place, message, &node, &outcome)
            node.offline.remove(place.device)
        }
        let device = place.device.isEmpty ? nil : place.device
        for metric in message.metrics {
            guard let name = metric.name else { continue }
            if let alias = metric.alias {
                node.aliases[alias] = SparkplugNodes.Metric(name: name, datatype: metric.datatype, device: device)
            }
            if let type = metric.datatype { node.datatypes[place.device + "/" + name] = type }
        }
        outcome.changesNodes = true
    }

    private func death(
        _ place: SparkplugTopic,
        _ message: SparkplugPayload,
        _ arrival: Timestamp,
        _ node: inout SparkplugNodes.Node,
        _ batch: inout LiveBatch,
        _ outcome: inout Outcome
    ) {
        var dead: [String]
        var moment = arrival.nanoseconds
        if place.kind == .nodeDeath {
            let session = number(of: "bdSeq", in: message)
            // A death of an earlier session comes late, or again.
            guard node.isOnline, session == nil || node.birth == nil || session == node.birth else { return }
            node.isOnline = false
            node.sequence = nil
            dead = node.tags.keys.filter { !node.offline.contains($0) }
            node.offline = Set(node.tags.keys)
        } else {
            sequence(place, message, &node, &outcome)
            guard !node.offline.contains(place.device) else { return }
            node.offline.insert(place.device)
            dead = [place.device]
            if let written = message.timestamp, let time = SparkplugReadings.moment(written) { moment = time }
        }
        dead.sort()
        for device in dead {
            for tag in (node.tags[device] ?? []).sorted() {
                batch.add(tag, moment, .status(.noData, place.kind.rawValue))
            }
        }
        outcome.changesNodes = true
    }

    private func number(of name: String, in message: SparkplugPayload) -> UInt64? {
        for metric in message.metrics where metric.name == name {
            if case .integer(let value)? = metric.value { return value }
        }
        return nil
    }

    /// Counts the messages of a node from its birth on, 0 to 255 and around.
    private func sequence(
        _ place: SparkplugTopic,
        _ message: SparkplugPayload,
        _ node: inout SparkplugNodes.Node,
        _ outcome: inout Outcome
    ) {
        guard let found = message.sequence else { return }
        guard let before = node.sequence else {
            node.sequence = found
            return
        }
        let missing = (found &- before &- 1) & 255
        // Behind what came last: a message that the broker sent again.
        guard missing < 128 else { return }
        node.sequence = found
        guard missing > 0 else { return }
        outcome.notices.append("\(missing) message(s) of \(place.group)/\(place.node) are missing before seq \(found)")
        outcome.rebirth = (place.group, place.node)
    }

    // MARK: Readings

    private func take(
        _ place: SparkplugTopic,
        _ message: SparkplugPayload,
        _ arrival: Timestamp,
        _ node: inout SparkplugNodes.Node,
        _ batch: inout LiveBatch,
        _ outcome: inout Outcome
    ) {
        var unknown = 0
        for metric in message.metrics {
            let known = metric.alias.flatMap { node.aliases[$0] }
            guard let name = metric.name ?? known?.name else {
                unknown += 1
                continue
            }
            guard !SparkplugReadings.isControl(name) else { continue }
            let device = metric.name == nil ? known?.device ?? place.device : place.device
            let datatype = metric.datatype ?? known?.datatype ?? node.datatypes[device + "/" + name]
            let tag = tag(place, device, name)
            let time = (metric.timestamp ?? message.timestamp).flatMap(SparkplugReadings.moment) ?? arrival.nanoseconds
            guard let value = SparkplugReadings.value(metric, datatype) else {
                batch.leaveOut(SparkplugType.name(datatype))
                continue
            }
            if node.tags[device, default: []].insert(tag).inserted { outcome.changesNodes = true }
            batch.add(tag, time, value)
            if let unit = metric.unit, !unit.isEmpty { batch.describe(Tag(name: TagName(tag), unit: unit)) }
        }
        guard unknown > 0 else { return }
        outcome.faults.append(
            PayloadFault(
                "unknown_alias",
                "\(unknown) metric(s) come by a number that no birth of \(place.group)/\(place.node) has named"
            )
        )
        outcome.rebirth = (place.group, place.node)
    }

    private func tag(_ place: SparkplugTopic, _ device: String, _ metric: String) -> String {
        template.fill(topic: "") { field in
            switch field {
            case "group": place.group
            case "node": place.node
            case "device": device
            default: metric
            }
        }
    }

    /// Commands and counters of the protocol itself.
    private static func isControl(_ name: String) -> Bool {
        name == "bdSeq" || name.hasPrefix("Node Control/") || name.hasPrefix("Device Control/")
    }

    /// `nil` for what a reading cannot hold.
    private static func value(_ metric: SparkplugMetric, _ datatype: Int?) -> LiveValue? {
        let said: Quality =
            switch metric.quality {
            case nil: .good
            case 500?: .noData
            case let code?: code & 0xC0 == 0xC0 ? .good : code & 0xC0 == 0x40 ? .uncertain : .bad
            }
        let shown = metric.quality == 500 ? "stale" : "\(said)"
        guard !metric.isNull, let value = metric.value else {
            guard isNumeric(datatype) else { return nil }
            return said.isUsable ? .status(.noData, "null") : .status(said, shown)
        }
        if case .text(let text) = value, datatype == 12 || datatype == 14 || datatype == nil {
            // A state's name, as a reading of a digital state has it.
            return .status(said.isUsable ? StatusText.quality(of: text) : said, String(text.prefix(64)))
        }
        guard let number = SparkplugType.number(value, as: datatype) else { return nil }
        return said.isUsable ? LiveValue(number, said) : .status(said, shown)
    }

    private static func isNumeric(_ datatype: Int?) -> Bool {
        datatype.map { (1...11).contains($0) } ?? true
    }

    private static func moment(_ milliseconds: UInt64) -> Int64? {
        guard milliseconds < 9_200_000_000_000 else { return nil }
        return Int64(milliseconds) * 1_000_000
    }

    // MARK: Asking for a birth

    /// The message that asks a node to announce itself again (`Node Control/Rebirth`). It is sent only where
    /// configuration says so: it makes somebody else's program do something.
    package static func rebirth(group: String, node: String, at now: Timestamp) -> (topic: String, payload: [UInt8]) {
        let clock = UInt64(max(0, now.nanoseconds / 1_000_000))
        let name = Array("Node Control/Rebirth".utf8)
        var metric: [UInt8] = [0x0A, UInt8(name.count)] + name
        metric += [0x18] + varint(clock) + [0x20, 11, 0x70, 1]
        let payload = [0x08] + varint(clock) + [0x12] + varint(UInt64(metric.count)) + metric
        return ("spBv1.0/\(group)/NCMD/\(node)", payload)
    }

    private static func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }
}
