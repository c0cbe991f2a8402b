/// The code of a functional location, as the plant writes it: `P-101A`, `CWC04013`.
package struct AssetID: Hashable, Comparable, Codable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ text: String) {
        rawValue = text
    }

    package init(stringLiteral value: String) {
        rawValue = value
    }

    package static func < (left: AssetID, right: AssetID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A place in the functional-location tree: a site, a unit, a system, or a piece of equipment.
package struct Asset: Codable, Sendable, Hashable, Identifiable {
    package var id: AssetID
    /// What people call it: `Crude charge pump A`.
    package var name: String
    package var parent: AssetID?
    /// The ISO 14224 equipment class code, such as `PU` for pumps, where known.
    package var equipmentClass: String?
    /// Other names, in any language: `Chiller 13`, `원유 이송 펌프 A`.
    package var aliases: [String]
    package var dataClass: DataClass

    package init(
        id: AssetID,
        name: String,
        parent: AssetID? = nil,
        equipmentClass: String? = nil,
        aliases: [String] = [],
        dataClass: DataClass = .internal
    ) {
        self.id = id
        self.name = name
        self.parent = parent
        self.equipmentClass = equipmentClass
        self.aliases = aliases
        self.dataClass = dataClass
    }
}
