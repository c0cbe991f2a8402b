extension Glossary {
    /// Failure modes, mechanisms and causes, named after ISO 14224:2016 annex B where it has them.
    static let failures = """
        failure, fault, breakdown | 고장, 결함, 장애 | عطل, فشل, خلل
        leak, leakage, leaking | 누설, 누유, 누출, 리크, 새는, 샌다 | تسرب, تسريب
        external leakage | 외부누설, 외부누출 | تسرب خارجي
        internal leakage, passing | 내부누설, 내통, 패싱 | تسرب داخلي
        oil leak | 누유, 오일누설 | تسرب زيت
        gas leak | 가스누출, 가스누설 | تسرب غاز
        water leak | 누수 | تسرب مياه
        seal leak, seal leakage | 씰누설, 씰 누유, 씰누유, 메카니컬씰 누설 | تسرب مانع التسرب
        refrigerant leak | 냉매누설, 냉매 누설, 냉매누출 | تسرب مبرد
        vibration | 진동 | اهتزاز
        high vibration, excessive vibration | 고진동, 진동 과다, 진동과대 | اهتزاز عالي
        noise, abnormal noise | 소음, 이음, 이상음, 잡음 | ضوضاء, صوت غير طبيعي
        overheating, overheat | 과열 | سخونة زائدة, ارتفاع الحرارة
        high temperature | 고온, 온도 상승, 온도상승 | حرارة عالية
        low temperature | 저온, 온도 저하 | حرارة منخفضة
        overpressure, high pressure | 과압, 고압, 압력 상승 | ضغط عالي, ضغط زائد
        low pressure | 저압, 압력 저하 | ضغط منخفض
        low flow, no flow | 저유량, 유량 저하, 유량 없음 | تدفق منخفض
        high level, overflow | 고액위, 오버플로우, 넘침, 만수위 | مستوى عالي, فيضان
        low level | 저액위, 액위 저하 | مستوى منخفض
        fouling | 파울링, 오염, 스케일 부착 | اتساخ, ترسبات
        plugging, clogging, blockage, plugged, blocked | 막힘, 폐색, 플러깅 | انسداد
        condenser plugged | 응축기 막힘, 응축기 폐색 | انسداد المكثف
        scale, scaling, deposit | 스케일, 침적, 퇴적 | قشور, رواسب
        coking, coke | 코킹, 코크 | تفحم
        corrosion | 부식 | تاكل
        erosion | 침식 | تعرية
        wear, worn | 마모 | اهتراء, بلي
        crack, cracking | 균열, 크랙 | شرخ, تشقق
        fracture, rupture, burst | 파단, 파열, 파손 | كسر, تمزق
        fatigue | 피로 | كلال
        deformation, bent | 변형, 휨 | تشوه
        misalignment | 축정렬 불량, 정렬 불량, 미스얼라인먼트, 축정렬불량 | عدم محاذاة, سوء محاذاة
        unbalance, imbalance | 불평형, 언밸런스 | عدم اتزان
        looseness, loose | 이완, 풀림, 헐거움 | ارتخاء
        seizure, stuck, sticking, seized | 고착, 걸림, 스틱 | التصاق, توقف عن الحركة
        cavitation | 캐비테이션, 공동현상 | تكهف
        surge, surging | 서지, 서징 | تموج
        hunting, oscillation | 헌팅, 요동, 진동 제어 | تذبذب
        drift, calibration drift | 드리프트, 편차 발생, 교정 드리프트 | انحراف المعايرة
        deviation | 편차, 이탈 | انحراف
        frozen signal, stuck signal | 신호 고정, 지시 고정, 지시불변 | اشارة ثابتة
        erratic output, fluctuating reading | 지시 헌팅, 지시 불량, 출력 불안정 | قراءة غير مستقرة
        short circuit | 단락, 쇼트, 합선 | ماس كهربائي
        earth fault, ground fault | 지락 | عطل ارضي
        open circuit, broken wire | 단선 | انقطاع الدائرة
        power failure, blackout, power outage | 정전, 전원 상실 | انقطاع الكهرباء
        trip, tripped | 트립, 정지, 비상정지 | توقف مفاجئ, فصل
        spurious stop, spurious trip | 오동작 정지, 오트립 | توقف زائف
        fail to start | 기동 실패, 기동불가 | فشل البدء
        fail to close | 닫힘 불량, 폐쇄 실패 | فشل الاغلاق
        fail to open | 열림 불량, 개방 실패 | فشل الفتح
        contamination, contaminated | 오염, 이물질 혼입 | تلوث
        foreign matter, debris | 이물질, 이물 | مواد غريبة
        water ingress | 수분 침투, 수분 유입 | دخول الماء
        carryover, entrainment | 캐리오버, 비말동반 | انتقال السوائل
        flooding | 플러딩, 범람 | غمر
        hydrate, freezing, frozen | 동결, 결빙 | تجمد
        fire | 화재 | حريق
        explosion | 폭발 | انفجار
        spill | 유출 | انسكاب
        release, emission | 방출, 배출 | انبعاث
        near miss | 아차사고, 니어미스 | حادث وشيك
        incident, accident | 사고, 사건 | حادث, حادثة
        injury | 부상, 상해 | اصابة
        structural deficiency | 구조 결함 | عيب هيكلي
        human error | 인적 오류, 휴먼에러, 조작 실수 | خطا بشري
        root cause, cause | 원인, 근본원인 | سبب, السبب الجذري
        alarm flood | 알람 홍수, 경보 폭주, 알람폭주 | فيضان الانذارات
        chattering alarm, chattering | 채터링, 반복 알람 | انذار متكرر
        process upset, upset | 공정 이상, 공정 교란, 공정이상 | اضطراب العملية
        control system malfunction | 제어시스템 오작동, 제어 시스템 고장, 제어시스템 고장 | خلل نظام التحكم
        malfunction | 오작동, 오동작 | خلل وظيفي
        software error | 소프트웨어 오류 | خطا برمجي
        sensor failure | 센서 고장, 센서고장 | عطل الحساس
        communication failure | 통신 장애, 통신불량 | فشل الاتصال
        actuator failure | 액추에이터 고장, 구동기 고장 | عطل المشغل
        flow sensor failure | 유량센서 고장, 유량 센서 고장 | عطل حساس التدفق
        head operations | 헤드 작업 | اعمال الراس
        """
}
