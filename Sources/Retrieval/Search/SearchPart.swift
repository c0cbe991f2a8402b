/// One of the indexes that are searched together, and what of it counts.
struct SearchPart: Sendable {
    let index: SearchIndex
    let deleted: DocumentSet?
    /// Without those that were deleted, as are the sums.
    let documentCount: Int
    let lengthSums: [UInt64]
    private let deletedDocuments: [Int]

    init(index: SearchIndex, deleted: DocumentSet?) {
        self.index = index
        let documents = deleted?.documents ?? []
        self.deleted = documents.isEmpty ? nil : deleted
        deletedDocuments = documents
        documentCount = index.documentCount - documents.count
        let lengths = index.start(of: .lengths)
        lengthSums = index.lengthSums.enumerated().map { field, sum in
            documents.reduce(sum) { left, document in
                let coded = index.storage.load(UInt8.self, at: lengths + field * index.documentCount + document)
                return left &- IndexFormat.wholeLengths[Int(coded)]
            }
        }
    }

    /// How many documents hold a term; those that were deleted do not count, so that a result does not depend on
    /// whether they were merged away yet.
    func count(of holders: SearchIndex.Holders) -> Int {
        switch holders {
        case .none: return 0
        case .single(let document): return deleted?.contains(document) == true ? 0 : 1
        case .list(_, let list):
            guard let deleted else { return list.count }
            if deletedDocuments.count * 8 < list.count {
                let held = list.holds(deletedDocuments, index.storage, documents: index.documentCount)
                return list.count - held.count { $0 }
            }
            return index.entries(of: holders).count { !deleted.contains(Int($0 >> 32)) }
        }
    }

    /// The same without documents of these ids.
    func without(_ ids: [[UInt8]]) -> SearchPart {
        var gone = deleted ?? DocumentSet(count: index.documentCount)
        var isSame = true
        for id in ids {
            guard let document = index.columns.document(id), !gone.contains(document) else { continue }
            gone.insert(document)
            isSame = false
        }
        return isSame ? self : SearchPart(index: index, deleted: gone)
    }
}
