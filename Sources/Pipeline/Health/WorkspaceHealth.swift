import Plant
import Storage

/// What a monitoring system asks a workspace for: is the program alive, can it answer, and figures to draw.
package final class HealthDesk: Sendable {
    private let workspace: Workspace
    private let totals: CallTotals

    package init(_ workspace: Workspace) {
        self.workspace = workspace
        totals = CallTotals(workspace.layout)
    }

    package struct Page: Sendable {
        package var status: Int
        package var type: String
        package var body: String
    }

    /// The answer to `GET path`.
    package func page(_ path: String) async -> Page {
        switch path {
        case "/healthz": return plain(200, "alive")
        case "/readyz":
            if let reason = await whyNotReady() { return plain(503, reason) }
            return plain(200, "ready")
        case "/metrics":
            do {
                return Page(status: 200, type: "text/plain; version=0.0.4; charset=utf-8", body: try await metrics())
            } catch {
                return plain(500, "\(error)")
            }
        default: return plain(404, "there is /healthz, /readyz and /metrics")
        }
    }

    private func plain(_ status: Int, _ body: String) -> Page {
        Page(status: status, type: "text/plain; charset=utf-8", body: body + "\n")
    }

    private func whyNotReady() async -> String? {
        do {
            // What is open may be gone from the disk: it is opened anew.
            guard LocalFile.exists(workspace.layout.store) else { return "\(workspace.layout.store) is gone" }
            let now = try Workspace.open(at: workspace.layout.folder, writing: false, environment: [:])
            _ = try await now.store.revision()
            _ = try now.prompts()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Figures of the workspace. None of them holds a word of a record, a prompt or a reply.
    package func metrics() async throws -> String {
        var text = MetricsText()
        let site = ("site", workspace.configuration.site)
        text.add(
            "telltale_info",
            "gauge",
            help: "The program's version.",
            [([("version", TelltaleVersion.current), site], 1)]
        )
        try addCalls(&text)
        let store = workspace.store
        text.add("telltale_tags", "gauge", help: "Tags in the store.", [([], Double(try await store.tags().count))])
        text.add(
            "telltale_records",
            "gauge",
            help: "Alarms, work orders, notes and passages in the store.",
            [([], Double(try await store.count(RecordQuery())))]
        )
        text.add(
            "telltale_quarantined_rows",
            "gauge",
            help: "Rows that could not be read.",
            [([], Double(try await store.quarantineCounts().reduce(0) { $0 + $1.rows }))]
        )
        if let span = try await workspace.site().span {
            text.add(
                "telltale_data_end_timestamp_seconds",
                "gauge",
                help: "The last moment that the store knows of.",
                [([], Double(span.to.nanoseconds) / 1e9)]
            )
        }
        let incidents = try await store.incidents(overlapping: nil, assets: [])
        text.add(
            "telltale_incidents",
            "gauge",
            help: "Incidents found, by severity.",
            Severity.allCases.map { severity in
                ([("severity", severity.rawValue)], Double(incidents.count { $0.severity == severity }))
            }
        )
        try await addRuns(&text)
        return text.text
    }

    private func addCalls(_ text: inout MetricsText) throws {
        let sums = try totals.sums().sorted { $0.key < $1.key }
        text.add(
            "telltale_calls_total",
            "counter",
            help: "Calls to endpoints, by how they ended.",
            sums.flatMap { name, sum in
                sum.outcomes.sorted { $0.key < $1.key }
                    .map { ([("endpoint", name), ("outcome", $0.key)], Double($0.value)) }
            }
        )
        text.add(
            "telltale_call_seconds_total",
            "counter",
            help: "Seconds that calls took.",
            sums.map { ([("endpoint", $0.key)], $0.value.seconds) }
        )
        text.add(
            "telltale_tokens_total",
            "counter",
            help: "Tokens of prompts and replies.",
            sums.flatMap { name, sum in
                [
                    ([("endpoint", name), ("direction", "input")], Double(sum.inputTokens)),
                    ([("endpoint", name), ("direction", "output")], Double(sum.outputTokens)),
                ]
            }
        )
        text.add(
            "telltale_cost_total",
            "counter",
            help: "Money spent, in the currency of the endpoints' prices.",
            sums.map { ([("endpoint", $0.key)], $0.value.cost) }
        )
    }

    /// How the newest run of each graph ended; the ledger lists the newest first.
    private func addRuns(_ text: inout MetricsText) async throws {
        var newest: [String: String] = [:]
        for run in try await workspace.store.ledger(limit: 200) where newest[run.graph] == nil {
            newest[run.graph] = run.state
        }
        text.add(
            "telltale_last_run_failed",
            "gauge",
            help: "1 when the newest run of a graph failed.",
            newest.sorted { $0.key < $1.key }.map { ([("graph", $0.key)], $0.value == "failed" ? 1 : 0) }
        )
    }
}
