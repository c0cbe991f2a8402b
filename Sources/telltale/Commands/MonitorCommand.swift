import ArgumentParser
import Pipeline

struct MonitorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Health and metrics for a monitoring system: /healthz, /readyz, /metrics.",
        discussion: """
            Example:
              telltale monitor --port 9464
              telltale monitor --print > /var/lib/node_exporter/telltale.prom

            No figure holds a word of a record, a prompt or a reply.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Option(help: "The address to listen on. In a container: 0.0.0.0.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 for any.")
    var port: UInt16 = 9_464

    @Flag(name: .customLong("print"), help: "Print the metrics once and end.")
    var printsOnce = false

    func run() async throws {
        let desk = HealthDesk(try options.open())
        if printsOnce {
            print(try await desk.metrics(), terminator: "")
            return
        }
        let server = try HealthServer(host: host, port: port)
        Terminal.complain("listening on http://\(host):\(server.port)/metrics; Ctrl-C ends it")
        await server.run(desk)
    }
}
