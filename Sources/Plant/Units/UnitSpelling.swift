/// Reads units in the many ways people and exports write them.
enum UnitSpelling {
    private struct Tables {
        /// Spellings as written, spaces removed.
        var exact: [String: UnitOfMeasure] = [:]
        /// Spellings in lower case, where no other unit of the table claims them.
        var folded: [String: UnitOfMeasure] = [:]
    }

    private static let tables: Tables = {
        var tables = Tables()
        for row in UnitTable.rows {
            for spelling in row.spellings {
                let key = clean(spelling)
                if tables.exact[key] == nil { tables.exact[key] = row.unit }
            }
        }
        for row in UnitTable.rows {
            for spelling in row.spellings {
                let key = clean(spelling).lowercased()
                if key.unicodeScalars.count > 1, tables.folded[key] == nil { tables.folded[key] = row.unit }
            }
        }
        return tables
    }()

    /// The unit of a spelling; upper or lower case counts only where it tells units apart and for single letters.
    static func read(_ spelling: String) -> UnitOfMeasure? {
        guard spelling.utf8.count <= 64 else { return nil }
        let text = clean(spelling)
        guard !text.isEmpty else { return nil }
        if let unit = simple(text) { return unit }
        if let unit = pressure(text) { return unit }
        return quotient(text) ?? withoutDetector(text)
    }

    /// Spellings of several words, as listed.
    private static let spaced = Set(
        UnitTable.rows.flatMap(\.spellings).filter { $0.contains(" ") }.map { $0.lowercased() }
    )

    /// Whether a stretch of running text with spaces in it may be one unit: `10 m in` is not minutes.
    static func mayHoldSpaces(_ spelling: String) -> Bool {
        let lower = spelling.lowercased()
        if spaced.contains(lower) { return true }
        let words = lower.split(separator: " ")
        guard words.count > 1, let tail = words.last else { return false }
        if words.contains("per") || tail.hasPrefix("/") || words[words.count - 2].hasSuffix("/") { return true }
        let closing: Set<Substring> = [
            "g", "gauge", "(gauge)", "(g)", "(a)", "abs", "(abs)", "absolute", "게이지", "절대", "rms", "p-p", "pk", "peak",
        ]
        return closing.contains(tail) && (words.count == 2 || spaced.contains(words.dropLast().joined(separator: " ")))
    }

    private static func simple(_ text: String) -> UnitOfMeasure? {
        if let unit = tables.exact[text] { return unit }
        guard text.unicodeScalars.count > 1 else {
            return ["H": "h", "D": "d", "S": "s", "M": "m", "T": "t"][text].flatMap { tables.exact[$0] }
        }
        return tables.folded[text.lowercased()]
    }

    /// `bar(g)`, `kg/cm2G`, `psia`, `MPa abs`.
    private static func pressure(_ text: String) -> UnitOfMeasure? {
        let lower = text.lowercased()
        for (suffix, reference) in UnitTable.references where lower.hasSuffix(suffix) {
            let stem = String(text.dropLast(suffix.count))
            if let base = simple(stem), base.dimension == .pressure {
                return base.referred(to: reference)
            }
        }
        return nil
    }

    /// `m3/h`, `톤/시`, `kNm3/hr`, `barrels per day`.
    private static func quotient(_ text: String) -> UnitOfMeasure? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let below = String(parts[1])
        let time = UnitTable.timesAfterStroke[below].flatMap { tables.exact[$0] } ?? simple(below)
        guard let time, time.dimension == .duration else { return nil }
        return simple(String(parts[0]))?.per(time)
    }

    /// `mm/s rms`, `um p-p`: how a vibration was rectified does not change the unit.
    private static func withoutDetector(_ text: String) -> UnitOfMeasure? {
        let lower = text.lowercased()
        for suffix in ["(rms)", "rms", "p-p", "(p-p)", "pk-pk", "pp", "(pk)", "pk", "0-p", "peak"]
        where lower.hasSuffix(suffix) && lower != suffix {
            let stem = String(text.dropLast(suffix.count))
            if let unit = simple(stem) ?? quotient(stem), unit.dimension == .length || unit.dimension == .velocity {
                return unit
            }
        }
        return nil
    }

    /// The spelling without spaces, superscripts, compatibility letters and direction marks.
    private static func clean(_ spelling: String) -> String {
        var text = ""
        text.unicodeScalars.reserveCapacity(spelling.utf8.count)
        for scalar in spelling.unicodeScalars {
            switch scalar.value {
            case 0x20, 0xA0, 0x2009, 0x202F, 0x3000, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x61C: continue
            case 0xB2, 0x2082: text += "2"
            case 0xB3, 0x2083: text += "3"
            case 0x3BC: text += "µ"
            case 0x2103: text += "°C"
            case 0x2109: text += "°F"
            case 0xBA, 0x2DA: text += "°"
            case 0x33A0: text += "cm2"
            case 0x33A5: text += "m3"
            case 0x338F: text += "kg"
            case 0x3390: text += "Hz"
            case 0x33A9: text += "Pa"
            case 0x33AA: text += "kPa"
            case 0x33AB: text += "MPa"
            case 0x2206: text += "Δ"
            case 0x2215, 0x2044: text += "/"
            case 0xFF01...0xFF5E: text.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x623, 0x625, 0x622: text += "ا"
            case 0x64B...0x652, 0x640: continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        if text.contains("per"), let range = range(of: "per", in: text) {
            let above = String(text[..<range.lowerBound])
            let below = String(text[range.upperBound...])
            if !above.isEmpty, !below.isEmpty, !below.hasPrefix("cent"), tables(know: above, below) {
                return above + "/" + below
            }
        }
        return text
    }

    /// Whether both sides of a "per" look like units; asked before the tables exist, so by their own short list.
    private static func tables(know above: String, _ below: String) -> Bool {
        ["hour", "hr", "h", "day", "d", "minute", "min", "second", "sec", "s"].contains(below) && above.count <= 12
    }

    private static func range(of needle: String, in text: String) -> Range<String.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(needle) {
                return start..<text.index(start, offsetBy: needle.count)
            }
            start = text.index(after: start)
        }
        return nil
    }
}
