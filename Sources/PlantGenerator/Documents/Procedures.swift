/// Operating procedures of the first train.
enum Procedures {
    static let chargePumpChangeover = PlantDocument(
        "SOP-CDU-011-charge-pump-changeover.md",
        text: """
            # SOP-CDU-011 원유 공급 펌프 전환 / Crude charge pump changeover P-101A/B

            Document class: internal. Revision 7, 2025-06-12 (after incident IR-2025-009). Synthetic document.

            ## 1. 적용 범위 / Scope

            P-101A와 P-101B 사이의 계획 전환 및 트립 후 비상 전환에 적용한다.
            Applies to planned changeover and to starting the spare after a trip.

            ## 2. 기동 전 확인 / Before starting the spare

            1. 씰 포트 레벨 LI-1016B 50 % 이상, 배리어 압력 PI-1017B 5.5 barg 이상.
            2. Suction valve fully open, discharge valve 10 % open, minimum flow line open.
            3. 베어링 하우징 오일 레벨 1/2 이상, 쿨러 냉각수 통수.
            4. Casing temperature within 40 degC of the process: keep the warm-up line open on the standby pump.

            ## 3. 계획 전환 / Planned changeover

            1. 예비기 기동 후 전류 안정(약 270–290 A) 확인.
            2. Open the discharge valve of the spare over two minutes while FIC-1001 holds the charge.
            3. 운전기 정지, 역류(체크밸브) 확인. 헤더 압력 PI-1010은 19 barg 아래로 내려가지 않아야 한다.

            ## 4. 트립 후 비상 전환 / After a trip

            - 예비기 기동 목표 시간은 5분 이내이다. The spare shall be running within five minutes.
            - Cut furnace firing first: below 400 m3/h charge the firing demand TIC-1051.OP goes to 30 % by hand.
            - COT가 366 degC를 넘으면 연료를 추가 감량한다. HH 372 degC에서 H-101 트립.
            - 트립된 펌프는 원인 확인 전 재기동하지 않는다. Never restart a pump that tripped on seal pot level.

            ## 5. 씰 누설 징후 / Signs of a seal leak

            | sign | tag | act at |
            |---|---|---|
            | seal pot level falling | LI-1016A/B | 55 % (L), trip at 35 % (LL) |
            | barrier pressure falling | PI-1017A/B | 5.0 barg (L) |
            | drive-end vibration | VI-1014A/B | 4.5 mm/s (H) |
            | gas at the pumps | GD-1018 | 20 %LEL (H): leave the area |

            배리어액 보충 주기가 월 2회를 넘으면 씰 점검 오더를 발행한다.
            More than two top-ups a month mean a seal inspection order.
            """
    )

    static let furnaceDraft = PlantDocument(
        "SOP-CDU-024-furnace-draft-and-fan.md",
        text: """
            # SOP-CDU-024 H-101 draft and forced draft fan K-101

            Revision 3, 2024-10-02. Synthetic document.

            ## Normal figures

            - Arch draft PI-1053: -2.5 to -3.3 mmH2O. High alarm at -0.8, high-high at +0.5 mmH2O.
            - Flue gas oxygen AI-1054: 2.8 to 3.6 %. Low alarm at 1.6 %, low-low at 1.0 %.
            - Coil outlet temperature TIC-1051: 357.5 degC. K-101 motor current II-1058: 90 to 102 A.

            ## Loss of draft (드래프트 상실)

            1. Cut fuel before touching air. 연료 감량이 항상 먼저다.
            2. Check the stack damper by hand at the winch: the position signal is not proof.
            3. If PI-1053 stays above -0.8 mmH2O for five minutes, go to minimum firing.
            4. Do not open peep doors on the fired side while the draft is positive.

            ## Trip of K-101 (압입 송풍기 트립)

            1. H-101 goes to minimum firing by interlock I-112. Confirm FI-1050 falls below 3000 Nm3/h.
            2. Reduce the charge to 700 m3/h if K-101 is not back within ten minutes.
            3. Restart only after the inlet vanes were looked at and the motor relay was reset by an electrician.
            """
    )

    static let coolingWater = PlantDocument(
        "SOP-CDU-031-cooling-water-loss.md",
        text: """
            # SOP-CDU-031 냉각수 상실 대응 / Response to loss of cooling water

            개정 4, 2024-12-20. 본 문서는 합성(synthetic) 문서이다.

            ## 판단 / Recognise

            - E-110 냉각수 유량 FI-1105가 1100 m3/h(L) 미만이고 공급 압력 PI-1100이 3.4 barg(L) 미만이면 냉각수 계통 문제다.
            - FI-1105 정상인데 TI-1102만 상승하면 E-110 오염(fouling)을 의심한다.

            ## 조치 / Act

            1. 유틸리티 팀에 예비 냉각수 펌프(CWP-C) 기동 요청. 자동 기동 스위치 위치 확인.
            2. C-101 탑정 압력 PIC-1101이 0.95 barg(H)를 넘으면 원유 투입량을 10 % 감량한다.
            3. 1.20 barg(HH)에서 플레어 방출 밸브가 열린다. Flaring is reported to the shift manager at once.
            4. D-101 레벨 LIC-1106이 30 % 아래로 내려가면 나프타 유출을 줄이고 환류를 유지한다.
            """
    )

    static let exchangerCleaning = PlantDocument(
        "MP-104-exchanger-cleaning.txt",
        text: """
            MP-104 열교환기 E-101 ~ E-106 세정 기준 (합성 문서)

            1. 세정 검토 기준
               - 설계 대비 열회수 저하 8 % 이상, 또는 원유측 차압이 청정 시의 1.6배 이상.
               - E-104: 청정 시 원유 출구 TI-1035 약 181 degC, 차압 PDI-1038 약 0.62 bar (투입량 820 m3/h 기준).
               - 투입량이 다르면 차압은 유량의 1.8승으로 보정한다.

            2. 운전 중 확인
               - 고온측 출구 TI-1037이 함께 상승하면 오염, 변하지 않으면 계기 이상을 먼저 의심한다.
               - 가열로 입구 TI-1041이 1 degC 낮아지면 연료가스는 약 60 Nm3/h 증가한다.

            3. 세정 방법
               - 고압수 세정 1,000 bar, 튜브측. 작업 기간 3일, 우회 운전 시 원유 투입 최대 760 m3/h.
               - 세정 후 차압과 출구 온도를 기록하고 본 기준과 비교한다.

            English summary: clean E-104 when heat recovery is down by 8 % or the crude side pressure drop is 1.6 times
            the clean figure at the same charge. A falling TI-1035 with a rising TI-1037 is fouling; a TI-1035 that does
            not move at all while its neighbours do is a transmitter.
            """
    )

    static let sealPlan = PlantDocument(
        "seal-plan-53a.html",
        text: """
            <!DOCTYPE html>
            <html lang="ko">
            <head><meta charset="utf-8"><title>P-101A/B 씰 플랜 53A 점검 기준 (Seal plan 53A)</title></head>
            <body>
            <h1>P-101A/B 씰 플랜 53A 점검 기준</h1>
            <p>가압 배리어액을 쓰는 이중 메커니컬 씰이다. 배리어 압력은 씰 챔버보다 높아야 하며, 정상은
            <b>6.1 barg</b>이다. (Synthetic document.)</p>
            <h2>증상과 원인 / Symptoms and causes</h2>
            <table>
            <tr><th>증상 symptom</th><th>원인 cause</th><th>조치 action</th></tr>
            <tr><td>레벨과 압력이 함께 저하 / level and pressure fall together</td><td>내측 또는 외측 씰면 누설 / seal face
            leak</td><td>예비기 전환 준비, 씰 교체 / line up the spare, replace the cartridge</td></tr>
            <tr><td>압력만 저하 / pressure alone falls</td><td>질소 공급 레귤레이터 / nitrogen regulator</td><td>레귤레이터
            점검 / check the regulator</td></tr>
            <tr><td>레벨 상승 / level rises</td><td>배리어 압력 상실로 공정유 유입 / process fluid enters</td><td>즉시 정지
            / stop the pump</td></tr>
            </table>
            <h2>보충 / Topping up</h2>
            <p>배리어액은 VG 32, 1회 2 L 이하. 보충량과 날짜를 기록한다. 보충 주기가 짧아지면 씰면 손상의 첫 신호다.</p>
            </body>
            </html>
            """
    )

    static let arabicBulletin = PlantDocument(
        "safety-bulletin-ar.md",
        text: """
            # نشرة السلامة: مضخات تغذية الخام P-101A/B

            وثيقة اصطناعية (synthetic). العدد 14، 2025-05-20.

            ## ماذا حدث

            في أبريل 2025 تسرب مانع التسرب الميكانيكي للمضخة P-101A وانخفض مستوى وعاء السائل العازل LI-1016A حتى توقفت المضخة.
            شُغّلت المضخة الاحتياطية P-101B ولم يُصب أحد.

            ## ما يجب فعله

            - عند إنذار انخفاض المستوى (55 %) تُجهَّز المضخة الاحتياطية فوراً.
            - عند قراءة الغاز GD-1018 فوق 20 %LEL تُخلى المنطقة ويُوقف العمل الساخن.
            - لا تُعاد المضخة إلى الخدمة قبل معرفة السبب.
            """
    )
}
