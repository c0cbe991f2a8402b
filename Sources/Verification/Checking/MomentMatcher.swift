import Plant

/// Whether a date or a time of a statement is one of the evidence, on the plant's clock unless a zone is written.
///
/// A time matches to the precision it is written with: 02:47 matches 02:47:31 (cut) and 02:46:40 (rounded). With
/// "about", a full hour matches within 30 minutes and a time with minutes within 5.
struct MomentMatcher {
    static let aboutHour = 1_800
    static let aboutMinutes = 300
    /// In a window no longer than this, any of its days is named by it; of a longer one only the first and the last.
    static let shortWindow = 172_800.0

    let plant: KnownPlant

    /// A time as the claim's clock shows it.
    private struct Shown {
        var day: CivilTime?
        var partial: PartialDate?
        var second: Int
        var hasMinute: Bool
        var hasSecond: Bool
    }

    func matches(_ claim: ClockTime, _ fact: ClockTime, in evidence: Evidence) -> Bool {
        shown(fact, for: claim, evidence).contains { agrees(claim, $0) }
    }

    func matches(_ claim: ClockTime, _ moment: Timestamp) -> Bool {
        agrees(claim, shown(moment, for: claim))
    }

    /// The moments that an item of evidence begins and ends at.
    func edges(_ evidence: Evidence) -> [Timestamp] {
        guard let window = evidence.window, !window.isEmpty, window.from > TimeWindow.always.from,
            window.to < TimeWindow.always.to
        else { return [] }
        return [window.from, window.to]
    }

    /// The days an item of evidence speaks of.
    func days(_ facts: EvidenceFacts) -> (exact: [CivilTime], partial: [PartialDate]) {
        var exact: [CivilTime] = []
        let edges = edges(facts.evidence)
        if let from = edges.first, let to = edges.last {
            let first = plant.zone.civil(at: from)
            let last = plant.zone.civil(at: Timestamp(nanoseconds: to.nanoseconds - 1))
            exact = [first, last]
            if to.seconds(since: from) <= MomentMatcher.shortWindow {
                var day = first
                while day.daysSinceEpoch < last.daysSinceEpoch {
                    day = day.adding(days: 1)
                    exact.append(day)
                }
            }
        }
        var zoned: Set<PartialDate> = []
        for time in facts.times where time.zoneOffset != nil {
            guard let date = time.date else { continue }
            zoned.insert(date)
            exact += time.hours.compactMap { instant(time, hour: $0, on: date.civil) }.map { plant.zone.civil(at: $0) }
        }
        return (exact, facts.dates.filter { !zoned.contains($0) })
    }

    func matches(_ claim: PartialDate, _ facts: EvidenceFacts) -> Bool {
        let days = days(facts)
        return days.exact.contains { claim.agrees(with: $0) } || days.partial.contains { claim.agrees(with: $0) }
    }

    /// The moment of a time whose day is known.
    func instant(_ time: ClockTime, hour: Int, on day: CivilTime?) -> Timestamp? {
        guard var civil = day else { return nil }
        civil.hour = hour
        civil.minute = time.minute ?? 0
        civil.second = time.second ?? 0
        guard let offset = time.zoneOffset else { return plant.zone.moment(civil) }
        return Timestamp(utc: civil).adding(seconds: Int64(-offset))
    }

    private func shown(_ moment: Timestamp, for claim: ClockTime) -> Shown {
        let civil = claim.zoneOffset.map { CivilTime(shiftedBy: $0, from: moment) } ?? plant.zone.civil(at: moment)
        let second = civil.hour * 3_600 + civil.minute * 60 + civil.second
        return Shown(day: civil, partial: nil, second: second, hasMinute: true, hasSecond: true)
    }

    private func shown(_ fact: ClockTime, for claim: ClockTime, _ evidence: Evidence) -> [Shown] {
        fact.hours.map { hour in
            if let day = fact.date?.civil, fact.zoneOffset != claim.zoneOffset,
                let moment = instant(fact, hour: hour, on: day)
            {
                var shown = shown(moment, for: claim)
                shown.hasMinute = fact.minute != nil
                shown.hasSecond = fact.second != nil
                return shown
            }
            let reference = evidence.window?.from ?? plant.asOf
            let local = plant.zone.offset(at: reference)
            let shift = (claim.zoneOffset ?? local) - (fact.zoneOffset ?? local)
            let second = hour * 3_600 + (fact.minute ?? 0) * 60 + (fact.second ?? 0) + shift
            return Shown(
                day: nil,
                partial: shift == 0 ? fact.date : nil,
                second: (second % 86_400 + 86_400) % 86_400,
                hasMinute: fact.minute != nil,
                hasSecond: fact.second != nil
            )
        }
    }

    private func agrees(_ claim: ClockTime, _ shown: Shown) -> Bool {
        if let date = claim.date {
            if let day = shown.day, !date.agrees(with: day) { return false }
            if let partial = shown.partial, !date.agrees(with: partial) { return false }
        }
        return claim.hours.contains { hour in
            guard let minute = claim.minute else {
                if claim.isApproximate { return distance(hour * 3_600, shown.second) <= MomentMatcher.aboutHour }
                return shown.second / 3_600 == hour
            }
            let claimed = hour * 3_600 + minute * 60 + (claim.second ?? 0)
            if claim.isApproximate { return distance(claimed, shown.second) <= MomentMatcher.aboutMinutes }
            guard shown.hasMinute || minute == 0 else { return false }
            if claim.second != nil, shown.hasSecond || claim.second == 0 { return shown.second == claimed }
            guard claim.second == nil else { return false }
            let later = shown.second - claimed
            return (-30..<60).contains(later)
        }
    }

    private func distance(_ left: Int, _ right: Int) -> Int {
        let apart = abs(left - right)
        return min(apart, 86_400 - apart)
    }
}
