/// The ordinary lines of a shift log: figures of the round, samples, permits, the weather.
enum RoutineNotes {
    private static let rounds: [(String, [String])] = [
        ("원유 투입량 %0 m3/h, COT %1 degC, 탑정 압력 %2 barg. 전 설비 정상.", ["FIC-1001.PV", "TIC-1051.PV", "PIC-1101.PV"]),
        (
            "Round done: charge %0 m3/h, coil outlet %1 degC, D-101 level %2 %. Nothing to report.",
            [
                "FIC-1001.PV", "TIC-1051.PV", "LIC-1106.PV",
            ]
        ),
        (
            "현장 순찰 이상 없음. P-101A 진동 %0 mm/s, 베어링 %1 degC, 씰 포트 레벨 %2 %.",
            [
                "VI-1014A", "TI-1015A", "LI-1016A",
            ]
        ),
        ("Exchanger train normal, furnace inlet %0 degC, flue gas oxygen %1 %.", ["TI-1041", "AI-1054"]),
        ("원유 공급 펌프 전류 %0 A, 헤더 압력 %1 barg 정상.", ["II-1013A", "PI-1010"]),
        ("الوردية هادئة، معدل تغذية الخام %0 m3/h ودرجة حرارة مخرج الفرن %1 degC.", ["FIC-1001.PV", "TIC-1051.PV"]),
    ]

    private static let remarks = [
        "탈염기 샘플 채취, 시험실 송부. Desalter sample sent to the lab.",
        "Hot work permit 2 open in tank farm, none inside battery limits.",
        "정기 소방 점검 실시, 특이사항 없음.",
        "Handover complete, no inhibited trips, no standing alarms.",
        "우회(bypass) 중인 인터락 없음. 미결 작업허가 1건 인계.",
        "Corrosion coupon at D-101 inspected with the vendor.",
        "협력업체 보온 작업 2명, 작업허가 확인.",
        "Rounds sheet signed, strainers dP normal.",
    ]

    /// The notes of some days: one round and at most one remark a shift.
    ///
    /// Nobody writes that all is well with what is not, so a round whose tags are under a fault is left out.
    static func notes(_ period: Period, plant: PlantModel, seed: UInt64, around story: Story) -> [ShiftNote] {
        let troubled = Dictionary(grouping: story.effects, by: \.tag)
        func isWell(_ tag: String, at time: WallClock) -> Bool {
            plant.position(of: tag) != nil && !(troubled[tag] ?? []).contains { $0.from <= time && time <= $0.to }
        }
        var notes: [ShiftNote] = []
        for day in 0..<min(period.days, 4_000) {
            let midnight = period.start.days(day)
            var random = RandomSource(seed: seed, stream: "notes/" + midnight.date)
            for hour in [8, 20] {
                let time = midnight.hours(hour).minutes(random.integer(0...5) * 10)
                let (text, tags) = random.element(of: rounds, or: ("", []))
                if !text.isEmpty, tags.allSatisfy({ isWell($0, at: time) }) {
                    notes.append(ShiftNote(time: time, text: filled(text, tags, at: time)))
                }
                if random.happens(0.6) {
                    let later = time.minutes(random.integer(3...20) * 10)
                    notes.append(ShiftNote(time: later, text: random.element(of: remarks, or: "")))
                }
            }
        }
        return notes
    }

    private static func filled(_ pattern: String, _ tags: [String], at time: WallClock) -> String {
        var text = ""
        var pending = false
        for character in pattern {
            if pending {
                pending = false
                if let index = character.wholeNumberValue, index < tags.count {
                    text += ProbeBook.mark(tags[index], at: time)
                    continue
                }
                text += "%"
            }
            if character == "%" { pending = true } else { text.append(character) }
        }
        return pending ? text + "%" : text
    }
}
