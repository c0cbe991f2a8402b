import Plant
import PlantGenerator
import Testing

@Suite struct `A generated plant` {
    private func write(_ options: PlantGenerator.Options) throws -> (TemporaryFolder, PlantTruth) {
        let folder = try TemporaryFolder()
        return (folder, try PlantGenerator(options).write(to: folder.path))
    }

    @Test func `is the same for the same seed and another for another`() throws {
        let (first, _) = try write(PlantGenerator.Options(seed: 5, days: 2, tags: 30, sampleSeconds: 600))
        let (again, _) = try write(PlantGenerator.Options(seed: 5, days: 2, tags: 30, sampleSeconds: 600))
        let (other, _) = try write(PlantGenerator.Options(seed: 6, days: 2, tags: 30, sampleSeconds: 600))
        #expect(first.files() == again.files())
        for file in first.files() {
            let isSame = FolderListing.bytes(first.path + "/" + file) == FolderListing.bytes(again.path + "/" + file)
            #expect(isSame, "\(file) differs")
        }
        let day = "/data/readings/2026-02-01.csv"
        #expect(FolderListing.bytes(first.path + day) != FolderListing.bytes(other.path + day))
    }

    @Test(arguments: [PlantGenerator.Options.Layout.wide, .long])
    func `counts in its truth what is in its files`(layout: PlantGenerator.Options.Layout) throws {
        let (folder, truth) = try write(
            PlantGenerator.Options(seed: 11, days: 4, tags: 20, sampleSeconds: 300, layout: layout)
        )
        var numbers: Int64 = 0
        var words: [String: Int64] = [:]
        for file in folder.files() where file.hasPrefix("data/readings/") {
            for line in FolderListing.lines(folder.path + "/" + file).dropFirst() {
                for cell in line.split(separator: ",").dropFirst(layout == .wide ? 1 : 2) {
                    if Double(cell) != nil { numbers += 1 } else { words[String(cell), default: 0] += 1 }
                }
            }
        }
        #expect(numbers == truth.readings)
        #expect(words == truth.statuses)
        #expect(FolderListing.lines(folder.path + "/data/alarms.csv").count - 1 == truth.alarms)
    }

    @Test(arguments: FaultKind.allCases)
    func `shows a planned fault on its first tag`(kind: FaultKind) throws {
        let start = CivilTime(year: 2026, month: 2, day: 2, hour: 6)
        let faulty = try write(
            PlantGenerator.Options(
                seed: 3,
                days: 3,
                tags: 92,
                sampleSeconds: 300,
                faults: [PlannedFault(kind, at: start)]
            )
        )
        let sound = try write(PlantGenerator.Options(seed: 3, days: 3, tags: 92, sampleSeconds: 300, faults: []))
        let truth = try #require(faulty.1.faults.first)
        #expect(sound.1.faults.isEmpty)
        func column(_ folder: TemporaryFolder) throws -> [Substring] {
            let rows = ["2026-02-02", "2026-02-03"].flatMap {
                FolderListing.lines(folder.path + "/data/readings/\($0).csv")
            }
            let column = try #require(rows[0].split(separator: ",").firstIndex(of: Substring(truth.firstOut)))
            return rows.map { $0.split(separator: ",", omittingEmptySubsequences: false)[column] }
        }
        #expect(try column(faulty.0) != column(sound.0))
        // What was not touched stays as it was: the day before the fault.
        let before = "/data/readings/2026-02-01.csv"
        if kind != .pumpSealLeak {
            #expect(FolderListing.bytes(faulty.0.path + before) == FolderListing.bytes(sound.0.path + before))
        }
    }

    @Test func `stays within its limits when nothing is wrong`() throws {
        let (_, truth) = try write(PlantGenerator.Options(seed: 21, days: 3, tags: 70, sampleSeconds: 60, faults: []))
        // Only the water boot's nuisance, and that not every day: it is tag 72.
        #expect(truth.alarms == 0)
    }

    @Test func `has as many tags as asked, on further trains`() throws {
        let (folder, truth) = try write(
            PlantGenerator.Options(seed: 1, days: 1, tags: 250, sampleSeconds: 3_600, faults: [])
        )
        #expect(truth.tags == 250)
        let names = FolderListing.lines(folder.path + "/data/tags.csv").dropFirst().compactMap {
            $0.split(separator: ",").first
        }
        #expect(Set(names).count == 250)
        #expect(names.contains("FIC-2001.PV"))
        let assets = Set(
            FolderListing.lines(folder.path + "/data/assets.csv").dropFirst().compactMap {
                $0.split(separator: ",").first
            }
        )
        #expect(assets.contains("P-301A"))
    }

    @Test func `refuses figures it cannot generate, and says which are right`() {
        let error = #expect(throws: GeneratorError.self) { try PlantGenerator.Options(sampleSeconds: 7) }
        #expect(error?.description.contains("divides a day") == true)
        #expect(throws: GeneratorError.self) { try PlantGenerator.Options(days: 0) }
        #expect(throws: GeneratorError.self) {
            try PlantGenerator.Options(start: CivilTime(year: 2026, month: 2, day: 30))
        }
    }

    @Test func `says where it could not write`() throws {
        let error = #expect(throws: GeneratorError.self) {
            try PlantGenerator(PlantGenerator.Options(days: 1, tags: 4)).write(to: "/proc/nowhere")
        }
        #expect(error?.description.contains("/proc/nowhere") == true)
    }

    @Test func `reports progress day by day`() throws {
        let folder = try TemporaryFolder()
        var seen: [Double] = []
        try PlantGenerator(PlantGenerator.Options(days: 3, tags: 4, sampleSeconds: 3_600)).write(to: folder.path) {
            seen.append($0.fraction)
        }
        #expect(seen.first == 0)
        #expect(seen.last == 1)
        #expect(seen == seen.sorted())
    }

    @Test func `is not written over another`() throws {
        let (folder, _) = try write(PlantGenerator.Options(days: 1, tags: 4, sampleSeconds: 3_600))
        let error = #expect(throws: GeneratorError.self) {
            try PlantGenerator(PlantGenerator.Options(days: 1, tags: 4)).write(to: folder.path)
        }
        #expect(error?.description.contains("already holds") == true)
    }

    @Test func `knows nothing of what comes after its last day`() throws {
        let start = CivilTime(year: 2026, month: 2, day: 2, hour: 20)
        let (folder, truth) = try write(
            PlantGenerator.Options(
                seed: 3,
                days: 2,
                tags: 40,
                sampleSeconds: 300,
                faults: [PlannedFault(.pumpSealLeak, at: start)]
            )
        )
        let orders = FolderListing.text(folder.path + "/data/work_orders.csv")
        #expect(truth.faults.first?.orders.isEmpty == false)
        #expect(!orders.contains("2026-02-03T"))
        #expect(orders.contains("2026-02-02T22:"))
        #expect(!orders.contains("leak test passed"))
        #expect(!folder.files().contains("data/notes/2026-02-03.md"))
    }
}
