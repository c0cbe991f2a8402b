/// The tags of one crude distillation train, with their design figures.
///
/// Ranks order them by importance: a small plant has the first ones only, and whatever a known fault needs to be
/// seen stands before what merely fills the picture.
enum TagCatalogue {
    static let table = TagTable(feed + preheat + furnace + column + overhead + rotating)

    private static let feed = """
        1|FIC-#001.PV|Crude charge flow|원유 공급 유량|m3/h|CDU-#-FEED|pv|0 1200|550 650 920 980|10 120|820 0 0|5 120 1.5|1 2|14 58
        30|FIC-#001.SP|Crude charge flow set point|원유 공급 유량 설정값|m3/h|CDU-#-FEED|sp FIC-#001.PV|0 1200|- - - -|- -|820 820 0|0 600 0|1 1|
        13|FIC-#001.OP|Crude charge valve output|원유 공급 밸브 출력|%|CDU-#-FEED|op FIC-#001.PV|0 100|- - - -|- -|58 0 0|0 600 0|1 1|
        2|LI-#016A|P-#01A seal pot level (Plan 53A)|P-#01A 씰 포트 레벨|%|P-#01A|free|0 100|35 55 92 -|2 10|72 0 0.02|0.3 3600 0.1|1 1|
        3|VI-#014A|P-#01A drive-end vibration|P-#01A 구동측 진동|mm/s|P-#01A|free|0 20|- - 4.5 7.1|0.2 3|2.1 0.6 0|0.08 900 0.05|2 1|
        4|XI-#019A|P-#01A running|P-#01A 운전 상태||P-#01A|on|0 1|- - - -|- -|1 0 0|0 600 0|0 1|
        5|PI-#010|Crude charge header pressure|원유 공급 헤더 압력|barg|CDU-#-FEED|free|0 40|16 19 28 30|0.4 6|24.2 -2 0|0.08 300 0.03|2 2|
        6|II-#013A|P-#01A motor current|P-#01A 전동기 전류|A|P-#01A|free|0 500|- - 340 365|4 60|286 160 0|1.2 300 0.6|1 2|
        7|PI-#017A|P-#01A seal barrier pressure|P-#01A 씰 배리어 압력|barg|P-#01A|free|0 10|4.0 5.0 7.5 8.5|0.15 1|6.10 0 0.005|0.02 3600 0.01|2 1|
        8|TI-#015A|P-#01A drive-end bearing temperature|P-#01A 구동측 베어링 온도|degC|P-#01A|free|0 150|- - 85 95|1 4|61.5 8 0.25|0.3 2400 0.08|1 1|
        9|GD-#018|Hydrocarbon gas at P-#01 pumps|P-#01 펌프 주변 가연성 가스|%LEL|P-#01A|free|0 100|- - 20 40|2 20|1.2 0 0|0.2 1800 0.1|1 1|
        10|XI-#019B|P-#01B running|P-#01B 운전 상태||P-#01B|on|0 1|- - - -|- -|0 0 0|0 600 0|0 1|
        14|II-#013B|P-#01B motor current|P-#01B 전동기 전류|A|P-#01B|free|0 500|- - 340 365|4 60|0 0 0|0 300 0|1 2|
        31|VI-#014B|P-#01B drive-end vibration|P-#01B 구동측 진동|mm/s|P-#01B|free|0 20|- - 4.5 7.1|0.2 3|0.22 0.3 0|0.03 900 0.03|2 1|
        32|LI-#016B|P-#01B seal pot level (Plan 53A)|P-#01B 씰 포트 레벨|%|P-#01B|free|0 100|35 55 92 -|2 10|76 0 0.02|0.3 3600 0.1|1 1|
        41|TI-#015B|P-#01B drive-end bearing temperature|P-#01B 구동측 베어링 온도|degC|P-#01B|free|0 150|- - 85 95|1 4|14 0 0.9|0.3 2400 0.08|1 1|
        42|PI-#017B|P-#01B seal barrier pressure|P-#01B 씰 배리어 압력|barg|P-#01B|free|0 10|4.0 5.0 7.5 8.5|0.15 1|6.20 0 0.005|0.02 3600 0.01|2 1|
        43|PI-#011A|P-#01A suction pressure|P-#01A 흡입 압력|barg|P-#01A|free|0 10|0.4 0.8 - -|0.1 1|1.85 -0.6 0|0.02 900 0.01|2 1|
        44|TI-#009|Crude feed temperature|원유 공급 온도|degC|CDU-#-FEED|free|0 100|- - - -|- -|21 0 0.6|0.2 7200 0.05|1 1|
        58|TI-#020A|P-#01A motor winding temperature|P-#01A 전동기 권선 온도|degC|P-#01A|free|0 180|- - 130 145|2 4|88 30 0.5|0.4 2400 0.1|1 1|

        """

    private static let preheat = """
        11|TI-#035|E-#04 crude outlet temperature|E-#04 원유 출구 온도|degC|E-#04|free|0 300|- 158 205 -|2 10|181.5 -14 0.15|0.5 1500 0.12|1 1|
        15|TI-#034|E-#04 crude inlet temperature|E-#04 원유 입구 온도|degC|E-#04|free|0 300|- - - -|- -|129 -10 0.25|0.4 1800 0.1|1 1|
        16|TI-#036|E-#04 hot side inlet temperature (HGO)|E-#04 고온측 입구 온도|degC|E-#04|free|0 350|- - - -|- -|264 8 0.05|0.5 1500 0.12|1 1|
        17|TI-#037|E-#04 hot side outlet temperature (HGO)|E-#04 고온측 출구 온도|degC|E-#04|free|0 350|- - 240 -|2 10|201 12 0.1|0.5 1500 0.12|1 1|
        18|PDI-#038|E-#04 crude side pressure drop|E-#04 원유측 차압|bar|E-#04|free|0 4|- - 1.40 1.80|0.05 0.5|0.62 1.2 0|0.008 900 0.005|2 1|
        19|TI-#041|E-#06 crude outlet temperature (furnace inlet)|E-#06 원유 출구 온도 (가열로 입구)|degC|E-#06|free|0 350|- 225 275 -|2 10|247 -12 0.12|0.5 1800 0.12|1 1|
        33|TI-#033|E-#03 crude outlet temperature|E-#03 원유 출구 온도|degC|E-#03|free|0 250|- - - -|- -|133 -10 0.25|0.4 1800 0.1|1 1|
        34|TI-#022|Desalter temperature|탈염기 온도|degC|V-#01|free|0 200|110 118 145 150|1.5 5|131.5 -8 0.25|0.3 2400 0.1|1 1|
        35|LIC-#023.PV|Desalter interface level|탈염기 계면 레벨|%|V-#01|pv|0 100|25 35 70 80|2 15|52 0 0|0.7 300 0.15|1 1|0.9 46
        45|FI-#039|E-#04 hot side flow (HGO)|E-#04 고온측 유량|m3/h|E-#04|free|0 400|- - - -|- -|212 150 0|1.5 400 0.8|1 2|
        46|II-#026|Desalter transformer current|탈염기 변압기 전류|A|V-#01|free|0 120|- - 85 95|2 25|47 10 0|1.5 900 0.4|1 1|
        47|FIC-#025.PV|Desalter wash water flow|탈염기 세정수 유량|m3/h|V-#01|pv|0 80|20 26 - -|1 20|42 30 0|0.4 120 0.15|1 1|0.9 47
        59|AI-#027|Salt in desalted crude|탈염 원유 염분|mg/L|V-#01|an 14400|0 40|- - 8 12|0.5 -|4.2 3 0|0.6 14400 0.1|1 1|
        60|TI-#031|E-#01 crude outlet temperature|E-#01 원유 출구 온도|degC|E-#01|free|0 200|- - - -|- -|62 -6 0.45|0.3 1800 0.1|1 1|
        61|TI-#032|E-#02 crude outlet temperature|E-#02 원유 출구 온도|degC|E-#02|free|0 200|- - - -|- -|96 -8 0.35|0.3 1800 0.1|1 1|
        62|TI-#040|E-#05 crude outlet temperature|E-#05 원유 출구 온도|degC|E-#05|free|0 300|- - - -|- -|215 -13 0.13|0.5 1800 0.12|1 1|

        """

    private static let furnace = """
        12|TIC-#051.PV|H-#01 coil outlet temperature|H-#01 가열로 출구 온도 (COT)|degC|H-#01|pv|0 500|335 345 366 372|1 8|357.5 0 0|0.35 240 0.12|1 1|1.6 54
        20|TIC-#051.OP|H-#01 firing demand|H-#01 연소 제어 출력|%|H-#01|op TIC-#051.PV|0 100|- - - -|- -|54 0 0|0 600 0|1 1|
        21|AI-#054|H-#01 flue gas oxygen|H-#01 배가스 산소|%|H-#01|free|0 21|1.0 1.6 6.0 8.0|0.2 2|3.2 -1 0.01|0.12 400 0.05|2 2|
        22|PI-#053|H-#01 draft at arch|H-#01 아치 드래프트|mmH2O|H-#01|free|-20 10|- - -0.8 0.5|0.3 4|-2.9 0 0.02|0.15 200 0.08|2 2|
        23|II-#058|K-#01 fan motor current|K-#01 송풍기 전류|A|K-#01|free|0 200|- - 130 142|2 40|96 40 -0.1|0.6 300 0.3|1 1|
        24|XI-#060|K-#01 fan running|K-#01 송풍기 운전 상태||K-#01|on|0 1|- - - -|- -|1 0 0|0 600 0|0 1|
        36|TIC-#051.SP|H-#01 coil outlet temperature set point|H-#01 가열로 출구 온도 설정값|degC|H-#01|sp TIC-#051.PV|0 500|- - - -|- -|357.5 0 0|0 600 0|1 1|
        37|FI-#050|H-#01 fuel gas flow|H-#01 연료가스 유량|Nm3/h|H-#01|free|0 9000|- - 7600 8200|60 900|5850 3600 -12|25 300 8|0 5|
        48|TI-#056A|H-#01 tube skin temperature pass A|H-#01 A 패스 튜브 스킨 온도|degC|H-#01|free|0 700|- - 520 550|2 10|478 55 0|1.0 900 0.3|1 1|
        49|TI-#056B|H-#01 tube skin temperature pass B|H-#01 B 패스 튜브 스킨 온도|degC|H-#01|free|0 700|- - 520 550|2 10|483 55 0|1.0 900 0.3|1 1|
        50|TI-#055|H-#01 bridgewall temperature|H-#01 브리지월 온도|degC|H-#01|free|0 1000|- - 810 850|4 20|741 85 0.2|1.8 600 0.5|0 1|
        51|VI-#059|K-#01 fan vibration|K-#01 송풍기 진동|mm/s|K-#01|free|0 20|- - 4.5 7.1|0.2 3|1.8 0.4 0|0.07 900 0.05|2 1|
        63|TI-#057|H-#01 stack temperature|H-#01 연돌 온도|degC|H-#01|free|0 600|- - 380 400|3 15|308 45 0.3|1.0 900 0.3|0 1|
        64|SI-#061|K-#01 fan speed|K-#01 송풍기 회전수|rpm|K-#01|free|0 1800|- - - -|- -|1185 120 0|1.2 300 0.6|0 1|

        """

    private static let column = """
        25|TIC-#063.PV|C-#01 top temperature|C-#01 탑정 온도|degC|C-#01|pv|0 250|110 116 138 144|1 6|127.5 0 0|0.3 300 0.1|1 1|0.55 50
        26|LIC-#066.PV|C-#01 bottom level|C-#01 탑저 레벨|%|C-#01|pv|0 100|20 30 72 82|2 15|50 0 0|0.9 240 0.25|1 1|1.1 55
        38|TI-#064|C-#01 kerosene draw temperature|C-#01 등유 유출 온도|degC|C-#01|free|0 350|- - 205 -|2 8|183 6 0|0.5 900 0.15|1 1|
        39|TI-#061|C-#01 flash zone temperature|C-#01 플래시존 온도|degC|C-#01|free|0 450|- - - -|- -|351 1 0|0.4 400 0.12|1 1|
        52|TI-#065|C-#01 diesel draw temperature|C-#01 경유 유출 온도|degC|C-#01|free|0 400|- - 290 -|2 8|265 7 0|0.5 900 0.15|1 1|
        53|LIC-#066.OP|C-#01 bottom level valve output|C-#01 탑저 레벨 밸브 출력|%|C-#01|op LIC-#066.PV|0 100|- - - -|- -|55 0 0|0 600 0|1 1|
        54|FI-#067|C-#01 stripping steam flow|C-#01 스트리핑 스팀 유량|t/h|C-#01|free|0 20|5 6 - -|0.2 3|9.4 5 0|0.08 300 0.04|2 2|
        65|TIC-#063.OP|Reflux temperature controller output|탑정 온도 제어 출력|%|C-#01|op TIC-#063.PV|0 100|- - - -|- -|50 0 0|0 600 0|1 1|
        66|FI-#141|Kerosene product flow|등유 제품 유량|m3/h|CDU-#-PRODUCTS|free|0 250|- - - -|- -|112 110 0|1.2 500 0.5|1 1|
        67|FI-#142|Diesel product flow|경유 제품 유량|m3/h|CDU-#-PRODUCTS|free|0 400|- - - -|- -|221 220 0|1.8 500 0.8|1 2|
        68|FI-#143|Atmospheric residue flow|상압 잔사유 유량|m3/h|CDU-#-PRODUCTS|free|0 600|- - - -|- -|338 330 0|3 400 1|1 2|

        """

    private static let overhead = """
        27|PIC-#101.PV|C-#01 overhead pressure|C-#01 탑정 압력|barg|C-#01|pv|0 2.5|0.20 0.35 0.95 1.20|0.04 0.3|0.65 0 0|0.008 240 0.004|3 2|0.02 42
        28|FI-#105|E-#10 cooling water flow|E-#10 냉각수 유량|m3/h|E-#10|free|0 2500|800 1100 - -|30 400|1460 0 0|6 900 3|0 5|
        29|TI-#102|E-#10 overhead outlet temperature|E-#10 탑정 응축 출구 온도|degC|E-#10|free|0 120|- - 55 65|1 6|42 10 0.6|0.25 900 0.08|1 1|
        40|LIC-#106.PV|D-#01 reflux drum level|D-#01 환류조 레벨|%|D-#01|pv|0 100|20 30 72 82|2 15|51 0 0|0.8 240 0.2|1 1|0.9 48
        55|PIC-#101.OP|C-#01 overhead pressure controller output|C-#01 탑정 압력 제어 출력|%|C-#01|op PIC-#101.PV|0 100|- - - -|- -|42 0 0|0 600 0|1 1|
        56|FIC-#108.PV|Reflux flow|환류 유량|m3/h|C-#01|pv|0 600|180 220 - -|6 120|312 250 0|2 120 1|1 2|6 52
        57|AI-#120|Naphtha 95 % point|나프타 95 % 유출점|degC|D-#01|an 1200|100 220|- - 168 172|0.5 -|157 4 0|0.9 7200 0.2|1 1|
        69|TI-#104|E-#10 cooling water return temperature|E-#10 냉각수 환수 온도|degC|E-#10|free|0 80|- - 46 50|0.5 3|34.5 5 0.5|0.2 1200 0.06|1 1|
        70|TI-#103|Cooling water supply temperature|냉각수 공급 온도|degC|CDU-#-UTIL|free|0 60|- - 33 35|0.5 2|23 0 0.5|0.15 3600 0.05|1 1|
        71|LIC-#106.OP|D-#01 level valve output|D-#01 레벨 밸브 출력|%|D-#01|op LIC-#106.PV|0 100|- - - -|- -|48 0 0|0 600 0|1 1|
        72|LI-#107|D-#01 water boot level|D-#01 수분리조 레벨|%|D-#01|free|0 100|15 25 68 -|1 15|44 0 0|1.2 900 0.3|1 1|
        73|AI-#121|D-#01 water boot pH|D-#01 응축수 pH|pH|D-#01|an 600|0 14|5.0 5.5 7.0 7.5|0.1 -|6.2 0 0|0.08 7200 0.02|2 1|
        74|FI-#122|Naphtha product flow|나프타 제품 유량|m3/h|CDU-#-PRODUCTS|free|0 300|- - - -|- -|141 140 0|1.5 400 0.6|1 1|
        75|FIC-#108.OP|Reflux valve output|환류 밸브 출력|%|C-#01|op FIC-#108.PV|0 100|- - - -|- -|52 0 0|0 600 0|1 1|
        76|PI-#100|Cooling water supply pressure|냉각수 공급 압력|barg|CDU-#-UTIL|free|0 10|2.8 3.4 - -|0.1 2|4.35 0 0|0.03 900 0.01|2 1|

        """

    private static let rotating = """
        77|XI-#119A|P-#10A running|P-#10A 운전 상태||P-#10A|on|0 1|- - - -|- -|1 0 0|0 600 0|0 1|
        78|II-#113A|P-#10A motor current|P-#10A 전동기 전류|A|P-#10A|free|0 200|- - 128 140|2 30|98 50 0|0.6 300 0.3|1 1|
        79|VI-#114A|P-#10A drive-end vibration|P-#10A 구동측 진동|mm/s|P-#10A|free|0 20|- - 4.5 7.1|0.2 3|1.6 0.4 0|0.06 900 0.04|2 1|
        80|XI-#119B|P-#10B running|P-#10B 운전 상태||P-#10B|on|0 1|- - - -|- -|0 0 0|0 600 0|0 1|
        81|XI-#089A|P-#02A running|P-#02A 운전 상태||P-#02A|on|0 1|- - - -|- -|1 0 0|0 600 0|0 1|
        82|II-#083A|P-#02A motor current|P-#02A 전동기 전류|A|P-#02A|free|0 400|- - 260 280|3 40|205 120 0|0.9 300 0.4|1 1|
        83|VI-#084A|P-#02A drive-end vibration|P-#02A 구동측 진동|mm/s|P-#02A|free|0 20|- - 4.5 7.1|0.2 3|1.9 0.5 0|0.07 900 0.04|2 1|
        84|XI-#079A|P-#03A running|P-#03A 운전 상태||P-#03A|on|0 1|- - - -|- -|1 0 0|0 600 0|0 1|
        85|II-#073A|P-#03A motor current|P-#03A 전동기 전류|A|P-#03A|free|0 400|- - 230 250|3 40|178 100 0|0.9 300 0.4|1 1|
        86|VI-#074A|P-#03A drive-end vibration|P-#03A 구동측 진동|mm/s|P-#03A|free|0 20|- - 4.5 7.1|0.2 3|2.3 0.5 0|0.08 900 0.05|2 1|
        87|TI-#075A|P-#03A bearing temperature|P-#03A 베어링 온도|degC|P-#03A|free|0 150|- - 90 100|1 4|68 8 0.2|0.3 2400 0.08|1 1|
        88|XI-#139|K-#02 off-gas compressor running|K-#02 배가스 압축기 운전 상태||K-#02|on|0 1|- - - -|- -|1 0 0|0 600 0|0 1|
        89|PI-#132|K-#02 discharge pressure|K-#02 토출 압력|barg|K-#02|free|0 15|- - 10.2 11|0.2 3|8.2 0.8 0|0.05 400 0.02|2 1|
        90|SI-#134|K-#02 speed|K-#02 회전수|rpm|K-#02|free|0 9000|- - 7200 7500|50 600|5980 700 0|8 300 3|0 5|
        91|VI-#133|K-#02 shaft displacement|K-#02 축 변위|mm|K-#02|free|0 0.2|- - 0.075 0.100|0.003 0.05|0.031 0.01 0|0.001 900 0.0008|3 1|
        92|TI-#136|K-#02 thrust bearing temperature|K-#02 추력 베어링 온도|degC|K-#02|free|0 150|- - 105 115|1 4|78 8 0.2|0.3 2400 0.08|1 1|

        """
}
