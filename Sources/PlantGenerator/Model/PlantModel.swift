/// The plant that is generated: its tags, in the order of the files' columns, and its assets.
struct PlantModel: Sendable {
    let tags: [TagBlueprint]
    let assets: [AssetBlueprint]
    let trains: Int
    private let positions: [String: Int]

    /// A plant with so many tags, on as many parallel trains as it takes.
    init(tags count: Int) {
        var tags: [TagBlueprint] = []
        var train = 0
        while tags.count < count {
            train += 1
            tags += TagCatalogue.table.tags(train: train).prefix(count - tags.count)
        }
        self.tags = tags
        trains = train
        positions = Dictionary(
            tags.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        assets = [AssetCatalogue.site] + (1...train).flatMap(AssetCatalogue.assets(train:))
    }

    func position(of tag: String) -> Int? { positions[tag] }

    subscript(tag: String) -> TagBlueprint? { positions[tag].map { tags[$0] } }
}
