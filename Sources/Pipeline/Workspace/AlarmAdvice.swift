import Detection
import Plant

/// Says in plain words what to look at first, most telling first.
struct AlarmAdvice: Sendable {
    let report: AlarmFiguresReport

    func sentences() -> [String] {
        var found = [worstActor(), delays(), flood(), stale(), related(), priorities()].compactMap(\.self)
        if found.isEmpty { found.append("Nothing stands out: every figure is within its guideline.") }
        return found
    }

    private func worstActor() -> String? {
        guard let worst = report.most_frequent.first, report.activations >= 20, worst.share >= 0.1 else { return nil }
        let name = "\(worst.tag.rawValue) \(worst.condition)"
        let share = DecimalText.rounded(worst.share * 100, decimals: 0)
        let chatters = report.chattering.contains { $0.tag == worst.tag && $0.condition == worst.condition }
        let setting = report.delays.settings.first { $0.tag == worst.tag && $0.condition == worst.condition }
        var text = "\(name) alone makes \(share) % of all activations (\(worst.count))"
        text += chatters ? " and chatters." : "."
        if let setting {
            text += " \(AlarmAdvice.delay(setting)) would have left \(setting.activations_with_delay)"
            text += setting.enough ? "." : "; that is still too many: look at its limit and its loop."
        }
        return text
    }

    private func delays() -> String? {
        let all = report.delays
        guard all.settings.count > 1 else { return nil }
        return "Delays on \(all.settings.count) alarms would have left \(all.activations_with_delays) of "
            + "\(all.activations) activations and hidden none of the alarms altogether in any week that they came"
            + " (see below). Settings are suggestions: they need your management of change."
    }

    private func flood() -> String? {
        guard let worst = report.floods.max(by: { ($0.activations, $1.from) < ($1.activations, $0.from) }) else {
            return nil
        }
        let words = Wording(language: .english, zone: report.zone)
        let window = words.window(TimeWindow(from: worst.from, to: worst.to))
        return "The worst of \(report.floods.count) flood(s): \(window), \(worst.activations) activations, at most "
            + "\(worst.peak_per_10_min) in 10 min; \(worst.first.rawValue) came first. "
            + "See 'telltale incidents' for what happened then."
    }

    private func stale() -> String? {
        guard let first = report.stale.first else { return nil }
        let names = report.stale.prefix(5).map { "\($0.tag.rawValue) \($0.condition)" }.joined(separator: ", ")
        return "\(report.stale.count) alarm(s) have stood for more than 24 hours, \(first.tag.rawValue) among them: "
            + "repair, re-limit or shelve with a reason: \(names)."
    }

    private func related() -> String? {
        guard let first = report.related.first else { return nil }
        return "\(first.follower) follows \(first.leader) (\(first.support) of \(first.leads) times, after "
            + "\(AlarmListing.duration(first.median_lag_seconds))): if it tells the operator nothing new, it is a "
            + "candidate for suppression by logic."
    }

    private func priorities() -> String? {
        guard report.activations >= 50, let high = report.priorities.first(where: { $0.priority == "high" }),
            !high.within
        else { return nil }
        return "\(DecimalText.rounded(high.share * 100, decimals: 0)) % of the activations have a high priority "
            + "(guideline: about 5 %): when much is urgent, nothing is."
    }

    static func delay(_ setting: AlarmFiguresReport.Delay) -> String {
        let on = setting.on_delay_seconds > 0 ? "an on-delay of \(seconds(setting.on_delay_seconds))" : nil
        let off = setting.off_delay_seconds > 0 ? "an off-delay of \(seconds(setting.off_delay_seconds))" : nil
        let text = [on, off].compactMap(\.self).joined(separator: " and ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    static func seconds(_ value: Double) -> String { DecimalText.shortest(value) + " s" }
}
