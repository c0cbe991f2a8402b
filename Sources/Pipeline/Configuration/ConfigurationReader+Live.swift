import Ingestion
import Plant

extension Configuration {
    /// What is followed, under `live:`.
    func live(_ node: SettingsNode) throws -> LiveSettings {
        var node = node
        var live = LiveSettings()
        live.pace.settle = try node.number("settle", in: 0...3_600) ?? live.pace.settle
        live.pace.scan = try node.number("scan", in: 0.1...86_400) ?? live.pace.scan
        live.pace.growing = try node.number("growing", in: 0...86_400) ?? live.pace.growing
        live.pace.detect = try node.number("detect", in: 0...86_400) ?? live.pace.detect
        live.pace.report = try node.number("report", in: 0.1...86_400) ?? live.pace.report
        live.folders = try node.list("folders").map(followedFolder)
        live.brokers = try node.list("mqtt").map(broker)
        live.archives = try node.list("pi").map(archive)
        for (what, names) in [("mqtt", live.brokers.map(\.name)), ("pi", live.archives.map(\.name))] {
            var seen: Set<String> = []
            for name in names where !seen.insert(name).inserted {
                throw node.error("has two \(what) sources named '\(name)'; names must differ")
            }
        }
        try node.finish()
        return live
    }

    private func followedFolder(_ node: SettingsNode) throws -> FollowedFolder {
        var node = node
        var folder = FollowedFolder(path: resolve(try node.required("path", example: "/mnt/exports")))
        folder.match = try node.text("match")
        folder.kind = try node.choice("as", InputKind.self)?.rawValue
        folder.mapping = try node.text("mapping").map(resolve)
        folder.dataClass = try node.choice("class", DataClass.self)
        try node.finish()
        return folder
    }

    // MARK: MQTT

    private func broker(_ node: SettingsNode) throws -> BrokerSettings {
        var node = node
        var broker = BrokerSettings(
            name: try sourceName(&node),
            host: try node.required("host", example: "broker.plant.example")
        )
        broker.port = try node.integer("port", in: 1...65_535)
        broker.clientID = try node.text("client_id")
        broker.username = try node.text("username")
        broker.password = try secret("password", &node)
        broker.certificateAuthority = try node.text("ca_file").map(resolve)
        broker.clientCertificate = try node.text("client_certificate").map(resolve)
        broker.clientKey = try node.text("client_key").map(resolve)
        let hasFiles = broker.certificateAuthority != nil || broker.clientCertificate != nil
        broker.usesTLS = try node.boolean("tls") ?? hasFiles
        guard broker.usesTLS || !hasFiles else {
            throw node.error("names certificates and says tls: false; leave one out")
        }
        broker.sessionHours = try node.integer("session_hours", in: 1...1_000_000) ?? broker.sessionHours
        broker.receiveMaximum = try node.integer("receive_maximum", in: 1...65_535) ?? broker.receiveMaximum
        broker.dataClass = try node.choice("class", DataClass.self)
        broker.asksForRebirth = try node.boolean("rebirth") ?? false
        broker.topics = try node.list("topics").map(topic)
        guard !broker.topics.isEmpty else {
            throw node.error("names no topics; write for example topics: [{topic: \"plant/+/readings\"}]")
        }
        let sparkplug = broker.topics.filter { if case .sparkplug = $0.payload { true } else { false } }
        guard sparkplug.count <= 1 else {
            throw node.error(
                "has two Sparkplug topics; write one, such as spBv1.0/# (a node's births and data belong together)"
            )
        }
        try node.finish()
        return broker
    }

    private enum PayloadKind: String, CaseIterable { case json, sparkplug }
    private enum QualityCodes: String, CaseIterable { case da, ua }

    private func topic(_ node: SettingsNode) throws -> TopicSettings {
        var node = node
        let filter = try node.required("topic", example: "plant/+/readings")
        let levels = filter.split(separator: "/", omittingEmptySubsequences: false)
        for (index, level) in levels.enumerated() where level.contains("#") || level.contains("+") {
            guard level == "+" || (level == "#" && index == levels.count - 1) else {
                throw node.error("has a topic '\(filter)' in which + or # is not a level of its own (# only the last)")
            }
        }
        let kind = try node.choice("payload", PayloadKind.self) ?? (filter.hasPrefix("spBv1.0/") ? .sparkplug : .json)
        let written = try node.text("tag")
        switch kind {
        case .sparkplug:
            let template = try self.template(
                written ?? SparkplugReadings.usualTemplate,
                SparkplugReadings.templateFields,
                node
            )
            try node.finish()
            return TopicSettings(filter: filter, payload: .sparkplug(template))
        case .json:
            var manner = JSONPayloadSettings()
            manner.tag = try written.map { try template($0, JSONPayloadSettings.templateFields, node) }
            manner.readings = try node.text("readings")?.split(separator: ".").map(String.init) ?? []
            manner.name = try node.text("name")
            manner.value = try node.text("value")
            manner.time = try node.text("time")
            manner.quality = try node.text("quality")
            manner.ignore = try node.texts("ignore")
            manner.timeFormat = try node.text("time_format")
            if let format = manner.timeFormat, !JSONPayloadSettings.timeFormats.contains(format) {
                throw node.error(
                    "has a time_format '\(format)'; use one of \(JSONPayloadSettings.timeFormats.joined(separator: ", "))"
                        + ", or leave it out for ISO 8601 and counts since 1970"
                )
            }
            manner.isOPCUA = try node.choice("quality_codes", QualityCodes.self) == .ua
            try node.finish()
            return TopicSettings(filter: filter, payload: .json(manner))
        }
    }

    private func template(_ text: String, _ fields: [String], _ node: SettingsNode) throws -> TagTemplate {
        do {
            return try TagTemplate(text, fields: fields)
        } catch {
            throw node.error("has a tag that cannot be used: \(error.detail)")
        }
    }

    // MARK: Both

    /// A name that can be part of a file's name.
    func sourceName(_ node: inout SettingsNode) throws -> String {
        let name = try node.required("name", example: "plant")
        guard name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x2F && $0 != 0x7F }), !name.hasPrefix(".") else {
            throw node.error("has a name '\(name)' with blanks or slashes; use letters, digits and dashes")
        }
        return name
    }

    /// Where a secret is, as `KEY_env` or `KEY_file`.
    func secret(_ key: String, _ node: inout SettingsNode) throws -> SecretPlace {
        var place = SecretPlace()
        place.environment = try node.text(key + "_env")
        place.file = try node.text(key + "_file").map(resolve)
        return place
    }
}
