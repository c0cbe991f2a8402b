import Ingestion
package import Plant

/// What to take in, and how.
package struct IngestRequest: Sendable {
    package var paths: [String]
    /// What the files are, where it cannot be told.
    package var kind: String?
    /// A mapping file.
    package var mapping: String?
    package var dataClass: DataClass?
    /// Read files again even if neither they nor their mapping have changed.
    package var readsAgain = false
    /// Whether new texts are embedded, where a model for that is configured.
    var embeds = true
    /// Left off the front of paths when sources are named.
    var root = ""

    package static let kinds = InputKind.allCases.map(\.rawValue)

    package init(paths: [String], kind: String? = nil, mapping: String? = nil, dataClass: DataClass? = nil) {
        self.paths = paths
        self.kind = kind
        self.mapping = mapping
        self.dataClass = dataClass
    }
}

/// How each file is read: the request's wishes before the configuration's.
struct IngestPlan: Sendable {
    let configuration: Configuration
    let kind: InputKind?
    let mapping: Mapping?
    let dataClass: DataClass?
    let readsAgain: Bool
    /// `--map none`: what was said when a file was read before holds no longer.
    private let forgetsWhatWasSaid: Bool
    private let root: String

    /// What a file is called in the store and in citations.
    func name(of path: String) -> String {
        path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }

    init(_ request: IngestRequest, _ configuration: Configuration) throws {
        self.configuration = configuration
        if let name = request.kind {
            guard let kind = InputKind(rawValue: name) else {
                throw UsageError(
                    "--as '\(name)' is not a kind; use one of \(IngestRequest.kinds.joined(separator: ", "))"
                )
            }
            self.kind = kind
        } else {
            kind = nil
        }
        forgetsWhatWasSaid = request.mapping == "none"
        mapping = forgetsWhatWasSaid ? nil : try request.mapping.map { try Mapping(path: $0) }
        dataClass = request.dataClass
        readsAgain = request.readsAgain
        root = request.root
    }

    /// - Parameter before: The file as it was read last: what was said of it then, with `--map`, `--as` or `--class`,
    ///   holds for what is not said now.
    func settings(for path: String, _ register: PlantRegister, before: SourceFile?) throws -> IngestionSettings {
        let rule = configuration.rule(for: path)
        let said = try remembered(before)
        return IngestionSettings(
            zone: configuration.zone,
            mapping: try mapping ?? said?.mapping.wholly ?? rule?.mapping.map { try Mapping(path: $0) },
            kind: kind ?? said?.mapping.common.kind,
            dataClass: dataClass ?? said?.dataClass ?? configuration.dataClass(ofFile: path),
            plant: register
        )
    }

    private func remembered(_ before: SourceFile?) throws -> (mapping: Mapping, dataClass: DataClass?)? {
        guard !forgetsWhatWasSaid, let before, let yaml = before.said else { return nil }
        let mapping = try Mapping(yaml: yaml, name: "the mapping '\(before.path)' was read with")
        return (mapping, mapping.common.dataClass.flatMap { DataClass(rawValue: $0) })
    }

    /// What a person should know where a file is read as somebody said before.
    func reminder(_ before: SourceFile?) -> String? {
        guard !forgetsWhatWasSaid, mapping == nil, before?.said != nil else { return nil }
        return "is read as was said before with --map, --as or --class; --map none forgets that"
    }

    /// What was said of a file, now or before, to be kept with it.
    func said(of path: String, before: SourceFile?) throws -> String? {
        var said = try mapping ?? remembered(before)?.mapping ?? Mapping()
        if mapping != nil, let kept = try remembered(before)?.mapping.common {
            said.common.kind = said.common.kind ?? kept.kind
            said.common.dataClass = said.common.dataClass ?? kept.dataClass
        }
        if let kind { said.common.kind = kind }
        if let dataClass { said.common.dataClass = dataClass.rawValue }
        return said == Mapping() ? nil : said.yaml
    }
}

extension Mapping {
    /// The mapping without what else says of kind and class; `nil` when that leaves nothing.
    fileprivate var wholly: Mapping? {
        var rest = self
        rest.common.kind = nil
        rest.common.dataClass = nil
        return rest == Mapping() ? nil : self
    }
}
