import GRDB
import Plant
import Testing

@testable import Storage

@Suite struct `The audit log` {
    private let folder = TemporaryFolder()

    private func entry(_ number: Int) -> AuditEntry {
        var entry = `After a kill`.call
        entry.promptName = "prompt \(number)"
        return entry
    }

    private func filled(_ count: Int) async throws -> SQLiteStore {
        let store = try SQLiteStore(path: folder.store)
        let log = try SQLiteAuditLog(path: folder.store)
        for number in 1...count { try await log.append(entry(number)) }
        return store
    }

    @Test func `is held against a head that was noted before its end was taken off`() async throws {
        let store = try await filled(3)
        let head = try await store.verifyAudit().head
        try await SQLiteAuditLog(path: folder.store).append(entry(4))
        #expect(try await store.verifyAudit(noted: head).faults.isEmpty)
        try await store.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER audit_undeleted; DELETE FROM audit WHERE number > 2;
                    UPDATE audit_head SET number = 2, hash = (SELECT hash FROM audit WHERE number = 2)
                    """
            )
        }
        #expect(try await store.verifyAudit().faults.isEmpty)
        #expect(try await store.verifyAudit(noted: head).faults.count == 1)
        try await store.write { try $0.execute(sql: "DELETE FROM audit; DELETE FROM audit_head") }
        #expect(try await store.verifyAudit().faults.isEmpty == false)
    }

    @Test func `holds what was appended, newest first, and its chain`() async throws {
        let store = try await filled(5)
        #expect(try await store.auditEntries(limit: 2) == [entry(5), entry(4)])
        let verified = try await store.verifyAudit()
        #expect(verified.entries == 5)
        #expect(verified.faults == [])
        #expect(verified.head.count == 64)
        #expect(try await SQLiteStore(path: folder.store, access: .readOnly).verifyAudit() == verified)
    }

    @Test func `an empty log holds`() async throws {
        let store = try SQLiteStore(path: folder.store)
        #expect(try await store.verifyAudit() == AuditVerification(entries: 0, head: "", faults: []))
    }

    @Test(arguments: [
        ("UPDATE audit SET entry = replace(entry, 'sent', 'seen') WHERE number = 3", "entry 3 was changed"),
        ("UPDATE audit SET hash = lower(hex(randomblob(32))) WHERE number = 3", "entry 3 was changed"),
        ("DELETE FROM audit WHERE number = 1", "entry 1 is missing"),
        ("DELETE FROM audit WHERE number IN (3, 4)", "entries 3 to 4 are missing"),
        ("DELETE FROM audit WHERE number = 6", "the log ends at entry 5, but entry 6 was written last"),
        ("DELETE FROM audit", "the log ends at entry 0, but entry 6 was written last"),
        (
            """
            UPDATE audit SET number = -2 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3;
            UPDATE audit SET number = 3 WHERE number = -2
            """, "entry 2 was changed, or follows another entry"
        ),
        (
            "DELETE FROM audit WHERE number = 4; UPDATE audit SET number = number - 1 WHERE number > 4",
            "entry 4 was changed, or follows another entry"
        ),
        ("INSERT INTO audit SELECT 7, entry, hash FROM audit WHERE number = 6", "entry 7 was changed"),
    ]) func `shows what was done to it behind its back`(change: String, fault: String) async throws {
        let store = try await filled(6)
        try await store.write {
            try $0.execute(sql: "DROP TRIGGER audit_unchanged; DROP TRIGGER audit_undeleted; " + change)
        }
        let faults = try await store.verifyAudit().faults
        #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
    }

    @Test(arguments: ["UPDATE audit SET entry = ''", "DELETE FROM audit"])
    func `the store itself refuses to change it`(change: String) async throws {
        let store = try await filled(2)
        await #expect(throws: StoreError.self) { try await store.write { try $0.execute(sql: change) } }
        #expect(try await store.verifyAudit().faults == [])
    }

    @Test func `two processes append one after the other`() async throws {
        let store = try SQLiteStore(path: folder.store)
        let logs = [try SQLiteAuditLog(path: folder.store), try SQLiteAuditLog(path: folder.store)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 { group.addTask { try await logs[number % 2].append(entry(number)) } }
            try await group.waitForAll()
        }
        let verified = try await store.verifyAudit()
        #expect(verified.entries == 60)
        #expect(verified.faults == [])
    }

    @Test func `a call is noted though its task was cancelled`() async throws {
        let store = try SQLiteStore(path: folder.store)
        let log = try SQLiteAuditLog(path: folder.store)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await log.append(entry(1))
            try await store.note(LedgerRun(id: "r", graph: "ask", started: "", state: "failed"))
        }
        try await task.value
        #expect(try await store.verifyAudit().entries == 1)
        #expect(try await store.ledger(limit: 1).map(\.state) == ["failed"])
    }
}
