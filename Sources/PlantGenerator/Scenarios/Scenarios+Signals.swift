extension Scenario {
    static let exchangerFouling = Scenario(
        "exchanger-fouling",
        "E-104 fouls for three weeks and only the trend shows it"
    ) { () throws(GeneratorError) -> ScenarioPlan in
        let seed: UInt64 = 104
        let periods = [Period(start: WallClock(2026, 2, 2), days: 28, sampleSeconds: 900)]
        let start = WallClock(2026, 2, 9)
        let story = ScenarioStory.make(
            plant: PlantModel(tags: 40),
            periods: periods,
            faults: [PlannedFault(.exchangerFouling, at: start.civil)],
            load: [
                (start.days(3), 0), (start.days(3).hours(2), 0.02), (start.days(9), 0.02), (start.days(9).hours(2), 0),
            ],
            orders: 16,
            documents: [Procedures.exchangerCleaning, Procedures.furnaceDraft],
            seed: seed
        )
        let facts: [(String, JSONText)] = [
            ("contains", .texts(["E-104", "TI-1035"])), ("excludes", .texts(["tripped", "트립"])),
            ("incident", .text("process")), ("assets", .texts(["E-104"])), ("records", .texts([])),
        ]
        func mark(_ tag: String, _ time: WallClock) -> String { ProbeBook.mark(tag, at: time) }
        let last = WallClock(2026, 3, 1, 18, 0)
        let figures =
            "TI-1035 \(mark("TI-1035", start)) to \(mark("TI-1035", last)) degC, PDI-1038 \(mark("PDI-1038", start)) to "
            + "\(mark("PDI-1038", last)) bar, TI-1037 \(mark("TI-1037", start)) to \(mark("TI-1037", last)) degC."
        return ScenarioPlan(
            seed: seed,
            tags: 40,
            periods: periods,
            story: story,
            questions: [
                ScenarioQuestion(
                    id: "fouling-ko",
                    language: "ko",
                    question: "지난 4주 동안 E-104 열교환기 성능이 어떻게 변했나?",
                    asOf: "2026-03-02T08:00",
                    expect: facts,
                    note: figures
                ),
                ScenarioQuestion(
                    id: "fouling-en",
                    language: "en",
                    question: "Is there anything wrong with E-104 in February 2026?",
                    asOf: "2026-03-02T08:00",
                    expect: facts,
                    note: figures
                ),
            ],
            page: [
                "From 2026-02-09 the crude side of exchanger E-104 fouls, over three weeks:",
                "",
                "- its crude outlet TI-1035 falls, \(mark("TI-1035", start)) → \(mark("TI-1035", last)) degC;",
                "- its hot outlet TI-1037 rises, \(mark("TI-1037", start)) → \(mark("TI-1037", last)) degC;",
                "- its pressure drop PDI-1038 rises, \(mark("PDI-1038", start)) → \(mark("PDI-1038", last)) bar;",
                "- the furnace fires more to make up for it.",
                "",
                "No limit is reached, no alarm comes, nobody wrote a word about it.",
                "",
                "**A good answer** speaks of a slow drift of E-104 over about three weeks with its figures, and says that there",
                "is neither an alarm nor a work order about it. It may quote MP-104 for when to clean. It does not invent an",
                "event, and does not call the three tags that agree with each other faulty.",
            ]
        )
    }

    static let stuckTransmitter = Scenario(
        "stuck-transmitter",
        "TI-1035 shows one value for thirty hours while the process goes on"
    ) { () throws(GeneratorError) -> ScenarioPlan in
        let seed: UInt64 = 1035
        let periods = [Period(start: WallClock(2026, 2, 16), days: 3, sampleSeconds: 120)]
        let start = WallClock(2026, 2, 17, 4, 20)
        let story = ScenarioStory.make(
            plant: PlantModel(tags: 40),
            periods: periods,
            faults: [PlannedFault(.stuckTransmitter, at: start.civil)],
            load: [(start.hours(5), 0), (start.hours(7), -0.03), (start.hours(26), -0.03), (start.hours(28), 0)],
            orders: 12,
            documents: [Procedures.exchangerCleaning],
            seed: seed
        )
        let facts: [(String, JSONText)] = [
            ("contains", .texts(["TI-1035"])), ("excludes", .texts(["tripped", "트립"])),
            ("incident", .text("instrument")), ("assets", .texts(["E-104"])),
            ("records", .texts(story.truths.flatMap(\.orders))),
        ]
        return ScenarioPlan(
            seed: seed,
            tags: 40,
            periods: periods,
            story: story,
            questions: [
                ScenarioQuestion(
                    id: "stuck-ko",
                    language: "ko",
                    question: "2월 17일 TI-1035에 이상이 있었나?",
                    asOf: "2026-02-19T08:00",
                    expect: facts
                ),
                ScenarioQuestion(
                    id: "stuck-en",
                    language: "en",
                    question: "What happened at E-104 on 17 and 18 February 2026?",
                    asOf: "2026-02-19T08:00",
                    expect: facts
                ),
            ],
            page: [
                "The transmitter of TI-1035 (crude outlet of E-104) holds its output at "
                    + "\(ProbeBook.mark("TI-1035", at: start.hours(2))) degC from 2026-02-17 04:20 to 2026-02-18 10:20.",
                "Throughput changes meanwhile, and every neighbour (TI-1034, TI-1037, TI-1041, PDI-1038) moves with it. An",
                "instrument technician resets it.",
                "",
                "**A good answer** calls it an instrument fault: the signal is frozen, the process is normal. It must not call",
                "it a process upset, fouling or a loss of heat.",
            ]
        )
    }

    static let quietDay = Scenario("quiet-day", "nothing happens") { () throws(GeneratorError) -> ScenarioPlan in
        let seed: UInt64 = 17
        let plant = PlantModel(tags: 40)
        let periods = [Period(start: WallClock(2026, 2, 21), days: 2, sampleSeconds: 120)]
        let facts: [(String, JSONText)] = [
            ("contains", .texts([])), ("excludes", .texts(["tripped", "트립"])), ("incident", .text("nothing")),
            ("assets", .texts([])), ("records", .texts([])),
        ]
        var story = ScenarioStory.make(
            plant: plant,
            periods: periods,
            faults: [],
            orders: 8,
            documents: [Procedures.furnaceDraft],
            seed: seed
        )
        story.isHistorianTroubled = false
        return ScenarioPlan(
            seed: seed,
            tags: 40,
            periods: periods,
            story: story,
            questions: [
                ScenarioQuestion(
                    id: "quiet-ko",
                    language: "ko",
                    question: "2월 22일에 CDU-1에 무슨 일이 있었나?",
                    asOf: "2026-02-23T08:00",
                    expect: facts
                ),
                ScenarioQuestion(
                    id: "quiet-en",
                    language: "en",
                    question: "What happened in CDU-1 on 22 February 2026?",
                    asOf: "2026-02-23T08:00",
                    expect: facts
                ),
            ],
            page: [
                "Two days, 2026-02-21 and 2026-02-22, on which the plant runs as it should: no alarm, no limit, no change of",
                "throughput; the log has its rounds and remarks, maintenance its routine orders.",
                "",
                "**A good answer** says that nothing happened and what was looked at. Any incident found here is a false one.",
            ]
        )
    }
}
