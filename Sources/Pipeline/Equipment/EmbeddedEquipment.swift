// swift-format-ignore-file: lines are as long as the data are

/// What equipment.yaml beside it says, written here by scripts/embed-equipment.
enum EmbeddedEquipment {
    static let yaml = #"""
        # The usual ways in which a refinery's equipment fails, and the signals that show them.
        #
        # Classes, failure modes and mechanisms carry the codes of ISO 14224:2016 (annexes A and B). The signs are those of
        # general practice (API 682 seal plans, API 560 furnaces, API 617 compressors); none comes from any one site's data.
        # A site adds its own with `equipment: FILE` in telltale.yaml: a mechanism with a name that stands here takes its place.
        #
        # words:        of an asset's name, where the asset has no class.
        # signs:        what rises, falls or swings; each names the words of a tag's description, the first that fits counts.
        #               A calculation of the class may stand in the place of a tag.
        # needs:        how many signs must be seen before the mechanism is named; 2 where nothing is said.
        # calculations: inputs are tags of the equipment or of its system, `formula` knows + - * / ( ) ln sqrt abs min max and
        #               lmtd(a, b), curves that the site gives, and constants that the site gives. `change` is the relative
        #               change that counts as a sign.
        classes:
          - class: PU
            words: [pump]
            calculations:
              - name: motor load per flow
                korean: 유량당 전동기 부하
                arabic: حمل المحرك لكل تدفق
                formula: current / flow
                change: 0.15
                inputs:
                  - {as: current, tag: [motor current]}
                  - {as: flow, tag: [charge flow, discharge flow, pump flow, flow]}
              - name: head against curve
                korean: 성능곡선 대비 양정
                arabic: الرفع مقارنة بالمنحنى
                formula: (discharge - suction) / head_curve(flow)
                change: 0.05
                inputs:
                  - {as: discharge, tag: [discharge pressure, header pressure]}
                  - {as: suction, tag: [suction pressure]}
                  - {as: flow, tag: [charge flow, discharge flow, pump flow, flow]}
            mechanisms:
              - name: mechanical seal leak
                korean: 메커니컬 씰 누설
                arabic: تسرب من مانع التسرب الميكانيكي
                mode: ELP
                mechanism: "1.1"
                signs:
                  - falls: [seal pot level, seal level, seal reservoir level]
                  - falls: [seal barrier pressure, seal pressure, barrier pressure]
                  - rises: [hydrocarbon gas, gas concentration, gas detector]
                  - rises: [seal flush temperature, seal temperature]
                check: seal pot and barrier fluid make-up, leak at the gland, vibration of the drive end
              - name: bearing failure
                korean: 베어링 손상
                arabic: تلف المحمل
                mode: VIB
                mechanism: "2.4"
                signs:
                  - rises: [vibration]
                  - rises: [bearing temperature]
                  - falls: [lube oil pressure, lube oil level]
                  - rises: [motor current]
                check: spectrum of the vibration, oil sample, bearing housing temperature by hand
              - name: cavitation or loss of suction
                korean: 캐비테이션 또는 흡입 상실
                arabic: تكهف أو فقدان السحب
                mode: LOO
                mechanism: "2.1"
                signs:
                  - falls: [suction pressure]
                  - swings: [discharge pressure, header pressure]
                  - swings: [motor current]
                  - rises: [strainer differential pressure, strainer pressure drop]
                  - falls: [discharge flow, charge flow, pump flow]
                  - falls: [motor current]
                check: suction strainer, level and temperature of the suction vessel, suction valve
              - name: worn impeller or wear rings
                korean: 임펠러 또는 웨어링 마모
                arabic: تآكل الدفاعة أو حلقات التآكل
                mode: LOO
                mechanism: "2.4"
                signs:
                  - falls: [head against curve]
                  - rises: [motor load per flow]
                  - falls: [discharge pressure, header pressure]
                check: head and flow against the pump's curve, clearance of the wear rings
              - name: motor or coupling trouble
                korean: 전동기 또는 커플링 이상
                arabic: خلل في المحرك أو القارنة
                mode: UST
                mechanism: "4.0"
                signs:
                  - rises: [winding temperature]
                  - rises: [motor current]
                  - swings: [motor current]
                check: relay records, insulation resistance, coupling
          - class: CO
            words: [compressor]
            calculations:
              - name: surge margin
                korean: 서지 여유
                arabic: هامش التمور
                formula: (flow - surge_flow) / surge_flow
                change: 0.1
                inputs:
                  - {as: flow, tag: [suction flow, compressor flow, flow]}
              - name: compression ratio
                korean: 압축비
                arabic: نسبة الانضغاط
                formula: (discharge + 1.013) / (suction + 1.013)
                change: 0.05
                inputs:
                  - {as: discharge, tag: [discharge pressure]}
                  - {as: suction, tag: [suction pressure]}
            mechanisms:
              - name: surge
                korean: 서지
                arabic: تمور الضاغط
                mode: VIB
                mechanism: "1.2"
                signs:
                  - swings: [suction flow, compressor flow, flow]
                  - swings: [discharge pressure]
                  - falls: [surge margin]
                  - rises: [vibration]
                  - rises: [axial displacement, thrust position]
                check: anti-surge valve and its controller, suction filter, molecular weight of the gas
              - name: fouled or worn internals
                korean: 내부 오염 또는 마모
                arabic: اتساخ أو تآكل داخلي
                mode: LOO
                mechanism: "5.2"
                signs:
                  - rises: [discharge temperature]
                  - falls: [discharge pressure]
                  - falls: [compression ratio]
                  - rises: [vibration]
                check: polytropic efficiency against the curve, wash water, interstage temperatures
              - name: dry gas seal or oil seal failure
                korean: 가스 씰 또는 오일 씰 고장
                arabic: عطل مانع تسرب الغاز أو الزيت
                mode: ELP
                mechanism: "1.1"
                signs:
                  - rises: [primary vent flow, seal vent flow, seal vent pressure]
                  - falls: [seal gas differential pressure, seal oil pressure, seal pressure]
                  - rises: [hydrocarbon gas, gas concentration]
                check: primary vent, seal gas filter and its pressure difference
              - name: bearing failure
                korean: 베어링 손상
                arabic: تلف المحمل
                mode: VIB
                mechanism: "2.4"
                signs:
                  - rises: [vibration]
                  - rises: [bearing temperature]
                  - falls: [lube oil pressure]
                  - rises: [axial displacement, thrust position]
                check: oil sample, spectrum of the vibration
          - class: BL
            words: [fan, blower]
            mechanisms:
              - name: motor overload or rotor drag
                korean: 전동기 과부하 또는 회전체 마찰
                arabic: حمل زائد على المحرك أو احتكاك الدوار
                mode: UST
                mechanism: "4.0"
                needs: 1
                signs:
                  - rises: [motor current]
                  - rises: [winding temperature]
                check: relay records, damper position, bearings by hand before the next start
              - name: bearing failure or imbalance
                korean: 베어링 손상 또는 불균형
                arabic: تلف المحمل أو عدم اتزان
                mode: VIB
                mechanism: "1.2"
                signs:
                  - rises: [vibration]
                  - rises: [bearing temperature]
                  - rises: [motor current]
                check: deposits on the wheel, foundation bolts, spectrum of the vibration
          - class: HE
            words: [exchanger, condenser, cooler, reboiler]
            calculations:
              - name: approach temperature
                korean: 접근 온도차
                arabic: فرق درجة حرارة الاقتراب
                formula: hot_out - cold_in
                change: 0.1
                inputs:
                  - {as: hot_out, tag: [hot side outlet temperature, hot outlet temperature]}
                  - {as: cold_in, tag: [crude inlet temperature, cold side inlet temperature, cold inlet temperature]}
              - name: heat transfer against normal
                korean: 전열 성능 (UA 비례)
                arabic: أداء انتقال الحرارة
                formula: flow * (cold_out - cold_in) / lmtd(hot_in - cold_out, hot_out - cold_in)
                change: 0.1
                inputs:
                  - {as: flow, tag: [crude flow, crude charge flow, cold side flow]}
                  - {as: cold_in, tag: [crude inlet temperature, cold side inlet temperature, cold inlet temperature]}
                  - {as: cold_out, tag: [crude outlet temperature, cold side outlet temperature, cold outlet temperature]}
                  - {as: hot_in, tag: [hot side inlet temperature, hot inlet temperature]}
                  - {as: hot_out, tag: [hot side outlet temperature, hot outlet temperature]}
              - name: effectiveness
                korean: 전열 유효도
                arabic: فعالية المبادل
                formula: (cold_out - cold_in) / (hot_in - cold_in)
                change: 0.08
                inputs:
                  - {as: cold_in, tag: [crude inlet temperature, cold side inlet temperature, cold inlet temperature]}
                  - {as: cold_out, tag: [crude outlet temperature, cold side outlet temperature, cold outlet temperature]}
                  - {as: hot_in, tag: [hot side inlet temperature, hot inlet temperature]}
            mechanisms:
              - name: fouling
                korean: 파울링
                arabic: ترسبات (اتساخ)
                mode: IHT
                mechanism: "5.2"
                signs:
                  - rises: [pressure drop, differential pressure]
                  - falls: [crude outlet temperature, cold side outlet temperature, cold outlet temperature]
                  - rises: [hot side outlet temperature, hot outlet temperature]
                  - rises: [approach temperature]
                  - falls: [heat transfer against normal]
                  - falls: [effectiveness]
                check: desalter performance and crude blend, date of the last cleaning, heat transfer over the months
              - name: loss of cooling medium
                korean: 냉각수 상실
                arabic: فقدان وسط التبريد
                mode: IHT
                mechanism: "5.1"
                needs: 1
                signs:
                  - falls: [cooling water flow]
                  - rises: [cooling water return temperature]
                  - rises: [overhead outlet temperature, outlet temperature]
                  - rises: [overhead pressure]
                check: cooling water pumps and header pressure, strainer and valve of the exchanger
              - name: tube leak
                korean: 튜브 누설
                arabic: تسرب في الأنابيب
                mode: INL
                mechanism: "1.1"
                signs:
                  - rises: [cooling water hydrocarbon, cooling water conductivity]
                  - swings: [product quality, salt in]
                  - rises: [low side pressure, cooling water pressure]
                check: samples of the low-pressure side
          - class: HB
            words: [furnace, heater, boiler]
            calculations:
              - name: fuel per feed
                korean: 공급량당 연료
                arabic: الوقود لكل تغذية
                formula: fuel / flow
                change: 0.05
                inputs:
                  - {as: fuel, tag: [fuel gas flow, fuel flow]}
                  - {as: flow, tag: [crude charge flow, charge flow, feed flow]}
            mechanisms:
              - name: loss of combustion air or draft
                korean: 연소 공기 또는 드래프트 상실
                arabic: فقدان هواء الاحتراق أو السحب
                mode: LOO
                mechanism: "3.1"
                signs:
                  - falls: [flue gas oxygen, excess oxygen]
                  - rises: [draft]
                  - falls: [coil outlet temperature]
                  - rises: [carbon monoxide]
                check: stack damper, forced and induced draft fans, air registers; afterburning when oxygen comes back
              - name: coking or plugging of a pass
                korean: 패스 코킹 또는 막힘
                arabic: تفحم أو انسداد في أحد المسارات
                mode: PLU
                mechanism: "5.1"
                signs:
                  - rises: [tube skin temperature]
                  - falls: [pass flow]
                  - rises: [coil pressure drop, pass pressure drop]
                  - rises: [fuel per feed]
                check: skin temperatures of the other passes, pass balance, decoking history
              - name: fuel supply trouble
                korean: 연료 공급 이상
                arabic: خلل في إمداد الوقود
                mode: ERO
                mechanism: "3.1"
                signs:
                  - swings: [fuel gas pressure, fuel gas flow]
                  - falls: [fuel gas pressure]
                  - falls: [fuel gas flow]
                  - falls: [bridgewall temperature]
                check: fuel gas knock-out drum, heating value, burner tips
              - name: falling efficiency
                korean: 효율 저하
                arabic: انخفاض الكفاءة
                mode: IHT
                mechanism: "5.2"
                signs:
                  - rises: [stack temperature]
                  - rises: [fuel per feed]
                  - rises: [fuel gas flow]
                  - rises: [firing demand]
                check: convection section, soot blowing, excess air; upstream preheat
          - class: VE
            words: [column, tower, drum, desalter, vessel]
            calculations:
              - name: reflux per feed
                korean: 공급량당 환류량
                arabic: الراجع لكل تغذية
                formula: reflux / feed
                change: 0.1
                inputs:
                  - {as: reflux, tag: [reflux flow]}
                  - {as: feed, tag: [crude charge flow, feed flow]}
            mechanisms:
              - name: flooding or entrainment
                korean: 플러딩 또는 비말동반
                arabic: فيضان البرج أو انجراف السائل
                mode: PDE
                mechanism: "1.0"
                signs:
                  - rises: [column pressure drop, column differential pressure]
                  - swings: [overhead pressure]
                  - rises: [overhead temperature, top temperature]
                  - falls: [bottom level]
                check: vapour load against the flooding limit, stripping steam, reflux
              - name: loss of condensing
                korean: 응축 상실
                arabic: فقدان التكثيف
                mode: PDE
                mechanism: "5.3"
                signs:
                  - rises: [overhead pressure]
                  - rises: [top temperature]
                  - falls: [reflux drum level]
                  - falls: [cooling water flow]
                check: overhead condenser, cooling water, off-gas valve
              - name: water carry-over or upset of the interface
                korean: 물 동반 또는 계면 이상
                arabic: حمل الماء أو اضطراب السطح البيني
                mode: PDE
                mechanism: "3.1"
                signs:
                  - rises: [interface level]
                  - rises: [transformer current]
                  - rises: [salt in desalted crude, water in crude]
                  - swings: [interface level]
                check: wash water, mixing valve, demulsifier, level instrument by try cocks
          - class: VA
            words: [valve]
            calculations:
              - name: flow per valve opening
                korean: 밸브 개도당 유량
                arabic: التدفق لكل فتحة صمام
                formula: flow / opening
                change: 0.15
                inputs:
                  - {as: flow, tag: [flow]}
                  - {as: opening, tag: [valve output, valve position, controller output]}
            mechanisms:
              - &stiction
                name: sticking control valve
                korean: 조절 밸브 고착
                arabic: التصاق صمام التحكم
                mode: FTR
                mechanism: "1.6"
                signs:
                  - swings: [valve output, valve position, controller output]
                  - swings: [flow, level, pressure, temperature]
                  - rises: [flow per valve opening]
                  - falls: [flow per valve opening]
                check: packing and positioner, air supply; the loop in manual, whether the swinging stops
              - name: plugged or worn trim
                korean: 트림 막힘 또는 마모
                arabic: انسداد أو تآكل داخل الصمام
                mode: PLU
                mechanism: "5.1"
                signs:
                  - falls: [flow per valve opening]
                  - rises: [valve output, valve position, controller output]
                  - falls: [flow]
                check: flow against valve position of earlier months, pressure drop over the valve
          - class: LOOP
            words: [feed, product, utilit, preheat, overhead, control]
            calculations:
              - name: flow per valve opening
                korean: 밸브 개도당 유량
                arabic: التدفق لكل فتحة صمام
                formula: flow / opening
                change: 0.15
                inputs:
                  - {as: flow, tag: [flow]}
                  - {as: opening, tag: [valve output, valve position, controller output]}
            mechanisms:
              - *stiction
          - class: IP
            words: [analyser, analyzer, transmitter]
            mechanisms:
              - name: sample system blocked
                korean: 시료계통 막힘
                arabic: انسداد نظام العينات
                mode: NOO
                mechanism: "5.1"
                needs: 1
                signs:
                  - freezes: [point, salt, ph, oxygen, analyser, composition]
                  - falls: [sample flow, sample pressure]
                check: sample filter and fast loop, last validation, calibration gas
              - name: failed transmitter
                korean: 전송기 고장
                arabic: عطل جهاز الإرسال
                mode: AIR
                mechanism: "3.2"
                needs: 1
                signs:
                  - freezes: [temperature, pressure, flow, level, vibration, current]
                check: loop current, impulse lines, neighbours that measure the same
        """#
}
