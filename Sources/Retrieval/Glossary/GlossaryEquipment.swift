extension Glossary {
    /// Equipment classes and their parts, named after ISO 14224:2016 annex A where it has them.
    static let equipment = """
        pump | 펌프 | مضخة, المضخات
        centrifugal pump | 원심펌프, 원심 펌프 | مضخة طرد مركزي
        reciprocating pump | 왕복동펌프, 왕복동 펌프 | مضخة ترددية
        metering pump, dosing pump | 정량펌프, 약품주입펌프 | مضخة جرعات
        compressor | 압축기, 컴프레서, 콤프레샤, 컴프레샤 | ضاغط, ضاغطة
        centrifugal compressor | 원심압축기 | ضاغط طرد مركزي
        reciprocating compressor | 왕복동압축기, 왕복동 압축기 | ضاغط ترددي
        gas turbine | 가스터빈, 가스 터빈 | توربين غازي
        steam turbine | 스팀터빈, 증기터빈, 스팀 터빈 | توربين بخاري
        turbine | 터빈 | توربين
        expander | 팽창기, 익스팬더 | موسع
        blower | 송풍기, 블로워, 블로어 | نافخ
        fan | 팬, 휀 | مروحة
        motor, electric motor | 모터, 전동기 | محرك, محرك كهربائي
        engine | 엔진, 기관 | محرك احتراق
        generator | 발전기 | مولد
        transformer | 변압기 | محول
        switchgear | 배전반, 개폐장치, 스위치기어 | لوحة التوزيع
        circuit breaker, breaker | 차단기 | قاطع دائرة
        uninterruptible power supply, ups | 무정전전원장치 | مصدر طاقة غير منقطع
        variable frequency drive, vfd, inverter | 인버터, 가변속드라이브 | مغير التردد
        heat exchanger, exchanger | 열교환기, 익스체인저 | مبادل حراري, المبادل
        air cooler, fin fan cooler, air cooled heat exchanger | 공랭식 열교환기, 핀팬쿨러, 에어쿨러 | مبرد هوائي
        cooler | 냉각기, 쿨러 | مبرد
        chiller | 칠러, 냉동기 | مبرد مياه, تشيلر
        condenser | 응축기, 콘덴서, 컨덴서 | مكثف
        evaporator | 증발기 | مبخر
        reboiler | 재비기, 리보일러 | غلاية اعادة
        preheater, preheat train | 예열기, 예열트레인 | مسخن اولي
        furnace, fired heater, heater | 가열로, 히터, 노 | فرن, سخان
        boiler | 보일러 | غلاية, مرجل
        burner | 버너 | موقد, حارق
        reactor | 반응기, 리액터 | مفاعل
        column, distillation column, tower | 증류탑, 칼럼, 컬럼, 탑 | برج, برج التقطير
        crude distillation unit, cdu | 상압증류장치, 원유증류공정, 상압증류 | وحدة تقطير الخام
        debutanizer | 탈부탄탑, 데부타나이저 | مزيل البيوتان
        desalter | 탈염기, 디솔터 | مزيل الاملاح
        vessel, pressure vessel | 압력용기, 용기, 베셀 | وعاء, وعاء ضغط
        drum | 드럼 | اسطوانة
        reflux drum, overhead accumulator | 환류드럼, 환류조 | خزان الارتداد
        knock out drum, ko drum | 녹아웃드럼 | وعاء فصل السوائل
        separator | 분리기, 세퍼레이터 | فاصل
        tank, storage tank | 탱크, 저장탱크, 저장조 | خزان, صهريج
        filter | 필터, 여과기 | مرشح, فلتر
        strainer | 스트레이너 | مصفاة
        cyclone | 사이클론 | فاصل حلزوني
        dryer | 건조기, 드라이어 | مجفف
        cooling tower | 냉각탑, 쿨링타워 | برج التبريد
        flare | 플레어, 플레어스택 | شعلة
        ejector | 이젝터 | قاذف
        pipe, piping | 배관, 파이프 | انبوب, انابيب
        pipeline | 송유관, 파이프라인 | خط انابيب
        hose | 호스 | خرطوم
        tray | 트레이, 단 | صينية
        packing | 패킹, 충전물 | حشوة
        valve | 밸브, 발브 | صمام
        control valve | 제어밸브, 컨트롤밸브, 조절밸브 | صمام تحكم
        safety valve, relief valve, pressure safety valve, psv | 안전밸브, 릴리프밸브 | صمام امان
        check valve, non return valve | 체크밸브, 역지밸브 | صمام عدم رجوع
        gate valve | 게이트밸브 | صمام بوابة
        ball valve | 볼밸브 | صمام كروي
        solenoid valve | 솔레노이드밸브, 전자밸브 | صمام لولبي
        shutdown valve, emergency shutdown valve, esdv | 긴급차단밸브, 차단밸브 | صمام اغلاق طارئ
        bypass | 바이패스, 우회 | مسار جانبي
        actuator | 구동기, 액추에이터, 액츄에이터 | مشغل
        positioner | 포지셔너 | محدد الموضع
        mechanical seal, seal | 메카니컬씰, 메커니컬씰, 메카니칼씰, 미케니컬씰, 씰, 축봉 | مانع تسرب, ختم ميكانيكي, مانع التسرب
        seal flush, flushing | 씰플러싱, 씰 플러시, 플러싱 | غسيل مانع التسرب
        seal pot | 씰포트 | وعاء مانع التسرب
        bearing | 베어링 | محمل, رولمان
        shaft | 축, 샤프트 | عمود, عمود الدوران
        coupling | 커플링 | وصلة, قارنة
        impeller | 임펠러 | دافعة
        rotor | 로터, 회전자 | دوار
        stator | 고정자 | الجزء الثابت
        casing | 케이싱 | غلاف
        gearbox, gear | 기어박스, 감속기, 기어 | علبة تروس
        belt | 벨트 | حزام, سير
        gasket | 가스켓, 개스킷, 가스킷 | حشية
        o-ring | 오링 | حلقة مطاطية
        flange | 플랜지, 후렌지 | فلنجة, شفة
        bolt | 볼트 | برغي
        nozzle | 노즐 | فوهة
        tube, tube bundle | 튜브, 전열관, 튜브번들 | انبوب تبادل, حزمة انابيب
        shell | 쉘, 동체 | غلاف المبادل
        coil | 코일 | ملف
        insulation | 보온재, 단열재, 보온 | عزل
        refractory | 내화물, 내화재 | بطانة حرارية
        cable | 케이블, 전선 | كابل
        battery | 배터리, 축전지 | بطارية
        lube oil system, lubrication oil system | 윤활유계통, 윤활유 시스템 | نظام زيت التزييت
        lube oil, lubricating oil | 윤활유 | زيت تزييت
        cooling water | 냉각수 | مياه التبريد
        instrument air | 계장공기, 계장용공기 | هواء الالات
        steam trap | 스팀트랩 | مصيدة بخار
        crane | 크레인 | رافعة
        scaffold, scaffolding | 비계 | سقالة
        foundation | 기초 | اساس
        compressor cylinder, cylinder | 실린더 | اسطوانة مكبس
        piston | 피스톤 | مكبس
        refrigerant circuit | 냉매회로, 냉매 회로, 냉매계통 | دائرة التبريد
        control system | 제어시스템, 제어 시스템, 제어계통 | نظام التحكم
        entire chiller system, entire system | 칠러 전체, 냉동기 전체, 시스템 전체 | نظام التبريد بالكامل
        component | 부품, 구성품, 컴포넌트 | مكون, مكونات
        spare part, spare | 예비품, 부속품 | قطعة غيار
        equipment | 설비, 장비, 기기 | معدات, معدة
        """
}
