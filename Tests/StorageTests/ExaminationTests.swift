import Plant
import Storage
import Testing

@Suite struct `What was found in readings` {
    private func series(_ seconds: ClosedRange<Int64>, _ value: Double = 1) -> ReadingSeries {
        ReadingSeries(tag: "FIC-1", seconds.map { Reading(time: Timestamp(seconds: $0), value: value) })
    }

    private func window(_ seconds: ClosedRange<Int64>) -> TimeWindow {
        TimeWindow(
            from: Timestamp(seconds: seconds.lowerBound),
            to: Timestamp(nanoseconds: seconds.upperBound * 1_000_000_000 + 1)
        )
    }

    private let found = ExaminedStretch(
        window: TimeWindow(from: Timestamp(seconds: 0), to: Timestamp(seconds: 86_400)),
        basis: "1",
        findings: [
            Finding(
                kind: .limit,
                tag: "FIC-1",
                window: TimeWindow(from: Timestamp(seconds: 10), to: Timestamp(seconds: 20)),
                severity: .high,
                message: "above 10.1",
                value: 0.1 + 0.2
            )
        ]
    )

    @Test func `is kept until readings change, and knows which`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        #expect(try await store.examinations().isEmpty)
        _ = try await store.commit(ImportBatch(series: [series(100...199)]))
        let first = try #require(try await store.examinations()["FIC-1"])
        #expect(first.span == window(100...199))
        #expect(first.interval == 1)
        #expect(first.changed == window(100...199))
        #expect(first.stretches.isEmpty)

        try await store.keep([found], of: "FIC-1", seen: first.revision)
        let second = try #require(try await store.examinations()["FIC-1"])
        #expect(second.stretches == [found])
        #expect(second.changed == nil)

        // The same readings again are no change; a replaced one, late ones and ones taken back are.
        _ = try await store.commit(ImportBatch(series: [series(120...130)]))
        #expect(try await store.examinations()["FIC-1"]?.changed == nil)
        _ = try await store.commit(ImportBatch(series: [series(150...150, 2)]))
        #expect(try await store.examinations()["FIC-1"]?.changed == window(150...150))
        _ = try await store.commit(ImportBatch(series: [series(50...60)]))
        #expect(try await store.examinations()["FIC-1"]?.changed == window(50...150))
        try await store.keep([found], of: "FIC-1", seen: try await store.revision())
        _ = try await store.takeBack([series(190...199)])
        #expect(try await store.examinations()["FIC-1"]?.changed == window(190...199))
    }

    @Test func `does not cover what has come meanwhile`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(ImportBatch(series: [series(100...199)]))
        let known = try #require(try await store.examinations()["FIC-1"])
        _ = try await store.commit(ImportBatch(series: [series(150...150, 2)]))
        try await store.keep([found], of: "FIC-1", seen: known.revision)
        #expect(try await store.examinations()["FIC-1"]?.changed == window(100...199))
    }

    @Test func `other tags and records change nothing of it`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(ImportBatch(series: [series(100...199)]))
        try await store.keep([found], of: "FIC-1", seen: try await store.revision())
        var other = series(0...500)
        other.tag = "TI-2"
        _ = try await store.commit(ImportBatch(series: [other], tags: [Tag(name: "FIC-1", unit: "t/h")]))
        let known = try await store.examinations()
        #expect(known["FIC-1"]?.changed == nil && known["FIC-1"]?.stretches == [found])
        #expect(known["TI-2"]?.changed == window(0...500))
    }
}
