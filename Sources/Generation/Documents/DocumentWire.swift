import HTTPTransport
import Plant

/// Upstage's document parsing and information extraction on the wire: a pure mapping.
///
/// From console.upstage.ai `api/parse/document-parsing`, `docs/capabilities/extract/universal-extraction` and
/// `docs/capabilities/extract/location-coordinates`.
enum DocumentWire {
    // MARK: Parsing

    /// A form with the file in it. Its boundary comes from the file, so that the same file is always the same request.
    static func parse(_ bytes: [UInt8], named name: String, hash: String, endpoint: Endpoint) -> HTTPRequest {
        let boundary = "telltale-" + hash.prefix(48)
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count + 1_024)
        func field(_ name: String, _ value: String) {
            body += Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
            )
        }
        field("model", endpoint.model)
        // Pages that hold text as such are not read off their pictures.
        field("ocr", "auto")
        // A list as Python writes it, not JSON.
        field("output_formats", "['html']")
        field("coordinates", "false")
        let file = name.filter { $0 != "\"" && $0 != "\r" && $0 != "\n" && $0 != "\\" }
        body += Array(
            ("--\(boundary)\r\nContent-Disposition: form-data; name=\"document\"; filename=\"\(file)\"\r\n"
                + "Content-Type: \(type(of: bytes))\r\n\r\n").utf8
        )
        body += bytes
        body += Array("\r\n--\(boundary)--\r\n".utf8)
        return endpoint.call(
            "POST",
            base(of: endpoint) + "/document-digitization",
            ["Content-Type": "multipart/form-data; boundary=" + boundary, "Accept": "application/json"],
            body
        )
    }

    /// - Throws: ``DocumentReplyError`` when the answer holds no elements.
    static func document(_ body: [UInt8], model: String) throws -> DigitisedDocument {
        let value = try JSONValue(bytes: body)
        guard let elements = value["elements"]?.array else {
            throw DocumentReplyError(message: "the answer has no list of elements: \(shown(body))")
        }
        var document = DigitisedDocument(reader: value["model"]?.string ?? model, pages: 0, elements: [])
        for element in elements {
            let content = element["content"]
            let html = content?["html"]?.string ?? (content?["markdown"] ?? content?["text"])?.string.map(escaped) ?? ""
            let page = element["page"]?.integer ?? 1
            guard page >= 1, page <= 100_000 else {
                throw DocumentReplyError(message: "the answer names a page \(page)")
            }
            document.pages = max(document.pages, page)
            document.elements.append(
                DigitisedDocument.Element(page: page, category: element["category"]?.string ?? "paragraph", html: html)
            )
        }
        document.pages = max(document.pages, value["usage"]?["pages"]?.tally ?? 0)
        return document
    }

    // MARK: Extraction

    static func extract(_ bytes: [UInt8], schema: JSONValue, endpoint: Endpoint) -> HTTPRequest {
        let content: JSONValue = [
            "type": "image_url",
            "image_url": ["url": .string("data:application/octet-stream;base64," + Base64Text.of(bytes))],
        ]
        let body: JSONValue = [
            "model": .string(endpoint.model),
            "messages": [["role": "user", "content": [content]]],
            "response_format": ["type": "json_schema", "json_schema": ["name": "fields", "schema": schema]],
            "location": true, "location_granularity": "element", "confidence": true,
        ]
        return endpoint.call(
            "POST",
            base(of: endpoint) + "/information-extraction/chat/completions",
            ["Content-Type": "application/json", "Accept": "application/json"],
            Array(body.text().utf8)
        )
    }

    /// The fields, and where the server says that each stands.
    static func fields(_ body: [UInt8]) throws -> (fields: JSONValue, places: JSONValue?, model: String?, tokens: Int?)
    {
        let value = try JSONValue(bytes: body)
        guard let choice = value["choices"]?.array?.first, let text = choice["message"]?["content"]?.string else {
            throw DocumentReplyError(message: "the answer has no content: \(shown(body))")
        }
        if choice["finish_reason"]?.string == "length" {
            throw DocumentReplyError(
                message: "the answer was cut off at its longest: ask for fewer fields, or for fewer pages"
            )
        }
        var fields: JSONValue
        do {
            fields = try JSONValue(text: text)
        } catch {
            guard let mended = TolerantJSON(text)?.value else {
                throw DocumentReplyError(message: "the fields are no JSON: \(shown(Array(text.utf8)))")
            }
            fields = mended
        }
        if fields == .null { fields = .object([:]) }
        let calls = choice["message"]?["tool_calls"]?.array ?? []
        let said = calls.first { $0["function"]?["name"]?.string == "additional_values" }?["function"]?["arguments"]
        let places = said?.string.flatMap { try? JSONValue(text: $0) } ?? said?.object.map(JSONValue.object)
        let usage = value["usage"]
        return (
            fields, places, value["model"]?.string,
            usage?["total_tokens"]?.tally ?? usage?["prompt_tokens"]?.tally
        )
    }

    // MARK: Both

    /// The legacy base of chat ends in `/solar`, below which there are no documents.
    static func base(of endpoint: Endpoint) -> String {
        endpoint.url.hasSuffix("/solar") ? String(endpoint.url.dropLast(6)) : endpoint.url
    }

    static func type(of bytes: [UInt8]) -> String {
        if bytes.starts(with: Array("%PDF".utf8)) { return "application/pdf" }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            return "image/tiff"
        }
        if bytes.starts(with: Array("BM".utf8)) { return "image/bmp" }
        return "application/octet-stream"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case "&": result += "&amp;"
            case "\n": result += "<br>"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func shown(_ body: [UInt8]) -> String {
        String(String(decoding: body.prefix(400), as: UTF8.self).prefix(160))
    }
}

/// An answer about a document that cannot be used.
package struct DocumentReplyError: Error, Sendable, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}

/// Bytes as Base64, which is how a file goes inside JSON.
enum Base64Text {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func of(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let first = UInt32(bytes[index]) << 16
            let second = left > 1 ? UInt32(bytes[index + 1]) << 8 : 0
            let three = first | second | (left > 2 ? UInt32(bytes[index + 2]) : 0)
            text.append(letters[Int(three >> 18)])
            text.append(letters[Int(three >> 12 & 63)])
            text.append(left > 1 ? letters[Int(three >> 6 & 63)] : 0x3D)
            text.append(left > 2 ? letters[Int(three & 63)] : 0x3D)
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }
}
