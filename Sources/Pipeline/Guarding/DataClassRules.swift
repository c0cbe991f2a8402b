import Ingestion
import Plant
import Storage

/// How guarded what is in the store is, by what `telltale.yaml` says now: never less than when it was taken in.
///
/// A record is of the highest class of its file, of the equipment it belongs to (or what that is part of) and of any
/// guarded equipment that it names; a tag of the highest of those that named it and of its equipment; an incident of the
/// highest of everything that takes part in it.
struct DataClassRules: Sendable {
    /// Files whose class was raised since they were taken in.
    private let files: [String: DataClass]
    /// What a raised file of readings may have said of any tag.
    private let readings: DataClass
    private let assets: [AssetID: DataClass]
    /// Guarded equipment as texts name it: `P101A`.
    private let names: [(plain: String, dataClass: DataClass)]
    private let tags: [TagName: DataClass]

    init(_ configuration: Configuration, tree: AssetTree, tags: some Sequence<Tag>, sources: [SourceGuard]) {
        var files: [String: DataClass] = [:]
        // What comes from brokers and archives is of no file.
        let isLive = !configuration.live.brokers.isEmpty || !configuration.live.archives.isEmpty
        var readings = isLive ? configuration.dataClass : .public
        for source in sources {
            let path = source.path.split(separator: "#").first.map(String.init) ?? source.path
            let now = source.saidClass ?? configuration.dataClass(ofFile: path)
            guard now > source.dataClass else { continue }
            files[source.path] = now
            if source.holdsTags { readings = max(readings, now) }
        }
        self.files = files
        self.readings = readings
        var assets = configuration.assetClasses
        for (asset, dataClass) in configuration.assetClasses {
            for below in tree.subtree(of: asset) { assets[below] = max(assets[below] ?? dataClass, dataClass) }
        }
        self.assets = assets
        names = assets.map { (DataClassRules.plain($0.key.rawValue), $0.value) }
            .filter { $0.0.utf8.count >= 3 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        var classes: [TagName: DataClass] = [:]
        for tag in tags {
            classes[tag.name] = max(tag.dataClass, readings, tag.asset.flatMap { assets[$0] } ?? .public)
        }
        self.tags = classes
    }

    func dataClass(of record: Record) -> DataClass {
        var found = max(record.dataClass, files[record.source.file] ?? .public)
        if let asset = record.asset { found = max(found, assets[asset] ?? .public) }
        if let tag = record.fields[RecordField.tag], !assets.isEmpty {
            found = max(found, tags[TagName(tag)] ?? .public)
        }
        guard let highest = names.first?.dataClass, found < highest else { return found }
        let text = DataClassRules.plain(record.title + " " + record.text)
        for name in names where name.dataClass > found && text.contains(name.plain) { found = name.dataClass }
        return found
    }

    func dataClass(of tag: Tag) -> DataClass {
        max(tag.dataClass, tags[tag.name] ?? tag.asset.flatMap { assets[$0] } ?? .public)
    }

    func dataClass(of asset: AssetID) -> DataClass {
        assets[asset] ?? .public
    }

    /// - Parameter related: The records that belong to it.
    func dataClass(of incident: Incident, related: [Record]) -> DataClass {
        let equipment = ([incident.asset].compactMap(\.self) + incident.assets).map { dataClass(of: $0) }
        let signals = (incident.findings.compactMap(\.tag) + [incident.firstOut].compactMap(\.self))
            .map { tags[$0] ?? .public }
        let records = related.map { dataClass(of: $0) }
        return (equipment + signals + records).max() ?? .internal
    }

    /// Distinguishes what is derived from guarded records by the rules they were guarded by.
    func stamp(_ revision: Int64) -> Int64 {
        guard !files.isEmpty || !assets.isEmpty else { return revision }
        let said =
            files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }
            + assets.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value.rawValue)" }
        let digest = SHA256.hex(of: said.joined(separator: "\n")).prefix(12)
        return revision ^ (Int64(digest, radix: 16) ?? 0) << 12
    }

    /// Letters and digits alone, in capitals: `p-101 A` as `P101A`.
    private static func plain(_ text: String) -> String {
        var result = ""
        for scalar in text.uppercased().unicodeScalars
        where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

extension SourceGuard {
    /// What somebody said with `--class`: it holds whatever the settings say.
    fileprivate var saidClass: DataClass? {
        said.flatMap { try? Mapping(yaml: $0, name: path) }?.common.dataClass.flatMap { DataClass(rawValue: $0) }
    }

    /// Whether it may have named tags.
    fileprivate var holdsTags: Bool {
        [InputKind.readings, .tags].map(\.rawValue).contains(kind)
    }
}
