/// The ordinary work of a plant: preventive orders and small repairs that have nothing to do with any fault.
enum RoutineWork {
    private struct Job {
        var equipment: String
        var short: String
        var long: String
        var type: String
        var code: String
        var hours: Int
        var cost: Int
    }

    private static let jobs: [Job] = """
        P-#01B|P-#01B 월간 예비기 기동시험|예비기 30분 무부하 기동, 진동 및 베어링 온도 정상. Standby test run 30 min, all normal.|PM02||20|60
        P-#02A|P-#02A 윤활유 교환|VG 46 3.2 L 교환, 오일 분석 시료 채취.|PM02||25|140
        P-#10A|Vibration route P-#10A/B|Overall 1.6 mm/s, no bearing frequencies. Next route in four weeks.|PM02||15|40
        P-#03A|P-#03A 스트레이너 청소|흡입 스트레이너 차압 상승으로 청소, 코크 0.4 kg 제거. Cleaned, put back.|PM01|PLU|60|210
        E-#10|E-#10 냉각수측 백플러싱|냉각수측 백플러싱 실시, 환수 온도 1.2 degC 개선.|PM02||40|90
        H-#01|H-#01 버너 3번 점화봉 교체|점화 실패 2회, 점화봉 교체 후 정상. Igniter replaced.|PM01|FTS|35|180
        K-#01|K-#01 필터 교체|흡입 필터 차압 기준 초과, 6매 교체.|PM02||30|260
        V-#01|V-#01 탈염기 전극 점검|변압기 전류 정상 범위, 인터페이스 프로브 세정. Electrode inspection, no finding.|PM02||80|320
        K-#02|K-#02 seal gas filter change|Differential 0.4 bar, both elements changed on the run.|PM02||20|310
        D-#01|LI-#107 경계면 레벨계 영점 조정|영점 2.1 % 어긋남 조정, 루프 체크 완료.|PM01|AIR|15|50
        C-#01|C-#01 top PSV external inspection|No leakage at the bonnet, tag legible, car seal in place.|PM02||15|30
        P-#10B|P-#10B 그랜드부 점검 및 주유|이상 없음. Coupling guard bolt tightened.|PM02||10|20
        E-#03|E-#03 채널 플랜지 볼트 재체결|미량 누유 흔적, 핫토크 후 누유 없음. Hot-torqued, no weep after.|PM01|ELU|30|70
        P-#01A|P-#01A 커플링 육안점검|스트로보 점검, 이상 없음. Coupling inspected by strobe, no finding.|PM02||10|20
        H-#01|H-#01 thermography of tubes|Survey of passes A and B, hottest spot 492 degC, within limits.|PM02||40|450
        CDU-#-FEED|FV-#001 포지셔너 점검|스트로크 시험 양호, 공기 누설 없음.|PM02||15|40
        P-#02B|P-#02B 메커니컬 씰 플러싱 라인 청소|플랜 11 오리피스 세정. Flush orifice cleaned.|PM02||25|60
        E-#06|E-#06 보온재 보수|우수 유입 구간 보온재 2 m 교체. Insulation repaired.|PM01|STD|50|380
        K-#02|K-#02 진동 감시계 교정|근접 센서 갭 전압 -9.8 V 조정.|PM02||30|150
        D-#01|AI-#120 주간 검교정|Reference 157.0 degC, reading 157.3 degC, within tolerance.|PM02||15|30
        """.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 7, let hours = Int(cells[5]), let cost = Int(cells[6]) else { return nil }
            return Job(
                equipment: cells[0],
                short: cells[1],
                long: cells[2],
                type: cells[3],
                code: cells[4],
                hours: hours,
                cost: cost
            )
        }

    /// So many orders, spread over a time in working hours, in the order of time.
    static func orders(
        _ count: Int,
        from start: WallClock,
        days: Int,
        trains: Int,
        seed: UInt64,
        taken others: [WorkOrder]
    )
        -> [WorkOrder]
    {
        var random = RandomSource(seed: seed, stream: "routine/" + start.date)
        var list = jobs
        random.shuffle(&list)
        var orders: [WorkOrder] = []
        var taken = Set(others.map(\.created.seconds))
        for index in 0..<count {
            let job = list[index % list.count]
            let train = trains == 1 ? 1 : random.integer(1...trains)
            let day = days * index / count
            var created = start.days(day).hours(8).minutes(random.integer(0...420))
            while !taken.insert(created.seconds).inserted { created = created.minutes(1) }
            let begin = created.hours(random.integer(1...6)).minutes(random.integer(0...59))
            let end = begin.minutes(job.hours * 6 + random.integer(0...25))
            orders.append(
                WorkOrder(
                    equipment: TagTable.numbered(job.equipment, train: train),
                    short: TagTable.numbered(job.short, train: train),
                    long: TagTable.numbered(job.long, train: train),
                    type: job.type,
                    priority: job.type == "PM02" ? 4 : random.integer(2...3),
                    created: created,
                    started: begin,
                    finished: end,
                    code: job.code,
                    cost: job.cost + random.integer(0...20),
                    hours: job.hours + random.integer(0...6)
                )
            )
        }
        return orders
    }
}
