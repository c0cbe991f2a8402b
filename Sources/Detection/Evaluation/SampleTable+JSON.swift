internal import FoundationEssentials

extension SampleTable {
    /// A number, a text, a flag or nothing.
    enum Cell: Decodable {
        case number(Double)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let flag = try? container.decode(Bool.self) {
                self = .number(flag ? 1 : 0)
            } else {
                self = .text((try? container.decode(String.self)) ?? "")
            }
        }
    }

    /// The objects of a file that is a JSON list; `nil` where it is none.
    static func objects(_ bytes: [UInt8], file: String) throws(DetectionManifestError) -> [[String: Cell]]? {
        guard bytes.first(where: { $0 > UInt8(ascii: " ") }) == UInt8(ascii: "[") else { return nil }
        do {
            return try JSONDecoder().decode([[String: Cell]].self, from: Data(bytes))
        } catch {
            throw DetectionManifestError("\(file) is not a JSON list of objects: \(error)")
        }
    }

    /// A table of objects, one a moment; columns in the order of their names.
    init(
        _ objects: [[String: Cell]],
        file: String,
        time: DetectionManifest.Column?,
        labels: Set<DetectionManifest.Column> = []
    ) throws(DetectionManifestError) {
        let names = Set(objects.flatMap(\.keys)).sorted()
        guard !names.isEmpty else { throw DetectionManifestError("\(file) holds no object with values") }
        func number(_ cell: Cell?, _ name: String) -> Double {
            switch cell {
            case .number(let value): value
            case .text(let text): labels.contains(.name(name)) ? SampleTable.label(text) : SampleTable.number(text)
            case nil: .nan
            }
        }
        let place = time.flatMap { SampleTable.position($0, names) }
        let times = place.map { place in
            objects.map { object -> String in
                if case .text(let text) = object[names[place]] { return text }
                return ""
            }
        }
        self.init(
            columns: names,
            rows: objects.map { object in names.map { number(object[$0], $0) } },
            times: times ?? []
        )
    }
}
