/// Conditions on the fields of a record, looked at in the stored text.
struct FieldMatch: Sendable {
    private struct Condition: Sendable {
        var name: [UInt8]
        var accepted: Set<String>
    }

    private let conditions: [Condition]

    init(_ fields: [String: [String]]) {
        conditions = fields.sorted { $0.key < $1.key }.map { name, values in
            Condition(name: Array(name.utf8), accepted: Set(values.map(\.caseFolded)))
        }
    }

    var isEmpty: Bool { conditions.isEmpty }

    func holds(_ bytes: UnsafeRawBufferPointer) -> Bool {
        conditions.allSatisfy { condition in
            guard let value = FieldMatch.value(of: condition.name, in: bytes) else { return false }
            return condition.accepted.contains(value.caseFolded)
        }
    }

    /// The value of one field; `nil` when the record has none of that name.
    static func value(of name: [UInt8], in bytes: UnsafeRawBufferPointer) -> String? {
        var strings = FieldText.Strings(bytes)
        while let found = strings.next(), let value = strings.next() {
            let isIt =
                found.elementsEqual(name)
                || (found.contains(UInt8(ascii: "\\")) && Array(FieldText.text(found).utf8) == name)
            if isIt { return FieldText.text(value) }
        }
        return nil
    }
}
