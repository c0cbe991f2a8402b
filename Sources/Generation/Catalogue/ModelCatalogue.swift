/// Models that are known, by name.
package enum ModelCatalogue {
    package static let all: [ModelEntry] = upstage + lgAIResearch + neighbours

    /// The entry whose pattern within a served model's name is the longest; `nil` for a model that is not known.
    ///
    /// Servers, packers and operators rename models: `furiosa-ai/EXAONE-4.0-32B-FP8`, `exaone-4.0-1.2b-q4_k_m.gguf`.
    package static func entry(for model: String) -> ModelEntry? {
        let name = folded(model)
        var best: (length: Int, entry: ModelEntry)?
        for entry in all {
            for pattern in entry.patterns where contains(name, Array(pattern.utf8)) {
                if pattern.utf8.count > best?.length ?? 0 { best = (pattern.utf8.count, entry) }
            }
        }
        return best?.entry
    }

    private static func folded(_ model: String) -> [UInt8] {
        model.utf8.map { byte in
            switch byte {
            case 0x41...0x5A: byte | 0x20
            case UInt8(ascii: "_"): UInt8(ascii: "-")
            default: byte
            }
        }
    }

    private static func contains(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        guard name.count >= pattern.count else { return false }
        return (0...(name.count - pattern.count)).contains { name[$0...].starts(with: pattern) }
    }
}
