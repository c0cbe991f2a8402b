extension FaultScript {
    /// The crude side of E-104 fouls over weeks: less heat to the crude, a higher pressure drop, more firing. No limit
    /// is reached and nobody writes it down.
    static func exchangerFouling(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "E-#04", incident: "process", sampleSeconds: sampleSeconds)
        let end = script.start.days(21 * plan.pace / 100)
        let course: (Double) -> [(WallClock, Double)] = { full in
            (0...6).map { step in
                // Fouling slows down as it grows: 1 − (1 − s)².
                let share = Double(step) / 6
                return (script.start + (end.seconds - script.start.seconds) / 6 * step, full * share * (2 - share))
            } + [(end.days(400), full)]
        }
        script.add("TI-#035", course(-14.5))
        script.add("TI-#037", course(15))
        script.add("PDI-#038", course(0.46))
        script.add("TI-#040", course(-9))
        script.add("TI-#041", course(-8.5))
        script.add("TIC-#051.OP", course(7.5))
        script.add("FI-#050", course(520))
        script.add("II-#058", course(6))
        script.add("TI-#055", course(14))
        script.end(end)
        script.truth.assets += [script.name("H-#01")]
        script.truth.summary = script.name(
            "E-#04 fouls from \(script.start.date) to \(end.date): crude outlet TI-#035 falls by 14.5 degC, hot outlet "
                + "TI-#037 rises by 15 degC, pressure drop PDI-#038 rises by 0.46 bar, firing demand rises by 7.5 %."
        )
        script.truth.mustFind = [
            script.name("E-#04"), "slow drift over about three weeks", script.name("TI-#035 falls"),
            script.name("PDI-#038 rises"), script.name("TI-#037 rises"),
        ]
        script.truth.mustNotFind = ["a sudden event", "an alarm", script.name("a failed transmitter TI-#035")]
        return script
    }
}
