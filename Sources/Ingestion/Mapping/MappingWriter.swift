/// Writes a mapping as YAML, keys in the order of the documentation.
enum MappingWriter {
    static func yaml(_ mapping: Mapping) -> String {
        var lines = file(mapping.common)
        if !mapping.files.isEmpty {
            lines.append("files:")
            for entry in mapping.files {
                var first = true
                for line in ["match: \(quoted(entry.match))"] + file(entry.mapping) {
                    lines.append((first ? "  - " : "    ") + line)
                    first = false
                }
            }
        }
        return lines.isEmpty ? "{}\n" : lines.joined(separator: "\n") + "\n"
    }

    private static func file(_ mapping: FileMapping) -> [String] {
        var lines: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { lines.append("\(key): \(quoted(value))") }
        }
        func add(_ key: String, _ value: Bool?) {
            if let value { lines.append("\(key): \(value)") }
        }
        func add(_ key: String, _ values: [String]?) {
            if let values { lines.append("\(key): [\(values.map(quoted).joined(separator: ", "))]") }
        }
        func add(_ key: String, _ pairs: [String: String]?) {
            guard let pairs else { return }
            lines.append("\(key):" + (pairs.isEmpty ? " {}" : ""))
            for name in pairs.keys.sorted() { lines.append("  \(quoted(name)): \(quoted(pairs[name] ?? ""))") }
        }
        add("kind", mapping.kind?.rawValue)
        add("skip", mapping.skip)
        add("encoding", mapping.encoding)
        add("separator", mapping.separator)
        add("decimal", mapping.decimal)
        for (key, line) in [
            ("header", mapping.header), ("units", mapping.units), ("descriptions", mapping.descriptions),
        ] {
            if let line { lines.append("\(key): \(line == 0 ? "none" : String(line))") }
        }
        add("columns", mapping.columns)
        add("layout", mapping.layout)
        add("transpose", mapping.transpose)
        add("ignore", mapping.ignore)
        add("tag_prefix", mapping.tagPrefix)
        if let time = mapping.time {
            lines.append("time:" + (time == TimeMapping() ? " {}" : ""))
            for line in self.time(time) { lines.append("  " + line) }
        }
        add("end", mapping.end)
        add("tag", mapping.tag)
        add("value", mapping.value)
        add("quality", mapping.quality)
        add("doubts", mapping.doubts)
        add("qualities", mapping.qualities)
        add("times", mapping.times)
        add("states", mapping.states?.mapValues { $0.description })
        add("id", mapping.id)
        add("asset", mapping.asset)
        add("title", mapping.title)
        add("text", mapping.text)
        if let fields = mapping.fields {
            lines.append("fields:" + (fields.isEmpty ? " {}" : ""))
            for name in fields.keys.sorted() {
                guard let field = fields[name] else { continue }
                if field.constant == nil, field.map == nil, let column = field.column {
                    lines.append("  \(quoted(name)): \(quoted(column))")
                    continue
                }
                lines.append("  \(quoted(name)):")
                if let column = field.column { lines.append("    column: \(quoted(column))") }
                if let constant = field.constant { lines.append("    constant: \(quoted(constant))") }
                if let map = field.map {
                    lines.append("    map:" + (map.isEmpty ? " {}" : ""))
                    for word in map.keys.sorted() { lines.append("      \(quoted(word)): \(quoted(map[word] ?? ""))") }
                }
            }
        }
        add("transition", mapping.transition)
        add("transitions", mapping.transitions)
        add("acknowledged", mapping.acknowledged)
        if let codes = mapping.failureCodes {
            lines.append("failure_codes:" + (codes.isEmpty ? " {}" : ""))
            for code in codes.keys.sorted() {
                guard let meaning = codes[code] else { continue }
                lines.append("  \(quoted(code)): \(failureCode(meaning))")
            }
        }
        for (key, lists) in [("only", mapping.only), ("except", mapping.except)] {
            guard let lists else { continue }
            lines.append("\(key):" + (lists.isEmpty ? " {}" : ""))
            for name in lists.keys.sorted() {
                lines.append("  \(quoted(name)): [\((lists[name] ?? []).map(quoted).joined(separator: ", "))]")
            }
        }
        add("fill_down", mapping.fillDown)
        if let assets = mapping.assets {
            lines.append("assets:" + (assets == AssetMapping() ? " {}" : ""))
            for (key, value) in [
                ("id", assets.id), ("name", assets.name), ("parent", assets.parent), ("class", assets.equipmentClass),
            ] {
                if let value { lines.append("  \(key): \(quoted(value))") }
            }
        }
        add("data_class", mapping.dataClass)
        return lines
    }

    private static func failureCode(_ meaning: FailureCodeMapping) -> String {
        let parts = [("mode", meaning.mode), ("mechanism", meaning.mechanism), ("class", meaning.equipmentClass)]
            .compactMap { key, value in value.map { (key: key, value: $0) } }
        if parts.count == 1, FailureCodeMapping(isoCode: parts[0].value) == meaning { return quoted(parts[0].value) }
        return "{\(parts.map { "\($0.key): \(quoted($0.value))" }.joined(separator: ", "))}"
    }

    private static func time(_ time: TimeMapping) -> [String] {
        var lines: [String] = []
        if let column = time.column { lines.append("column: \(quoted(column))") }
        if let columns = time.columns { lines.append("columns: [\(columns.map(quoted).joined(separator: ", "))]") }
        if let format = time.format { lines.append("format: \(quoted(format))") }
        if let zone = time.zone { lines.append("zone: \(quoted(zone))") }
        if let start = time.start { lines.append("start: \(quoted(start))") }
        if let step = time.step { lines.append("step: \(quoted(step))") }
        return lines
    }

    /// Plain words stay plain; everything else goes into double quotes.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2E
            }
        let reads = ["true", "false", "yes", "no", "null", "on", "off", "y", "n", "none"]
        if isPlain, !reads.contains(text.lowercased()) || text == "none" { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isControl(scalar.value):
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value < 0x100 ? 2 : 4
                let zeros = String(repeating: "0", count: width - digits.utf8.count)
                result += (width == 2 ? "\\x" : "\\u") + zeros + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// YAML folds or refuses them as they are: controls, NEL, the separators of lines and paragraphs, the byte order mark.
    private static func isControl(_ value: UInt32) -> Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(value)
    }
}
