import Plant
import Testing
import Verification

@Suite struct `Verdicts on statements made to slip through` {
    @Test(arguments: [
        Case(.contradicted, "P-101A tripped at 02:47 (UTC).", "E1"),
        Case(.contradicted, "P-101A tripped at 02:47 on 3 January 2026.", "E1"),
        Case(.contradicted, "P-101A tripped two days ago, on 2026-02-28, at 02:47.", "E1"),
        Case(.contradicted, "P-101A tripped at 02:47 and discharge pressure was 21 barg.", "E1"),
        Case(.contradicted, "The discharge pressure fell to 2.1 MPa.", "E1"),
        Case(.contradicted, "The discharge pressure fell from 2.1 to 12.9 barg.", "E2"),
        Case(.contradicted, "The minimum discharge pressure was 12.4 barg.", "E2"),
        Case(.contradicted, "The mean furnace outlet temperature was 368.4 °C.", "E8"),
        Case(.contradicted, "The furnace outlet temperature stayed between 325.0 and 368.4 °C.", "E8"),
        Case(.contradicted, "CWC04009 had 14 work orders and 14 alerts in 2019.", "E7"),
        Case(.contradicted, "CWC04009 had 17 work orders in 2019.", "E7"),
        Case(.contradicted, "The seal of P-101A was replaced on 2025-12-03.", "E3"),
        Case(.contradicted, "Valve XV-105 was opened at 23:10 and closed at 11:40.", "E11"),
        Case(.contradicted, "P-101A never tripped.", "E1"),
        Case(.unsupported, "P-101A tripped at 02:47 while TI-9999 showed 2.1 barg.", "E1"),
        Case(.unsupported, "P-101A tripped at 02:47 after 17 starts.", "E1"),
        Case(.unsupported, "P-101A tripped at 02:47 because the motor overheated.", "E1"),
        Case(.unsupported, "WO-16228 and WO-16229 tell of the seal leak of P-101A.", "E3"),
        Case(.contradicted, "The note of P-101A says “vibration was 7.2 mm/s”.", "E9"),
        Case(.unsupported, "P-101A tripped at 02:47.", "E3"),
        Case(.unsupported, "XV-106 was closed at 23:10.", "E11"),
        Case(.unsupported, "The pump ran at 45 bar.", "E8"),
        Case(.unsupported, "P-999 tripped in 2016.", "E6"),
        Case(.supported, "P-101A tripped at 02:47; the seal had leaked in March 2025 under WO-16228.", "E1", "E3"),
        Case(.supported, "The pressure stayed between 2.1 and 12.4 barg from 02:00 to 03:00.", "E2"),
        Case(.supported, "The trend covers 1 hour and 3,600 readings of the discharge pressure.", "E2"),
        Case(.supported, "Discharge pressure was 2.1 kg/cm2 when the trip was seen at 02:50.", "E4"),
        Case.korean(.contradicted, "P-101A는 02:47에 트립되었고 토출 압력은 21 barg였습니다.", "E1"),
        Case.korean(.contradicted, "토출 압력은 최저 12.4 barg였습니다.", "E2"),
        Case.korean(.contradicted, "2025년 12월 3일에 P-101A의 씰이 교체되었습니다.", "E3"),
        Case.korean(.supported, "P-101A는 02:47에 트립되었고 토출 압력은 2.1 barg였습니다.", "E1"),
        Case.korean(.supported, "02:00부터 03:00까지 토출 압력은 2.1~12.4 barg였습니다.", "E2"),
        Case.korean(.supported, "흡입 밸브 XV-105는 30분 동안 닫혀 있었습니다.", "E11"),
        Case.korean(.supported, "P-101A의 씰 교체는 2025년 3월에 4시간 반 걸렸습니다.", "E3"),
        Case.arabic(.contradicted, "توقفت المضخة P-101A الساعة 3:12 صباحا.", "E10"),
        Case.arabic(.unsupported, "حدث تسرب من المضخة P-101C.", "E10"),
    ])
    func `hold`(example: Case) {
        example.run()
    }
}
