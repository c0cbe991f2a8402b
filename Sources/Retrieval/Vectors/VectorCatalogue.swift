package import Plant

/// Which text each document has to be embedded as, kept in a file so that a question need not read every record anew.
///
/// It says nothing of vectors: whether a text has one is asked of a ``VectorFile`` by its key.
package struct VectorCatalogue: Sendable, Hashable {
    package struct Item: Sendable, Hashable {
        package var id: String
        package var key: VectorKey
        package var asset: AssetID?
        package var time: Timestamp?
        package var kind: RecordKind
        package var dataClass: DataClass

        package init(_ document: SearchDocument) {
            id = document.id
            key = VectorKey(document.embeddedText)
            asset = document.asset
            time = document.time
            kind = document.kind
            dataClass = document.dataClass
        }

        fileprivate init(
            id: String,
            key: VectorKey,
            asset: AssetID?,
            time: Timestamp?,
            kind: RecordKind,
            dataClass: DataClass
        ) {
            self.id = id
            self.key = key
            self.asset = asset
            self.time = time
            self.kind = kind
            self.dataClass = dataClass
        }
    }

    /// Of the store it was made from.
    package let revision: Int64
    /// The kinds of document that are embedded at all.
    package let kinds: [RecordKind]
    /// In the order of ids.
    package let items: [Item]

    /// - Parameter documents: Those of other kinds, and empty ones, are left out.
    package init(_ documents: [SearchDocument], kinds: [RecordKind] = RecordKind.allCases, revision: Int64) {
        self.revision = revision
        self.kinds = VectorCatalogue.sorted(kinds)
        let wanted = Set(kinds)
        items =
            documents
            .filter { wanted.contains($0.kind) && $0.embeddedText.utf8.contains { $0 > 0x20 } }
            .map { Item($0) }.sorted { $0.id < $1.id }
    }

    private init(revision: Int64, kinds: [RecordKind], items: [Item]) {
        self.revision = revision
        self.kinds = kinds
        self.items = items
    }

    package static func sorted(_ kinds: [RecordKind]) -> [RecordKind] {
        Set(kinds).sorted { $0.number < $1.number }
    }

    // MARK: Bytes

    private static let magic: UInt64 = 0x3147_4c54_4345_5654
    private static let headSize = 8 + 4 + 4 + 8 + 8 + 8

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(VectorCatalogue.headSize + items.count * 64)
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(VectorCatalogue.magic)
        append(SearchDocument.embeddedTextVersion)
        append(kinds.reduce(UInt32(0)) { $0 | 1 << UInt32($1.number) })
        append(revision)
        append(UInt64(items.count))
        append(UInt64(0))
        for item in items {
            append(item.key.high)
            append(item.key.low)
            append(item.time?.nanoseconds ?? .min)
            append(item.kind.number)
            append(item.dataClass.number)
            let asset = Array((item.asset?.rawValue ?? "").utf8)
            let id = Array(item.id.utf8)
            append(UInt32(asset.count))
            append(UInt32(id.count))
            bytes += asset
            bytes += id
        }
        let sum = IndexBytes(bytes).checksum(from: VectorCatalogue.headSize, to: bytes.count)
        withUnsafeBytes(of: sum.littleEndian) {
            bytes.replaceSubrange(VectorCatalogue.headSize - 8..<VectorCatalogue.headSize, with: $0)
        }
        return bytes
    }

    /// `nil` when the bytes are damaged or of another version: a catalogue is made anew from the store.
    package init?(bytes: [UInt8]) {
        let source = IndexBytes(bytes)
        let head = VectorCatalogue.headSize
        guard source.count >= head, source.load(UInt64.self, at: 0) == VectorCatalogue.magic,
            source.load(UInt32.self, at: 8) == SearchDocument.embeddedTextVersion,
            source.load(UInt64.self, at: head - 8) == source.checksum(from: head, to: source.count)
        else { return nil }
        let mask = source.load(UInt32.self, at: 12)
        let kinds = RecordKind.allCases.filter { mask & 1 << UInt32($0.number) != 0 }
        let count = Int(truncatingIfNeeded: source.load(UInt64.self, at: 24))
        let kindsByNumber = Dictionary(uniqueKeysWithValues: RecordKind.allCases.map { ($0.number, $0) })
        let classesByNumber = Dictionary(uniqueKeysWithValues: DataClass.allCases.map { ($0.number, $0) })
        let fixed = 34
        guard count >= 0, count <= source.count / fixed else { return nil }
        var items: [Item] = []
        items.reserveCapacity(count)
        var at = head
        for _ in 0..<count {
            guard at + fixed <= source.count else { return nil }
            let time = source.load(Int64.self, at: at + 16)
            let assetEnd = at + fixed + Int(source.load(UInt32.self, at: at + 26))
            let end = assetEnd + Int(source.load(UInt32.self, at: at + 30))
            guard end <= source.count, let kind = kindsByNumber[source.load(UInt8.self, at: at + 24)],
                let dataClass = classesByNumber[source.load(UInt8.self, at: at + 25)]
            else { return nil }
            let asset = String(decoding: bytes[at + fixed..<assetEnd], as: UTF8.self)
            items.append(
                Item(
                    id: String(decoding: bytes[assetEnd..<end], as: UTF8.self),
                    key: VectorKey(
                        high: source.load(UInt64.self, at: at),
                        low: source.load(UInt64.self, at: at + 8)
                    ),
                    asset: asset.isEmpty ? nil : AssetID(asset),
                    time: time == .min ? nil : Timestamp(nanoseconds: time),
                    kind: kind,
                    dataClass: dataClass
                )
            )
            at = end
        }
        self.init(
            revision: source.load(Int64.self, at: 16),
            kinds: VectorCatalogue.sorted(kinds),
            items: items
        )
    }
}
