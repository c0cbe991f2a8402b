import FoundationEssentials

/// The JSON Lines of a collection.
enum CollectionLines {
    struct Row {
        var id: String
        var title: String
        var text: String
    }

    /// - Parameter needsText: Whether a line without `text` is refused; a document may have a title alone.
    static func read(_ bytes: [UInt8], file: String, needsText: Bool) throws(RetrievalCollectionError) -> [Row] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(64).contains(0) {
            throw RetrievalCollectionError(
                file: file,
                line: nil,
                reason: "the file is UTF-16 or binary; it must be UTF-8: iconv -f UTF-16 -t UTF-8 \(file)"
            )
        }
        let decoder = JSONDecoder()
        var rows: [Row] = []
        var lines: [String: Int] = [:]
        for (number, line) in CollectionLines.lines(bytes).enumerated() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            func refuse(_ reason: String) -> RetrievalCollectionError {
                RetrievalCollectionError(file: file, line: number + 1, reason: reason)
            }
            let read: Line
            do {
                read = try decoder.decode(Line.self, from: Data(line))
            } catch {
                throw refuse(reason(error))
            }
            guard let id = read._id else { throw refuse("the object has no _id (text or a whole number)") }
            guard read.text != nil || (!needsText && read.title != nil) else { throw refuse("the object has no text") }
            if let earlier = lines.updateValue(number + 1, forKey: id.text) {
                throw refuse("the _id “\(id.text)” stands in line \(earlier) already")
            }
            rows.append(Row(id: id.text, title: read.title ?? "", text: read.text ?? ""))
        }
        return rows
    }

    /// Lines without the byte order mark that some programs write first.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return bytes[start...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private struct Line: Decodable {
        var _id: Identifier?
        var title: String?
        var text: String?
    }

    /// Text, or a whole number, which counts as its digits.
    private struct Identifier: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError, case .typeMismatch(_, let context) = error,
            let key = context.codingPath.first
        else { return "expected a JSON object with _id and text" }
        return "\(key.stringValue) is neither text nor, for _id, a whole number"
    }
}
