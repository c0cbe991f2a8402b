/// Reports of past incidents, and a vendor's bulletin.
enum IncidentReports {
    /// The seal leak of April 2025 as it is told where the readings of that night are at hand, or in round figures.
    static func sealLeak2025(quotes: Bool) -> PlantDocument {
        let times = DocumentShelf.earlierLeak
        let (start, trip, restart, recovered) = (times.start, times.trip, times.restart, times.recovered)
        func at(_ minutes: Int) -> WallClock { times.at(minutes) }
        func figure(_ tag: String, _ time: WallClock, _ otherwise: String) -> String {
            quotes ? ProbeBook.mark(tag, at: time) : otherwise
        }
        return PlantDocument(
            "IR-2025-009-P-101A-seal-leak.md",
            text: """
                # IR-2025-009 P-101A 메커니컬 씰 누설 및 트립 / Seal leak and trip of P-101A

                - 발생일 / Date: \(start.date)
                - 설비 / Equipment: P-101A (crude charge pump A)
                - 분류 / Class: loss of primary containment, minor; no injury
                - 작업오더 / Work order: \(WorkOrder.id(created: trip.minutes(48)))
                - Synthetic report.

                ## 현상 / What happened

                씰 포트 레벨 LI-1016A가 \(start.minute)경부터 저하하기 시작했다. LOW 경보는 \(at(55).clock)에
                \(figure("LI-1016A", at(55), "51")) %에서 확인되었고 배리어 압력 PI-1017A도 함께 낮아졌다.
                Low-low interlock I-106 tripped the pump at \(trip.clock). 예비기 P-101B는 \(restart.clock)에 기동되었고
                원유 유량은 \(recovered.clock)에 회복되었다. 가열로 출구 온도는 일시적으로 상승 후 하강했다.

                ## 원인 / Cause

                배리어액 쿨러의 핀이 막혀 배리어액 온도가 올라갔고, 내측 씰면에 열균열(heat check)이 생겼다. 2차 O-링이 경화되어
                있었다. The barrier fluid had been topped up three times in the month before; nobody raised an inspection.

                ## 조치와 결과 / Actions and whether they worked (reviewed 2026-01-15)

                1. 씰 카트리지 교체, 배리어액 교환. Worked: no leak in the nine months to this review.
                2. 쿨러 세정을 분기 작업으로 등록. Registered, but the cleaning of the fourth quarter of 2025
                   was deferred.
                3. SOP-CDU-011에 보충 주기 기준 추가. Done in revision 7.
                4. LI-1016A/B 주간 추이 검토. Assigned to the rotating equipment engineer.

                ## 교훈 / Lessons

                - The level had been falling for over \(max(1, (trip.seconds - start.seconds) / 3_600)) h before the trip:
                  the spare could have been lined up at the first alarm.
                - 씰 포트 레벨과 배리어 압력이 함께 떨어지면 씰면 누설이다. 계기 이상으로 판단하지 말 것.
                """
        )
    }

    static let coolingWater2024 = PlantDocument(
        "IR-2024-031-cooling-water-loss.html",
        text: """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>IR-2024-031 Loss of cooling water to E-110</title></head>
            <body>
            <h1>IR-2024-031 Loss of cooling water to E-110</h1>
            <p>Date: 2024-07-23, 14:20 to 16:05. Equipment: E-110, C-101, CWP-B. Synthetic report.</p>
            <h2>What happened</h2>
            <p>Cooling water pump CWP-B stopped. The flow to the overhead condenser E-110 (FI-1105) fell from 1450 to about
            610 m3/h within ten minutes. The overhead pressure PIC-1101 rose to 1.31 barg and the unit flared for 26 min.</p>
            <h2>Cause</h2>
            <p>The coupling spacer of CWP-B broke by fatigue. The standby pump CWP-C did not start by itself because its
            selector was in manual since a test on 2024-07-02.</p>
            <h2>Actions</h2>
            <ul>
            <li>Selector position is part of the shift handover list (교대 인계 점검표에 추가).</li>
            <li>Couplings of all cooling water pumps inspected.</li>
            <li>Charge is cut by 10 % as soon as PIC-1101 passes 0.95 barg (SOP-CDU-031).</li>
            </ul>
            </body>
            </html>
            """
    )

    static let vendorBulletin = PlantDocument(
        "SB-077-dual-seal-bulletin.pdf",
        bytes: PDFFile(
            pages: [
                [
                    "# Service bulletin SB-077: dual seals on Plan 53A",
                    "Synthetic document. Applies to crude charge pumps P-101A and P-101B.",
                    "",
                    "# 1. Reading the seal pot",
                    "A sound seal loses less than 0.5 % of pot level a day at 6.1 barg barrier pressure.",
                    "A loss of more than 5 % an hour means that a face is open: prepare to stop the pump.",
                    "Level and barrier pressure that fall together point to the seal faces.",
                    "Pressure that falls while the level stands points to the nitrogen regulator.",
                    "",
                    "# 2. Temperature of the barrier fluid",
                    "Keep the barrier fluid below 60 degC. Above 75 degC the inner faces may heat check.",
                    "A cooler with plugged fins raises the barrier fluid by 15 to 20 degC.",
                ],
                [
                    "# 3. Elastomers",
                    "O-rings of compound V-70 harden above 200 degC. Replace them with every cartridge.",
                    "",
                    "# 4. After a seal leak",
                    "Flush the pot and its piping, fill with new VG 32 fluid, vent at the high point.",
                    "Hold 8 barg nitrogen for 30 minutes: the pressure may fall by no more than 0.1 bar.",
                    "Record run-out and alignment; 0.05 mm is the limit for either.",
                    "",
                    "# 5. Spare parts",
                    "Cartridge 53-4410-A, gasket set 53-4411, barrier fluid VG 32 (20 L).",
                ],
            ],
            title: "SB-077 Dual seals on Plan 53A"
        ).bytes
    )
}
