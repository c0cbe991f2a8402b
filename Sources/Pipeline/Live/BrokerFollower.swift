import Ingestion
import MQTTTransport
import Plant
import Storage

/// Turns what a broker sends into readings in the store. A message counts as kept when its readings, or the message
/// itself in quarantine, are on the disk.
actor BrokerFollower {
    nonisolated let source: String
    private let settings: BrokerSettings
    private let store: SQLiteStore
    private let layout: WorkspaceLayout
    private let report: @Sendable (LiveEvent) -> Void
    private var readers: [JSONReadings?]
    private var sparkplug: SparkplugReadings?
    private var routes: [String: Int] = [:]
    private var quarantine = MessageQuarantine()
    private var flow: LiveFlow
    private var flowTags: Set<TagName> = []
    private var knownTags: [TagName: Tag]
    private var notices = 0

    private static let mostNotices = 20

    init(
        _ settings: BrokerSettings,
        store: SQLiteStore,
        layout: WorkspaceLayout,
        zone: SiteTimeZone,
        report: @escaping @Sendable (LiveEvent) -> Void
    ) async throws {
        self.settings = settings
        self.store = store
        self.layout = layout
        self.report = report
        source = "mqtt:" + settings.name
        flow = LiveFlow(source: "mqtt:" + settings.name)
        readers = settings.topics.map { topic in
            if case .json(let manner) = topic.payload { JSONReadings(manner, zone: zone) } else { nil }
        }
        for topic in settings.topics {
            guard case .sparkplug(let template) = topic.payload else { continue }
            let bytes = try? LocalFile.read(layout.sparkplug(settings.name))
            let known = bytes.flatMap { try? JSONText.decode(SparkplugNodes.self, from: $0) }
            sparkplug = SparkplugReadings(template: template, nodes: known ?? SparkplugNodes())
        }
        let tags = try await store.tags()
        knownTags = Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The broker as the transport needs it.
    ///
    /// - Throws: ``UsageError`` when the password is not where the settings say.
    nonisolated func broker() throws -> MQTTBroker {
        let usesTLS = settings.usesTLS
        return MQTTBroker(
            host: settings.host,
            port: settings.port ?? (usesTLS ? 8_883 : 1_883),
            clientID: settings.clientID ?? "telltale-" + settings.name,
            topics: settings.topics.map(\.filter),
            username: settings.username,
            password: try settings.password.read(for: "live.mqtt '\(settings.name)'"),
            security: usesTLS
                ? MQTTSecurity(
                    certificateAuthority: settings.certificateAuthority,
                    clientCertificate: settings.clientCertificate,
                    clientKey: settings.clientKey
                ) : nil,
            receiveMaximum: settings.receiveMaximum,
            sessionExpiry: UInt32(clamping: settings.sessionHours * 3_600)
        )
    }

    // MARK: Messages

    /// Stores what messages say.
    ///
    /// - Returns: What is to be published: requests for births, where settings allow them.
    func keep(_ messages: [MQTTMessage]) async throws -> [MQTTMessage] {
        var batch = LiveBatch()
        var faults: [(topic: String, fault: PayloadFault, payload: [UInt8])] = []
        var changesNodes = false
        var rebirths: [String: MQTTMessage] = [:]
        let now = Timestamp.now()
        for message in messages {
            guard let route = route(of: message.topic) else { continue }
            if readers[route] != nil {
                let found = readers[route]?.read(
                    topic: message.topic,
                    payload: message.payload,
                    arrival: message.isRetained ? nil : now,
                    into: &batch
                )
                for fault in found ?? [] { faults.append((message.topic, fault, message.payload)) }
            } else if var reader = sparkplug {
                sparkplug = nil
                let outcome = reader.read(
                    topic: message.topic,
                    payload: message.payload,
                    arrival: now,
                    into: &batch
                )
                sparkplug = reader
                for fault in outcome.faults { faults.append((message.topic, fault, message.payload)) }
                for notice in outcome.notices { tell(notice) }
                if outcome.changesNodes { changesNodes = true }
                if settings.asksForRebirth, let node = outcome.rebirth {
                    let ask = SparkplugReadings.rebirth(group: node.group, node: node.node, at: now)
                    rebirths[ask.topic] = MQTTMessage(topic: ask.topic, payload: ask.payload)
                }
            }
        }
        let tags = newTags(batch)
        var quarantine = quarantine
        let rows = try await quarantine.rows(faults, in: store)
        let counts = try await store.commit(
            ImportBatch(series: batch.allSeries, tags: tags, quarantined: rows)
        )
        if changesNodes, let sparkplug {
            try LocalFile.write(JSONText.line(sparkplug.nodes), to: layout.sparkplug(settings.name))
        }
        try store.reachDisk()
        self.quarantine = quarantine
        for tag in tags { knownTags[tag.name] = tag }
        note(messages.count, batch, counts, faults.map(\.fault))
        return rebirths.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The first topic setting that matches.
    private func route(of topic: String) -> Int? {
        if let known = routes[topic] { return known < 0 ? nil : known }
        let found = settings.topics.firstIndex { $0.matches(topic) }
        if routes.count < 100_000 { routes[topic] = found ?? -1 }
        return found
    }

    private func newTags(_ batch: LiveBatch) -> [Tag] {
        var tags: [Tag] = []
        for series in batch.allSeries {
            let unit = batch.described[series.tag]?.unit
            if var known = knownTags[series.tag] {
                guard known.unit == nil, let unit else { continue }
                known.unit = unit
                tags.append(known)
            } else {
                var tag = Tag(name: series.tag, unit: unit)
                if let dataClass = settings.dataClass { tag.dataClass = dataClass }
                tags.append(tag)
            }
        }
        return tags
    }

    // MARK: Telling

    nonisolated func notice(_ notice: MQTTNotice) {
        report(.notice(source: source, notice.description))
    }

    private func tell(_ text: String) {
        notices += 1
        if notices <= BrokerFollower.mostNotices { report(.notice(source: source, text)) }
    }

    private func note(_ messages: Int, _ batch: LiveBatch, _ counts: ImportCounts, _ faults: [PayloadFault]) {
        flow.messages += messages
        flow.readings += batch.readings
        flow.stored += counts.stored
        flow.replaced += counts.replaced
        flow.unchanged += counts.unchanged
        flow.bad_quality.merge(batch.badQuality) { $0 + $1 }
        flow.left_out.merge(batch.leftOut) { $0 + $1 }
        for fault in faults { flow.quarantined[fault.reason, default: 0] += 1 }
        for series in batch.allSeries { flowTags.insert(series.tag) }
        flow.from = [flow.from, batch.from].compactMap(\.self).min()
        flow.to = [flow.to, batch.to].compactMap(\.self).max()
    }

    /// Tells what came since it was asked last.
    ///
    /// - Returns: Whether anything did.
    func tellFlow() -> Bool {
        if notices > BrokerFollower.mostNotices {
            report(.notice(source: source, "and \(notices - BrokerFollower.mostNotices) more such notices"))
        }
        notices = 0
        guard !flow.isEmpty else { return false }
        flow.tags = flowTags.count
        report(.flow(flow))
        flow = LiveFlow(source: source)
        flowTags = []
        return true
    }
}

/// Messages that could not be read, kept under `mqtt:TOPIC` with a number of their own.
///
/// The same payload again is counted and not kept twice; a topic keeps its latest ten thousand different ones.
struct MessageQuarantine {
    private struct Topic {
        var seen: Set<Int> = []
        var next = 1
    }

    private static let most = 10_000
    private var topics: [String: Topic] = [:]

    mutating func rows(
        _ faults: [(topic: String, fault: PayloadFault, payload: [UInt8])],
        in store: SQLiteStore
    ) async throws -> [QuarantinedRow] {
        var rows: [QuarantinedRow] = []
        for (name, fault, payload) in faults {
            let file = "mqtt:" + name
            var topic = topics[name] ?? Topic()
            if topics[name] == nil {
                for row in try await store.quarantine(file: file) {
                    topic.seen.insert(key(row.reason, row.raw))
                    topic.next = max(topic.next, row.line + 1)
                }
            }
            let raw = PayloadFault.raw(payload)
            if topic.seen.insert(key(fault.reason, raw)).inserted {
                if topic.seen.count > MessageQuarantine.most { topic.seen = [key(fault.reason, raw)] }
                let line = (topic.next - 1) % MessageQuarantine.most + 1
                topic.next = line + 1
                rows.append(
                    QuarantinedRow(file: file, line: line, reason: fault.reason, detail: fault.detail, raw: raw)
                )
            }
            topics[name] = topic
        }
        return rows
    }

    private func key(_ reason: String, _ raw: String) -> Int {
        var hash = Hasher()
        hash.combine(reason)
        hash.combine(raw)
        return hash.finalize()
    }
}
