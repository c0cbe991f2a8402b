package import Plant

/// One call as an operator wants to see it afterwards: who answered what, how long it took, and what it cost.
///
/// Nothing of prompt or reply is in it, only their hashes and sizes.
package struct CallTrace: Codable, Sendable, Hashable {
    package var time: Timestamp
    package var endpoint: String
    package var host: String
    package var dialect: String
    /// `chat`, `embeddings`, `rerank`
    package var operation: String
    package var requestModel: String
    /// The model that the server says answered.
    package var responseModel: String?
    package var promptName: String
    package var promptVersion: String
    package var promptHash: String
    package var dataClass: DataClass
    package var isInteractive: Bool
    /// Seconds in the queue.
    package var queued: Double
    /// Seconds from sending to the first text; `nil` when none came.
    package var firstText: Double?
    /// Seconds from sending to the end.
    package var took: Double
    package var attempt: Int
    package var inputTokens: Int?
    package var outputTokens: Int?
    package var finishReason: String?
    /// `answered`, `cancelled`, or the code of what went wrong.
    package var outcome: String
    package var cost: Double?
    /// What a gateway in front of the model said about itself: that another model answered, where it stands.
    package var remarks: [String]?
    /// The run that it was made for: `nightly-2026-03-01`, or the time at which a question was asked.
    package var run: String?

    package init(
        time: Timestamp,
        endpoint: String,
        host: String,
        dialect: String,
        operation: String,
        requestModel: String,
        responseModel: String? = nil,
        promptName: String,
        promptVersion: String,
        promptHash: String,
        dataClass: DataClass,
        isInteractive: Bool,
        queued: Double,
        firstText: Double? = nil,
        took: Double,
        attempt: Int,
        inputTokens: Int? = nil,
        outputTokens: Int? = nil,
        finishReason: String? = nil,
        outcome: String,
        cost: Double? = nil,
        remarks: [String]? = nil
    ) {
        self.time = time
        self.endpoint = endpoint
        self.host = host
        self.dialect = dialect
        self.operation = operation
        self.requestModel = requestModel
        self.responseModel = responseModel
        self.promptName = promptName
        self.promptVersion = promptVersion
        self.promptHash = promptHash
        self.dataClass = dataClass
        self.isInteractive = isInteractive
        self.queued = queued
        self.firstText = firstText
        self.took = took
        self.attempt = attempt
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.finishReason = finishReason
        self.outcome = outcome
        self.cost = cost
        self.remarks = remarks
    }
}

extension CallTrace {
    /// Tokens of the prompt, as far as the record tells what can be true.
    package var countedInput: Int { min(max(inputTokens ?? 0, 0), 1_000_000_000) }
    package var countedOutput: Int { min(max(outputTokens ?? 0, 0), 1_000_000_000) }
}
