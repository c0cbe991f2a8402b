/// Something that a model may ask to have looked up, instead of answering at once. Telltale decides whether it does.
package struct ModelTool: Sendable, Hashable {
    package var name: String
    /// What it is for, told to the model.
    package var summary: String
    /// JSON Schema (as text) of the arguments.
    package var parameters: String

    package init(name: String, summary: String, parameters: String) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }
}

/// A tool that a model asks for. Its name and arguments were held against what was offered.
package struct ModelToolCall: Sendable, Hashable, Codable {
    package var name: String
    /// A JSON object as text, with sorted keys.
    package var arguments: String

    package init(name: String, arguments: String) {
        self.name = name
        self.arguments = arguments
    }
}
