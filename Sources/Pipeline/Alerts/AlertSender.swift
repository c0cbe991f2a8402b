import Generation
package import HTTPTransport
package import Plant

/// What became of alerts at one receiver.
package struct AlertDelivery: Sendable, Hashable {
    package var receiver: String
    package var sent: Int
    /// In words, one for each that was not sent.
    package var problems: [String]

    package var text: String {
        var lines = ["\(receiver): \(sent) alert\(sent == 1 ? "" : "s") sent"]
        lines += problems.map { "  ✗ " + $0 }
        return lines.joined(separator: "\n")
    }
}

/// Sends alerts to one receiver: policy first, every try in the audit log, few tries.
package struct AlertSender: Sendable {
    private let settings: AlertSettings
    private let key: String?
    private let transport: any HTTPTransport
    private let audit: (any AuditLog)?
    private let user: String
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private static let attempts = 3

    package init(
        _ settings: AlertSettings,
        key: String?,
        transport: any HTTPTransport,
        audit: (any AuditLog)?,
        user: String,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.settings = settings
        self.key = key
        self.transport = transport
        self.audit = audit
        self.user = user
        self.clock = clock
        self.now = now
    }

    /// - Throws: What the audit log throws, and `CancellationError`; a receiver that does not answer is a problem told.
    package func send(_ events: [AlertEvent]) async throws -> AlertDelivery {
        var delivery = AlertDelivery(receiver: settings.name, sent: 0, problems: [])
        var allowed: [AlertEvent] = []
        for event in events {
            if event.dataClass > settings.highestClass {
                let problem =
                    "\(event.key) is \(event.dataClass.rawValue), and '\(settings.name)' may receive at most "
                    + "\(settings.highestClass.rawValue) (highest_class)"
                try await note(event.dataClass, "", "refused: \(problem)")
                delivery.problems.append(problem)
            } else {
                allowed.append(event)
            }
        }
        let groups = settings.shape == .alertmanager ? [allowed] : allowed.map { [$0] }
        for group in groups {
            guard let body = AlertPayload.bodies(group, settings.shape).first else { continue }
            if let problem = try await post(body, group) {
                delivery.problems.append(problem)
            } else {
                delivery.sent += group.count
            }
        }
        return delivery
    }

    /// Why it did not arrive; `nil` when it did.
    private func post(_ body: JSONValue, _ events: [AlertEvent]) async throws -> String? {
        let bytes = Array(body.text().utf8)
        let hash = SHA256.hex(of: bytes)
        let dataClass = events.map(\.dataClass).max() ?? .public
        var problem = ""
        for attempt in 1...AlertSender.attempts {
            if attempt > 1 { try await clock.sleep(for: .seconds(attempt - 1)) }
            try await note(dataClass, hash, "sent" + (attempt > 1 ? ", try \(attempt)" : ""))
            var isWorthRetrying = false
            // What the receiver says is shown, and not kept: it may say back what it was sent.
            var kept = ""
            do {
                let response = try await transport.send(request(bytes))
                let answer = try await response.collect(upTo: 1 << 20)
                if (200..<300).contains(response.status) {
                    try await note(dataClass, hash, "answered: HTTP \(response.status)")
                    return nil
                }
                kept = "HTTP \(response.status)"
                problem = "\(kept): \(ServerWords.fit(String(decoding: answer.prefix(2_000), as: UTF8.self)))"
                isWorthRetrying = response.status == 429 || response.status >= 500
            } catch let error as TransportError {
                problem = error.message
                kept = problem
                isWorthRetrying = error.isWorthRetrying
            }
            try await note(dataClass, hash, "failed: \(kept)")
            guard isWorthRetrying else { break }
        }
        return "\(events.map(\.key).joined(separator: ", ")): \(problem)"
    }

    private func request(_ body: [UInt8]) -> HTTPRequest {
        var headers: HTTPHeaders = ["Content-Type": "application/json", "Accept": "application/json"]
        if let key { headers.append("Authorization", "Bearer " + key) }
        let seconds = settings.timeout
        return HTTPRequest(
            method: "POST",
            url: AlertPayload.address(settings),
            headers: headers,
            body: body,
            limits: TimeLimits(connect: min(5, seconds), firstByte: seconds, idle: seconds, total: seconds),
            security: TransportSecurity(
                certificateAuthority: settings.certificateAuthority,
                clientCertificate: settings.clientCertificate,
                clientKey: settings.clientKey
            ),
            proxy: settings.proxy,
            allowedAddresses: settings.addresses.isEmpty ? nil : settings.addresses.compactMap { AddressRange($0) }
        )
    }

    private func note(_ dataClass: DataClass, _ hash: String, _ verdict: String) async throws {
        try await audit?.append(
            AuditEntry(
                time: now(),
                user: user,
                endpoint: settings.name,
                host: host,
                model: nil,
                dataClass: dataClass,
                promptName: "alert",
                promptVersion: settings.shape.rawValue,
                promptHash: hash,
                evidenceHashes: [],
                verdict: verdict,
                residency: settings.residency
            )
        )
    }

    private var host: String {
        let parts = settings.url.split(separator: "/", omittingEmptySubsequences: true)
        return parts.count > 1 ? String(parts[1].split(separator: "@").last ?? parts[1]) : settings.url
    }
}
