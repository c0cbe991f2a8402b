package import Plant

/// The `custom_id` of a request that this program wrote: what it belongs to, what made it, its class of data, and a
/// digest of all that the model is told.
///
/// A result is only taken for a request with the same digest: what was asked before the store changed answers another
/// question. `nightly-2026-03-01.nightly-unit@3.internal.0123456789abcdef`
package struct BatchName: Sendable, Hashable, CustomStringConvertible {
    package let run: String
    package let promptName: String
    package let promptVersion: String
    package let dataClass: DataClass
    package let digest: String

    package init(_ request: ModelRequest, run: String) {
        self.run = run
        promptName = request.promptName
        promptVersion = request.promptVersion
        dataClass = request.dataClass
        let parts = [request.promptHash, request.system, request.user, request.outputSchema ?? ""]
        digest = String(SHA256.hex(of: Array(parts.joined(separator: "\u{0}").utf8)).prefix(16))
    }

    /// `nil` for the name that somebody else gave a request.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let dot = parts[0].lastIndex(of: ".") else { return nil }
        let tail = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard tail.count >= 3, let digest = tail.last, digest.utf8.count == 16,
            let dataClass = DataClass(rawValue: String(tail[tail.count - 2]))
        else { return nil }
        run = String(parts[0][..<dot])
        promptName = String(parts[0][parts[0].index(after: dot)...])
        promptVersion = tail.dropLast(2).joined(separator: ".")
        self.dataClass = dataClass
        self.digest = String(digest)
        guard !run.isEmpty, !promptName.isEmpty else { return nil }
    }

    package var description: String { "\(run).\(promptName)@\(promptVersion).\(dataClass.rawValue).\(digest)" }
}
