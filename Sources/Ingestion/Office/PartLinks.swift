/// Which parts of an office container a part refers to (ECMA-376, part 2: relationships).
final class PartLinks: XMLVisitor {
    struct Link: Hashable {
        var type: String
        /// The name of the part in the container.
        var target: String
    }

    private var links: [String: Link] = [:]
    private let folder: String

    /// - Parameter part: the part's name; empty for the container itself.
    init(_ archive: ZipArchive, of part: String, name: String) throws(IngestionError) {
        let steps = part.split(separator: "/").map(String.init)
        folder = steps.dropLast().map { $0 + "/" }.joined()
        guard let entry = archive.entry("\(folder)_rels/\(steps.last ?? "").rels") else { return }
        try XMLScanner.scan(archive, entry, path: name, visitor: self)
    }

    subscript(id: String) -> Link? { links[id] }

    /// The first part of a type, by the end of the type's name.
    func target(ofType ending: String) -> String? {
        links.sorted { $0.key < $1.key }.first { $0.value.type.hasSuffix(ending) }?.value.target
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", links.count < 10_000, attributes["TargetMode"] != "External",
            let id = attributes["Id"], let target = attributes["Target"]
        else { return }
        links[id] = Link(type: attributes["Type"] ?? "", target: resolved(target))
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ name: String) {}

    /// `../styles.xml` seen from a folder of the container.
    private func resolved(_ target: String) -> String {
        var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for step in target.split(separator: "/") {
            if step == ".." { steps = steps.dropLast() } else if step != "." { steps.append(String(step)) }
        }
        return steps.joined(separator: "/")
    }
}
