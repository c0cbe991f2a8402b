import Ingestion
import Plant
import Storage

/// Takes in one file of a followed folder: only what was added to it, where that can be read by itself.
struct GrowingFile {
    let importer: FileImporter
    let path: String
    let known: PlantRegister

    struct Taken {
        var file: IngestedFile
        var fingerprint: FileFingerprint?
        var canGrow = false
        var isPartial = false
    }

    /// - Parameters:
    ///   - before: What the file was like when it was read last.
    ///   - isGrowing: Whether its last line may be half written.
    func take(since before: FileFingerprint?, isGrowing: Bool) async throws -> Taken {
        let (print, isGrown) = try FileFingerprint.of(path: path, since: before)
        let source = importer.plan.name(of: path)
        let read = try await importer.store.source(source)
        let settings = try importer.plan.settings(for: path, known, before: read)
        guard let reader = try? FileReader(path: path, settings: settings, as: source), reader.isReadInStretches,
            !print.hasLoneReturns
        else {
            // Half a file of another kind says nothing that is sure: it is read when it rests.
            guard !isGrowing else { return Taken(file: IngestedFile(path: path, outcome: .unchanged), isPartial: true) }
            return Taken(file: try await importer.take(path, known), fingerprint: print)
        }
        let whole = isGrowing ? print.wholeLines : print.bytes
        var stretch = FileStretch(end: whole)
        var earlier: SourceFile?
        if isGrown, let before, let stored = read, stored.mappingDigest == reader.inspection.digest {
            earlier = stored
            stretch.start = before.wholeLines
            stretch.linesBefore = before.lines
        }
        if earlier == nil, !isGrowing {
            let file = try await importer.take(path, known)
            return Taken(file: file, fingerprint: print, canGrow: file.outcome != .failed)
        }
        guard stretch.end > stretch.start else {
            return Taken(
                file: IngestedFile(path: path, outcome: .unchanged),
                fingerprint: earlier == nil ? nil : print,
                canGrow: earlier != nil,
                isPartial: isGrowing
            )
        }
        let file = try await take(stretch, reader, settings, print, after: earlier)
        return Taken(file: file, fingerprint: print, canGrow: true, isPartial: isGrowing)
    }

    private func take(
        _ stretch: FileStretch,
        _ reader: FileReader,
        _ settings: IngestionSettings,
        _ print: FileFingerprint,
        after earlier: SourceFile?
    ) async throws -> IngestedFile {
        let store = importer.store
        let source = importer.plan.name(of: path)
        if earlier != nil { try await store.continueImport(of: source) }
        var counts = ImportCounts()
        let summary = try await reader.read(stretch) { batch, _ in counts += try await store.commit(batch) }
        let file = importer.ingested(path, summary, counts)
        let before = earlier?.report.flatMap { try? JSONText.decode(IngestedFile.self, from: Array($0.utf8)) }
        let whole = SourceFile(
            path: source,
            // A file read through its last whole line is not yet read.
            digest: stretch.end == print.bytes ? print.digest : "",
            mappingDigest: reader.inspection.digest,
            bytes: stretch.end,
            kind: summary.kind.rawValue,
            rows: (earlier?.rows ?? 0) + summary.rows,
            dataClass: settings.dataClass,
            report: try JSONText.line(before.map { file.added(to: $0) } ?? file),
            said: try importer.plan.said(of: path, before: earlier)
        )
        try await store.finish(whole)
        return file
    }
}

extension IngestedFile {
    /// What is now known of a file of which this is what was added.
    fileprivate func added(to before: IngestedFile) -> IngestedFile {
        var whole = before
        whole.rows += rows
        whole.stored += stored
        whole.replaced += replaced
        whole.unchanged += unchanged
        whole.readings += readings
        whole.blanks += blanks
        whole.gaps += gaps
        whole.tags = max(before.tags, tags)
        whole.quarantined.merge(quarantined) { $0 + $1 }
        whole.bad_quality.merge(bad_quality) { $0 + $1 }
        whole.from = [before.from, from].compactMap(\.self).min()
        whole.to = [before.to, to].compactMap(\.self).max()
        whole.outcome = .stored
        return whole
    }
}
