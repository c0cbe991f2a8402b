import Plant
import Yams

/// Reads mapping files strictly: a key that nobody knows is a mistake, not something to pass over.
struct MappingReader {
    let name: String

    func read(_ yaml: String) throws(MappingError) -> Mapping {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw MappingError(name: name, line: nil, message: "is not valid YAML: \(error)")
        }
        guard let root else { return Mapping() }
        let top = try members(root, keys: MappingKey.file + MappingKey.top, of: "the mapping")
        var mapping = Mapping(try file(top))
        if let list = top["files"] {
            guard let sequence = list.sequence else {
                throw error(list, "'files' is a list of files, each with 'match'")
            }
            for node in sequence {
                let entry = try members(node, keys: MappingKey.file + MappingKey.entry, of: "an entry of 'files'")
                guard let match = entry["match"] else {
                    throw error(node, "an entry of 'files' needs 'match', such as 'match: \"*.csv\"'")
                }
                mapping.files.append(Mapping.Entry(match: try text(match), mapping: try file(entry)))
            }
        }
        return mapping
    }

    private func file(_ keys: [String: Node]) throws(MappingError) -> FileMapping {
        var mapping = FileMapping()
        if let node = keys["kind"] {
            let word = try text(node)
            guard let kind = InputKind(rawValue: word) else {
                throw error(node, "'\(word)' is no kind of file\(meant(word, InputKind.allCases.map(\.rawValue)))")
            }
            mapping.kind = kind
        }
        if let node = keys["skip"] { mapping.skip = try flag(node) }
        if let node = keys["encoding"] {
            let word = try text(node)
            guard TextEncoding(name: word) != nil else {
                throw error(node, "'\(word)' is no known encoding\(meant(word, TextEncoding.allCases.map(\.rawValue)))")
            }
            mapping.encoding = word
        }
        if let node = keys["separator"] {
            let word = try text(node)
            guard Separator(name: word) != nil else {
                throw error(node, "'\(word)' is no separator; use comma, semicolon, tab, pipe, spaces or one character")
            }
            mapping.separator = word
        }
        mapping.decimal = try word(keys["decimal"], among: ["point", "comma"])
        mapping.layout = try word(keys["layout"], among: ["wide", "long"])
        if let node = keys["header"] { mapping.header = try header(node) }
        if let node = keys["units"] { mapping.units = try header(node) }
        if let node = keys["descriptions"] { mapping.descriptions = try header(node) }
        if let node = keys["columns"] { mapping.columns = try list(node) }
        if let node = keys["transpose"] { mapping.transpose = try flag(node) }
        if let node = keys["ignore"] { mapping.ignore = try list(node) }
        mapping.tagPrefix = try keys["tag_prefix"].map(text)
        if let node = keys["time"] { mapping.time = try time(node) }
        mapping.end = try keys["end"].map(text)
        mapping.tag = try keys["tag"].map(text)
        mapping.value = try keys["value"].map(text)
        mapping.quality = try keys["quality"].map(text)
        if let node = keys["doubts"] { mapping.doubts = try list(node) }
        if let node = keys["qualities"] { mapping.qualities = try texts(node) }
        if let node = keys["times"] { mapping.times = try texts(node) }
        if let node = keys["states"] {
            var states: [String: Double] = [:]
            for (word, value) in try pairs(node) {
                guard case .number(let number) = DecimalNumber.parse(Array(try text(value).utf8)) else {
                    throw error(value, "the state '\(word)' needs a number")
                }
                states[word] = number
            }
            mapping.states = states
        }
        mapping.id = try keys["id"].map(text)
        mapping.asset = try keys["asset"].map(text)
        mapping.title = try keys["title"].map(text)
        if let node = keys["text"] { mapping.text = try list(node) }
        if let node = keys["fields"] { mapping.fields = try fields(node) }
        mapping.transition = try keys["transition"].map(text)
        if let node = keys["transitions"] { mapping.transitions = try texts(node) }
        mapping.acknowledged = try keys["acknowledged"].map(text)
        if let node = keys["failure_codes"] { mapping.failureCodes = try failureCodes(node) }
        if let node = keys["only"] { mapping.only = try lists(node) }
        if let node = keys["except"] { mapping.except = try lists(node) }
        if let node = keys["fill_down"] { mapping.fillDown = try list(node) }
        if let node = keys["assets"] { mapping.assets = try assets(node) }
        mapping.dataClass = try word(keys["data_class"], among: ["public", "internal", "confidential", "restricted"])
        return mapping
    }

    private func time(_ node: Node) throws(MappingError) -> TimeMapping {
        var time = TimeMapping()
        if node.scalar != nil {
            time.column = try text(node)
            return time
        }
        let keys = try members(node, keys: MappingKey.time, of: "'time'")
        time.column = try keys["column"].map(text)
        if let node = keys["columns"] { time.columns = try list(node) }
        if let node = keys["format"] {
            let format = try text(node)
            guard TimeFormat(name: format) != nil else {
                throw error(
                    node,
                    "'\(format)' is no time format; use iso, mdy, dmy, epoch_s, epoch_ms, excel or a pattern"
                )
            }
            time.format = format
        }
        time.zone = try keys["zone"].map(text)
        if let node = keys["start"] {
            let start = try text(node)
            guard TimeText.parse(Array(start.utf8), as: .yearFirst) != nil else {
                throw error(node, "'\(start)' is no time; write it as 2026-03-01T02:10:00")
            }
            time.start = start
        }
        if let node = keys["step"] {
            let step = try text(node)
            guard TimeStep.nanoseconds(step) != nil else {
                throw error(node, "'\(step)' is no length of time; write 3m, 1s, 500ms or 1h")
            }
            time.step = step
        }
        return time
    }

    private func fields(_ node: Node) throws(MappingError) -> [String: FieldMapping] {
        var result: [String: FieldMapping] = [:]
        for (name, value) in try pairs(node) {
            if value.scalar != nil {
                result[name] = FieldMapping(column: try text(value))
                continue
            }
            let keys = try members(value, keys: MappingKey.field, of: "the field '\(name)'")
            var map: [String: String]?
            if let node = keys["map"] { map = try texts(node) }
            result[name] = FieldMapping(
                column: try keys["column"].map(text),
                constant: try keys["constant"].map(text),
                map: map
            )
        }
        return result
    }

    /// `ELP`, `"2.2"` and `PU` tell by themselves what they are; `{mode: …, mechanism: …, class: …}` says it.
    private func failureCodes(_ node: Node) throws(MappingError) -> [String: FailureCodeMapping] {
        var result: [String: FailureCodeMapping] = [:]
        for (code, value) in try pairs(node) {
            if value.scalar != nil {
                let word = try text(value)
                guard let meaning = FailureCodeMapping(isoCode: word) else {
                    let known = (FailureMode.all.map(\.code) + EquipmentClass.all.map(\.code)).map { $0.lowercased() }
                    let near = MappingKey.nearest(to: word, among: known).map { "; did you mean '\($0.uppercased())'?" }
                    throw error(
                        value,
                        "'\(word)' is no failure mode (ELP), failure mechanism (2.2) or equipment class (PU) of ISO "
                            + "14224 that is known here\(near ?? ".") Where it is one, say {mode: \(word)}, "
                            + "{mechanism: …} or {class: …}"
                    )
                }
                result[code] = meaning
                continue
            }
            let keys = try members(value, keys: MappingKey.failureCode, of: "the failure code '\(code)'")
            guard !keys.isEmpty else {
                throw error(value, "the failure code '\(code)' needs a mode, mechanism or class")
            }
            result[code] = FailureCodeMapping(
                mode: try keys["mode"].map(text),
                mechanism: try keys["mechanism"].map(text),
                equipmentClass: try keys["class"].map(text)
            )
        }
        return result
    }

    private func assets(_ node: Node) throws(MappingError) -> AssetMapping {
        let keys = try members(node, keys: MappingKey.assets, of: "'assets'")
        var assets = AssetMapping()
        assets.id = try keys["id"].map(text)
        assets.name = try keys["name"].map(text)
        assets.parent = try keys["parent"].map(text)
        assets.equipmentClass = try keys["class"].map(text)
        return assets
    }

    private func header(_ node: Node) throws(MappingError) -> Int {
        let word = try text(node)
        if word == "none" || word == "false" { return 0 }
        guard let line = Int(word), line >= 0 else {
            throw error(node, "'header', 'units' and 'descriptions' are lines counted from 1, or 'none'")
        }
        return line
    }
}

// MARK: Nodes

extension MappingReader {
    private func error(_ node: Node, _ message: String) -> MappingError {
        MappingError(name: name, line: node.mark?.line, message: message)
    }

    private func meant(_ word: String, _ known: [String]) -> String {
        MappingKey.nearest(to: word, among: known).map { "; did you mean '\($0)'?" }
            ?? "; known are \(known.joined(separator: ", "))"
    }

    private func pairs(_ node: Node) throws(MappingError) -> [(String, Node)] {
        guard let mapping = node.mapping else { throw error(node, "expected names with values, as 'name: value'") }
        var result: [(String, Node)] = []
        for (key, value) in mapping { result.append((try text(key), value)) }
        return result
    }

    private func members(_ node: Node, keys: [String], of place: String) throws(MappingError) -> [String: Node] {
        guard let mapping = node.mapping else {
            throw error(node, "\(place) holds names with values, as 'name: value'")
        }
        var result: [String: Node] = [:]
        for (key, value) in mapping {
            let name = try text(key)
            guard keys.contains(name) else { throw error(key, "'\(name)' is no key of \(place)\(meant(name, keys))") }
            result[name] = value
        }
        return result
    }

    private func text(_ node: Node) throws(MappingError) -> String {
        guard let scalar = node.scalar else { throw error(node, "expected one value, not a list or a group") }
        return scalar.string
    }

    private func word(_ node: Node?, among known: [String]) throws(MappingError) -> String? {
        guard let node else { return nil }
        let word = try text(node)
        guard known.contains(word) else { throw error(node, "'\(word)' is not allowed here\(meant(word, known))") }
        return word
    }

    private func flag(_ node: Node) throws(MappingError) -> Bool {
        switch try text(node) {
        case "true", "yes": return true
        case "false", "no": return false
        case let other: throw error(node, "'\(other)' is neither true nor false")
        }
    }

    private func list(_ node: Node) throws(MappingError) -> [String] {
        if node.scalar != nil { return [try text(node)] }
        guard let sequence = node.sequence else { throw error(node, "expected a list") }
        var result: [String] = []
        for item in sequence { result.append(try text(item)) }
        return result
    }

    private func texts(_ node: Node) throws(MappingError) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in try pairs(node) { result[key] = try text(value) }
        return result
    }

    private func lists(_ node: Node) throws(MappingError) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for (key, value) in try pairs(node) { result[key] = try list(value) }
        return result
    }
}
