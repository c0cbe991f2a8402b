import Plant

extension Configuration {
    /// A PI archive, under `live.pi`.
    func archive(_ node: SettingsNode) throws -> ArchiveSettings {
        var node = node
        var archive = ArchiveSettings(
            name: try sourceName(&node),
            url: try node.address("url", example: "https://pi.plant.example/piwebapi")
        )
        archive.server = try node.text("server")
        archive.points = try node.texts("points")
        if let file = try node.text("points_file").map(resolve) {
            let lines = try LocalFile.text(file).split(whereSeparator: \.isNewline)
            archive.points += lines.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        }
        guard !archive.points.isEmpty else {
            throw node.error("names no points; write points: [TI-1001, PI-1002] or points_file: points.txt")
        }
        if archive.server == nil, let bare = archive.points.first(where: { !$0.hasPrefix("\\\\") }) {
            throw node.error("names the point '\(bare)' without its server; write server: PISRV01")
        }
        archive.values = try node.choice("values", ArchiveSettings.Values.self) ?? archive.values
        archive.interval = try node.integer("interval", in: 1...86_400) ?? archive.interval
        if let text = try node.text("from") {
            guard let time = Timestamp(iso: text) ?? CivilTime(iso: text).map({ zone.moment($0) }) else {
                throw node.error("has a from '\(text)' that is no time; write 2026-03-01 or 2026-03-01T02:00")
            }
            archive.from = time
        }
        archive.every = try node.number("every", in: 1...86_400) ?? archive.every
        archive.overlap = try node.number("overlap", in: 0...31_536_000) ?? archive.overlap
        archive.maximumCount = try node.integer("max_count", in: 10...150_000) ?? archive.maximumCount
        archive.streamsAtOnce = try node.integer("streams_at_once", in: 1...500) ?? archive.streamsAtOnce
        archive.attempts = try node.integer("attempts", in: 1...50) ?? archive.attempts
        archive.login = try login(&node)
        archive.certificateAuthority = try node.text("ca_file").map(resolve)
        archive.clientCertificate = try node.text("client_certificate").map(resolve)
        archive.clientKey = try node.text("client_key").map(resolve)
        archive.proxy = try node.text("proxy")
        archive.dataClass = try node.choice("class", DataClass.self)
        try node.finish()
        try refuseOpenSecrets(archive, node)
        return archive
    }

    private enum LoginKind: String, CaseIterable { case none, basic, bearer, kerberos }

    private func login(_ node: inout SettingsNode) throws -> ArchiveSettings.Login {
        let said = try node.choice("auth", LoginKind.self)
        let user = try node.text("username")
        let password = try secret("password", &node)
        let token = try secret("token", &node)
        let hasToken = token != SecretPlace()
        switch said ?? (user != nil ? .basic : hasToken ? .bearer : .none) {
        case .none: return .none
        case .basic:
            guard let user, password != SecretPlace() else {
                throw node.error("needs username: and password_env: (or password_file:) for Basic authentication")
            }
            return .basic(user: user, password: password)
        case .bearer:
            guard hasToken else { throw node.error("needs token_env: or token_file: for a bearer token") }
            return .bearer(token)
        case .kerberos:
            throw node.error(
                "asks for Kerberos, which is not supported; let PI Web API accept Basic authentication over HTTPS, or a "
                    + "bearer token"
            )
        }
    }

    /// A password goes over HTTPS, or does not leave this machine.
    private func refuseOpenSecrets(_ archive: ArchiveSettings, _ node: SettingsNode) throws {
        guard archive.login != .none, !archive.url.hasPrefix("https://") else { return }
        let isHere = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { archive.url.hasPrefix($0) }
        guard isHere else { throw node.error("would send a password without TLS; write the url with https://") }
    }
}
