import Plant

/// Words of a site's own, read from a CSV file: a heading that names the languages, then one thing a line with all its
/// names, several in a cell separated by semicolons.
///
/// ```
/// english,korean,arabic
/// "slop oil; recovered oil",슬롭유,زيت مسترجع
/// ```
package struct SiteGlossary: Sendable {
    let concepts: [Glossary.Concept]

    /// - Parameters:
    ///   - bytes: The file as UTF-8. Lines that start with `#` and empty lines say nothing.
    ///   - file: Its path, for complaints.
    /// - Throws: ``SiteGlossaryError`` with the line that cannot be read.
    package init(csv bytes: [UInt8], file: String) throws(SiteGlossaryError) {
        var languages: [Language?]?
        var concepts: [Glossary.Concept] = []
        var text = bytes[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard let first = line.first(where: { $0 != 0x20 && $0 != 0x0D }), first != UInt8(ascii: "#") else {
                continue
            }
            guard let cells = SiteGlossary.cells(line) else {
                throw SiteGlossaryError(file: file, line: index + 1, reason: "a quotation mark is not closed")
            }
            guard let order = languages else {
                languages = try SiteGlossary.heading(cells, file: file, line: index + 1)
                continue
            }
            guard cells.count <= order.count else {
                throw SiteGlossaryError(
                    file: file,
                    line: index + 1,
                    reason: "it has \(cells.count) cells under \(order.count) headings; separate names by semicolons"
                )
            }
            var concept = Glossary.Concept(english: [], korean: [], arabic: [])
            for (cell, language) in zip(cells, order) {
                let names = cell.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
                switch language {
                case .english: concept.english += names
                case .korean: concept.korean += names
                case .arabic: concept.arabic += names
                case nil: break
                }
            }
            guard concept.english.count + concept.korean.count + concept.arabic.count > 1 else {
                throw SiteGlossaryError(
                    file: file,
                    line: index + 1,
                    reason: "one name alone leads nowhere; give the thing a second one"
                )
            }
            concepts.append(concept)
        }
        self.concepts = concepts
    }

    private static func heading(_ cells: [String], file: String, line: Int) throws(SiteGlossaryError) -> [Language?] {
        let languages: [Language?] = cells.map { cell in
            switch cell.lowercased() {
            case "english", "en": .english
            case "korean", "ko": .korean
            case "arabic", "ar": .arabic
            default: nil
            }
        }
        guard languages.contains(where: { $0 != nil }) else {
            throw SiteGlossaryError(
                file: file,
                line: line,
                reason: "the first line must name the languages: english,korean,arabic"
            )
        }
        return languages
    }

    /// The cells of a line; `nil` when a quotation mark is left open.
    private static func cells(_ line: ArraySlice<UInt8>) -> [String]? {
        var result: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        for byte in line where byte != 0x0D {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: ","), !isQuoted {
                result.append(String(decoding: cell, as: UTF8.self).trimmed)
                cell.removeAll(keepingCapacity: true)
            } else {
                cell.append(byte)
            }
        }
        result.append(String(decoding: cell, as: UTF8.self).trimmed)
        return isQuoted ? nil : result
    }
}

/// A site glossary that cannot be read.
package struct SiteGlossaryError: Error, Sendable, Hashable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var reason: String

    package var description: String { "\(file), line \(line): \(reason)" }
}
