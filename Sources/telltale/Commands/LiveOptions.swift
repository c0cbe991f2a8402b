import ArgumentParser
import Pipeline
import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Options of `telltale ingest` for what comes by itself.
struct LiveOptions: ParsableArguments {
    @Flag(
        help: """
            Take in files as they land in the folders named, until Ctrl-C. Without a folder: everything under live: \
            in telltale.yaml (folders, MQTT brokers, PI archives).
            """
    )
    var follow = false

    @Flag(help: "With --follow: take in what is there, and end.")
    var once = false

    @Option(
        name: .customLong("from-pi"),
        help: ArgumentHelp("Bring in a stretch of a PI archive of live: pi: in telltale.yaml.", valueName: "name")
    )
    var archive: String?

    @Option(help: "With --from-pi: from this local time, 2026-03-01 or 2026-03-01T02:00; else where reading ended.")
    var from: String?

    @Option(help: "With --from-pi: up to this local time; else now.")
    var to: String?

    var isWanted: Bool { follow || once || archive != nil || from != nil || to != nil }

    func run(_ command: IngestCommand) async throws {
        if let archive { return try await read(archive, command) }
        guard from == nil, to == nil else { throw ValidationError("--from and --to go with --from-pi") }
        guard follow else { throw ValidationError("--once goes with --follow") }
        guard !command.dryRun else { throw ValidationError("--dry-run does not go with --follow") }
        let folders = command.paths.map { path in
            var folder = FollowedFolder(path: path)
            folder.kind = command.kind
            folder.mapping = command.map
            folder.dataClass = command.dataClass
            return folder
        }
        if folders.isEmpty, command.kind != nil || command.map != nil || command.dataClass != nil {
            throw ValidationError("--as, --map and --class go with a folder; set them under live: instead")
        }
        let asJSON = command.json
        let live = try LiveIngest(
            workspace: command.options.open(),
            folders: folders,
            environment: WorkspaceOptions.environment
        ) { event in
            if asJSON {
                if let line = try? event.json() { LiveOptions.say(line) }
            } else if case .notice = event {
                Terminal.complain(event.text())
            } else {
                LiveOptions.say(event.text())
            }
        }
        try await live.run(once: once)
    }

    private func read(_ archive: String, _ command: IngestCommand) async throws {
        guard !follow, !once, command.paths.isEmpty, !command.dryRun else {
            throw ValidationError("--from-pi goes with --from, --to and --json, and with no files")
        }
        let asJSON = command.json
        let workspace = try command.options.open(writing: true)
        let flow = try await workspace.readArchive(named: archive, from: from, to: to) { event in
            if asJSON, let line = try? event.json() { LiveOptions.say(line) } else { Terminal.complain(event.text()) }
        }
        let event = LiveEvent.flow(flow)
        LiveOptions.say(asJSON ? try event.json() : event.text())
    }

    /// A line at once, for whoever reads along.
    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
