extension FaultScript {
    /// A voltage dip shakes motors and loops all over the unit: many alarms within minutes, little harm.
    static func alarmFlood(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "CDU-#", incident: "alarms", sampleSeconds: sampleSeconds)
        let dip = script.start
        let calm = script.start.minutes(30)
        // Alternate rows of the historian catch the swing on either side of its limit, so that alarms repeat.
        let seconds = Double(max(180, sampleSeconds * 3))
        func shake(_ tag: String, _ offset: Double, _ swing: Double) {
            script.add(tag, [(dip, offset), (dip.minutes(15), offset * 0.9), (calm, 0)])
            script.swing(tag, .sine, seconds: seconds, [(dip, swing), (dip.minutes(15), swing * 0.8), (calm, 0)])
        }
        shake("II-#013A", 52, 26)
        shake("PI-#010", -4.4, 2.2)
        shake("FIC-#001.PV", -165, 70)
        shake("VI-#014A", 2.2, 0.9)
        shake("PI-#017A", -0.95, 0.35)
        shake("TIC-#051.PV", 7.5, 4)
        shake("AI-#054", -1.5, 0.5)
        shake("PI-#053", 1.9, 0.9)
        shake("II-#058", 31, 12)
        shake("PIC-#101.PV", 0.27, 0.09)
        shake("FI-#105", -330, 120)
        shake("LIC-#066.PV", 19, 7)
        shake("LIC-#023.PV", -15, 6)
        shake("LIC-#106.PV", -19, 7)
        shake("FIC-#108.PV", -88, 30)
        shake("TIC-#063.PV", 9.5, 4)
        shake("II-#026", 36, 9)
        shake("PI-#132", 1.9, 0.5)
        script.note(
            dip.minutes(20),
            "\(dip.clock) 순간 전압 강하(154 kV 계통, 약 0.4초)로 경보 다발. 정지 설비 없음, 전 루프 확인 완료. "
                + "Voltage dip, alarm flood for about a quarter of an hour, no equipment tripped."
        )
        script.order(
            "CDU-#",
            "순간 전압 강하 후 전기설비 점검",
            "전압 강하 기록 확인(잔류 전압 62 %, 0.4 s). MCC 저전압 계전기 정상, 재가속 정상.\n"
                + "Alarm flood reviewed; deadbands of PI-#010 and VI-#014A to be looked at.",
            priority: 3,
            created: dip.minutes(75),
            started: dip.hours(4),
            finished: dip.hours(8),
            code: "",
            cost: 90,
            hours: 60
        )
        script.end(calm)
        script.truth.summary = script.name(
            "A voltage dip at \(dip.minute) makes a flood of alarms over the whole of CDU-# until about \(calm.minute); "
                + "no equipment trips."
        )
        script.truth.mustFind = ["alarm flood", script.name("CDU-#")]
        script.truth.mustNotFind = ["a trip", script.name("a seal leak of P-#01A")]
        return script
    }
}
