extension FaultScript {
    /// A cooling water pump fails: the overhead condenser loses duty and the column's pressure climbs.
    static func coolingWaterLoss(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "E-#10", incident: "process", sampleSeconds: sampleSeconds)
        let low = script.at(10)
        let standby = script.at(35)
        let end = script.at(120)
        script.add("FI-#105", [(script.start, 0), (low, -820), (standby, -850), (script.at(50), -60), (end, 0)])
        script.add("PI-#100", [(script.start, 0), (low, -1.7), (standby, -1.75), (script.at(45), -0.1), (end, 0)])
        script.add("TI-#104", [(script.at(5), 0), (script.at(20), 9), (standby, 14), (script.at(70), 2), (end, 0)])
        script.add("TI-#102", [(script.at(5), 0), (script.at(20), 16), (standby, 27), (script.at(70), 4), (end, 0)])
        script.add(
            "PIC-#101.PV",
            [
                (script.at(5), 0), (script.at(20), 0.26), (script.at(30), 0.52), (standby, 0.60), (script.at(60), 0.12),
                (end, 0),
            ]
        )
        script.add(
            "PIC-#101.OP",
            [(script.at(5), 0), (script.at(20), 30), (standby, 54), (script.at(60), 12), (end, 0)]
        )
        script.add("TIC-#063.PV", [(script.at(10), 0), (standby, 8), (script.at(70), 2), (end, 0)])
        script.add("LIC-#106.PV", [(script.at(10), 0), (standby, -18), (script.at(70), -5), (end, 0)])
        script.add("FIC-#001.PV", [(script.at(20), 0), (standby, -95), (script.at(70), -60), (end, 0)])
        script.note(
            script.at(10),
            "냉각수 공급 압력 저하, E-#10 냉각수 유량 FI-#105 \(script.reading("FI-#105", script.at(10))) m3/h. "
                + "유틸리티 팀에 CWP 확인 요청."
        )
        script.note(
            script.at(30),
            "C-#01 overhead pressure \(script.reading("PIC-#101.PV", script.at(30))) barg, venting to flare. "
                + "E-#10 outlet \(script.reading("TI-#102", script.at(30))) degC. Charge being cut."
        )
        script.note(
            script.at(60),
            "예비 냉각수 펌프 기동 \(standby.clock), FI-#105 \(script.reading("FI-#105", script.at(60))) m3/h 회복. "
                + "탑정 압력 \(script.reading("PIC-#101.PV", script.at(60))) barg로 하강."
        )
        script.order(
            "CDU-#-UTIL",
            "냉각수 펌프 CWP-B 정지 원인 점검",
            "CWP-B 커플링 스페이서 파손으로 냉각수 유량 상실. E-#10 출구 온도 최대 약 "
                + "\(script.reading("TI-#102", standby)) degC.\nStandby CWP-C started by utilities. Coupling replaced, "
                + "auto-start of the standby pump found in manual: corrected.",
            priority: 1,
            created: script.at(70),
            started: script.at(90),
            finished: script.at(90).hours(20),
            code: "BRD",
            cost: 2_350,
            hours: 120
        )
        script.end(end)
        script.truth.assets += [script.name("C-#01"), script.name("D-#01"), script.name("CDU-#-UTIL")]
        script.truth.summary = script.name(
            "Cooling water to E-#10 is lost from \(script.start.minute); C-#01's overhead pressure passes its high-high "
                + "limit; the standby pump restores the flow from \(standby.minute)."
        )
        script.truth.mustFind = [
            script.name("E-#10"), "cooling water loss", script.name("FI-#105 moves first"), "overhead pressure high",
        ]
        script.truth.mustNotFind = [script.name("a fouled E-#10")]
        return script
    }

    /// The naphtha analyser stops analysing: one result for hours, then no result at all.
    static func analyserFailure(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "D-#01", incident: "instrument", sampleSeconds: sampleSeconds)
        let dead = script.start.hours(24)
        let end = script.start.hours(28)
        script.freeze("AI-#120", from: script.start, to: dead)
        script.status("AI-#120", "No Sample", from: dead, to: end)
        script.note(
            dead.minutes(10),
            "AI-#120 나프타 95 % 유출점 분석기 24시간 동안 \(script.reading("AI-#120", dead.minutes(-10))) degC 고정 후 "
                + "샘플 없음. 시험실 분석으로 대체 운전. Lab samples every 4 h until repaired."
        )
        script.order(
            "D-#01",
            "AI-#120 분석기 샘플 라인 막힘",
            "Sample loop plugged with corrosion product; fast-loop filter replaced, valve serviced, validated with the "
                + "reference sample (157.2 against 157.0 degC).\n공정 이상 아님.",
            priority: 3,
            created: dead.minutes(20),
            started: dead.minutes(70),
            finished: end,
            code: "AIR",
            cost: 260,
            hours: 30
        )
        script.end(end)
        script.truth.summary = script.name(
            "The analyser AI-#120 repeats one result from \(script.start.minute), gives none from \(dead.minute), and "
                + "works again at \(end.minute)."
        )
        script.truth.mustFind = [script.name("AI-#120"), "analyser", "instrument, not process"]
        script.truth.mustNotFind = ["off-specification naphtha"]
        return script
    }
}
