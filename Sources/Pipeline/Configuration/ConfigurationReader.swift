package import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Configuration {
    package static let fileName = "telltale.yaml"

    /// Reads a configuration file; environment variables override it.
    ///
    /// - Parameters:
    ///   - yaml: The file's text.
    ///   - file: Its path, for complaints and for relative paths within.
    ///   - environment: `TELLTALE_ZONE`, `TELLTALE_LANGUAGE`, `TELLTALE_PROMPTS` override the file.
    /// - Throws: ``ConfigurationError``.
    package init(yaml: String, file: String, environment: [String: String] = [:]) throws {
        self.init()
        folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        if folder.isEmpty { folder = "." }
        if var root = try SettingsNode(yaml: yaml, file: file) {
            try read(&root)
            try root.finish()
        }
        try override(with: environment, file: file)
    }

    private mutating func read(_ root: inout SettingsNode) throws {
        site = try root.text("site") ?? site
        if let name = try root.text("zone") { zone = try Configuration.zone(name, in: root, key: "zone") }
        language = try root.choice("language", Language.self) ?? language
        dataClass = try root.choice("data_class", DataClass.self) ?? dataClass
        prompts = try root.text("prompts").map(resolve)
        glossary = try root.text("glossary").map(resolve)
        equipment = try root.text("equipment").map(resolve)
        let shiftNodes = try root.list("shifts")
        if !shiftNodes.isEmpty { shifts = try shiftNodes.map(Configuration.shift) }
        sources = try root.list("sources").map(source)
        for var node in try root.list("assets") {
            let asset = try node.required("asset", example: "P-101A")
            assetClasses[AssetID(asset)] = try node.choice("class", DataClass.self) ?? dataClass
            try node.finish()
        }
        endpoints = try root.list("endpoints").map(endpoint)
        if let node = try root.child("vectors") { vectors = try vectors(node) }
        if let node = try root.child("rerank") { rerank = try rerank(node) }
        if let node = try root.child("documents") { documents = try documents(node) }
        var names: Set<String> = []
        for endpoint in allEndpoints where !names.insert(endpoint.name).inserted {
            throw root.error("has two endpoints named '\(endpoint.name)'; names must differ")
        }
        alerts = try root.list("alerts").map(alert)
        if let node = try root.child("budget") { budget = try Configuration.budget(node) }
        if let node = try root.child("live") { live = try self.live(node) }
        if var node = try root.child("answers") {
            answers.unsupported = try node.choice("unsupported", AnswerSettings.Unsupported.self) ?? answers.unsupported
            answers.evidenceTokens = try node.integer("evidence_tokens", in: 200...1_000_000) ?? answers.evidenceTokens
            answers.maximumOutputTokens =
                try node.integer("output_tokens", in: 50...200_000) ?? answers.maximumOutputTokens
            try node.finish()
        }
        if var node = try root.child("nightly") {
            nightly.units = try node.texts("units").map { AssetID($0) }
            nightly.width = try node.integer("width", in: 1...1_024) ?? nightly.width
            nightly.dayStartHour = try node.integer("day_starts_at", in: 0...23) ?? nightly.dayStartHour
            try node.finish()
        }
    }

    private static func zone(_ name: String, in node: SettingsNode, key: String) throws -> SiteTimeZone {
        do {
            return try SiteTimeZone(name)
        } catch {
            throw ConfigurationError(file: node.file, line: node.line, key: key, message: "is wrong: \(error)")
        }
    }

    private static func shift(_ node: SettingsNode) throws -> ShiftSettings {
        var node = node
        let shift = ShiftSettings(
            name: try node.required("name", example: "night"),
            startHour: try node.integer("from", in: 0...23) ?? 0,
            endHour: try node.integer("to", in: 0...24) ?? 24
        )
        try node.finish()
        return shift
    }

    private func source(_ node: SettingsNode) throws -> SourceRule {
        var node = node
        let rule = SourceRule(
            pattern: try node.required("match", example: "documents/*"),
            dataClass: try node.choice("class", DataClass.self),
            mapping: try node.text("mapping").map(resolve)
        )
        try node.finish()
        return rule
    }

    /// A path in the file is relative to the file's folder.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    private mutating func override(with environment: [String: String], file: String) throws {
        if let name = environment["TELLTALE_ZONE"] {
            do {
                zone = try SiteTimeZone(name)
            } catch {
                throw ConfigurationError(
                    file: "environment",
                    line: nil,
                    key: "TELLTALE_ZONE",
                    message: "is wrong: \(error)"
                )
            }
        }
        if let name = environment["TELLTALE_LANGUAGE"] {
            guard let chosen = Language(rawValue: name) else {
                throw ConfigurationError(
                    file: "environment",
                    line: nil,
                    key: "TELLTALE_LANGUAGE",
                    message: "must be one of ko, en, ar"
                )
            }
            language = chosen
        }
        if let folder = environment["TELLTALE_PROMPTS"] { prompts = folder }
    }

    /// The class of a file's records: that of the first rule that matches, else the default.
    package func dataClass(ofFile path: String) -> DataClass {
        rule(for: path)?.dataClass ?? dataClass
    }

    /// The first rule whose pattern matches the end of a path.
    package func rule(for path: String) -> SourceRule? {
        sources.first { $0.matches(path) }
    }
}

extension SourceRule {
    func matches(_ path: String) -> Bool {
        fnmatch("*" + pattern, path, 0) == 0
    }
}
