/// The functional-location tree, for questions about what is inside what.
package struct AssetTree: Sendable {
    package let assets: [AssetID: Asset]
    private let children: [AssetID: [AssetID]]

    package init(_ list: [Asset]) {
        var assets: [AssetID: Asset] = [:]
        var children: [AssetID: [AssetID]] = [:]
        for asset in list {
            assets[asset.id] = asset
        }
        for asset in assets.values.sorted(by: { $0.id < $1.id }) {
            if let parent = asset.parent {
                children[parent, default: []].append(asset.id)
            }
        }
        self.assets = assets
        self.children = children
    }

    package subscript(id: AssetID) -> Asset? {
        assets[id]
    }

    /// An asset and everything below it, parents first; a loop in the data is cut.
    package func subtree(of root: AssetID) -> [AssetID] {
        var result: [AssetID] = []
        var seen: Set<AssetID> = []
        var pending = [root]
        while let next = pending.popLast() {
            guard seen.insert(next).inserted else { continue }
            result.append(next)
            pending.append(contentsOf: (children[next] ?? []).reversed())
        }
        return result
    }

    /// The asset's parents, nearest first.
    package func ancestors(of id: AssetID) -> [AssetID] {
        var result: [AssetID] = []
        var current = assets[id]?.parent
        while let parent = current, !result.contains(parent), parent != id {
            result.append(parent)
            current = assets[parent]?.parent
        }
        return result
    }
}
