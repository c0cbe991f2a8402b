import Plant

extension FaultScript {
    /// A thermocouple's transmitter holds its last value while the process around it goes on as ever.
    static func stuckTransmitter(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "E-#04", incident: "instrument", sampleSeconds: sampleSeconds)
        let end = script.start.minutes(plan.kind.minutes * plan.pace / 100)
        script.freeze("TI-#035", from: script.start, to: end)
        let noticed = end.hours(-2).minutes(-(end.hours(-2).civil.minute % 10))
        script.note(
            noticed,
            "TI-#035 지시값 \(script.reading("TI-#035", noticed)) degC에서 변동 없음. 전후단 TI-#034, TI-#041은 정상 변동. "
                + "계기 이상으로 판단, 계장 점검 의뢰. Process is normal, suspect the transmitter."
        )
        script.order(
            "E-#04",
            "TI-#035 지시값 고정, 트랜스미터 점검",
            "TI-#035 output held at \(script.reading("TI-#035", noticed)) degC while TI-#034 and TI-#041 move normally.\n"
                + "점검 결과 트랜스미터 출력 홀드(HART 통신 이상). 리셋 후 정상, 루프 체크 5점 완료. 공정 영향 없음.",
            priority: 3,
            created: noticed.minutes(12),
            started: noticed.minutes(60),
            finished: end.minutes(25),
            code: "AIR",
            cost: 180,
            hours: 22
        )
        script.end(end)
        script.truth.summary = script.name(
            "The transmitter TI-#035 (E-#04 crude outlet) shows one value from \(script.start.minute) to \(end.minute). "
                + "The process is normal: its neighbours keep moving."
        )
        script.truth.mustFind = [script.name("TI-#035"), "frozen signal", "instrument, not process"]
        script.truth.mustNotFind = [
            "a process upset", script.name("fouling of E-#04"), script.name("a loss of heat in E-#04"),
        ]
        return script
    }
}
