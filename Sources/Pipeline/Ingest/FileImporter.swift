import Ingestion
import Plant
import Storage

/// Takes one file into the store.
struct FileImporter: Sendable {
    let store: SQLiteStore
    let plan: IngestPlan
    /// `nil` when no endpoint that reads documents is configured.
    var digitiser: Digitiser?
    var inspected = InspectedReaders()
    let progress: @Sendable (IngestEvent) -> Void

    /// Puts lists of assets and tags first.
    func sort(_ files: [String]) async throws -> SortedFiles {
        let tags = try await store.tags().map(\.name)
        var sorted = SortedFiles(all: files, register: [], rest: [], tagsBefore: Set(tags))
        for path in files {
            let source = plan.name(of: path)
            let before = try await store.source(source)
            let settings = try plan.settings(for: path, PlantRegister(), before: before)
            let reader = try? FileReader(path: path, settings: settings, as: source)
            if let reader { inspected.keep(reader, of: path) }
            let kind = reader?.inspection.kind
            if kind == .assets || kind == .tags {
                sorted.register.append(path)
            } else {
                sorted.rest.append(path)
            }
        }
        return sorted
    }

    /// What is believed of the files that have to be read, in their order.
    func beliefs(of files: [String], _ known: PlantRegister) async throws -> Beliefs {
        var beliefs = Beliefs()
        for path in files {
            let source = plan.name(of: path)
            let before = try await store.source(source)
            var settings = try plan.settings(for: path, known, before: before)
            settings.digitised = try digitiser?.kept(path)
            // What cannot even be looked into is reported when it is read.
            guard let reader = try? inspected.reader(of: path, settings: settings, as: source) else { continue }
            var inspection = reader.inspection
            if !plan.readsAgain, let before, before.mappingDigest == inspection.digest, before.bytes == inspection.bytes
            {
                continue
            }
            if let reminder = plan.reminder(before) { inspection.oddities.append(reminder) }
            beliefs.files.append(InspectedFile(path: path, inspection: inspection, mapping: nil, error: nil))
        }
        return beliefs
    }

    /// Reads a file into the store unless that was done before. A file that cannot be read is reported, not thrown:
    /// the others go on.
    func take(_ path: String, _ known: PlantRegister = PlantRegister()) async throws -> IngestedFile {
        do {
            return try await read(path, known)
        } catch let error as IngestionError {
            var file = IngestedFile(path: path, outcome: error.code == .skipped ? .skipped : .failed)
            if error.code != .skipped { file.error = error.description }
            return file
        }
    }

    private func read(_ path: String, _ known: PlantRegister) async throws -> IngestedFile {
        let source = plan.name(of: path)
        let before = try await store.source(source)
        var settings = try plan.settings(for: path, known, before: before)
        let reading = try await digitiser?.reading(of: path, named: source, settings)
        settings.digitised = reading?.document
        // Worked out beside the reading of a file that is read anyway.
        async let finalDigest = FileDigest.of(path: path)
        let reader = try inspected.reader(of: path, settings: settings, as: source)
        inspected.forget(path)
        let inspection = reader.inspection
        if !plan.readsAgain, let before, before.mappingDigest == inspection.digest,
            try await finalDigest.hex == before.digest
        {
            var file = IngestedFile(unchanged: before, at: path)
            if let note = reading?.note, !file.oddities.contains(note) { file.oddities.append(note) }
            return file
        }
        let takenBack = try await takeBack(path, before, of: try await finalDigest.hex, unless: inspection.digest)
        let commits = CommitAhead(store: store)
        let summary: ReadSummary
        do {
            summary = try await reader.read { batch, at in
                try await commits.take(batch)
                progress(.reading(path, bytes: at.bytes, rows: at.rows))
            }
            try await commits.settle()
        } catch {
            await commits.abandon()
            throw error
        }
        let digest = try await finalDigest
        var file = ingested(path, summary, await commits.counts)
        file.believed = Belief(inspection)
        if let note = reading?.note { file.oddities.append(note) }
        if let reminder = plan.reminder(before) { file.oddities.append(reminder) }
        if takenBack > 0 {
            file.oddities.append(
                "is read in another way than before: the \(takenBack) readings it gave then were taken back"
            )
        }
        let whole = SourceFile(
            path: source,
            digest: digest.hex,
            mappingDigest: inspection.digest,
            bytes: digest.bytes,
            kind: summary.kind.rawValue,
            rows: summary.rows,
            dataClass: settings.dataClass,
            report: try JSONText.line(file),
            mapping: summary.kind == .readings ? inspection.mapping(inZone: inspection.zone).yaml : nil,
            said: try plan.said(of: path, before: before)
        )
        try await finishParts(of: whole, summary.parts)
        try await store.finish(whole)
        return file
    }

    /// Takes back what a file gave when it was read in another way: what was wrong then must not stay beside what is right
    /// now. A file whose content has changed too cannot tell what it gave.
    private func takeBack(
        _ path: String,
        _ before: SourceFile?,
        of digest: String,
        unless reading: String
    ) async throws -> Int {
        guard let before, before.mappingDigest != reading, before.digest == digest, let yaml = before.mapping,
            let mapping = try? Mapping(yaml: yaml, name: "the mapping of '\(before.path)'")
        else { return 0 }
        let settings = IngestionSettings(zone: plan.configuration.zone, mapping: mapping, dataClass: before.dataClass)
        // A mapping that this version of the program does not take any more takes nothing back.
        guard let reader = try? FileReader(path: path, settings: settings, as: before.path) else { return 0 }
        var count = 0
        _ = try await reader.read { batch, _ in count += try await store.takeBack(batch.series) }
        return count
    }

    /// A workbook's sheets are sources of their own, so that what a sheet has lost is forgotten; a sheet that is gone
    /// has lost everything.
    private func finishParts(of whole: SourceFile, _ parts: [ReadSummary.Part]) async throws {
        var names: Set<String> = []
        for part in parts {
            names.insert(part.name)
            var sheet = whole
            sheet.path = part.name
            sheet.kind = part.kind.rawValue
            sheet.rows = part.rows
            sheet.report = nil
            try await store.finish(sheet)
        }
        for gone in try await store.sources(below: whole.path + "#") where gone.rows > 0 {
            guard !names.contains(gone.path) else { continue }
            var sheet = gone
            sheet.digest = whole.digest
            sheet.rows = 0
            try await store.finish(sheet)
        }
    }

    func ingested(_ path: String, _ summary: ReadSummary, _ counts: ImportCounts) -> IngestedFile {
        var file = IngestedFile(path: path, outcome: .stored)
        file.kind = summary.kind.rawValue
        file.rows = summary.rows
        file.stored = counts.stored
        file.replaced = counts.replaced
        file.unchanged = counts.unchanged
        file.quarantined = summary.quarantined
        file.readings = summary.readings
        file.bad_quality = summary.badQuality
        file.blanks = summary.blanks
        file.tags = summary.tags
        file.from = summary.from
        file.to = summary.to
        file.gaps = summary.gaps
        file.oddities = summary.oddities
        return file
    }
}
