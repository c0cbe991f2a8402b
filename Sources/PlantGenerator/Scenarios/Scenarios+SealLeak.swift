extension Scenario {
    static let pumpSealLeak = Scenario(
        "pump-seal-leak",
        "the seal of P-101A leaks in the night and the pump trips, as it did a year before"
    ) { () throws(GeneratorError) -> ScenarioPlan in
        let seed: UInt64 = 2_026_0301
        let plant = PlantModel(tags: 40)
        let times = SealLeakTimes(start: WallClock(2026, 3, 2, 0, 40), pace: 100, sampleSeconds: 60)
        let (start, trip) = (times.start, times.trip)
        let earlier = DocumentShelf.earlierLeak.start
        let earlierTrip = DocumentShelf.earlierLeak.trip
        let periods = [
            Period(start: earlier.startOfDay, days: 2, sampleSeconds: 300),
            Period(start: WallClock(2026, 2, 21), days: 7, sampleSeconds: 900),
            Period(start: WallClock(2026, 2, 28), days: 3, sampleSeconds: 60),
        ]
        var story = ScenarioStory.make(
            plant: plant,
            periods: periods,
            faults: [
                PlannedFault(.pumpSealLeak, at: start.civil),
                PlannedFault(.pumpSealLeak, at: earlier.civil, pace: DocumentShelf.earlierPace),
            ],
            load: [
                (WallClock(2026, 2, 25, 9, 0), 0), (WallClock(2026, 2, 25, 10, 30), 0.015),
                (WallClock(2026, 3, 1, 13, 0), 0.015), (WallClock(2026, 3, 1, 14, 30), -0.02),
            ],
            orders: 28,
            documents: DocumentShelf.procedures + [
                IncidentReports.sealLeak2025(quotes: true)
            ],
            seed: seed
        )
        let deferred = WallClock(2025, 10, 13, 9, 5)
        story.orders.append(
            WorkOrder(
                equipment: "P-101A",
                short: "P-101A 배리어액 쿨러 핀 세정 (분기)",
                long: "IR-2025-009 후속 분기 작업. 4분기 세정은 인력 부족으로 2026년 정기보수로 연기됨.\n"
                    + "Deferred to the 2026 turnaround by the maintenance planner; no risk review attached.",
                type: "PM02",
                priority: 3,
                created: deferred,
                started: nil,
                finished: nil,
                code: "",
                cost: 0,
                hours: 0
            )
        )
        let order = WorkOrder.id(created: trip.minutes(48))
        let before = WorkOrder.id(created: earlierTrip.minutes(48))
        func level(_ time: WallClock) -> String { ProbeBook.mark("LI-1016A", at: time) }
        let facts: [(String, JSONText)] = [
            ("contains", .texts(["P-101A", "LI-1016A"])), ("excludes", .texts(["P-101B tripped"])),
            ("incident", .text("process")), ("assets", .texts(["P-101A", "P-101B"])), ("records", .texts([order])),
        ]
        let story2026 =
            "LI-1016A falls from about \(level(start)) % (\(start.clock)) to \(level(trip.minutes(-1))) % just before the "
            + "trip at \(trip.clock); P-101B runs from \(times.restart.clock); charge back at \(times.recovered.clock)."
        return ScenarioPlan(
            seed: seed,
            tags: 40,
            periods: periods,
            story: story,
            questions: [
                ScenarioQuestion(
                    id: "seal-leak-what-ko",
                    language: "ko",
                    question: "3월 2일 새벽에 P-101A에 무슨 일이 있었나?",
                    asOf: "2026-03-02T08:00",
                    expect: facts,
                    note: story2026
                ),
                ScenarioQuestion(
                    id: "seal-leak-what-en",
                    language: "en",
                    question: "What happened to P-101A in the night of 2026-03-01 to 2026-03-02?",
                    asOf: "2026-03-02T08:00",
                    expect: facts,
                    note: story2026
                ),
                ScenarioQuestion(
                    id: "seal-leak-before-ko",
                    language: "ko",
                    question: "P-101A에서 예전에도 씰 누설이 있었나? 그때 무엇을 했고 효과가 있었나?",
                    asOf: "2026-03-02T08:00",
                    expect: [
                        ("contains", .texts(["P-101A", "2025-04-09"])), ("incident", .text("process")),
                        ("records", .texts([before])), ("documents", .texts(["IR-2025-009-P-101A-seal-leak.md"])),
                    ],
                    note: "2025-04-09: same signs, trip at \(earlierTrip.clock); cartridge replaced (held for eleven "
                        + "months), cooler cleaning planned quarterly but the last one was deferred."
                ),
                ScenarioQuestion(
                    id: "seal-leak-before-en",
                    language: "en",
                    question: "Has P-101A had a seal leak before, and what was done about it?",
                    asOf: "2026-03-02T08:00",
                    expect: [
                        ("contains", .texts(["P-101A", "2025-04-09"])), ("incident", .text("process")),
                        ("records", .texts([before])),
                    ]
                ),
                ScenarioQuestion(
                    id: "seal-leak-vibration-en",
                    language: "en",
                    question: "What was the highest vibration of P-101A on 2026-03-02?",
                    asOf: "2026-03-02T08:00",
                    expect: [("contains", .texts(["VI-1014A", "mm/s"]))],
                    note:
                        "About \(ProbeBook.mark("VI-1014A", at: trip.minutes(-1))) mm/s, in the minutes before the trip."
                ),
                ScenarioQuestion(
                    id: "seal-leak-orders-ko",
                    language: "ko",
                    question: "2026년 3월 P-101A 작업지시를 보여줘.",
                    asOf: "2026-03-03T08:00",
                    expect: [("contains", .texts([order])), ("records", .texts([order]))]
                ),
            ],
            page: [
                "In the night of 2026-03-01 to 2026-03-02 the mechanical seal of the crude charge pump P-101A leaks. From",
                "00:40 the level of its seal pot (LI-1016A) falls, then the barrier pressure (PI-1017A), then vibration",
                "(VI-1014A) and gas (GD-1018) rise. At 02:17 the low-low interlock trips the pump; the charge collapses, the",
                "furnace swings, and P-101B is started at 02:23. Alarms, shift notes (Korean, English, Arabic) and work order",
                "\(order) tell the same story. On 2025-04-09 the same pump did the same: readings, notes, work order \(before)",
                "and the report IR-2025-009 are here. The export is of 2026-03-03 00:00, so the repair is still going on.",
                "",
                "**A good answer** names P-101A and the seal, says that LI-1016A moved first and when, gives trip and restart",
                "times, cites readings, alarms, notes and the work order, and finds the earlier leak, what was done then and",
                "that the quarterly cooler cleaning was deferred. It does not blame P-101B or the furnace.",
            ]
        )
    }
}
