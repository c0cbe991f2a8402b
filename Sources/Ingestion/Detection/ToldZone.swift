import Plant

/// The zone that a table itself says its times are in.
struct ToldZone {
    /// As ``SiteTimeZone`` reads it.
    let zone: String
    let place: String

    /// - Parameter columns: those of the times.
    init?(_ shape: TableShape, columns: [Int]) {
        for column in columns {
            let name = shape.columns[column]
            if let zone = ToldZone.zone(in: name) {
                self.zone = zone
                place = "the heading '\(name)'"
                return
            }
        }
        for line in shape.textAbove {
            let plain = line.lowercased()
            guard ["time", "zone", "시간", "시각", "표준시", "توقيت"].contains(where: { plain.contains($0) }),
                let zone = ToldZone.zone(in: line)
            else { continue }
            self.zone = zone
            place = "the line '\(line.prefix(80))' above the table"
            return
        }
        return nil
    }

    /// A column beside the times with which they are times with a zone.
    static func column(_ shape: TableShape, besides time: Int) -> Int? {
        let names: Set<String> = ["timezone", "tz", "zone", "utcoffset", "timezoneoffset", "gmtoffset", "시간대", "표준시"]
        return shape.columns.indices.first { column in
            guard column != time, names.contains(ColumnVocabulary.plain(shape.columns[column])) else { return false }
            let rows = shape.rows.prefix(50).filter { max(time, column) < $0.count }
            return !rows.isEmpty
                && rows.allSatisfy { row in
                    let joined = row[time] + [0x20] + row[column]
                    return [TimeFormat.yearFirst, .dayFirst, .monthFirst].contains {
                        TimeText.parse(joined, as: $0)?.offset != nil
                    }
                }
        }
    }

    /// `Time (UTC)`, `Timestamp [GMT+9]`, `시각(KST)`, `time_utc`, `All times in Asia/Seoul`.
    static func zone(in text: String) -> String? {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || "+-:/_".contains($0)) }
        for word in words {
            if word.contains("/"), word.first?.isLetter == true, (try? SiteTimeZone(String(word))) != nil {
                return String(word)
            }
            for part in word.split(whereSeparator: { $0 == "_" || $0 == "/" }) {
                if let zone = ToldZone.named(part.lowercased()) { return zone }
            }
        }
        return nil
    }

    private static func named(_ word: String) -> String? {
        switch word {
        case "kst", "jst": return "+09:00"
        case "utc", "gmt", "utctime", "timeutc", "timestamputc", "datetimeutc": return "UTC"
        default: break
        }
        guard word.hasPrefix("utc") || word.hasPrefix("gmt") else { return nil }
        let offset = word.dropFirst(3)
        guard let sign = offset.first, sign == "+" || sign == "-" else { return nil }
        let digits = offset.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard digits.count <= 2, let first = digits.first, let number = Int(first), number >= 0 else { return nil }
        let hours = first.count > 2 ? number / 100 : number
        let minutes = digits.count == 2 ? Int(digits[1]) : first.count > 2 ? number % 100 : 0
        guard let minutes, hours <= 18, minutes < 60 else { return nil }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(sign)\(two(hours)):\(two(minutes))"
    }
}
