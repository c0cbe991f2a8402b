import Plant

/// Documents that have a vector, searched exactly: every question is compared with every document.
package struct VectorIndex: Sendable {
    private struct Entry: Sendable {
        var id: String
        var asset: AssetID?
        var time: Timestamp?
        var kind: RecordKind
        var dataClass: DataClass
    }

    private let file: VectorFile
    private let entries: [Entry]
    /// Of each entry: where its numbers start in the file.
    private let offsets: [Int]
    private let places: [String: Int]

    /// Documents whose text has no vector: not embedded yet, or of a class that the endpoint may not see.
    package let withoutVector: Int

    package init(_ documents: [SearchDocument], in file: VectorFile) {
        self.init(VectorCatalogue(documents, revision: 0), in: file)
    }

    package init(_ catalogue: VectorCatalogue, in file: VectorFile) {
        self.file = file
        var entries: [Entry] = []
        var offsets: [Int] = []
        for item in catalogue.items {
            guard let offset = file.offset(of: item.key) else { continue }
            offsets.append(offset)
            entries.append(
                Entry(
                    id: item.id,
                    asset: item.asset,
                    time: item.time,
                    kind: item.kind,
                    dataClass: item.dataClass
                )
            )
        }
        self.entries = entries
        self.offsets = offsets
        withoutVector = catalogue.items.count - entries.count
        places = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package var count: Int { entries.count }

    /// How near every document is to a question.
    ///
    /// - Throws: ``VectorFileError/unusableVector(place:dimension:expected:)`` when the vector is of another length.
    package func nearness(
        to vector: [Float],
        filter: SearchFilter = SearchFilter(),
        limit: Int = 1_000
    ) throws(VectorFileError) -> VectorNearness {
        let question = try file.question(vector)
        let cosines = file.products(at: offsets, question)
        let assets = Set(filter.assets)
        let allowed =
            filter == SearchFilter()
            ? Array(entries.indices) : entries.indices.filter { includes(entries[$0], filter, assets) }
        let best = VectorIndex.candidates(allowed, cosines, limit: limit)
            .sorted { cosines[$0] != cosines[$1] ? cosines[$0] > cosines[$1] : $0 < $1 }
            .prefix(max(0, limit))
        return VectorNearness(
            nearest: best.map { entries[$0].id },
            cosines: cosines,
            places: places
        )
    }

    /// All that can be among the nearest, and few more: sorting everything would take longer than comparing it.
    private static func candidates(_ places: [Int], _ cosines: [Float], limit: Int) -> [Int] {
        guard places.count > limit else { return places }
        func step(_ cosine: Float) -> Int { Int((min(1, max(-1, cosine)) + 1) * 2_047) }
        var counts = [Int](repeating: 0, count: 4_096)
        for place in places { counts[step(cosines[place])] += 1 }
        var lowest = counts.count - 1
        var held = counts[lowest]
        while held < limit, lowest > 0 {
            lowest -= 1
            held += counts[lowest]
        }
        return places.filter { step(cosines[$0]) >= lowest }
    }

    private func includes(_ entry: Entry, _ filter: SearchFilter, _ assets: Set<AssetID>) -> Bool {
        guard filter.kinds.isEmpty || filter.kinds.contains(entry.kind), entry.dataClass <= filter.highestClass
        else { return false }
        if !assets.isEmpty {
            guard let asset = entry.asset, assets.contains(asset) else { return false }
        }
        guard let window = filter.window else { return true }
        return entry.time.map { window.contains($0) } ?? false
    }
}

/// How near documents are to one question.
package struct VectorNearness: Sendable {
    /// Those that may be returned, the nearest first; ties in the order of ids.
    package let nearest: [String]
    private let cosines: [Float]
    private let places: [String: Int]
    private let mean: Double
    private let deviation: Double

    init(nearest: [String], cosines: [Float], places: [String: Int]) {
        self.nearest = nearest
        self.cosines = cosines
        self.places = places
        let count = Double(max(1, cosines.count))
        let mean = cosines.reduce(0.0) { $0 + Double($1) } / count
        self.mean = mean
        deviation = (cosines.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count).squareRoot()
    }

    package func cosine(of id: String) -> Double? { places[id].map { Double(cosines[$0]) } }

    /// In standard deviations above the mean of all documents, whatever the filter; 0 for one without a vector, which
    /// is neither favoured nor held back.
    package func standing(of id: String) -> Double {
        guard deviation > 1e-9, let cosine = cosine(of: id) else { return 0 }
        return (cosine - mean) / deviation
    }
}
