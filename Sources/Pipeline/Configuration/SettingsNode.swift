internal import Yams

/// A part of a YAML file that knows its place, so that every complaint can name key and line.
///
/// Reading takes keys out of a mapping one by one; ``finish()`` then refuses what nobody asked for.
struct SettingsNode {
    let file: String
    let path: String
    private let node: Node
    private var known: [String] = []

    /// - Throws: ``ConfigurationError`` when the text is not YAML.
    init?(yaml: String, file: String) throws {
        do {
            guard let root = try Yams.compose(yaml: yaml) else { return nil }
            if root.scalar?.string.isEmpty == true { return nil }
            self.init(file: file, path: "", node: root)
        } catch let error as YamlError {
            throw ConfigurationError(file: file, line: nil, key: "", message: "is not valid YAML: \(error)")
        }
    }

    private init(file: String, path: String, node: Node) {
        self.file = file
        self.path = path
        self.node = node
    }

    var line: Int? { node.mark.map(\.line) }

    func error(_ message: String) -> ConfigurationError {
        ConfigurationError(file: file, line: line, key: path, message: message)
    }

    /// The node under a key; the key counts as known from here on.
    mutating func child(_ key: String) throws -> SettingsNode? {
        known.append(key)
        guard let mapping = node.mapping else {
            throw error("must be a mapping of keys to values")
        }
        guard let value = mapping[key], !isNull(value) else { return nil }
        return SettingsNode(file: file, path: path.isEmpty ? key : path + "." + key, node: value)
    }

    private func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    mutating func text(_ key: String) throws -> String? {
        guard let child = try child(key) else { return nil }
        guard let scalar = child.node.scalar else { throw child.error("must be a text") }
        return scalar.string
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let child = try child(key) else { return nil }
        guard let text = child.node.scalar?.string, let value = Int(text), range.contains(value) else {
            throw child.error("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    mutating func number(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let child = try child(key) else { return nil }
        guard let text = child.node.scalar?.string, let value = Double(text), range.contains(value) else {
            throw child.error("must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    mutating func boolean(_ key: String) throws -> Bool? {
        guard let child = try child(key) else { return nil }
        switch child.node.scalar?.string {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw child.error("must be true or false")
        }
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _: Value.Type) throws -> Value?
    where Value.RawValue == String {
        guard let child = try child(key) else { return nil }
        guard let value = child.node.scalar.flatMap({ Value(rawValue: $0.string) }) else {
            let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw child.error("must be one of \(choices)")
        }
        return value
    }

    /// The items of a list; an absent key is an empty list.
    mutating func list(_ key: String) throws -> [SettingsNode] {
        guard let child = try child(key) else { return [] }
        guard let sequence = child.node.sequence else { throw child.error("must be a list") }
        return sequence.enumerated().map { index, item in
            SettingsNode(file: file, path: "\(child.path)[\(index)]", node: item)
        }
    }

    mutating func texts(_ key: String) throws -> [String] {
        try list(key).map { item in
            guard let scalar = item.node.scalar else { throw item.error("must be a text") }
            return scalar.string
        }
    }

    mutating func required(_ key: String, example: String) throws -> String {
        guard let value = try text(key), !value.isEmpty else {
            throw ConfigurationError(
                file: file,
                line: line,
                key: path.isEmpty ? key : path + "." + key,
                message: "is missing; write for example \(key): \(example)"
            )
        }
        return value
    }

    /// An address that calls go to; a key in it would be shown wherever the address is.
    mutating func address(_ key: String, example: String, takesQuery: Bool = false) throws -> String {
        let url = try required(key, example: example)
        if let fault = WebAddress.fault(in: url, takesQuery: takesQuery) {
            throw ConfigurationError(
                file: file,
                line: try child(key)?.line ?? line,
                key: path.isEmpty ? key : path + "." + key,
                message: fault
            )
        }
        return url
    }

    /// Refuses keys that nobody asked for.
    func finish() throws {
        guard let mapping = node.mapping else { return }
        for (key, _) in mapping {
            let name = key.scalar?.string ?? "?"
            guard !known.contains(name) else { continue }
            throw ConfigurationError(
                file: file,
                line: key.mark.map(\.line),
                key: path.isEmpty ? name : path + "." + name,
                message: "is not a setting; " + suggestion(for: name)
            )
        }
    }

    private func suggestion(for name: String) -> String {
        if let nearest = NearestWord.find(name, among: known) {
            return "did you mean '\(nearest)'?"
        }
        return "the settings here are " + known.sorted().joined(separator: ", ")
    }
}
