package import HTTPTransport
package import Plant

/// An answer other than 200, read.
package struct ServerFailure: Sendable, Hashable {
    package var code: ModelError.Code
    package var message: String
    /// The same call may go better in a moment.
    package var isWorthRetrying: Bool
    /// The server refused the way it was asked for JSON.
    package var isAboutFormat: Bool

    package init(code: ModelError.Code, message: String, isWorthRetrying: Bool, isAboutFormat: Bool = false) {
        self.code = code
        self.message = ServerWords.fit(message)
        self.isWorthRetrying = isWorthRetrying
        self.isAboutFormat = isAboutFormat
    }

    /// What a status and a message mean with every server that has no rules of its own.
    ///
    /// - Parameter kind: The server's code or type for it, where it sends one in words: `context_length_exceeded`.
    package init(status: Int, message: String, kind: String = "") {
        let words = (message + " " + kind).lowercased()
        let isContext = [
            "context length", "context window", "context size", "context_length", "max_model_len", "supports at most",
            "too many tokens",
        ]
        .contains { words.contains($0) }
        let isFormat = ["response_format", "json_schema", "schema", "grammar", "structured output"]
            .contains { words.contains($0) }
        code =
            switch status {
            case 401, 403: .unauthorised
            case 429: .rateLimited
            case 400..<500: isContext ? .contextTooLong : .badRequest
            default: isContext ? .contextTooLong : .serverError
            }
        self.message = ServerWords.fit(message)
        isWorthRetrying = !isContext && (status == 408 || status == 429 || status >= 500) && status != 501
        isAboutFormat = isFormat && (400...501).contains(status) && ![401, 403, 408, 429].contains(status)
    }
}

/// The message within an error body of whatever shape.
///
/// `{"error": {…}}`, `{"error": "…"}`, `{"object": "error", …}`, `{"detail": …}`, `{"status": {"code": …}}`: all of
/// these are sent by servers in use, some by one server for different mistakes.
package enum ErrorBody {
    package static func message(_ body: [UInt8]) -> String {
        guard let value = try? JSONValue(bytes: body) else {
            let text = String(decoding: body.prefix(300), as: UTF8.self)
            return text.isEmpty ? "no message" : text
        }
        return message(value)
    }

    package static func message(_ value: JSONValue) -> String {
        if let text = value["error"]?.string { return text }
        if let text = value["error"]?["message"]?.string { return text }
        if let text = value["message"]?.string { return text }
        if let text = value["status"]?["message"]?.string { return text }
        if let text = value["detail"]?.string { return text }
        if let details = value["detail"]?.array {
            // FastAPI's validation errors.
            let texts = details.compactMap { detail in
                detail["msg"]?.string.map { text in
                    let place = detail["loc"]?.array?.compactMap { $0.string ?? $0.integer.map(String.init) }
                    return place.map { $0.joined(separator: ".") + ": " + text } ?? text
                }
            }
            if !texts.isEmpty { return texts.joined(separator: "; ") }
        }
        if let detail = value["detail"] { return detail.text() }
        return "no message"
    }

    /// Code and type in words; empty where there are none.
    package static func kind(_ body: [UInt8]) -> String {
        guard let value = try? JSONValue(bytes: body) else { return "" }
        let error = value["error"] ?? value
        return [error["code"]?.string, error["type"]?.string].compactMap { $0 }.joined(separator: " ")
    }

    /// A code as an integer, a text of digits, or nothing.
    package static func code(_ value: JSONValue) -> Int? {
        let code = value["error"]?["code"] ?? value["code"] ?? value["status"]?["code"]
        return code?.integer ?? code?.string.flatMap { Int($0) }
    }
}
