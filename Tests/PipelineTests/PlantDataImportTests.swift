import Plant
import Storage
import TestSupport
import Testing

@testable import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What comes out of a folder of real plant data, imported with the project's mapping.
struct PlantFolder: Sendable, CustomTestStringConvertible {
    var mapping: String
    /// Below the folder of data; all that is there.
    var paths: [String]
    var zone = "UTC"
    /// Files that are read, and those that the mapping leaves out.
    var files: (read: Int, leftOut: Int)
    var rows: Int
    var readings = 0
    var blanks = 0
    var gaps = 0
    var badQuality: [String: Int] = [:]
    var records: [RecordKind: Int] = [:]
    var span: (from: String, to: String)?
    /// Reason → rows. Nothing of these data is set aside: what is odd in them is read as what it is.
    var quarantined: [String: Int] = [:]

    var testDescription: String { paths.joined(separator: ", ") + (zone == "UTC" ? "" : " in \(zone)") }
}

/// Every row of the table in ../shared/data/README.md, through the door that `telltale ingest` uses. The largest sets
/// come in by part here; `Importing real plant data` reads all of them.
@Suite(.enabled(if: PlantData.isHere, Comment(rawValue: PlantData.absence)))
struct `Importing folders of plant data` {
    static let folders: [PlantFolder] = [
        PlantFolder(
            mapping: "skab",
            paths: ["skab"],
            files: (17, 3),
            rows: 18_160 + 9_405,
            readings: (18_160 + 9_405) * 8,
            gaps: 3,
            span: ("2020-02-08T13:30:47Z", "2020-03-09T15:34:41Z")
        ),
        PlantFolder(
            mapping: "petrobras_unit",
            paths: ["petrobras_unit"],
            files: (1, 2),
            rows: 3_169,
            readings: 341_754,
            badQuality: ["Bad": 340, "Inp OutRange": 156, "Scan Timeout": 2],
            span: ("2017-12-24T00:00:00Z", "2018-01-04T00:00:00Z")
        ),
        PlantFolder(
            mapping: "petrobras_3w",
            paths: ["petrobras_3w/1/WELL-00001_20140124213136.csv.gz"],
            files: (1, 0),
            rows: 12_505,
            readings: 87_535,
            blanks: 12_505,
            span: ("2014-01-24T21:31:36Z", "2014-01-25T01:00:00Z")
        ),
        PlantFolder(
            mapping: "refinery_columns",
            paths: ["refinery_columns"],
            files: (2, 1),
            rows: 2_394 + 10_081,
            readings: 2_394 * 8 + 10_081 * 7,
            span: ("2000-01-01T00:00:00Z", "2000-01-10T23:18:00Z")
        ),
        PlantFolder(
            mapping: "tep",
            paths: ["tep/d00.dat", "tep/d01_te.dat"],
            files: (2, 0),
            rows: 500 + 960,
            readings: (500 + 960) * 52,
            span: ("2000-01-01T00:00:00Z", "2000-01-02T23:57:00Z")
        ),
        PlantFolder(
            mapping: "tep_alarms",
            paths: ["tep_alarms/filter", "tep_alarms/deadband"],
            files: (40, 0),
            rows: 20_704 + 2_740,
            records: [.alarm: 20_704 + 2_740],
            span: ("2024-05-01T01:02:40Z", "2024-05-07T02:32:39.999999998Z")
        ),
        PlantFolder(
            mapping: "chillers",
            paths: ["chillers"],
            files: (11, 7),
            rows: 15_963,
            readings: 68_340,
            blanks: 8_400,
            records: [.workOrder: 4_249, .event: 6_256],
            span: ("2010-06-22T14:12:00Z", "2023-10-12T14:30:00Z")
        ),
        // The clocks are the site's: the same times are other moments in another zone, winter and summer.
        PlantFolder(
            mapping: "chillers",
            paths: ["chillers/tables/all_wo_with_code_component_events.csv", "chillers/tables/event.csv"],
            zone: "America/New_York",
            files: (2, 0),
            rows: 4_249 + 6_256,
            records: [.workOrder: 4_249, .event: 6_256],
            span: ("2010-06-22T18:12:00Z", "2023-10-12T18:30:00Z")
        ),
        PlantFolder(
            mapping: "chillers-details",
            paths: ["chillers/tables"],
            files: (2, 12),
            rows: 1_466 + 541,
            records: [.event: 1_466 + 541],
            span: ("2019-01-04T00:00:00Z", "2023-03-31T00:00:00Z")
        ),
        PlantFolder(
            mapping: "workorders_excavator",
            paths: ["workorders_excavator"],
            files: (1, 3),
            rows: 5_485,
            records: [.workOrder: 5_485],
            span: ("2001-07-05T00:00:00Z", "2012-12-13T00:00:00Z")
        ),
        PlantFolder(
            mapping: "maintie",
            paths: ["maintie"],
            files: (1, 3),
            rows: 1_076,
            records: [.passage: 1_076]
        ),
        PlantFolder(
            mapping: "failure_modes",
            paths: ["failure_modes"],
            files: (2, 2),
            rows: 502 + 68,
            records: [.passage: 502 + 68]
        ),
        PlantFolder(mapping: "fmea", paths: ["fmea"], files: (1, 2), rows: 330, records: [.passage: 330]),
        PlantFolder(
            mapping: "incidents_methanol",
            paths: ["incidents_methanol"],
            files: (1, 3),
            rows: 203,
            records: [.passage: 203]
        ),
        PlantFolder(
            mapping: "incidents_korean",
            paths: ["incidents_korean"],
            files: (1, 1),
            rows: 2_574,
            records: [.passage: 2_574]
        ),
        // Two of the source's dates are slips of the pen (1955 and 2202): they are kept as they are written.
        PlantFolder(
            mapping: "incidents_refinery",
            paths: ["incidents_refinery"],
            files: (1, 6),
            rows: 7_211,
            records: [.event: 7_211],
            span: ("1955-01-13T09:00:00Z", "2202-11-21T09:05:00Z")
        ),
        // maintnorm's 4,000 texts come a word a line; as texts they are this collection.
        PlantFolder(
            mapping: "retrieval",
            paths: ["retrieval/autorag-ko", "retrieval/maintnorm-a", "retrieval/scifact"],
            files: (3, 9),
            rows: 720 + 4_000 + 5_183,
            records: [.passage: 720 + 4_000 + 5_183]
        ),
        PlantFolder(
            mapping: "retrieval",
            paths: ["retrieval/korquad-sent"],
            files: (1, 3),
            rows: 6_584,
            records: [.passage: 6_584]
        ),
    ]

    /// `fixtures/mappings/` beside the real sources, also when the tests are reached through links.
    private func mapping(_ name: String) -> String {
        var parts = #filePath.split(separator: "/").dropLast(3).map(String.init)
        if let real = realpath("/" + #filePath, nil) {
            parts = String(cString: real).split(separator: "/").dropLast(3).map(String.init)
            free(real)
        }
        return "/" + parts.joined(separator: "/") + "/fixtures/mappings/\(name).yaml"
    }

    @Test(arguments: folders) func `comes out as its source says`(folder: PlantFolder) async throws {
        let data = try #require(PlantData.folder)
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: folder.zone)
        let request = IngestRequest(paths: folder.paths.map { data + "/" + $0 }, mapping: mapping(folder.mapping))
        let report = try await workspace.ingest(request)
        let read = report.files.filter { $0.outcome == .stored }
        #expect(!report.hasFailures, "\(report.files.compactMap(\.error))")
        #expect(read.count == folder.files.read)
        #expect(report.files.count(where: { $0.outcome == .skipped }) == folder.files.leftOut)
        #expect(read.reduce(0) { $0 + $1.rows } == folder.rows)
        #expect(read.reduce(0) { $0 + $1.readings } == folder.readings)
        #expect(read.reduce(0) { $0 + $1.blanks } == folder.blanks)
        #expect(read.reduce(0) { $0 + $1.gaps } == folder.gaps)
        var bad: [String: Int] = [:]
        var quarantined: [String: Int] = [:]
        for file in read {
            bad.merge(file.bad_quality) { $0 + $1 }
            quarantined.merge(file.quarantined) { $0 + $1 }
        }
        #expect(bad == folder.badQuality)
        #expect(quarantined == folder.quarantined)
        #expect(try await workspace.quarantineSummary().rows == folder.quarantined.values.reduce(0, +))
        #expect(read.compactMap(\.from).min() == folder.span.flatMap { Timestamp(iso: $0.from) })
        #expect(read.compactMap(\.to).max() == folder.span.flatMap { Timestamp(iso: $0.to) })
        for (kind, count) in folder.records {
            #expect(try await workspace.store.count(RecordQuery(kinds: [kind])) == count, "\(kind)")
        }
        let again = try await workspace.ingest(request)
        #expect(again.files.allSatisfy { $0.outcome == .unchanged || $0.outcome == .skipped })
    }
}
