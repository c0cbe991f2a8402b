/// A file that could not be read at all. Bad rows are no errors: they are quarantined and the rest goes on.
package struct IngestionError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case notFound = "not_found"
        case unreadable
        /// Nothing in the file tells what it is.
        case unrecognised
        /// The mapping says to leave this file out.
        case skipped
        case tooLarge = "too_large"
        case corrupt
        /// A program that reads this format is not installed.
        case missingTool = "missing_tool"
        case badMapping = "bad_mapping"
    }

    package let code: Code
    package let path: String
    /// What happened and what to do, in a sentence.
    package let message: String

    package init(_ code: Code, path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    package var description: String {
        "\(path): \(message)"
    }
}
