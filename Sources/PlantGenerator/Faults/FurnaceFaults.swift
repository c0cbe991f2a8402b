extension FaultScript {
    /// The stack damper sticks shut: the furnace loses its draft, air falls short, and firing is cut back.
    static func furnaceDraftUpset(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "H-#01", incident: "process", sampleSeconds: sampleSeconds)
        let cut = script.at(25)
        let freed = script.at(50)
        let end = script.at(90)
        script.add("PI-#053", [(script.start, 0), (script.at(15), 2.4), (cut, 3.7), (freed, 3.1), (end, 0)])
        script.add("AI-#054", [(script.start, 0), (script.at(10), -0.9), (cut, -1.95), (freed, -0.6), (end, 0)])
        script.add("TI-#055", [(script.start, 0), (cut, 34), (freed, -12), (end, 0)])
        script.add("TI-#056A", [(script.start, 0), (cut, 16), (freed, -5), (end, 0)])
        script.add("TI-#056B", [(script.start, 0), (cut, 21), (freed, -5), (end, 0)])
        script.add("TI-#057", [(script.start, 0), (cut, -22), (freed, -10), (end, 0)])
        script.add("TIC-#051.PV", [(script.start, 0), (cut, -3), (script.at(40), -13.5), (freed, -9), (end, 0)])
        script.add("TIC-#051.OP", [(script.start, 0), (cut, 3), (cut.minutes(3), -16), (freed, -14), (end, 0)])
        script.scale("FI-#050", [(script.start, 1), (cut, 1.02), (cut.minutes(3), 0.76), (freed, 0.8), (end, 1)])
        script.note(
            script.at(15),
            "H-#01 아치 드래프트 PI-#053 \(script.reading("PI-#053", script.at(15))) mmH2O로 상승, 배가스 O2 "
                + "AI-#054 \(script.reading("AI-#054", script.at(15))) %. 스택 댐퍼 응답 없음, 현장 확인 중."
        )
        script.note(
            script.at(40),
            "H-#01 firing cut by hand, COT down to \(script.reading("TIC-#051.PV", script.at(40))) degC. Stack damper "
                + "linkage found seized at about 20 % open; freed with the manual winch."
        )
        script.order(
            "H-#01",
            "H-#01 스택 댐퍼 고착, 링크 정비",
            "드래프트 상실(PI-#053 최대 \(script.reading("PI-#053", cut)) mmH2O), O2 \(script.reading("AI-#054", cut)) %.\n"
                + "Damper shaft bearing dry and corroded, linkage pin bent. Greased, pin replaced, stroke test 0-100 % done.",
            created: script.at(60),
            started: script.at(70),
            finished: script.at(70).hours(6),
            code: "STD",
            cost: 640,
            hours: 60
        )
        script.end(end)
        script.truth.summary = script.name(
            "H-#01 loses draft from \(script.start.minute) because the stack damper sticks; oxygen falls, firing is cut, "
                + "COT dips; recovered by \(end.minute)."
        )
        script.truth.mustFind = [
            script.name("H-#01"), "loss of draft", script.name("PI-#053 moves first"), "low oxygen",
        ]
        script.truth.mustNotFind = [script.name("a trip of K-#01")]
        return script
    }

    /// The forced draft fan trips on its motor protection; the furnace goes to minimum firing until it runs again.
    static func fanTrip(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "K-#01", incident: "process", sampleSeconds: sampleSeconds)
        // The motor draws too much for four minutes before its relay trips it; the running signal is the last to know.
        // Readings further apart than that do not show it.
        if sampleSeconds <= 120 { script.truth.firstOut = script.name("II-#058") }
        let trip = script.start.minutes(4)
        let restart = script.at(40)
        let end = script.at(120)
        script.add("VI-#059", [(script.start, 0), (trip, 2.4)])
        script.add("II-#058", [(script.start, 0), (trip, 38)])
        script.set("XI-#060", [(trip, 0), (restart, 0)])
        script.set("II-#058", [(trip, 0), (restart, 0)])
        script.set("SI-#061", [(trip, 900), (trip.minutes(3), 0.1), (restart, 0.1)])
        script.set("VI-#059", [(trip, 0.4), (trip.minutes(3), 0.1), (restart, 0.1)])
        script.add(
            "AI-#054",
            [
                (trip, 0), (trip.minutes(2), -1.9), (trip.minutes(6), -0.4), (restart, 1.2), (end, 0),
            ]
        )
        script.add("PI-#053", [(trip, 0), (trip.minutes(2), -2.1), (restart, -1.2), (restart.minutes(6), 0)])
        script.add(
            "TIC-#051.PV",
            [
                (trip, 0), (trip.minutes(10), -14), (restart, -27), (restart.minutes(30), -9), (end, 0),
            ]
        )
        script.add("TIC-#051.OP", [(trip, 0), (trip.minutes(1), -34), (restart, -34), (end, 0)])
        script.scale(
            "FI-#050",
            [(trip, 1), (trip.minutes(1), 0.38), (restart, 0.38), (restart.minutes(35), 0.95), (end, 1)]
        )
        script.add("TI-#055", [(trip, 0), (restart, -95), (end, 0)])
        script.add("TI-#056A", [(trip, 0), (restart, -42), (end, 0)])
        script.add("TI-#056B", [(trip, 0), (restart, -44), (end, 0)])
        script.trip(
            "XI-#060",
            asset: "K-#01",
            message: "K-#01 TRIP - motor overcurrent (relay 51)",
            at: trip + 2,
            reset: restart.minutes(-5)
        )
        script.note(
            trip.minutes(6),
            "K-#01 압입 송풍기 과전류 트립(\(trip.clock)). H-#01 최소 연소 전환, 원유 감량. "
                + "COT \(script.reading("TIC-#051.PV", trip.minutes(6))) degC."
        )
        script.note(
            restart.minutes(10),
            "K-#01 restarted \(restart.clock) after the coupling guard and motor were checked, current "
                + "\(script.reading("II-#058", restart.minutes(10))) A. COT recovering, lowest about "
                + "\(script.reading("TIC-#051.PV", restart)) degC."
        )
        script.order(
            "K-#01",
            "K-#01 과전류 트립 점검",
            "트립 직전 전류 \(script.reading("II-#058", trip.minutes(-1))) A, 진동 상승. 절연저항 양호, 댐퍼 베인 이물 제거.\n"
                + "Inlet vane had ingested a piece of insulation; removed. Relay test passed. Failure mode UST ruled out, "
                + "real overload.",
            priority: 1,
            created: trip.minutes(25),
            started: trip.minutes(30),
            finished: trip.hours(9),
            code: "BRD",
            cost: 410,
            hours: 85
        )
        script.end(end)
        script.truth.assets += [script.name("H-#01")]
        script.truth.summary = script.name(
            "K-#01 trips on overcurrent at \(trip.minute) and runs again at \(restart.minute); H-#01 goes to minimum firing."
        )
        script.truth.mustFind = [script.name("K-#01"), "trip at \(trip.minute)", script.name("H-#01 COT falls")]
        script.truth.mustNotFind = [script.name("a stuck stack damper")]
        return script
    }
}
