extension FaultScript {
    /// The crude charge valve sticks and slips: its controller hunts, the flow follows in steps.
    static func valveStiction(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "CDU-#-FEED", incident: "process", sampleSeconds: sampleSeconds)
        let end = script.start.minutes(plan.kind.minutes * plan.pace / 100)
        let seconds = Double(max(720, script.sampleSeconds * 8))
        let course: (Double) -> [(WallClock, Double)] = { full in
            [(script.start, full * 0.3), (script.start.hours(4), full), (end, full)]
        }
        script.swing("FIC-#001.OP", .triangle, seconds: seconds, course(6.5))
        script.swing("FIC-#001.PV", .square, seconds: seconds, course(21))
        script.swing("PI-#010", .square, seconds: seconds, course(-0.35))
        script.swing("TIC-#051.PV", .sine, seconds: seconds, course(1.4))
        let noticed = script.start.hours(6)
        script.note(
            noticed,
            "FIC-#001 헌팅 지속, 유량 \(script.reading("FIC-#001.PV", noticed)) m3/h 전후로 약 \(Int(seconds) / 60)분 주기 진동. "
                + "밸브 스틱 의심(FV-#001). Controller in manual for ten minutes: cycling stopped, so the valve it is."
        )
        script.order(
            "CDU-#-FEED",
            "FV-#001 밸브 고착(스틱), 패킹 정비",
            "Cycle of \(Int(seconds) / 60) min in FIC-#001 with triangular output and square flow: stiction.\n"
                + "패킹 과체결 확인, 재조정 및 포지셔너 캘리브레이션. 스텝 테스트 0.5 % 응답 양호.",
            priority: 3,
            created: noticed.minutes(30),
            started: end.hours(-3),
            finished: end,
            code: "DOP",
            cost: 330,
            hours: 40
        )
        script.end(end)
        script.truth.summary = script.name(
            "The valve of FIC-#001 sticks from \(script.start.minute) to \(end.minute): output and flow cycle every "
                + "\(Int(seconds) / 60) min."
        )
        script.truth.mustFind = [script.name("FIC-#001"), "oscillation", "valve stiction"]
        script.truth.mustNotFind = [script.name("a fault of P-#01A")]
        return script
    }
}
