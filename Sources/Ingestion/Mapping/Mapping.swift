/// A mapping file: how to read what cannot be detected. Its keys hold for every file, and those under `files` for the
/// files whose names match.
package struct Mapping: Codable, Sendable, Hashable {
    package var common: FileMapping
    package var files: [Entry]

    package struct Entry: Codable, Sendable, Hashable {
        /// A file's name or the end of its path, with `*` and `?`.
        package var match: String
        package var mapping: FileMapping

        package init(match: String, mapping: FileMapping) {
            self.match = match
            self.mapping = mapping
        }
    }

    package init(_ common: FileMapping = FileMapping(), files: [Entry] = []) {
        self.common = common
        self.files = files
    }

    /// Reads YAML.
    ///
    /// - Throws: ``MappingError`` naming the line, and for an unknown key the nearest known one.
    package init(yaml: String, name: String) throws(MappingError) {
        self = try MappingReader(name: name).read(yaml)
    }

    /// Reads a mapping file.
    package init(path: String) throws(MappingError) {
        let bytes: [UInt8]
        do throws(IngestionError) {
            bytes = try TextStream(path: path, encoding: .utf8).readAll(limit: 4 << 20)
        } catch {
            throw MappingError(name: path, line: nil, message: error.message)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MappingError(name: path, line: nil, message: "is not UTF-8 text; save it as UTF-8")
        }
        try self.init(yaml: text, name: path)
    }

    /// The mapping of one file: the first entry that matches, over what is common.
    package func mapping(for path: String) -> FileMapping {
        guard let entry = files.first(where: { PathPattern.matches($0.match, path) }) else { return common }
        return common.overlaid(with: entry.mapping)
    }

    /// The mapping of a workbook's sheet: that of the first entry that matches `book.xlsx#Sheet` or the file, over what
    /// is common.
    func mapping(for path: String, sheet: String) -> FileMapping {
        let entry = files.first {
            PathPattern.matches($0.match, "\(path)#\(sheet)") || PathPattern.matches($0.match, path)
        }
        return entry.map { common.overlaid(with: $0.mapping) } ?? common
    }

    /// Whether the mapping says to leave this file out.
    package func skips(path: String) -> Bool {
        mapping(for: path).skip == true
    }

    /// The mapping as YAML that can be edited and read back.
    package var yaml: String {
        MappingWriter.yaml(self)
    }
}

/// A mapping file that cannot be used.
package struct MappingError: Error, Sendable, CustomStringConvertible {
    package let name: String
    /// Counted from 1.
    package let line: Int?
    package let message: String

    package var description: String {
        "\(name)\(line.map { ":\($0)" } ?? ""): \(message)"
    }
}

/// File names with `*` (anything but `/`), `**` (anything) and `?`.
enum PathPattern {
    /// A pattern without `/` is compared with the file's name, one with `/` with the end of its path.
    static func matches(_ pattern: String, _ path: String) -> Bool {
        let wanted = pattern.split(separator: "/", omittingEmptySubsequences: true)
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        if pattern.contains("**") {
            return glob(Array(pattern.utf8), Array(path.utf8)) || glob(Array("**/\(pattern)".utf8), Array(path.utf8))
        }
        guard wanted.count <= parts.count, !wanted.isEmpty else { return false }
        return zip(wanted, parts.suffix(wanted.count)).allSatisfy { glob(Array($0.utf8), Array($1.utf8)) }
    }

    /// Greedy matching with one place to go back to: linear in practice, never exponential.
    private static func glob(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var p = 0
        var t = 0
        var star = -1
        var mark = 0
        while t < text.count {
            if p < pattern.count, pattern[p] == 0x2A {
                while p < pattern.count, pattern[p] == 0x2A { p += 1 }
                star = p
                mark = t
            } else if p < pattern.count, pattern[p] == text[t] || pattern[p] == 0x3F {
                p += 1
                t += 1
            } else if star >= 0 {
                mark += 1
                t = mark
                p = star
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == 0x2A { p += 1 }
        return p == pattern.count
    }
}
