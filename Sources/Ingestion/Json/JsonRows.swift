/// A JSON file's objects as rows of a table: a member is a cell, members of inner objects are `outer.inner`, lists
/// become their items joined by `; `.
final class JsonRows: RowSource {
    let columns: [String]
    private let elements: JsonElements
    private let places: [[UInt8]: Int]
    private let memory = MemoryRow()
    private var inner: [JsonValue]?
    private var innerPosition = 0
    private var innerLine = 1
    /// Values under names that the columns do not have.
    private(set) var leftOut: [String: Int] = [:]

    init(stream: TextStream, columns: [String]) {
        elements = JsonElements(stream: stream)
        self.columns = columns
        var places: [[UInt8]: Int] = [:]
        for (index, column) in columns.enumerated() where places[Array(column.utf8)] == nil {
            places[Array(column.utf8)] = index
        }
        self.places = places
    }

    var position: Int { elements.position }
    var row: RowView { memory.view }

    func next() throws(IngestionError) -> RowStep {
        while true {
            if let inner {
                guard innerPosition < inner.count else { return .end }
                innerPosition += 1
                lay(inner[innerPosition - 1], raw: [], line: innerLine)
                return .row
            }
            guard let (bytes, line) = try elements.next() else { return .end }
            let value: JsonValue
            do throws(JsonError) {
                value = try JsonParser.parse(bytes)
            } catch {
                return .bad(
                    reason: "bad_json",
                    detail: "not valid JSON: \(error.message) (byte \(error.offset) of the element)",
                    line: line,
                    raw: String(decoding: bytes.prefix(4_096), as: UTF8.self)
                )
            }
            if !elements.standInArray, let list = JsonRows.innerList(value) {
                inner = list
                innerLine = line
                continue
            }
            guard case .object = value else {
                return .bad(
                    reason: "bad_json",
                    detail: "expected an object with named values",
                    line: line,
                    raw: String(decoding: bytes.prefix(4_096), as: UTF8.self)
                )
            }
            lay(value, raw: bytes[...], line: line)
            return .row
        }
    }

    /// The rows of `{"data": [{…}, {…}]}`.
    static func innerList(_ value: JsonValue) -> [JsonValue]? {
        guard case .object(let members) = value else { return nil }
        for member in members {
            if case .array(let items) = member.value, items.count > 1,
                items.allSatisfy({ if case .object = $0 { true } else { false } })
            {
                return items
            }
        }
        return nil
    }

    private func lay(_ value: JsonValue, raw: ArraySlice<UInt8>, line: Int) {
        var cells = [[UInt8]](repeating: [], count: columns.count)
        for (name, bytes) in JsonRows.flat(value) {
            if let place = places[name] {
                cells[place] = bytes
            } else if leftOut.count < 100 {
                leftOut[String(decoding: name, as: UTF8.self), default: 0] += 1
            }
        }
        memory.set(cells: cells, raw: raw, line: line)
    }

    /// Names and values of an object, inner ones included.
    static func flat(_ value: JsonValue) -> [(name: [UInt8], value: [UInt8])] {
        var result: [(name: [UInt8], value: [UInt8])] = []
        func add(_ value: JsonValue, _ path: [UInt8]) {
            guard case .object(let members) = value else {
                result.append((path, text(value)))
                return
            }
            for member in members {
                add(member.value, path.isEmpty ? member.name : path + [0x2E] + member.name)
            }
        }
        add(value, [])
        return result
    }

    private static func text(_ value: JsonValue) -> [UInt8] {
        switch value {
        case .null: []
        case .boolean(let flag): Array((flag ? "true" : "false").utf8)
        case .number(let digits): digits
        case .string(let bytes): bytes
        case .array(let items): Array(items.map(text).joined(separator: [0x3B, 0x20]))
        case .object: flat(value).map { $0.name + [0x3A, 0x20] + $0.value }.joined(separator: [0x3B, 0x20]).map { $0 }
        }
    }
}
