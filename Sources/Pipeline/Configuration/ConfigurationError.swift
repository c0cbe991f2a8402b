/// A setting that cannot be used: which key, where, and what to write instead.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; `nil` for a setting from the environment.
    package let line: Int?
    /// The dotted path of the key: `endpoints[0].url`.
    package let key: String
    package let message: String

    package init(file: String, line: Int?, key: String, message: String) {
        self.file = file
        self.line = line
        self.key = key
        self.message = message
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return key.isEmpty ? "\(place): \(message)" : "\(place): '\(key)' \(message)"
    }
}
