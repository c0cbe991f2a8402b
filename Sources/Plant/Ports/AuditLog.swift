/// One call that left, or was refused before it could.
package struct AuditEntry: Codable, Sendable, Hashable {
    package var time: Timestamp
    /// The user of the operating system, or the name given by a server in front.
    package var user: String
    package var endpoint: String
    package var host: String
    package var model: String?
    package var dataClass: DataClass
    package var promptName: String
    package var promptVersion: String
    package var promptHash: String
    package var evidenceHashes: [String]
    /// `sent`, `answered`, `refused`, `failed: …`
    package var verdict: String
    /// Where the endpoint stands, as its settings say.
    package var residency: String?

    package init(
        time: Timestamp,
        user: String,
        endpoint: String,
        host: String,
        model: String?,
        dataClass: DataClass,
        promptName: String,
        promptVersion: String,
        promptHash: String,
        evidenceHashes: [String],
        verdict: String,
        residency: String? = nil
    ) {
        self.time = time
        self.user = user
        self.endpoint = endpoint
        self.host = host
        self.model = model
        self.dataClass = dataClass
        self.promptName = promptName
        self.promptVersion = promptVersion
        self.promptHash = promptHash
        self.evidenceHashes = evidenceHashes
        self.verdict = verdict
        self.residency = residency
    }
}

/// An append-only record of every call, each entry chained to the one before by its hash.
package protocol AuditLog: Sendable {
    /// Returns once the entry is committed, so that a kill of the process does not lose it.
    func append(_ entry: AuditEntry) async throws
}
