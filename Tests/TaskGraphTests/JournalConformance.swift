import TaskGraph
import Testing

/// What every journal must do. Give each call an empty journal.
func checkJournal(_ journal: any RunJournal) async throws {
    func entry(_ run: String, _ stage: String, _ item: Int? = nil, _ payload: String = "1") -> JournalEntry {
        JournalEntry(
            run: run,
            stage: stage,
            item: item,
            fingerprint: "f",
            schemaVersion: 1,
            payload: Array(payload.utf8)
        )
    }
    func entries(_ run: String) async throws -> Set<JournalEntry> { Set(try await journal.entries(of: run)) }

    // An unknown run has no entries.
    #expect(try await entries("a").isEmpty)

    // What is recorded is there, by run, stage and item.
    let recorded = [entry("a", "one"), entry("a", "two"), entry("a", "two", 0), entry("a", "two", 1)]
    for each in recorded { try await journal.record(each) }
    try await journal.record(entry("b", "one", nil, "other"))
    #expect(try await entries("a") == Set(recorded))
    #expect(try await entries("b") == [entry("b", "one", nil, "other")])

    // Recording again replaces, also with a long payload and with any bytes.
    let any = JournalEntry(
        run: "a",
        stage: "two",
        item: 1,
        fingerprint: "g",
        schemaVersion: 7,
        payload: (0..<100_000).map { UInt8($0 & 255) }
    )
    try await journal.record(any)
    #expect(try await entries("a") == Set(recorded[..<3] + [any]))

    // Many at once are all there.
    try await withThrowingTaskGroup(of: Void.self) { group in
        for item in 0..<200 { group.addTask { try await journal.record(entry("c", "each", item, "\(item)")) } }
        try await group.waitForAll()
    }
    #expect(try await entries("c") == Set((0..<200).map { (item: Int) in entry("c", "each", item, "\(item)") }))

    // Finished runs stay until they are pruned, oldest first; unfinished ones stay.
    for run in ["a", "b", "c"] { try await journal.finish(run: run) }
    try await journal.record(entry("open", "one"))
    #expect(try await entries("a").count == 4)
    try await journal.prune(keeping: 2)
    #expect(try await entries("a").isEmpty)
    #expect(try await entries("b").count == 1)
    #expect(try await entries("c").count == 200)
    try await journal.prune(keeping: 0)
    #expect(try await entries("b").isEmpty)
    #expect(try await entries("c").isEmpty)
    #expect(try await entries("open").count == 1)
}
