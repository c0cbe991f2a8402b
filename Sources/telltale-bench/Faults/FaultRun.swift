import Generation
import HTTPTransport
import Pipeline
import Plant
import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Many calls through the whole gateway to a server that misbehaves in every way, with everything on: policy, audit log
/// on disk, retries, breaker, limits, budget, hedging, fallback, and callers who go away.
struct FaultRun: Sendable {
    let calls: Int
    let width: Int
    let seed: UInt64
    let port: UInt16
    let folder: String

    struct Report {
        let lines: [String]
        let isGood: Bool
    }

    @concurrent
    func run() async throws -> Report {
        var random = SplitMix(state: seed)
        let faults = (0..<calls).map { _ in Fault.drawn(random.next()) }
        let store = folder + "/store.sqlite"
        let database = try SQLiteStore(path: store)
        let tally = FaultTally(faults, keptIn: try SQLiteAuditLog(path: store))
        let progress = FaultProgress()
        var before = 0
        var during = 0
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let transport = CurlTransport()
            let gateways = self.gateways(transport, tally)
            // What a first call opens and allocates is no leak.
            _ = try? await gateways[0].reply(to: request(calls, .good), onText: nil)
            before = FaultRun.descriptors()
            let asked = gateways
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<width {
                    group.addTask { await self.work(faults, asked, progress) }
                }
            }
            during = FaultRun.descriptors()
        }
        let took = start.duration(to: clock.now) / .seconds(1)
        progress.weigh(FaultRun.memory())
        let after = try await settledDescriptors(below: before)
        let verified = try await database.verifyAudit()
        return report(
            tally.sums,
            verified,
            Figures(
                ends: progress.ends,
                memory: progress.memory,
                descriptors: (before, during, after),
                seconds: took
            )
        )
    }

    /// One endpoint alone, and one with a steady endpoint behind it, over one transport.
    private func gateways(_ transport: CurlTransport, _ tally: FaultTally) -> [Gateway] {
        let limits = TimeLimits(connect: 2, firstByte: 0.5, idle: 0.5, total: 2)
        func endpoint(_ name: String) -> Endpoint {
            Endpoint(
                name: name,
                url: "http://127.0.0.1:\(port)/\(name)/v1",
                model: "m",
                highestClass: .internal,
                width: width * 2,
                attempts: 2,
                pace: EndpointPace(
                    requestsPerMinute: 10_000_000,
                    tokensPerMinute: 1_000_000_000,
                    failures: 12,
                    pause: 0.01
                ),
                limits: limits,
                contextTokens: 100_000,
                hedgedShare: 0.02,
                price: TokenPrice(input: 1, output: 2)
            )
        }
        let budget = UsageBudget(BudgetLimits(tokensPerRun: 1_000_000_000_000, moneyPerRun: 1e12))
        return [[endpoint("faulty")], [endpoint("faulty"), endpoint("steady")]].map {
            Gateway(
                endpoints: $0,
                transport: transport,
                audit: tally,
                user: "benchmark",
                budget: budget,
                onCall: { tally.add($0) },
                now: { Timestamp(seconds: 1_767_225_600) }
            )
        }
    }

    /// Asks until all is asked.
    @concurrent
    private func work(_ faults: [Fault], _ gateways: [Gateway], _ progress: FaultProgress) async {
        while let index = progress.next(below: calls) {
            if index.isMultiple(of: max(1, calls / 10)) { progress.weigh(FaultRun.memory()) }
            progress.end(await one(index, faults[index], gateways))
        }
    }

    /// How one question ended, in a word.
    private func one(_ index: Int, _ fault: Fault, _ gateways: [Gateway]) async -> String {
        let request = request(index, fault)
        let gateway = gateways[index % 4 == 3 ? 1 : 0]
        // Some are read along, which rules hedging out; some callers go away.
        let readsAlong = index.isMultiple(of: 3)
        let asking = Task { () async throws -> ModelReply in
            guard readsAlong else { return try await gateway.reply(to: request, onText: nil) }
            return try await gateway.reply(to: request) { (_: String) in }
        }
        if index % 29 == 0 {
            try? await Task.sleep(for: .microseconds(index % 1_900))
            asking.cancel()
        }
        do {
            _ = try await asking.value
            return "answered"
        } catch let error as ModelError {
            return error.code.rawValue
        } catch is CancellationError {
            return "cancelled"
        } catch {
            return "\(error)"
        }
    }

    private func request(_ index: Int, _ fault: Fault) -> ModelRequest {
        ModelRequest(
            promptName: "answer",
            promptVersion: "1",
            promptHash: "\(index)",
            system: "You answer from numbered evidence.",
            user: "why does P-101 vibrate? fault-\(fault.rawValue)",
            language: .english,
            dataClass: .internal,
            evidenceHashes: [String(repeating: "b", count: 64)]
        )
    }

    // MARK: The report

    private struct Figures {
        let ends: [String: Int]
        let memory: [Double]
        let descriptors: (before: Int, during: Int, after: Int)
        let seconds: Double
    }

    private func report(_ sums: FaultTally.Sums, _ verified: AuditVerification, _ figures: Figures) -> Report {
        var lines = ["\(calls) questions at width \(width), seed \(seed), in \(Int(figures.seconds)) s"]
        func listed(_ counts: [String: Int]) -> String {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
                .joined(separator: ", ")
        }
        for fault in Fault.allCases where !sums.byFault[fault.rawValue].isEmpty {
            lines.append("  \(fault): \(listed(sums.byFault[fault.rawValue]))")
        }
        lines.append("questions ended: \(listed(figures.ends))")
        lines.append(
            "calls on the wire: \(sums.records) records, \(sums.sent) entries that say sent, \(sums.unaccounted) questions "
                + "whose calls have no end in the log"
        )
        lines.append(
            "audit log: \(verified.entries) entries, \(verified.faults.isEmpty ? "whole" : verified.faults.joined(separator: "; "))"
        )
        lines.append("not as expected: \(sums.surprises.isEmpty ? "none" : listed(sums.surprises))")
        let open = figures.descriptors
        lines.append("file descriptors: \(open.before) before, \(open.during) at the end, \(open.after) once closed")
        lines.append(
            "memory, MiB: " + figures.memory.map { "\(Int($0.rounded()))" }.joined(separator: " ") + " (each tenth)"
        )
        let ended = figures.ends.values.reduce(0, +)
        let isGood =
            sums.unaccounted == 0 && verified.faults.isEmpty && sums.records == sums.sent && ended == calls
            && open.after <= open.before
        lines.append(isGood ? "no call unaccounted for, nothing left open" : "NOT GOOD: see above")
        return Report(lines: lines, isGood: isGood)
    }

    // MARK: This process

    private static func descriptors() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = -3
        while readdir(folder) != nil { count += 1 }
        return count
    }

    /// The thread of the network closes what is open once nobody calls any more.
    private func settledDescriptors(below limit: Int) async throws -> Int {
        for _ in 0..<100 where FaultRun.descriptors() > limit { try await Task.sleep(for: .milliseconds(20)) }
        return FaultRun.descriptors()
    }

    /// Resident memory, MiB.
    static func memory() -> Double {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let words = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.split(separator: 0x20)
        let pages = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
        return Double(pages) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }
}

/// What the workers share.
final class FaultProgress: Sendable {
    private struct State {
        var next = 0
        var ends: [String: Int] = [:]
        var memory: [Double] = []
    }

    private let state = Mutex(State())

    var ends: [String: Int] { state.withLock { $0.ends } }
    var memory: [Double] { state.withLock { $0.memory } }

    func next(below count: Int) -> Int? {
        state.withLock { state in
            guard state.next < count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func end(_ word: String) {
        state.withLock { $0.ends[word, default: 0] += 1 }
    }

    func weigh(_ mebibytes: Double) {
        state.withLock { $0.memory.append(mebibytes) }
    }
}

/// Steele, Lea and Flood's SplitMix64.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
