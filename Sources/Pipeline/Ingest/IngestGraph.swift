import Ingestion
import Plant
import Storage
import TaskGraph

/// The graph that takes files in: find, read the register of assets and tags first, read the rest, detect, index.
struct IngestGraph: Sendable {
    /// `nil` for a graph that is only drawn.
    let services: IngestServices?

    func build() throws -> Graph<[String], IngestReport> {
        let builder = GraphBuilder("ingest")
        let given = services

        let paths = builder.input("paths", of: [String].self)
        let files = builder.stage("find files", paths) { _, paths in
            let isRetry = given?.plan.readsAgain == true
            // A file that is gone is told when it is read: the others of a retry go on.
            return try paths.flatMap { try isRetry && !LocalFile.exists($0) ? [$0] : LocalFile.files(below: $0) }
                .map(IngestGraph.normal)
        }
        let sorted = builder.stage("inspect", files) { _, files in
            let services = try given.orDrawingOnly()
            let sorted = try await services.importer.sort(files)
            services.progress(.believed(try await services.importer.beliefs(of: sorted.register, PlantRegister())))
            return sorted
        }
        let register = builder.fanOut("read register", over: builder.map("register", sorted) { $0.register }, width: 1)
        {
            _,
            path in
            try await given.orDrawingOnly().importer.take(path)
        }
        let rest = builder.map("the rest", sorted) { $0.rest }
        // Texts name assets and tags, so the register is in before they are read.
        let known = builder.stage("know the plant", register) { _, _ in
            let store = try given.orDrawingOnly().workspace.store
            return try await PlantRegister(tags: store.tags(), assets: store.assets())
        }
        let believed = builder.stage("say what is believed", rest, known) { _, rest, known in
            let services = try given.orDrawingOnly()
            services.progress(.believed(try await services.importer.beliefs(of: rest, known)))
            return known
        }
        let read = builder.fanOut(
            "read",
            over: rest,
            with: believed,
            width: 2,
            policy: StagePolicy(limits: ["disk"])
        ) { _, path, known in
            try await given.orDrawingOnly().importer.take(path, known)
        }
        let incidents = builder.stage("detect", register, read) { _, register, read in
            let services = try given.orDrawingOnly()
            services.progress(.step("looking for incidents…"))
            return try await IncidentFinder(workspace: services.workspace).findIfChanged()
        }
        let indexed = builder.stage("index", incidents) { _, found in
            let services = try given.orDrawingOnly()
            services.progress(.step("indexing…"))
            try await services.workspace.refreshDerived()
            return found
        }
        let embedded = builder.stage("embed", indexed) { _, found in
            let services = try given.orDrawingOnly()
            guard services.embeds else { return IndexedStore(incidents: found) }
            let vectors = try await services.workspace.embedPassages { done, all in
                services.progress(.step("embedding: \(done) of \(Plural.of(all, "text"))"))
            }
            return IndexedStore(incidents: found, vectors: vectors)
        }
        let report = builder.stage("report", sorted, register, read, embedded) { _, sorted, register, read, indexed in
            let byPath = Dictionary((register + read).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            let services = try given.orDrawingOnly()
            let plan = services.plan
            let tags = try await services.workspace.store.tags().count { !sorted.tagsBefore.contains($0.name) }
            let files = sorted.all.compactMap { byPath[$0] }.map { file in
                var file = file
                file.path = plan.name(of: file.path)
                return file
            }
            return IngestReport(files: files, tags_new: tags, incidents: indexed.incidents, vectors: indexed.vectors)
        }
        return try builder.build(inputs: paths, output: report)
    }

    /// One spelling per path, so that `./a.csv` and `a.csv` are the same source.
    static func normal(_ path: String) -> String {
        var path = path
        while path.hasPrefix("./") { path = String(path.dropFirst(2)) }
        return path
    }
}

/// What the stages of an import work with.
struct IngestServices: Sendable {
    let workspace: Workspace
    let plan: IngestPlan
    let embeds: Bool
    /// `nil` when no endpoint that reads documents is configured.
    let digitiser: Digitiser?
    let progress: @Sendable (IngestEvent) -> Void
    private let inspected = InspectedReaders()

    init(
        workspace: Workspace,
        plan: IngestPlan,
        embeds: Bool,
        digitiser: Digitiser?,
        progress: @escaping @Sendable (IngestEvent) -> Void
    ) {
        self.workspace = workspace
        self.plan = plan
        self.embeds = embeds
        self.digitiser = digitiser
        self.progress = progress
    }

    var importer: FileImporter {
        FileImporter(
            store: workspace.store,
            plan: plan,
            digitiser: digitiser,
            inspected: inspected,
            progress: progress
        )
    }
}

/// What came of the store's new contents.
struct IndexedStore: Sendable {
    var incidents: Int
    /// `nil` when no model that embeds is configured.
    var vectors: VectorReport?
}

/// Files in the order in which they are read.
struct SortedFiles: Sendable {
    /// In the order given.
    var all: [String]
    /// Lists of assets and tags.
    var register: [String]
    var rest: [String]
    /// The tags that were known before.
    var tagsBefore: Set<TagName>
}
