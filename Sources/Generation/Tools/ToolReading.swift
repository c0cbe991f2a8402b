import HTTPTransport
import Plant

/// How tools are offered to a model.
package enum ToolWay: String, Sendable {
    /// In the request's own fields; the server takes the calls out of what the model writes.
    case native
    /// In the prompt, to be answered with JSON: open models' native formats and their servers' parsers do not always fit.
    case content
}

/// A piece of a native call, as streams hand it out: the name once, the arguments in parts.
package struct ToolPart: Sendable, Hashable {
    package var index: Int
    package var name: String
    package var arguments: String

    package init(index: Int, name: String, arguments: String) {
        self.index = index
        self.name = name
        self.arguments = arguments
    }
}

/// The calls in a reply: native ones, or JSON in its text in any of the shapes that models write.
struct ToolReading: Sendable {
    private(set) var calls: [ModelToolCall] = []
    /// How they came; `nil` without any.
    private(set) var way: ToolWay?
    /// Why what looks like a call is none.
    private(set) var problems: [String] = []

    init(_ raw: RawReply, tools: [ModelTool]) {
        if !raw.toolParts.isEmpty {
            way = .native
            for part in raw.toolParts.sorted(by: { $0.index < $1.index }) {
                take(part.name, ToolReading.value(part.arguments), tools)
            }
            return
        }
        for value in ToolReading.values(in: ReasoningSplit(raw.text).answer) { take(value, tools) }
        if !calls.isEmpty || !problems.isEmpty { way = .content }
    }

    /// `<tool_call>{…}</tool_call>` as many models write it, several of them; otherwise the first JSON of the text.
    private static func values(in text: String) -> [JSONValue] {
        let tagged = text.split(separator: "<tool_call>", omittingEmptySubsequences: false).dropFirst()
        guard tagged.isEmpty else {
            return tagged.compactMap { part in
                let inside = part.split(separator: "</tool_call>", omittingEmptySubsequences: false).first ?? part
                return TolerantJSON(String(inside))?.value
            }
        }
        return TolerantJSON(text).map { [$0.value] } ?? []
    }

    private mutating func take(_ value: JSONValue, _ tools: [ModelTool]) {
        if let several = value["tool_calls"]?.array ?? value.array {
            for call in several { take(call, tools) }
            return
        }
        let call = value["function"]?.object == nil ? value : value["function"] ?? value
        let arguments = call["arguments"] ?? call["parameters"]
        guard let name = call["tool"]?.string ?? call["name"]?.string ?? call["function"]?.string,
            arguments != nil || value["tool"] != nil
        else { return }
        take(name, arguments.map { $0.string.map(ToolReading.value) ?? $0 } ?? .object([:]), tools)
    }

    /// Arguments are JSON within a text; models that need none send nothing.
    private static func value(_ text: String) -> JSONValue? {
        text.allSatisfy(\.isWhitespace) ? .object([:]) : (try? JSONValue(text: text)) ?? TolerantJSON(text)?.value
    }

    private mutating func take(_ name: String, _ arguments: JSONValue?, _ tools: [ModelTool]) {
        guard let tool = tools.first(where: { $0.name == name }) else {
            problems.append("there is no tool '\(name)'; there are \(tools.map(\.name).joined(separator: ", "))")
            return
        }
        guard let arguments, arguments.object != nil else {
            problems.append("the arguments of '\(name)' are no JSON object")
            return
        }
        let schema = (try? JSONValue(text: tool.parameters)) ?? .object([:])
        let wrong = SchemaCheck(arguments, against: schema).problems
        guard wrong.isEmpty else {
            problems += wrong.map { "in the arguments of '\(name)', \($0)" }
            return
        }
        calls.append(ModelToolCall(name: name, arguments: arguments.text()))
    }
}

/// Tools as a prompt offers them.
enum ToolPrompt {
    /// What is added to the system's words.
    static func text(_ tools: [ModelTool]) -> String {
        let list = tools.map { "- \($0.name): \($0.summary)\n  arguments: \($0.parameters)" }.joined(separator: "\n")
        return """


            You may use these tools:
            \(list)
            To use one, reply with JSON and nothing else: {"tool": "its name", "arguments": {…}}
            To use several, reply with an array of such objects. Otherwise answer.
            """
    }

    /// As OpenAI's API takes them.
    static func native(_ tools: [ModelTool]) throws -> JSONValue {
        .array(
            try tools.map { tool in
                [
                    "type": "function",
                    "function": [
                        "name": .string(tool.name), "description": .string(tool.summary),
                        "parameters": try JSONValue(text: tool.parameters),
                    ],
                ]
            }
        )
    }
}
