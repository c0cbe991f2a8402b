/// The keys of a manifest that nothing here reads, and what is wrong with one that cannot be decoded.
struct ManifestKeys: Decodable {
    private(set) var unknown: [String] = []

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// A file by its name has no keys.
    private struct FileKeys: Decodable {
        var keys: [String] = []

        init(from decoder: any Decoder) throws {
            guard let container = try? decoder.container(keyedBy: Key.self) else { return }
            keys = container.allKeys.map(\.stringValue)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let known = Set(DetectionManifest.Raw.CodingKeys.allCases.map(\.rawValue))
        let knownOfFiles = Set(DetectionManifest.File.CodingKeys.allCases.map(\.rawValue))
        var found = Set(container.allKeys.map(\.stringValue).filter { !known.contains($0) })
        for list in ["train", "calibrate", "test"] {
            let files = try? container.decodeIfPresent([FileKeys].self, forKey: Key(stringValue: list))
            for file in files ?? [] { found.formUnion(file.keys.filter { !knownOfFiles.contains($0) }) }
        }
        unknown = found.sorted()
    }

    /// In words, with the place in the manifest.
    static func told(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func place(_ path: [any CodingKey]) -> String {
            let steps = path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined()
            return steps.isEmpty ? "" : " in '\(steps.drop { $0 == "." })'"
        }
        switch error {
        case .keyNotFound(let key, let context): return "it lacks '\(key.stringValue)'\(place(context.codingPath))"
        case .typeMismatch(let type, let context):
            return "something else than \(plain(type)) stands\(place(context.codingPath))"
        case .valueNotFound(let type, let context): return "\(plain(type)) is missing\(place(context.codingPath))"
        case .dataCorrupted: return "it cannot be read as JSON; look for a missing bracket, quote or comma"
        @unknown default: return "\(error)"
        }
    }

    private static func plain(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Int.Type: "a whole number"
        case is Double.Type: "a number"
        case is Bool.Type: "true or false"
        default: "what is expected"
        }
    }
}
