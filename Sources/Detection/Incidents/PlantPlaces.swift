import Plant

/// Which places of the plant belong together, from the functional-location tree.
struct PlantPlaces: Sendable {
    private let tree: AssetTree
    /// Whether the whole tree hangs on one root, the site, so that units are the level below it.
    private let hasSite: Bool

    init(_ tree: AssetTree) {
        self.tree = tree
        let roots = tree.assets.values.filter { asset in asset.parent.map { tree[$0] == nil } ?? true }
        hasSite = roots.count == 1 && tree.assets.count > 1
    }

    /// The asset's place from the root down, itself last.
    private func path(_ asset: AssetID) -> [AssetID] {
        tree.ancestors(of: asset).reversed() + [asset]
    }

    /// The unit that an asset is in; the asset itself when it lies above all units.
    func unit(of asset: AssetID?) -> AssetID? {
        guard let asset else { return nil }
        let path = path(asset)
        return path[min(path.count - 1, hasSite ? 1 : 0)]
    }

    /// Whether two assets are so close that what happens at both is likely one thing: the same, one within the other,
    /// or parts of one system. The unit and the site relate everything and therefore nothing.
    func areClose(_ left: AssetID?, _ right: AssetID?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        if left == right { return true }
        let levels = hasSite ? 2 : 1
        let one = path(left)
        let other = path(right)
        let shared = zip(one, other).prefix { $0 == $1 }.count
        guard shared > levels else { return false }
        return shared == one.count || shared == other.count || (shared == one.count - 1 && shared == other.count - 1)
    }

    /// The system of a unit, or the equipment where there are no systems.
    func system(of asset: AssetID?) -> AssetID? {
        guard let asset else { return nil }
        let path = path(asset)
        return path[min(path.count - 1, hasSite ? 2 : 1)]
    }

    /// The smallest place that holds all of some assets.
    func common(_ assets: [AssetID]) -> AssetID? {
        guard let first = assets.first else { return nil }
        var shared = path(first)
        for asset in assets.dropFirst() {
            shared = zip(shared, path(asset)).prefix { $0 == $1 }.map(\.0)
        }
        return shared.last
    }
}
