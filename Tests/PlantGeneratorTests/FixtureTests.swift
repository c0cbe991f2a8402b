import Plant
import PlantGenerator
import Testing

@Suite struct `Bundled scenarios` {
    /// The project's `fixtures`, seen from this file.
    static let fixtures = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures"

    @Test(arguments: Scenario.all.map(\.name))
    func `are written again byte for byte`(name: String) throws {
        let folder = try TemporaryFolder()
        try Scenario.named(name).write(to: folder.path)
        let committed = FolderListing.files(Self.fixtures + "/" + name).filter { file in
            file.hasPrefix("data/") || folder.files().contains(file)
        }
        #expect(folder.files() == committed)
        for file in committed {
            let isSame =
                FolderListing.bytes(folder.path + "/" + file)
                == FolderListing.bytes(Self.fixtures + "/" + name + "/" + file)
            #expect(
                isSame,
                "\(name)/\(file) differs; run telltale generate-plant --scenario \(name) --out fixtures/\(name)"
            )
        }
    }

    @Test(arguments: Scenario.all.map(\.name))
    func `are small and leave no figure unfilled`(name: String) throws {
        let root = Self.fixtures + "/" + name
        var total = 0
        for file in FolderListing.files(root) {
            let bytes = FolderListing.bytes(root + "/" + file) ?? []
            if file.hasPrefix("data/") { total += bytes.count }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("⟦"), "\(file) holds a figure that was never filled in")
        }
        #expect(total > 10_000)
        #expect(total < 1_572_864)
    }

    @Test(arguments: Scenario.all.map(\.name))
    func `give every order a number of its own`(name: String) {
        let lines = FolderListing.lines(Self.fixtures + "/" + name + "/data/work_orders.csv")
        let numbers = lines.filter { $0.hasPrefix("WO4") }.compactMap { $0.split(separator: ",").first }
        #expect(numbers.count >= 7)
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func `an unknown name is answered with the known ones`() {
        let error = #expect(throws: GeneratorError.self) { try Scenario.named("pump-leak") }
        #expect(error?.description.contains("pump-seal-leak") == true)
    }

    @Test func `a quiet day has no alarm`() throws {
        let folder = try TemporaryFolder()
        let truth = try Scenario.named("quiet-day").write(to: folder.path)
        #expect(truth.alarms == 0)
        #expect(truth.faults.isEmpty)
        #expect(truth.statuses.isEmpty)
    }

    @Test func `the fouling is not told by any alarm, order or note`() throws {
        let folder = try TemporaryFolder()
        let truth = try Scenario.named("exchanger-fouling").write(to: folder.path)
        #expect(truth.alarms == 0)
        #expect(!FolderListing.text(folder.path + "/data/work_orders.csv").contains("E-104"))
        for file in folder.files() where file.contains("notes/") {
            #expect(!FolderListing.text(folder.path + "/" + file).contains("E-104"))
        }
    }

    @Test func `the stuck transmitter shows one value while its neighbours move`() throws {
        let folder = try TemporaryFolder()
        try Scenario.named("stuck-transmitter").write(to: folder.path)
        let lines = FolderListing.lines(folder.path + "/data/readings/2026-02-17.csv")
        let header = lines[0].split(separator: ",")
        let stuck = try #require(header.firstIndex(of: "TI-1035"))
        let neighbour = try #require(header.firstIndex(of: "TI-1034"))
        let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .filter { $0[0] >= "2026-02-17T04:20:00" }
        #expect(Set(rows.map { $0[stuck] }).subtracting(["Bad", "I/O Timeout"]).count == 1)
        #expect(Set(rows.map { $0[neighbour] }).count > 20)
    }

    @Test func `the seal leak is told alike by readings, alarms, notes and orders`() throws {
        let folder = try TemporaryFolder()
        let truth = try Scenario.named("pump-seal-leak").write(to: folder.path)
        let fault = try #require(truth.faults.first { $0.start.year == 2026 })
        #expect(fault.firstOut == "LI-1016A")
        let alarms = FolderListing.lines(folder.path + "/data/alarms.csv").filter { $0.hasPrefix("2026-03-02T0") }
        #expect(alarms.first?.contains(",LI-1016A,P-101A,LO,activation,") == true)
        #expect(alarms.contains { $0.contains(",XI-1019A,P-101A,TRIP,activation,") })
        let orders = FolderListing.text(folder.path + "/data/work_orders.csv")
        for order in fault.orders { #expect(orders.contains(order)) }
        // The level quoted in the log is the one in the historian.
        let note = FolderListing.text(folder.path + "/data/notes/2026-03-01.md")
        let rows = FolderListing.lines(folder.path + "/data/readings/2026-03-02.csv")
        let column = try #require(rows[0].split(separator: ",").firstIndex(of: "LI-1016A"))
        let row = try #require(rows.first { $0.hasPrefix("2026-03-02T01:35:00") })
        #expect(note.contains("LI-1016A \(row.split(separator: ",")[column]) %"))
    }

    @Test func `damaged rows stand where the truth says`() throws {
        let folder = try TemporaryFolder()
        let truth = try Scenario.named("corrupt-rows").write(to: folder.path)
        #expect(truth.corruptRows.count { $0.fate == .quarantine } >= 15)
        let first = try #require(truth.corruptRows.first)
        #expect(FolderListing.lines(folder.path + "/" + first.file)[first.line - 1].hasPrefix("2026-03-05T25:30:00"))
        let last = try #require(truth.corruptRows.last { $0.file.contains("readings") })
        #expect(FolderListing.lines(folder.path + "/" + last.file)[last.line - 1] == "2026-03-05T23:59:30,81")
    }
}
