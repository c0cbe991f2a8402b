import Ingestion
import Synchronization

/// Files that were looked at and are still to be read, so that each is looked at once.
final class InspectedReaders: Sendable {
    /// Columns kept in mind: of more files the rest is looked at again.
    private static let most = 100_000

    private let kept = Mutex<(readers: [String: FileReader], columns: Int)>(([:], 0))

    func keep(_ reader: FileReader, of path: String) {
        let columns = InspectedReaders.columns(reader)
        kept.withLock { kept in
            guard kept.readers[path] == nil, kept.columns + columns <= InspectedReaders.most else { return }
            kept.readers[path] = reader
            kept.columns += columns
        }
    }

    /// - Throws: an ``IngestionError`` when the file has to be looked at and cannot be read.
    func reader(of path: String, settings: IngestionSettings, as name: String) throws(IngestionError) -> FileReader {
        // What an endpoint read off its pages makes another file of it.
        if settings.digitised == nil, let reader = kept.withLock({ $0.readers[path] }) {
            return reader.knowing(settings.plant)
        }
        return try FileReader(path: path, settings: settings, as: name)
    }

    func forget(_ path: String) {
        kept.withLock { kept in
            guard let reader = kept.readers.removeValue(forKey: path) else { return }
            kept.columns -= InspectedReaders.columns(reader)
        }
    }

    private static func columns(_ reader: FileReader) -> Int {
        reader.inspection.columns.count + 20
    }
}
