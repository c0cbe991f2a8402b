#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The prompts: built in, or from a folder that takes their place.
package struct PromptLibrary: Sendable {
    private let prompts: [String: Prompt]

    /// Prompts that the program asks for, with the inputs it gives each.
    static let needed: [String: Set<String>] = [
        "answer": ["question", "language", "as_of", "evidence", "fence"],
        "nightly-unit": ["unit", "language", "day", "evidence", "fence"],
    ]

    /// Loads and checks every prompt.
    ///
    /// - Parameter folder: Files `NAME.md` there take the place of the built-in ones.
    /// - Throws: ``PromptError`` when a prompt is missing, malformed, or names a placeholder nobody fills.
    package init(folder: String? = nil) throws(PromptError) {
        var prompts: [String: Prompt] = [:]
        for (name, inputs) in PromptLibrary.needed.sorted(by: { $0.key < $1.key }) {
            var text = EmbeddedPrompts.texts[name]
            var file = "built-in prompt \(name)"
            if let folder, let own = PromptLibrary.contents(of: "\(folder)/\(name).md") {
                text = own
                file = "\(folder)/\(name).md"
            }
            guard let text else {
                throw PromptError(file: file, message: "is missing; run scripts/embed-prompts and build again")
            }
            let prompt = try Prompt(text: text, file: file)
            let unknown = prompt.placeholders.subtracting(inputs).sorted()
            guard unknown.isEmpty else {
                throw PromptError(
                    file: file,
                    message: "uses {{\(unknown[0])}}, which is not filled; it may use "
                        + inputs.sorted().map { "{{\($0)}}" }.joined(separator: ", ")
                )
            }
            prompts[name] = prompt
        }
        self.prompts = prompts
    }

    package subscript(name: String) -> Prompt? { prompts[name] }

    private static func contents(of path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[0..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A prompt that cannot be used.
package struct PromptError: Error, Sendable, CustomStringConvertible {
    package let file: String
    package let message: String

    package init(file: String, message: String) {
        self.file = file
        self.message = message
    }

    package var description: String { "\(file) \(message)" }
}
