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
        mapping = try request.mapping.map { try Mapping(path: $0) }
        dataClass = request.dataClass
        readsAgain = request.readsAgain
        root = request.root
    }

    func settings(for path: String, tags: [Tag], assets: [Asset]) throws -> IngestionSettings {
        let rule = configuration.rule(for: path)
        return IngestionSettings(
            zone: configuration.zone,
            mapping: try mapping ?? rule?.mapping.map { try Mapping(path: $0) },
            kind: kind,
            dataClass: dataClass ?? configuration.dataClass(ofFile: path),
            knownTags: tags,
            knownAssets: assets
        )
    }
}
