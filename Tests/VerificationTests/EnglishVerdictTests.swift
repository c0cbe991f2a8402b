import Plant
import Testing
import Verification

@Suite struct `Verdicts on English statements` {
    @Test(arguments: [
        Case(.supported, "P-101A tripped at 02:47 on low discharge pressure.", "E1"),
        Case(.supported, "P-101A tripped at 02:47:12.", "E1"),
        Case(.supported, "P101A tripped at 2:47 am on March 1, 2026.", "E1"),
        Case(.supported, "Pump p-101a tripped yesterday at 02:47.", "E1"),
        Case(.supported, "The pump tripped around 02:50 on 1 March.", "E1"),
        Case(.supported, "P-101A tripped at about 3 am.", "E1"),
        Case(.supported, "P-101A tripped at 17:47 UTC on 28 February.", "E1"),
        Case(.supported, "P-101A tripped at 02:47 on 2026-03-01.", "E12"),
        Case(.supported, "P-101A tripped at 2026-03-01T02:47:12+09:00.", "E12"),
        Case(.supported, "P-101A tripped on Sunday at 02:47.", "E1"),
        Case(.contradicted, "P-101A tripped at 03:12.", "E1"),
        Case(.contradicted, "03:12: P-101A tripped.", "E1"),
        Case(.supported, "02:47: P-101A tripped.", "E1"),
        Case(.contradicted, "P-101A tripped at 14:47.", "E1"),
        Case(.contradicted, "P-101A tripped at 2:47 pm.", "E1"),
        Case(.contradicted, "P-101A tripped at 17:47.", "E12"),
        Case(.contradicted, "P-101A tripped at 02:74 after 02:57.", "E1"),
        Case(.contradicted, "P-101A tripped at 02:47:21.", "E1"),
        Case(.contradicted, "P-101A tripped on 2 March 2026.", "E1"),
        Case(.contradicted, "P-101A tripped today at 02:47.", "E1"),
        Case(.contradicted, "P-101A tripped on Monday at 02:47.", "E1"),
        Case(.contradicted, "P-101A tripped on 2025-03-01 at 02:47.", "E1"),
        Case(.contradicted, "P-101A tripped at 02:47 UTC.", "E1"),
        Case(.contradicted, "P-101A tripped in April 2026.", "E1"),
    ])
    func `hold on times and days`(example: Case) {
        example.run()
    }

    @Test(arguments: [
        Case(.supported, "Discharge pressure fell to 2.1 barg.", "E1"),
        Case(.supported, "Discharge pressure of 11-PI-1010.PV fell from 8.2 to 2.1 barg.", "E2"),
        Case(.supported, "PI-1010 peaked at 12.4 barg.", "E2"),
        Case(.supported, "The mean discharge pressure was 8.04 barg.", "E2"),
        Case(.supported, "The mean discharge pressure was 8.0 barg.", "E2"),
        Case(.supported, "The mean discharge pressure was 8 barg.", "E2"),
        Case(.supported, "The mean discharge pressure was 8.2 kg/cm2.", "E2"),
        Case(.supported, "The discharge pressure peaked at 1240 kPag.", "E2"),
        Case(.supported, "The discharge pressure peaked at 13.4 bara.", "E2"),
        Case(.supported, "The discharge pressure fell to 30.5 psig.", "E1"),
        Case(.supported, "The discharge pressure peaked at about 12 barg.", "E2"),
        Case(.supported, "Pressure fell by 6.1 bar in discharge.", "E2"),
        Case(.supported, "The furnace outlet temperature reached 368.4 °C.", "E8"),
        Case(.supported, "The furnace outlet temperature reached 695 degF.", "E8"),
        Case(.supported, "The furnace outlet temperature reached 641.6 K.", "E8"),
        Case(.supported, "The vibration of P-101A was 7.1 mm/s at 01:30.", "E9"),
        Case(.supported, "The vibration of P-101A was 0.28 in/s.", "E9"),
        Case(.supported, "The flow 11-FI-3001.PV was 1250 m3/h.", "E11"),
        Case(.supported, "The flow was 1,250 m³/h.", "E11"),
        Case(.supported, "The seal replacement took 4.5 hours.", "E3"),
        Case(.supported, "The seal replacement took 270 minutes.", "E3"),
        Case(.supported, "The seal replacement took 4 hours and 30 minutes.", "E3"),
        Case(.supported, "The seal work cost 1250 USD.", "E3"),
        Case(.supported, "The tank level was 32 m.", "E12"),
        Case(.supported, "The suction valve XV-105 was closed for 30 minutes.", "E11"),
        Case(.supported, "The test pressure is 45 bar.", "E5"),
        Case(.contradicted, "Discharge pressure fell to 1.2 barg.", "E1"),
        Case(.contradicted, "Discharge pressure fell to 2.1 psig.", "E1"),
        Case(.contradicted, "PI-1010 peaked at 45 barg.", "E2"),
        Case(.contradicted, "The mean discharge pressure was 8.1 barg.", "E2"),
        Case(.contradicted, "The mean discharge pressure was 8.40 barg.", "E2"),
        Case(.contradicted, "The discharge pressure peaked at 12.4 psi.", "E2"),
        Case(.contradicted, "The discharge pressure peaked at 12.4 bara.", "E2"),
        Case(.contradicted, "The maximum discharge pressure was 2.1 barg.", "E2"),
        Case(.contradicted, "The furnace outlet temperature reached 386.4 °C.", "E8"),
        Case(.contradicted, "The furnace outlet temperature reached 368.4 °F.", "E8"),
        Case(.contradicted, "The vibration of P-101A was 7.1 in/s.", "E9"),
        Case(.contradicted, "The test pressure is 45 psi.", "E5"),
        Case(.contradicted, "The flow was 1,250 L/min.", "E11"),
        Case(.contradicted, "The seal replacement took 5.4 hours.", "E3"),
        Case(.unsupported, "The flow was 1,250 Nm3/h.", "E11"),
        Case(.unsupported, "P-101A drew 85 A when it tripped.", "E1"),
        Case(.unsupported, "P-101A tripped with 12 % load.", "E1"),
        Case(.unsupported, "The seal leak of P-101A lost 40 litres.", "E3"),
    ])
    func `hold on values after conversion and rounding`(example: Case) {
        example.run()
    }

    @Test(arguments: [
        Case(.supported, "There are 33 work orders of CWC04013 in 2017.", "E6"),
        Case(.supported, "Thirty-three work orders of Chiller 13 were found for 2017.", "E6"),
        Case(.supported, "CWC04009 had 14 work orders and 3 alerts in 2019.", "E7"),
        Case(.supported, "CWC04009 had fourteen work orders in 2019.", "E7"),
        Case(.supported, "CWC04009 had 0 anomalies in 2019.", "E7"),
        Case(.supported, "Three technicians replaced the seal of P-101A.", "E3"),
        Case(.supported, "Two alarm and trip events tell of P-101A.", "E1", "E12"),
        Case(.contradicted, "There are 32 work orders of CWC04013 in 2017.", "E6"),
        Case(.contradicted, "There are 333 work orders of CWC04013 in 2017.", "E6"),
        Case(.contradicted, "CWC04009 had 14 alerts in 2019.", "E7"),
        Case(.contradicted, "CWC04009 had 3 work orders in 2019.", "E7"),
        Case(.contradicted, "There are 33 work orders of CWC04013 in 2018.", "E6"),
        Case(.unsupported, "There are 33 work orders of CWC04031 in 2017.", "E6"),
        Case(.unsupported, "There are 14 work orders of CWC04013 in 2017.", "E9"),
    ])
    func `hold on counts`(example: Case) {
        example.run()
    }

    @Test(arguments: [
        Case(.supported, "The seal of P-101A was replaced under WO-16228.", "E3"),
        Case(.supported, "WO16228 tells of a seal leak on P-101A.", "E3"),
        Case(.supported, "P-101 tripped on low discharge pressure.", "E1"),
        Case(.supported, "Crude charge pump A tripped at 02:47.", "E1"),
        Case(.supported, "SOP-12 covers the seal replacement.", "E5"),
        Case(.unsupported, "P-101B tripped at 02:47.", "E1"),
        Case(.unsupported, "P-110A tripped at 02:47.", "E1"),
        Case(.unsupported, "Crude charge pump B tripped at 02:47.", "E1"),
        Case(.unsupported, "The seal of P-101A was replaced under WO-16282.", "E3"),
        Case(.unsupported, "The seal of P-101A was replaced under WO-99999.", "E3"),
        Case(.unsupported, "12-PI-1010.PV peaked at 12.4 barg.", "E2"),
        Case(.unsupported, "11-PI-1010.SP peaked at 12.4 barg.", "E2"),
        Case(.unsupported, "P-101A/B tripped at 02:47.", "E1"),
        Case(.unsupported, "P-101 B tripped at 02:47.", "E1"),
        Case(.unsupported, "SOP-21 covers the seal replacement.", "E5"),
        Case(.unsupported, "P-999 tripped at 02:47.", "E1"),
        Case(.supported, "There is no record of P-999."),
        Case(.supported, "The evidence does not say why P-101A lost suction."),
        Case(.unsupported, "There is no record of P-777."),
        Case(.contradicted, "There is no record of a trip of P-101A."),
        Case(.contradicted, "No work orders were found for P-101A."),
    ])
    func `hold on names`(example: Case) {
        example.run()
    }

    @Test(arguments: [
        Case(.contradicted, "P-101A did not trip.", "E1"),
        Case(.supported, "P-101B did not trip.", "E11"),
        Case(.contradicted, "P-101B tripped.", "E11"),
        Case(.contradicted, "There was no seal leak on P-101A.", "E3"),
        Case(.supported, "Valve XV-105 was closed at 23:10.", "E11"),
        Case(.unsupported, "P-101A tripped because of cavitation.", "E1"),
        Case(.unsupported, "A bearing of P-101A was damaged when it tripped at 02:47.", "E1"),
        Case(.unsupported, "The overhead condenser was flooded by rain.", "E1"),
        Case(.unsupported, "Management approved a bonus for everybody.", "E2"),
        Case(.unsupported, "P-101A tripped at 02:47 on low discharge pressure."),
        Case(.unsupported, "P-101A tripped at 02:47.", "E99"),
        Case(.unsupported, "P-101A tripped at 02:47.", "E1", "E77"),
        Case(.supported, "P-101A tripped at 02:47 [E1]."),
        Case(.unsupported, "P-101A tripped at 02:47 [E31]."),
        Case(.supported, "The procedure says “drain the casing before removing the seal”.", "E5"),
        Case(.supported, "The procedure says \"Isolate the pump … before removing the seal\".", "E5"),
        Case(.unsupported, "The procedure says “drain the casing after removing the seal”.", "E5"),
        Case(.unsupported, "The procedure says “drain the pump casing before removing the seal”.", "E5"),
        Case(.unsupported, "P-101A가 02:47에 저압으로 트립되었습니다.", "E1"),
        Case(.unsupported, "توقفت المضخة P-101A بسبب انخفاض الضغط.", "E1"),
        Case(.supported, "You asked about 45 bar; the discharge pressure was 2.1 barg.", "E1"),
    ])
    func `hold on what happened, citations, quotations and language`(example: Case) {
        example.run()
    }
}
