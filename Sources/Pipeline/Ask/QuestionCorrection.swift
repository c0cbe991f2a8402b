package import Plant

/// What the user says a question means, over what it was taken to mean: `--asset`, `--from`, `--to`, `--kind`.
package struct QuestionCorrection: Sendable, Hashable, Codable {
    /// Equipment or tags, as the store names them.
    package var names: [String]
    /// Local times or UTC.
    package var from: String?
    package var to: String?
    package var kinds: [RecordKind]

    package init(names: [String] = [], from: String? = nil, to: String? = nil, kinds: [RecordKind] = []) {
        self.names = names
        self.from = from
        self.to = to
        self.kinds = kinds
    }
}

/// A correction with its names and times found.
struct SettledCorrection: Sendable, Hashable, Codable {
    var assets: [AssetID] = []
    var tags: [TagName] = []
    var from: Timestamp?
    var to: Timestamp?
    var kinds: [RecordKind] = []

    /// The question as the user means it: what is said takes the place of what was read, the rest stays.
    func applied(to read: Understanding, dataSpan: TimeWindow?, asOf: Timestamp, zone: SiteTimeZone) -> Understanding {
        let heading = AnswerHeadings(language: read.language)
        var meant = read
        var said: [String] = []
        if !assets.isEmpty || !tags.isEmpty {
            (meant.assets, meant.tags, meant.unknown) = (assets, tags, [])
            said += assets.map(\.rawValue) + tags.map(\.rawValue)
        }
        if from != nil || to != nil {
            let window = TimeWindow(
                from: from ?? read.window?.from ?? dataSpan?.from ?? asOf,
                to: to ?? read.window?.to ?? asOf
            )
            (meant.window, meant.windows) = (window, [window])
            said.append(Wording(language: read.language, zone: zone).window(window))
        }
        if !kinds.isEmpty {
            meant.kinds = kinds
            said += kinds.map(heading.kind)
        }
        if !said.isEmpty { meant.assumptions.append(heading.corrected(said.joined(separator: ", "))) }
        return meant
    }
}

extension Workspace {
    /// - Throws: a ``UsageError`` for names that are not in the store, times that are none and windows that are empty.
    func settled(_ correction: QuestionCorrection) async throws -> SettledCorrection {
        var settled = SettledCorrection(kinds: correction.kinds)
        if !correction.names.isEmpty {
            let site = try await site()
            for name in correction.names {
                if site.tree[AssetID(name)] != nil {
                    settled.assets.append(AssetID(name))
                } else if site.tags[TagName(name)] != nil {
                    settled.tags.append(TagName(name))
                } else {
                    throw unknown(name, in: site.tree)
                }
            }
        }
        settled.from = try correction.from.map { try moment($0, named: "--from") }
        settled.to = try correction.to.map { try moment($0, named: "--to") }
        if let from = settled.from, let to = settled.to, to <= from {
            throw UsageError("--to must be after --from; the window between them is empty")
        }
        return settled
    }
}
