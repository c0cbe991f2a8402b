import Generation
import HTTPTransport
import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Workspace {
    /// True when there is somebody to tell.
    package var hasAlerts: Bool { !configuration.alerts.isEmpty }

    /// The receivers of alerts, for people.
    package func alerts() -> String {
        guard hasAlerts else { return "Nobody is told of incidents. See 'alerts' in \(layout.configuration)" }
        return configuration.alerts.map { alert in
            "\(alert.name)  \(alert.url)  \(alert.shape.rawValue), incidents from \(alert.severity.rawValue), "
                + "residency \(alert.residency), at most \(alert.highestClass.rawValue) data"
        }.joined(separator: "\n")
    }

    /// Tells each receiver of a day's incidents that are severe enough for it. Telling them again does no harm: they
    /// carry the same key.
    ///
    /// - Parameter date: The plant day; without it, the last whole one.
    package func sendAlerts(date: String?) async throws -> [AlertDelivery] {
        guard hasAlerts else { return [] }
        let window = try day(date, span: try await site().span)
        let reader = try await guarded().reader
        var events: [(severity: Severity, event: AlertEvent)] = []
        for incident in try await store.incidents(overlapping: window, assets: []).reversed() {
            let dataClass = max(configuration.dataClass, try await reader.dataClass(of: incident))
            events.append((incident.severity, event(incident, dataClass)))
        }
        return try await deliver { [events] alert in
            events.filter { $0.severity >= alert.severity }.map(\.event)
        }
    }

    /// Tells each receiver that a run failed.
    package func alertFailure(of run: String, _ error: any Error) async throws -> [AlertDelivery] {
        let failed = event(
            .failure,
            key: "failed-\(run)",
            title: "telltale \(run) failed at \(configuration.site)",
            description: "\(RootCause.of(error))",
            .high
        )
        return try await deliver { _ in [failed] }
    }

    /// Sends a test, which holds nothing of the plant but the site's name.
    package func testAlerts() async throws -> [AlertDelivery] {
        let words = "This is a test: alerts of \(configuration.site) arrive here."
        return try await deliver { _ in [event(.test, key: "test", title: words, description: words, .low)] }
    }

    private func event(
        _ kind: AlertEvent.Kind,
        key: String,
        title: String,
        description: String,
        _ severity: Severity
    ) -> AlertEvent {
        AlertEvent(
            key: key,
            kind: kind,
            title: title,
            description: description,
            severity: severity,
            site: configuration.site,
            from: Timestamp.now(),
            dataClass: kind == .test ? .public : configuration.dataClass
        )
    }

    private func event(_ incident: Incident, _ dataClass: DataClass) -> AlertEvent {
        let wording = Wording(language: configuration.language, zone: configuration.zone)
        return AlertEvent(
            key: incident.id,
            kind: .incident,
            title: incident.title,
            description: incident.timeline.prefix(8).map { wording.moment($0.time) + "  " + $0.text }
                .joined(separator: "\n"),
            severity: incident.severity,
            site: configuration.site,
            asset: incident.asset?.rawValue,
            from: incident.window.from,
            to: incident.window.to,
            dataClass: dataClass
        )
    }

    private func deliver(_ events: (AlertSettings) -> [AlertEvent]) async throws -> [AlertDelivery] {
        guard hasAlerts else { return [] }
        let transport = CurlTransport()
        let audit = try SQLiteAuditLog(path: layout.store)
        var deliveries: [AlertDelivery] = []
        for settings in configuration.alerts {
            let sender = AlertSender(
                settings,
                key: try key(settings),
                transport: transport,
                audit: audit,
                user: getenv("USER").map { String(cString: $0) } ?? "unknown",
                now: { Timestamp.now() }
            )
            deliveries.append(try await sender.send(events(settings)))
        }
        return deliveries
    }

    private func key(_ settings: AlertSettings) throws -> String? {
        if let name = settings.keyEnvironment {
            guard let value = getenv(name) else {
                throw UsageError("alert receiver '\(settings.name)' takes its key from \(name), which is not set")
            }
            ServerWords.hide(String(cString: value))
            return String(cString: value)
        }
        guard let file = settings.keyFile else { return nil }
        let key = String(try LocalFile.text(file).split(whereSeparator: \.isNewline).first ?? "")
        ServerWords.hide(key)
        return key
    }
}
