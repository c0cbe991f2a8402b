import Detection
import Plant

extension AlarmFiguresReport {
    /// The figures as a person reads them.
    package func text() -> String {
        let words = Wording(language: .english, zone: zone)
        let window = TimeWindow(from: from, to: to)
        var lines = [
            "Alarm figures\(asset.map { " of \($0)" } ?? ""), \(words.window(window)): \(activations) activations",
            "Load by EEMUA 191: \(band).", "",
        ]
        lines += section("Look at first", lookFirst.enumerated().map { "\($0.offset + 1). \($0.element)" })
        lines += section(
            "Figures beside the guidelines (ISA-18.2 / IEC 62682, EEMUA 191; for one operator position)",
            TextTable(
                figures.map { figure in
                    [
                        mark(figure.verdict), figure.title,
                        AlarmFiguresReport.shown(figure.value) + (figure.unit.isEmpty ? "" : " " + figure.unit),
                        figure.guideline,
                    ]
                }
            ).lines
        )
        lines += section(
            "Priorities",
            TextTable(
                priorities.map { share in
                    [
                        share.within ? "✓" : "!", share.priority, AlarmFiguresReport.percent(share.share),
                        share.guideline,
                    ]
                }
            ).lines + (priority_not_stated > 0 ? ["\(priority_not_stated) activation(s) without a known priority"] : [])
        )
        lines += section(
            "By position, unit and shift",
            TextTable(
                groups.map { group in
                    [
                        group.kind, group.name, "\(group.activations) activations",
                        AlarmFiguresReport.shown(group.average_per_10_min) + " per 10 min",
                        "peak \(group.peak_per_10_min)", "\(group.floods) flood(s)",
                        AlarmFiguresReport.percent(group.flood_share) + " of the time", group.band,
                    ]
                }
            ).lines
        )
        lines += section("Most frequent", TextTable(most_frequent.map(counted)).lines)
        lines += section("Chattering (3 or more within a minute)", TextTable(chattering.prefix(10).map(counted)).lines)
        lines += section("Fleeting (gone within 30 s)", TextTable(fleeting.prefix(10).map(counted)).lines)
        lines += section("Standing at the end", standing.prefix(10).map { "\($0.tag.rawValue) \($0.condition)" })
        lines += section("Stale (over 24 h)", stale.prefix(10).map { "\($0.tag.rawValue) \($0.condition)" })
        lines += section("Floods, worst first", floodLines(words))
        lines += section(
            "Which follow which (within 10 min; a chattering alarm counts once)",
            related.prefix(10).map { relation in
                "\(relation.follower) follows \(relation.leader): \(relation.support) of \(relation.leads) times, "
                    + "after \(AlarmListing.duration(relation.median_lag_seconds)); by chance "
                    + AlarmFiguresReport.shown(relation.expected_by_chance)
            }
        )
        lines += section("What delays would have removed", delayLines())
        lines += section("What deadbands would have removed (from the readings)", deadbandLines())
        return lines.dropLast().joined(separator: "\n")
    }

    private func floodLines(_ words: Wording) -> [String] {
        floods.sorted { ($1.activations, $0.from) < ($0.activations, $1.from) }.prefix(5).map { flood in
            "\(words.window(TimeWindow(from: flood.from, to: flood.to))): \(flood.activations) activations in "
                + "\(AlarmListing.duration(flood.minutes * 60)), at most \(flood.peak_per_10_min) in 10 min, first "
                + flood.first.rawValue + (flood.operator_position.map { ", \($0)" } ?? "")
        }
    }

    private func delayLines() -> [String] {
        guard !delays.settings.isEmpty else { return [] }
        let rows = delays.settings.prefix(15).map { setting in
            [
                "\(setting.tag.rawValue) \(setting.condition)", "on \(AlarmAdvice.seconds(setting.on_delay_seconds))",
                "off \(AlarmAdvice.seconds(setting.off_delay_seconds))",
                "\(setting.activations) → \(setting.activations_with_delay)",
                setting.enough ? "" : "still more than one a day: look at limit and loop",
            ]
        }
        let rest = delays.settings.count > 15 ? ["… and \(delays.settings.count - 15) more: --json"] : []
        return TextTable(Array(rows)).lines + rest
            + ["Together: \(delays.activations) → \(delays.activations_with_delays) activations"]
    }

    private func deadbandLines() -> [String] {
        TextTable(
            deadbands.map { band in
                let unit = band.unit.map { $0.isEmpty ? "" : " " + $0 } ?? ""
                return [
                    "\(band.tag.rawValue) \(band.condition)",
                    "\(DecimalText.significant(band.deadband)) → \(DecimalText.significant(band.suggested))\(unit)",
                    "\(band.crossings) → \(band.crossings_with_deadband) crossings",
                    "readings every \(AlarmListing.duration(band.sample_seconds))",
                    band.enough ? "" : "still more than one a day",
                ]
            }
        ).lines
    }

    private func counted(_ count: Count) -> [String] {
        ["\(count.tag.rawValue) \(count.condition)", "\(count.count)", AlarmFiguresReport.percent(count.share)]
    }

    private func mark(_ verdict: AlarmGuideline.Verdict) -> String {
        switch verdict {
        case .within: "✓"
        case .above: "!"
        case .tooMuch: "!!"
        case .unjudged: "·"
        }
    }

    private func section(_ heading: String, _ body: [String]) -> [String] {
        body.isEmpty ? [] : [heading] + body.map { "  " + $0 } + [""]
    }

    static func percent(_ share: Double) -> String { shown(share * 100) + " %" }

    static func shown(_ value: Double) -> String {
        if value != 0, abs(value) < 0.01 { return DecimalText.significant(value, digits: 2) }
        return abs(value) >= 100
            ? DecimalText.rounded(value, decimals: 0, grouping: true)
            : DecimalText.rounded(value, decimals: abs(value) >= 10 ? 1 : 2, trimming: true)
    }
}

/// Rows with their columns set under each other.
struct TextTable: Sendable {
    let rows: [[String]]

    init(_ rows: [[String]]) {
        self.rows = rows
    }

    var lines: [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if row[(column + 1)...].contains(where: { !$0.isEmpty }) {
                    line += String(repeating: " ", count: widths[column] - cell.count + 2)
                }
            }
            return line
        }
    }
}
