import Glibc
import Ingestion
import Plant

/// A file with some content in a fresh folder, gone when this is.
final class TemporaryFile {
    let path: String
    private let folder: String

    init(_ bytes: [UInt8], name: String = "file.csv") {
        var template = Array("/tmp/telltale-ingestion-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
        path = folder + "/" + name
        if let file = fopen(path, "wb") {
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }
    }

    convenience init(_ text: String, name: String = "file.csv") {
        self.init(Array(text.utf8), name: name)
    }

    deinit {
        unlink(path)
        rmdir(folder)
    }
}

/// Everything that reading a file gave.
struct Everything {
    var summary: ReadSummary
    var inspection: Inspection
    var series: [TagName: ReadingSeries] = [:]
    var records: [Record] = []
    var assets: [Asset] = []
    var tags: [Tag] = []
    var quarantined: [QuarantinedRow] = []

    init(_ path: String, _ settings: IngestionSettings = IngestionSettings(zone: .utc), as name: String? = nil)
        async throws
    {
        let reader = try FileReader(path: path, settings: settings, as: name)
        inspection = reader.inspection
        var series: [TagName: ReadingSeries] = [:]
        var records: [Record] = []
        var assets: [Asset] = []
        var tags: [Tag] = []
        var quarantined: [QuarantinedRow] = []
        summary = try await reader.read { batch, _ in
            for piece in batch.series {
                series[piece.tag, default: ReadingSeries(tag: piece.tag)].times += piece.times
                series[piece.tag]?.values += piece.values
                series[piece.tag]?.qualities += piece.qualities
            }
            records += batch.records
            assets += batch.assets
            tags += batch.tags
            quarantined += batch.quarantined
        }
        self.series = series
        self.records = records
        self.assets = assets
        self.tags = tags
        self.quarantined = quarantined
    }

    /// Reads a text as if it were a file.
    init(text: String, name: String = "file.csv", _ settings: IngestionSettings = IngestionSettings(zone: .utc))
        async throws
    {
        let file = TemporaryFile(text, name: name)
        try await self.init(file.path, settings)
    }

    init(bytes: [UInt8], name: String = "file.csv", _ settings: IngestionSettings = IngestionSettings(zone: .utc))
        async throws
    {
        let file = TemporaryFile(bytes, name: name)
        try await self.init(file.path, settings)
    }
}

extension IngestionSettings {
    /// Settings with a mapping written as YAML.
    static func mapped(_ yaml: String, zone: SiteTimeZone = .utc) throws -> IngestionSettings {
        IngestionSettings(zone: zone, mapping: try Mapping(yaml: yaml, name: "test.yaml"))
    }
}
