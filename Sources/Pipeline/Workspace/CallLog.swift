import Generation
import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One line for each call to an endpoint, in a file for each day of the plant: for operators, and for the day's budget.
///
/// Lines are appended in one piece, so that several processes may write at once. A folder that cannot be written only
/// loses the lines: the audit log is the record that must not.
struct CallLog: Sendable {
    private let folder: String
    private let zone: SiteTimeZone
    private let run: String?

    init(_ layout: WorkspaceLayout, zone: SiteTimeZone, run: String? = nil) {
        folder = layout.state + "/calls"
        self.zone = zone
        self.run = run
    }

    func add(_ call: CallTrace) {
        var call = call
        call.run = run
        guard (try? LocalFile.makeFolder(folder)) != nil, let line = try? JSONText.line(call) else { return }
        let descriptor = open(path(call.time), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        let bytes = Array((line + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
        close(descriptor)
    }

    /// What was used on the day of a moment.
    ///
    /// - Throws: ``FileError`` when the day's file cannot be read: a budget that cannot be counted is not spent.
    func usage(on moment: Timestamp) throws -> Usage {
        let path = path(moment)
        guard LocalFile.exists(path) else { return Usage() }
        var usage = Usage()
        for line in try LocalFile.read(path).split(separator: 0x0A) {
            guard let call = try? JSONText.decode(CallTrace.self, from: Array(line)) else { continue }
            usage.add(
                Usage(
                    tokens: call.countedInput + call.countedOutput,
                    money: call.cost ?? 0,
                    seconds: call.took
                )
            )
        }
        return usage
    }

    /// How many calls are recorded.
    ///
    /// - Throws: ``FileError`` when a day's file cannot be read.
    func count() throws -> Int {
        guard LocalFile.isFolder(folder) else { return 0 }
        return try LocalFile.names(in: folder).filter { $0.hasSuffix(".jsonl") }.reduce(0) { count, name in
            count + (try LocalFile.read(folder + "/" + name).count { $0 == 0x0A })
        }
    }

    /// The calls of a run, or of the newest run when none is named; the earliest call first.
    ///
    /// - Throws: ``FileError`` when a day's file cannot be read.
    func calls(of run: String?) throws -> [CallTrace] {
        guard LocalFile.isFolder(folder) else { return [] }
        var wanted = run
        var found: [CallTrace] = []
        for name in try LocalFile.names(in: folder).reversed() where name.hasSuffix(".jsonl") {
            let calls = try LocalFile.read(folder + "/" + name).split(separator: 0x0A)
                .compactMap { try? JSONText.decode(CallTrace.self, from: Array($0)) }
            if wanted == nil { wanted = calls.last { $0.run != nil }?.run }
            guard let wanted else { continue }
            let here = calls.filter { $0.run == wanted }
            // A run may go over midnight, and a nightly run may be made again days later.
            found = here + found
            if run == nil, here.isEmpty { break }
        }
        return found.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }

    private func path(_ moment: Timestamp) -> String {
        folder + "/" + zone.civil(at: moment).date + ".jsonl"
    }
}
