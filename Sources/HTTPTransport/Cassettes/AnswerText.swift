/// What a recorded answer says when its pieces are put together, whatever the server wrote around them.
extension RecordedResponse {
    package var bytes: [UInt8] { chunks.flatMap(\.bytes) }

    /// The JSON values of the body: one for each event of a stream, for each line, or one in all. Empty when the body
    /// is not JSON.
    package var values: [JSONValue] {
        let bytes = bytes
        if let value = try? JSONValue(bytes: bytes) { return [value] }
        if headers["content-type"]?.contains("event-stream") == true {
            var parser = ServerSentEventParser()
            // A stream that was cut ends within an event, which is none.
            let events = ((try? parser.feed(bytes)) ?? []) + ((try? parser.finish()) ?? [])
            return events.compactMap { try? JSONValue(text: $0.data) }
        }
        return bytes.split(separator: 0x0A).compactMap { try? JSONValue(bytes: Array($0)) }
    }

    /// What the model said, by the name of the field it said it in: `content`, `reasoning_content`, `arguments`.
    ///
    /// A stream hands out words in parts; only together do they show what was said.
    package var said: [(field: String, text: String)] {
        var order: [String] = []
        var texts: [String: String] = [:]
        func gather(_ value: JSONValue) {
            switch value {
            case .array(let elements): elements.forEach(gather)
            case .object(let members):
                for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                    guard RecordedResponse.spoken.contains(key), let text = member.string else {
                        gather(member)
                        continue
                    }
                    guard !text.isEmpty else { continue }
                    if texts[key] == nil { order.append(key) }
                    texts[key, default: ""] += text
                }
            default: break
            }
        }
        values.forEach(gather)
        return order.map { ($0, texts[$0] ?? "") }
    }

    private static let spoken: Set<String> = [
        "content", "text", "reasoning", "reasoning_content", "thinking", "thinking_content", "thinkingContent",
        "arguments", "name",
    ]
}
