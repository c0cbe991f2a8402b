import HTTPTransport
import Plant

/// What a raw reply is worth: the answer in it, what was mended, and what is still wrong.
struct ReplyLadder: Sendable {
    /// The answer; as the model wrote it where nothing had to be mended.
    private(set) var text: String
    /// What a reader should know, in English.
    private(set) var notes: [String] = []
    /// Why the reply cannot be used as it was asked for; empty when it can.
    private(set) var problems: [String] = []

    /// - Throws: ``CallFailure`` when the server put the reply where it cannot be told from the model's thoughts.
    init(_ raw: RawReply, schema: JSONValue?, endpoint: Endpoint) throws {
        text = raw.text
        notes = raw.remarks
        let isCut = raw.finishReason == "length"
        try takeAnswer(raw, schema, endpoint)
        if isCut {
            notes.append("the reply was cut off at its length limit (answers.output_tokens); what came is shown")
        }
        guard let schema else {
            if let inside = ReasoningSplit.unboxed(text) { text = inside }
            return
        }
        guard let read = TolerantJSON(ReasoningSplit.unboxed(text) ?? text) else {
            if !isCut { problems = ["there is no JSON object in it"] }
            return
        }
        // A reply that was cut off lacks its end; that is no fault to be asked about again.
        if !isCut {
            if read.isCutOff { problems.append("the JSON ends too early") }
            problems += SchemaCheck(read.value, against: schema).problems
        }
        guard problems.isEmpty, !read.repairs.isEmpty || read.isCutOff else { return }
        text = read.value.text()
    }

    private mutating func takeAnswer(_ raw: RawReply, _ schema: JSONValue?, _ endpoint: Endpoint) throws {
        let split = ReasoningSplit(raw.text)
        if !split.reasoning.isEmpty { text = split.answer }
        guard text.allSatisfy(\.isWhitespace), !raw.reasoning.isEmpty else { return }
        // Thinking was off, or the thought ends and JSON follows: then the parser put an answer into the wrong field.
        let inside = ReasoningSplit(raw.reasoning)
        let isOff = endpoint.entry?.thinking.isSwitchable == true && !endpoint.thinks
        let found = schema.flatMap { schema in
            TolerantJSON(inside.answer).flatMap { read in
                SchemaCheck(read.value, against: schema).problems.isEmpty ? read.value.text() : nil
            }
        }
        if let found {
            text = found
        } else if schema == nil, isOff || !inside.reasoning.isEmpty {
            text = inside.answer
        } else if raw.finishReason == "length" {
            throw ReplyLadder.failure(
                endpoint,
                "thought until its length limit and gave no answer; raise answers.output_tokens or turn thinking off"
            )
        } else {
            throw ReplyLadder.failure(
                endpoint,
                "the server put the whole reply into its reasoning field; its reasoning parser does not fit the model, "
                    + "check --reasoning-parser"
            )
        }
        notes.append(
            "the server put the answer into its reasoning field, from where it was taken: its reasoning parser does not "
                + "fit the model (--reasoning-parser)"
        )
    }

    private static func failure(_ endpoint: Endpoint, _ message: String) -> CallFailure {
        CallFailure(
            ModelError(code: .malformedReply, endpoint: endpoint.name, message: message),
            isWorthRetrying: false
        )
    }
}
