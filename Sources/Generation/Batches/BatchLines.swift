package import HTTPTransport

/// One line of OpenAI's batch JSONL: a call that somebody else may make, in any order, at any time.
package struct BatchRequest: Sendable, Hashable {
    package var id: String
    /// From `/v1` on: `/v1/chat/completions`.
    package var url: String
    package var body: JSONValue

    package init(id: String, url: String = "/v1/chat/completions", body: JSONValue) {
        self.id = id
        self.url = url
        self.body = body
    }

    /// - Throws: ``BatchLineError`` with what the line lacks.
    package init(line: [UInt8]) throws {
        let value = try BatchLineError.read(line)
        guard let id = value["custom_id"]?.string, !id.isEmpty else { throw BatchLineError("it has no custom_id") }
        guard value["response"] == nil else { throw BatchLineError("it is a result: the batch has been run") }
        guard let url = value["url"]?.string, url.hasPrefix("/v1/"), !url.contains("..") else {
            throw BatchLineError("its url is not a path below /v1/")
        }
        guard let method = value["method"]?.string, method == "POST" else {
            throw BatchLineError("its method is not POST")
        }
        guard let body = value["body"], body.object != nil else { throw BatchLineError("it has no body") }
        self.init(id: id, url: url, body: body)
    }

    package var line: String {
        let value: JSONValue = ["custom_id": .string(id), "method": "POST", "url": .string(url), "body": body]
        return value.text()
    }
}

/// One line of what came of a batch, whoever ran it: OpenAI and its likes, `vllm run-batch`, or this program.
package struct BatchResult: Sendable, Hashable {
    package var id: String
    /// Who wrote the line calls it so.
    package var runID: String
    package var status: Int
    package var body: JSONValue?
    /// In words; `nil` when the call was answered.
    package var error: String?

    package init(id: String, runID: String, status: Int, body: JSONValue?, error: String? = nil) {
        self.id = id
        self.runID = runID
        self.status = status
        self.body = body
        self.error = error
    }

    /// - Throws: ``BatchLineError`` when the line is no result.
    package init(line: [UInt8]) throws {
        let value = try BatchLineError.read(line)
        guard let id = value["custom_id"]?.string, !id.isEmpty else { throw BatchLineError("it has no custom_id") }
        let response = value["response"]
        guard response != nil || value["error"] != nil else {
            throw BatchLineError(
                value["body"] == nil
                    ? "it has neither response nor error" : "it is a request: the batch has not been run"
            )
        }
        self.id = id
        runID = value["id"]?.string ?? ""
        // A request that expired was never answered.
        status = response?["status_code"]?.integer ?? 0
        body = response?["body"]
        if let told = value["error"] {
            error = ServerWords.fit(told["message"]?.string ?? ErrorBody.message(told))
        } else if status != 200 || body == nil {
            error = body.map { ServerWords.fit(ErrorBody.message($0)) } ?? "no answer"
        }
    }

    package var isAnswered: Bool { status == 200 && body != nil && error == nil }

    package var line: String {
        let value: JSONValue = [
            "id": .string(runID), "custom_id": .string(id),
            "response": status == 0
                ? .null : ["status_code": .integer(status), "request_id": .string(runID), "body": body ?? .null],
            "error": error.map { ["code": .string(status == 0 ? "failed" : "\(status)"), "message": .string($0)] }
                ?? .null,
        ]
        return value.text()
    }
}

/// What is wrong with a line of a batch.
package struct BatchLineError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    static func read(_ line: [UInt8]) throws -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONValue(bytes: line)
        } catch {
            throw BatchLineError("it is \(error.description)")
        }
        guard value.object != nil else { throw BatchLineError("it is not a JSON object") }
        return value
    }
}
