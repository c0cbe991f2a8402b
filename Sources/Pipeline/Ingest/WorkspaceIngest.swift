package import HTTPTransport
import Ingestion
import Plant
import Storage
import TaskGraph

extension Workspace {
    /// Takes files and folders in, finds incidents, and refreshes the search index.
    package func ingest(
        _ request: IngestRequest,
        transport: any HTTPTransport = CurlTransport(),
        progress: @escaping @Sendable (IngestEvent) -> Void = { _ in }
    ) async throws -> IngestReport {
        guard !request.paths.isEmpty else { throw UsageError("name at least one file or folder to ingest") }
        let plan = try IngestPlan(request, configuration)
        let graph = try IngestGraph(
            services: IngestServices(
                workspace: self,
                plan: plan,
                embeds: request.embeds,
                digitiser: request.embeds ? digitiser(transport: transport) : nil,
                progress: progress
            )
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
        let register = try await PlantRegister(tags: store.tags(), assets: store.assets())
        let files = try request.paths.flatMap { try LocalFile.files(below: $0) }.map(IngestGraph.normal)
        var inspected: [InspectedFile] = []
        for path in files {
            let before = try await store.source(path)
            var settings = try plan.settings(for: path, register, before: before)
            do {
                settings.digitised = try keptDocument(path)
                var inspection = try FileReader.inspect(path: path, settings: settings)
                if let intention = try digitiser()?.intention(for: path, class: settings.dataClass) {
                    inspection.oddities.append(intention)
                }
                if let reminder = plan.reminder(before) { inspection.oddities.append(reminder) }
                inspected.append(
                    InspectedFile(path: path, inspection: inspection, mapping: inspection.mapping.yaml, error: nil)
                )
            } catch {
                inspected.append(InspectedFile(path: path, inspection: nil, mapping: nil, error: "\(error)"))
            }
        }
        return InspectionReport(inspections: inspected)
    }
}
