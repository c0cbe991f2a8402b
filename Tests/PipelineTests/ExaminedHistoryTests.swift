import Detection
import Plant
import Storage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct `Looking for incidents again` {
    private static let data: String = {
        var path = #filePath
        if !path.hasPrefix("/") { path = "/" + path }
        return "/" + path.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/endpoint-dies/data"
    }()

    private func findings(_ workspace: Workspace) async throws -> [TagName: [ExaminedStretch]] {
        _ = try await IncidentFinder(workspace: workspace).findIfChanged()
        return try await workspace.store.examinations().mapValues(\.stretches)
    }

    /// The findings of a kept stretch are marked: the mark stays as long as nobody looks at the readings again.
    @Test func `looks only at readings that have changed`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/site", zone: "Asia/Seoul")
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data]))
        let truth = try await findings(workspace)
        let tag = try #require(truth.filter { !$0.value.flatMap(\.findings).isEmpty }.keys.min())
        let store = workspace.store
        var marked = try #require(truth[tag])
        for index in marked.indices { marked[index].findings.removeAll() }
        try await store.keep(marked, of: tag, seen: try await store.revision())

        _ = try await workspace.ingest(IngestRequest(paths: [Self.data + "/work_orders.csv", Self.data + "/notes"]))
        let other = try #require(truth.keys.filter { $0 != tag }.min())
        let span = try #require(try await store.span(of: tag))
        let late = Reading(time: span.from.adding(seconds: 1), value: 50)
        _ = try await store.commit(ImportBatch(series: [ReadingSeries(tag: other, [late])]))
        #expect(try await findings(workspace)[tag] == marked)

        let stretch = try #require(marked.first)
        var known = try #require(try await store.tags().first { $0.name == tag })
        known.description += " (checked)"
        _ = try await store.commit(ImportBatch(tags: [known]))
        let again = try await findings(workspace)
        #expect(again[tag]?.first?.basis != stretch.basis)
        let windows = { (stretches: [ExaminedStretch]?) in stretches?.map { $0.findings.map(\.window) } }
        #expect(windows(again[tag]) == windows(truth[tag]))
    }

    /// Seven weeks of two tags: one drifts and is out of its limits twice, one stands still for a day.
    private func history() -> [ReadingSeries] {
        var random = SeededRandom(seed: 11)
        var level = ReadingSeries(tag: "LI-1")
        var pressure = ReadingSeries(tag: "PI-2")
        for step in 0..<(49 * 144) {
            let time = Timestamp(seconds: 1_767_225_600 + Int64(step) * 600)
            let noise = Double.random(in: -1...1, using: &random)
            let isOut = (1_000..<1_010).contains(step) || (5_000..<5_030).contains(step)
            level.append(Reading(time: time, value: 50 + noise + Double(step) / 1_000 + (isOut ? 60 : 0)))
            pressure.append(Reading(time: time, value: (3_000..<3_144).contains(step) ? 7 : 7 + noise / 10))
        }
        return [level, pressure]
    }

    /// Whatever the order in which pieces come, what is kept is what one look at the whole finds.
    @Test(arguments: [1, 2, 3]) func `ends where one look at everything does`(seed: Int) async throws {
        let scratch = try Scratch()
        let tags = [
            Tag(name: "LI-1", unit: "%", limits: TagLimits(high: 90)), Tag(name: "PI-2", unit: "bar"),
        ]
        let whole = try Workspace.create(at: scratch.path + "/whole", zone: "Asia/Seoul")
        _ = try await whole.store.commit(ImportBatch(series: history(), tags: tags))
        let expected = try await findings(whole)
        #expect(expected["LI-1"]?.count == 4)
        #expect(expected.values.joined().flatMap(\.findings).count > 2)

        let parts = try Workspace.create(at: scratch.path + "/parts", zone: "Asia/Seoul")
        _ = try await parts.store.commit(ImportBatch(tags: tags))
        var pieces = history().flatMap { series in
            stride(from: 0, to: series.count, by: 700).map { start in
                ReadingSeries(tag: series.tag, (start..<min(start + 700, series.count)).map { series[$0] })
            }
        }
        var random = SeededRandom(seed: seed)
        pieces.shuffle(using: &random)
        for piece in pieces {
            _ = try await parts.store.commit(ImportBatch(series: [piece]))
            _ = try await findings(parts)
        }
        #expect(try await findings(parts) == expected)
    }

    /// When this fails, other findings are made of the same readings: raise ``SignalDetector/version``, so that stores
    /// are looked at again, and take the new digest here.
    @Test func `findings are those of the detectors' version`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/site", zone: "Asia/Seoul")
        _ = try await workspace.ingest(IngestRequest(paths: [Self.data]))
        let found = try await findings(workspace).sorted { $0.key < $1.key }.map { $0.value.map(\.findings) }
        #expect(found.joined().joined().count > 3)
        let digest = SHA256.hex(of: try JSONText.line(found)).prefix(16)
        #expect("\(SignalDetector.version) \(digest)" == "2 a5e7f5b670a66b97")
    }
}
