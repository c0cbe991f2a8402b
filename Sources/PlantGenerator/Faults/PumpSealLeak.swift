/// When a seal leak comes to its trip, and what follows.
struct SealLeakTimes: Sendable {
    let start: WallClock
    private let pace: Int
    /// The pump trips some seconds after this; a reading of this very time still shows it running.
    let trip: WallClock
    var restart: WallClock { trip.minutes(6) }
    var recovered: WallClock { restart.minutes(15) }

    init(start: WallClock, pace: Int, sampleSeconds: Int) {
        self.start = start
        self.pace = pace
        // With readings far apart the trip falls on one of them, so that what follows is seen after it.
        trip = start.minutes(95 * pace / 500 * 5 + (sampleSeconds > 60 ? 0 : 2))
    }

    func at(_ minutes: Int) -> WallClock { start.minutes(minutes * pace / 500 * 5) }
}

extension FaultScript {
    /// The mechanical seal of a crude charge pump leaks, the barrier fluid runs out, the pump trips on low-low seal pot
    /// level, and the spare is started.
    static func pumpSealLeak(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        var script = FaultScript(plan, asset: "P-#01A", incident: "process", sampleSeconds: sampleSeconds)
        let times = SealLeakTimes(start: script.start, pace: plan.pace, sampleSeconds: sampleSeconds)
        let (trip, restart, recovered) = (times.trip, times.restart, times.recovered)
        let back = trip.hours(72)
        script.moveSealAndPumps(trip: trip, restart: restart, recovered: recovered, back: back)
        script.moveUnit(trip: trip, restart: restart, recovered: recovered)
        script.trip(
            "XI-#019A",
            asset: "P-#01A",
            message: "P-#01A TRIP - seal pot level low-low interlock I-#06",
            at: trip + 4,
            reset: trip.hours(31)
        )
        script.tellSealLeak(trip: trip, restart: restart, recovered: recovered, back: back)
        script.end(recovered)
        script.truth.assets += [script.name("P-#01B"), script.name("CDU-#-FEED"), script.name("H-#01")]
        script.truth.summary = script.name(
            "P-#01A's mechanical seal leaks from \(script.start.minute); barrier fluid falls until the pump trips at "
                + "\(trip.minute) on low-low seal pot level; P-#01B is started at \(restart.minute) and the charge is "
                + "back at \(recovered.minute)."
        )
        script.truth.mustFind = [
            script.name("P-#01A"), "seal leak", script.name("LI-#016A moves first"), "trip at \(trip.minute)",
            script.name("P-#01B started at \(restart.minute)"),
        ]
        script.truth.mustNotFind = [script.name("a fault of P-#01B"), script.name("a fault of H-#01 as the cause")]
        return script
    }

    private mutating func moveSealAndPumps(trip: WallClock, restart: WallClock, recovered: WallClock, back: WallClock) {
        let repaired = trip.hours(30)
        // Some seconds later than the trip's minute: a reading on that very minute is still one of a running pump.
        let down = trip + 5
        let topUp = start.startOfDay.days(-1).hours(9).minutes(30)
        add("LI-#016A", [(topUp.hours(-40), 0.5), (topUp.minutes(-5), -5.4), (topUp.minutes(5), 0.8), (start, 0)])
        add(
            "LI-#016A",
            [
                (start, 0), (at(45), -16.5), (at(70), -25), (trip.minutes(-1), -36.2), (down, -37.6),
                (trip.minutes(20), -49), (repaired, -51),
                (repaired.minutes(40), 2), (back, 2),
            ]
        )
        add(
            "PI-#017A",
            [
                (start, 0), (at(45), -0.45), (at(70), -1.05), (at(95), -1.85), (trip.minutes(10), -4.6),
                (repaired, -5.6),
                (repaired.minutes(40), 0.02), (back, 0.02),
            ]
        )
        add("VI-#014A", [(at(40), 0), (at(60), 0.7), (at(80), 2.1), (at(95), 3.6), (down, 4.3)])
        add("TI-#015A", [(at(45), 0), (at(95), 9.5), (down, 10.5)])
        add(
            "GD-#018",
            [
                (at(65), 0), (at(80), 11), (at(90), 21), (down, 29), (trip.minutes(12), 26), (trip.minutes(40), 4),
                (trip.minutes(90), 0),
            ]
        )
        // A stands still until it is put back in service three days later, B runs instead.
        set("XI-#019A", [(down, 0), (back, 0)])
        set("II-#013A", [(down, 0), (back, 0)])
        set("VI-#014A", [(down, 0.16), (back, 0.16)])
        noise("VI-#014A", 0.03, from: down, to: back)
        set("PI-#011A", [(down, 1.95), (back, 1.95)])
        set("TI-#015A", [(down, 71), (trip.minutes(60), 46), (trip.minutes(240), 19), (back, 17)])
        set("TI-#020A", [(down, 88), (trip.minutes(90), 52), (trip.minutes(360), 18), (back, 16)])
        set("XI-#019B", [(restart, 1), (back, 1)])
        add("II-#013B", [(restart, 240), (restart.minutes(5), 270), (recovered, 284), (back, 284)])
        noise("II-#013B", 1.5, from: restart, to: back)
        add("VI-#014B", [(restart, 2.6), (restart.minutes(10), 1.75), (back, 1.7)])
        noise("VI-#014B", 0.09, from: restart, to: back)
        add("TI-#015B", [(restart, 0), (restart.minutes(90), 34), (restart.minutes(240), 44), (back, 44)])
    }

    private mutating func moveUnit(trip: WallClock, restart: WallClock, recovered: WallClock) {
        let down = trip + 5
        scale(
            "FIC-#001.PV",
            [
                (down, 1), (trip.minutes(1), 0.16), (restart, 0.09), (restart.minutes(2), 0.42),
                (restart.minutes(7), 0.9), (recovered, 1),
            ]
        )
        add(
            "FIC-#001.OP",
            [
                (down, 0), (trip.minutes(2), 18), (restart, 38), (restart.minutes(6), 12), (recovered, 1),
                (recovered.minutes(10), 0),
            ]
        )
        scale(
            "PI-#010",
            [
                (down, 1), (trip.minutes(1), 0.2), (restart, 0.14), (restart.minutes(2), 0.82), (recovered, 1),
            ]
        )
        add(
            "TIC-#051.PV",
            [
                (down, 0), (trip.minutes(5), 10.5), (trip.minutes(9), 6), (restart.minutes(9), -9.5), (recovered, -5),
                (recovered.minutes(25), 0),
            ]
        )
        add(
            "TIC-#051.OP",
            [
                (down, 0), (trip.minutes(4), -24), (restart.minutes(4), -20), (recovered, 6),
                (recovered.minutes(25), 0),
            ]
        )
        scale(
            "FI-#050",
            [
                (down, 1), (trip.minutes(4), 0.6), (restart.minutes(4), 0.66), (recovered, 1.05),
                (recovered.minutes(25), 1),
            ]
        )
        add("TI-#041", [(down, 0), (restart, 6), (recovered, -5), (recovered.minutes(40), 0)])
        add("TI-#035", [(down, 0), (restart, 9), (recovered, -3), (recovered.minutes(30), 0)])
        add("LIC-#066.PV", [(down, 0), (restart.minutes(6), -15), (recovered, -9), (recovered.minutes(35), 0)])
        add("PIC-#101.PV", [(down, 0), (restart, -0.07), (recovered, 0.02), (recovered.minutes(20), 0)])
        add("TI-#056A", [(down, 0), (trip.minutes(5), 14), (recovered, -4), (recovered.minutes(20), 0)])
        add("TI-#056B", [(down, 0), (trip.minutes(5), 16), (recovered, -4), (recovered.minutes(20), 0)])
    }

    private mutating func tellSealLeak(trip: WallClock, restart: WallClock, recovered: WallClock, back: WallClock) {
        let number = WorkOrder.id(created: trip.minutes(48))
        let topUp = start.startOfDay.days(-9).hours(10).minutes(20)
        note(
            start.startOfDay.days(-1).hours(9).minutes(30),
            "P-#01A 씰 포트 배리어액 1.5 L 보충 (Plan 53A), LI-#016A "
                + "\(reading("LI-#016A", start.startOfDay.days(-1).hours(9).minutes(20))) → "
                + "\(reading("LI-#016A", start.startOfDay.days(-1).hours(9).minutes(40))) %. 최근 보충 주기가 짧아짐, 추이 관찰 요망. "
                + "Barrier fluid topped up again, interval getting shorter."
        )
        note(
            at(55),
            "P-#01A 씰 포트 레벨 LOW 경보. LI-#016A \(reading("LI-#016A", at(55))) %, 배리어 압력 "
                + "PI-#017A \(reading("PI-#017A", at(55))) barg로 하락 중. 현장 점검 지시."
        )
        note(
            at(80),
            "Field operator: oily film under P-#01A outboard seal, light mist. VI-#014A "
                + "\(reading("VI-#014A", at(80))) mm/s and rising, gas detector GD-#018 "
                + "\(reading("GD-#018", at(80))) %LEL. Hot work in the area stopped, P-#01B lined up."
        )
        note(
            trip.minutes(3),
            "P-#01A 메커니컬 씰 누설 확인, 씰 포트 LOLO 인터락(I-#06)으로 \(trip.clock) 트립. 원유 유량 FIC-#001 "
                + "\(reading("FIC-#001.PV", trip.minutes(3))) m3/h까지 저하, COT 상승에 따라 연소 감량."
        )
        note(
            recovered,
            "예비기 P-#01B 기동 \(restart.clock), \(recovered.clock) 원유 유량 "
                + "\(reading("FIC-#001.PV", recovered)) m3/h 회복. P-#01A 흡입/토출 밸브 차단 완료, 작업오더 \(number) 발행. "
                + "COT \(reading("TIC-#051.PV", recovered)) degC, 안정화 중."
        )
        note(
            recovered.minutes(20),
            "مضخة P-#01A: تسرب من مانع التسرب الميكانيكي. تم تشغيل المضخة الاحتياطية P-#01B وعزل المضخة A. "
                + "أمر العمل \(number). (rotating equipment contractor)"
        )
        note(
            trip.hours(7),
            "P-#01A handed over to maintenance with permit and LOTO. Seal cartridge (dual, Plan 53A) from "
                + "stock. P-#01B running normally, VI-#014B \(reading("VI-#014B", trip.hours(7))) mm/s, motor "
                + "\(reading("II-#013B", trip.hours(7))) A. No spare available until P-#01A is back: risk noted."
        )
        note(
            trip.hours(13),
            "P-#01A 분해 점검: 내측 씰면 열균열(heat check), O-링 경화, 배리어액 쿨러 핀 막힘 확인. "
                + "Seal shop confirms heat checking; new cartridge being fitted."
        )
        note(
            trip.hours(31),
            "P-#01A 씰 카트리지 교체 및 축정렬 완료, 누설시험 합격. 예비(standby) 상태. 씰 포트 레벨 "
                + "\(reading("LI-#016A", trip.hours(31))) %."
        )
        note(back, "P-#01A 재기동, P-#01B 정지 후 예비 전환. Changeover completed without upset.")
        order(
            "P-#01A",
            "P-#01A 씰 포트 배리어액 보충",
            "씰 포트 레벨 저하로 배리어액 2.0 L 보충. 전월 1회, 금월 3회째.\n"
                + "Outer seal dry, no visible leak. Recommend weekly trend of LI-#016A.",
            type: "PM02",
            priority: 3,
            created: topUp,
            started: topUp.minutes(40),
            finished: topUp.minutes(95),
            code: "",
            cost: 120,
            hours: 15
        )
        order(
            "P-#01A",
            "P-#01A 메커니컬 씰 누설 - 씰 교체",
            "현상: \(start.minute)경부터 씰 포트 레벨 저하, \(trip.clock) LOLO 인터락 트립. 트립 직전 진동 "
                + "\(reading("VI-#014A", trip.minutes(-2))) mm/s, 배리어 압력 \(reading("PI-#017A", trip.minutes(-2))) barg.\n"
                + "원인: 내측 씰면 열균열(heat check), 2차 O-링 경화. 배리어액 쿨러 핀 막힘으로 배리어액 온도 상승.\n"
                + "Found on opening: inner seal faces heat checked, O-ring hardened, barrier fluid cooler fins plugged. "
                + "Failure mode ELP.\n조치: 씰 카트리지 교체 진행. Cartridge taken from stock.",
            priority: 1,
            created: trip.minutes(48),
            started: trip.hours(7),
            finished: trip.hours(31),
            code: "ELP",
            cost: 8_450,
            hours: 145,
            closing: "완료: 씰 카트리지 교체, 쿨러 세정, 배리어액 교환(VG 32), 축정렬 0.04 mm. "
                + "Cooler cleaned, leak test passed, pump back on standby."
        )
    }
}
