import Plant

/// `Tag` alone could be Swift Testing's.
typealias PlantTag = Tag
