import Plant

/// Reads the catalogue's table of tags.
///
/// A line is `rank | tag | English | Korean | unit | asset | source | range | LL L H HH | deadband rate | base load
/// ambient | noise memory white | decimals step | loop`. `#` stands for the number of the train.
struct TagTable {
    private var rows: [(rank: Int, cells: [String])] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(TagTable.trimmed)
            guard cells.count == 14, let rank = Int(cells[0]) else { continue }
            rows.append((rank, cells))
        }
        rows = rows.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    }

    /// The tags of a train, most important first.
    func tags(train: Int) -> [TagBlueprint] {
        rows.map { TagTable.blueprint($0.cells.map { TagTable.numbered($0, train: train) }) }
    }

    static func numbered(_ text: String, train: Int) -> String {
        text.contains("#")
            ? text.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(train)") : text
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    private static func numbers(_ cell: String) -> [Double?] {
        cell.split(separator: " ").map { $0 == "-" ? nil : Double($0) }
    }

    private static func blueprint(_ cells: [String]) -> TagBlueprint {
        let range = numbers(cells[7])
        let limits = numbers(cells[8])
        let alarm = numbers(cells[9])
        let rest = numbers(cells[10])
        let noise = numbers(cells[11])
        let figures = numbers(cells[12])
        let loop = numbers(cells[13])
        func at(_ list: [Double?], _ index: Int) -> Double? { index < list.count ? list[index] : nil }
        let (source, kind) = source(cells[6])
        return TagBlueprint(
            name: cells[1],
            english: cells[2],
            korean: cells[3],
            unit: cells[4],
            asset: cells[5],
            kind: kind,
            source: source,
            low: at(range, 0) ?? 0,
            high: at(range, 1) ?? 100,
            limits: TagLimits(
                lowLow: at(limits, 0),
                low: at(limits, 1),
                high: at(limits, 2),
                highHigh: at(limits, 3),
                deadband: at(alarm, 0),
                ratePerMinute: at(alarm, 1)
            ),
            base: at(rest, 0) ?? 0,
            load: at(rest, 1) ?? 0,
            ambient: at(rest, 2) ?? 0,
            noise: at(noise, 0) ?? 0,
            memory: at(noise, 1) ?? 600,
            white: at(noise, 2) ?? 0,
            decimals: Int(at(figures, 0) ?? 1),
            step: max(1, Int(at(figures, 1) ?? 1)),
            loopGain: at(loop, 0) ?? 1,
            loopRest: at(loop, 1) ?? 50
        )
    }

    private static func source(_ cell: String) -> (TagBlueprint.Source, TagKind) {
        let words = cell.split(separator: " ")
        let detail = words.count > 1 ? String(words[1]) : ""
        return switch words.first ?? "" {
        case "pv": (.controlled, .measurement)
        case "sp": (.setpoint(of: detail), .setpoint)
        case "op": (.output(of: detail), .output)
        case "on": (.status, .status)
        case "an": (.analyser(seconds: Int(detail) ?? 1_200), .analyser)
        default: (.free, .measurement)
        }
    }
}
