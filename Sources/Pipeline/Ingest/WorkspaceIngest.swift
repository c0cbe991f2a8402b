import Ingestion
import Plant
import Storage
import TaskGraph

extension Workspace {
    /// Takes files and folders in, finds incidents, and refreshes the search index.
    package func ingest(
        _ request: IngestRequest,
        progress: @escaping @Sendable (IngestEvent) -> Void = { _ in }
    ) async throws -> IngestReport {
        guard !request.paths.isEmpty else { throw UsageError("name at least one file or folder to ingest") }
        let plan = try IngestPlan(request, configuration)
        let graph = try IngestGraph(
            services: IngestServices(workspace: self, plan: plan, embeds: request.embeds, progress: progress)
        ).build()
        do {
            return try await graph.run(request.paths).output
        } catch {
            throw RootCause.of(error)
        }
    }

    /// Says what is believed of files, and reads none of them.
    package func inspect(_ request: IngestRequest) async throws -> InspectionReport {
        let plan = try IngestPlan(request, configuration)
        let tags = try await store.tags()
        let assets = try await store.assets()
        let files = try request.paths.flatMap { try LocalFile.files(below: $0) }.map(IngestGraph.normal)
        let inspected = try files.map { path -> InspectedFile in
            let settings = try plan.settings(for: path, tags: tags, assets: assets)
            do {
                let inspection = try FileReader.inspect(path: path, settings: settings)
                return InspectedFile(path: path, inspection: inspection, mapping: inspection.mapping.yaml, error: nil)
            } catch {
                return InspectedFile(path: path, inspection: nil, mapping: nil, error: "\(error)")
            }
        }
        return InspectionReport(inspections: inspected)
    }
}
