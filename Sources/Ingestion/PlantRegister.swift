package import Plant
import Synchronization

/// The plant's tags and assets, set in order once for all files that name them.
package final class PlantRegister: Sendable {
    package let tags: [Tag]
    package let assets: [Asset]
    private let made = Mutex<(spellings: TagSpellings?, names: AssetNames?)>((nil, nil))

    package init(tags: [Tag] = [], assets: [Asset] = []) {
        self.tags = tags
        self.assets = assets
    }

    var spellings: TagSpellings {
        made.withLock { made in
            let spellings = made.spellings ?? TagSpellings(tags)
            made.spellings = spellings
            return spellings
        }
    }

    var assetNames: AssetNames {
        made.withLock { made in
            let names = made.names ?? AssetNames(assets, tags: tags)
            made.names = names
            return names
        }
    }
}

/// Finds a known tag by its name in any punctuation.
struct TagSpellings: Sendable {
    let known: [String: Tag]
    private let spellings: [String: String]

    init(_ tags: [Tag]) {
        known = Dictionary(tags.map { ($0.name.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        var spellings: [String: String] = [:]
        for tag in tags.map(\.name.rawValue).sorted() {
            let plain = TagNaming.plain(tag)
            // Two known tags that differ only in punctuation are told apart by it, and nothing is guessed.
            spellings[plain] = spellings[plain] == nil ? tag : ""
        }
        self.spellings = spellings
    }

    var isEmpty: Bool { known.isEmpty }

    /// The known name that another spelling means.
    func name(of text: String) -> String? {
        if known[text] != nil { return text }
        guard !spellings.isEmpty, let spelling = spellings[TagNaming.plain(text)], !spelling.isEmpty else { return nil }
        return spelling
    }
}
