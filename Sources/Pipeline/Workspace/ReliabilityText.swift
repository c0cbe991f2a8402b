import Detection
import Plant

extension ReliabilityReport {
    package func text() -> String {
        let words = Wording(language: .english, zone: zone)
        let orders = preventive.orders + corrective.orders + not_stated.orders
        var lines = [
            "Reliability\(asset.map { " of \($0)" } ?? ""), \(words.window(TimeWindow(from: from, to: to))): "
                + "\(orders) work orders, \(failures.count) failures",
            "Preventive \(shown(preventive)), corrective \(shown(corrective))"
                + (not_stated.orders > 0 ? ", not stated \(shown(not_stated))" : "") + ratio() + ".",
        ]
        let told = failures.count { $0.mode_basis == "told_from_text" }
        if told > 0 {
            lines.append(
                "The mode of \(told) failure(s) is told from the text, learnt from \(learnt_from) coded orders."
            )
        }
        let worked = activities.values.reduce(0, +)
        if worked > 0 {
            let most = activities.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            lines.append(
                "\(worked) corrective order(s) have codes that name work and no failure, and count as none: "
                    + most.prefix(6).map { "\(named($0.key)) \($0.value)" }.joined(separator: ", ")
                    + (most.count > 6 ? ", …" : "")
            )
        }
        lines.append("")
        lines += section("Next failures: what to look at, and why", hints.prefix(10).flatMap(hint))
        lines += section(
            "Mean time between failures (calendar time, every item in service for the whole window; orders for one "
                + "item and mode within a week are one failure)",
            TextTable(classes.map(rate)).lines
        )
        lines += section("Failed again in the same mode within a year", TextTable(repeats.prefix(10).map(again)).lines)
        lines += section("Work orders that answer an alarm", answered(words))
        return lines.dropLast().joined(separator: "\n")
    }

    private func shown(_ work: Work) -> String {
        let hours =
            work.labour_hours > 0 ? " (\(DecimalText.rounded(work.labour_hours, decimals: 0, grouping: true)) h)" : ""
        return "\(work.orders)" + hours
    }

    private func ratio() -> String {
        guard corrective.orders > 0, preventive.orders > 0 else { return "" }
        return
            "; \(DecimalText.significant(Double(preventive.orders) / Double(corrective.orders), digits: 2)) preventive "
            + "for each corrective"
    }

    private func hint(_ hint: Hint) -> [String] {
        let shown = hint.records.suffix(8).joined(separator: ", ")
        return [
            hint.text + (mode_names[hint.mode].map { " (\(hint.mode): \($0))" } ?? ""),
            "    on the grounds of " + (hint.records.count > 8 ? "… " : "") + shown,
        ]
    }

    private func named(_ mode: String) -> String {
        mode_names[mode].map { "\(mode) \($0)" } ?? mode
    }

    private func rate(_ rate: Rate) -> [String] {
        let time =
            rate.mean_days_between_failures.map { "\(AlarmFiguresReport.shown($0)) days" }
            ?? "none in \(AlarmFiguresReport.shown(rate.item_days)) item-days"
        let modes = rate.modes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
            .map { "\(named($0.key)) \($0.value)" }.joined(separator: ", ")
        let few = rate.failures > 0 && rate.failures < 5 ? "few: take with care" : ""
        return [
            rate.name, "\(rate.items) item(s)", "\(rate.failures) failure(s)", time, modes, few,
        ]
    }

    private func again(_ again: Repeat) -> [String] {
        [
            again.asset.rawValue, named(again.mode), "\(again.failures) times",
            "median \(DecimalText.rounded(again.median_days, decimals: 0)) days apart",
            again.orders.suffix(4).joined(separator: ", "),
        ]
    }

    private func answered(_ words: Wording) -> [String] {
        guard !answers.isEmpty else { return [] }
        let hours = answers.map(\.hours).sorted()
        let head =
            "\(answers.count) of \(corrective.orders) corrective orders, in the median "
            + "\(AlarmListing.duration(hours[hours.count / 2] * 3_600)) after the first alarm"
        return [head]
            + answers.suffix(8).reversed().map { answer in
                let alarms = answer.alarms.prefix(4).joined(separator: ", ") + (answer.alarms.count > 4 ? ", …" : "")
                let why = answer.basis == .namesTheTag ? "names the tag" : "same equipment"
                return "\(words.moment(answer.time))  \(answer.order) \(answer.asset?.rawValue ?? ""): "
                    + "\(AlarmListing.duration(answer.hours * 3_600)) after \(alarms) (\(why))"
            }
    }

    private func section(_ heading: String, _ body: [String]) -> [String] {
        body.isEmpty ? [] : [heading] + body.map { "  " + $0 } + [""]
    }
}
