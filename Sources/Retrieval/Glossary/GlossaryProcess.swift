extension Glossary {
    /// Streams, process words and safety.
    static let process = """
        crude, crude oil | 원유 | نفط خام, خام
        crude charge pump | 원유 이송펌프, 원유이송펌프, 원유 공급펌프 | مضخة شحن الخام
        naphtha | 나프타, 납사 | نافثا
        kerosene | 등유 | كيروسين
        diesel, gas oil | 경유, 디젤 | ديزل, زيت الغاز
        residue, atmospheric residue | 잔사유, 상압잔사유 | متبقي
        fuel gas | 연료가스 | غاز الوقود
        fuel oil | 연료유 | زيت الوقود
        hydrogen | 수소 | هيدروجين
        nitrogen | 질소 | نيتروجين
        steam | 스팀, 증기 | بخار
        condensate | 응축수 | مكثفات
        brine | 염수, 브라인 | محلول ملحي
        refrigerant, freon | 냉매, 프레온 | مبرد فريون, فريون
        methanol | 메탄올 | ميثانول
        ammonia | 암모니아 | امونيا
        amine | 아민 | امين
        caustic | 가성소다 | صودا كاوية
        catalyst | 촉매 | عامل حفاز
        feed, charge | 원료, 공급, 피드 | تغذية
        product | 제품 | منتج
        overhead | 탑정, 오버헤드 | اعلى البرج
        bottom, bottoms | 탑저, 바텀 | قاع البرج
        reflux | 환류, 리플럭스 | راجع
        pumparound | 펌프어라운드, 순환환류 | دوران المضخة
        suction | 흡입 | سحب
        discharge | 토출 | طرد
        inlet | 입구 | مدخل
        outlet | 출구 | مخرج
        unit | 공정, 유닛, 장치 | وحدة
        plant | 공장, 플랜트 | مصنع, محطة
        refinery | 정유공장, 정유소 | مصفاة النفط
        operation | 운전, 조업 | تشغيل المحطة
        distillation | 증류 | تقطير
        combustion | 연소 | احتراق
        draft | 통풍, 드래프트 | سحب الهواء
        coil outlet temperature, cot | 코일출구온도, 코일 출구온도 | حرارة مخرج الملف
        heat transfer, heat duty | 전열, 열부하 | انتقال الحرارة
        pressure drop | 압력강하, 압력 손실 | هبوط الضغط
        throughput, rate | 처리량 | معدل الانتاج
        spare, backup | 예비기 | احتياط
        emergency | 비상, 긴급 | طوارئ
        safety | 안전 | سلامة
        hazard | 위험, 위험요인 | خطر
        toxic | 독성 | سام
        evacuation | 대피 | اخلاء
        firefighting | 소화, 소방 | مكافحة الحريق
        confined space | 밀폐공간 | مكان مغلق
        fall from height | 추락, 떨어짐 | سقوط من ارتفاع
        hot work | 화기작업 | عمل ساخن
        electric shock | 감전 | صدمة كهربائية
        burn | 화상 | حرق
        worker | 작업자, 근로자 | عامل
        cooling | 냉각 | تبريد
        heating | 가열 | تسخين
        startup procedure | 기동절차, 기동 절차 | اجراء بدء التشغيل
        environment | 환경 | بيئة
        wastewater | 폐수 | مياه الصرف
        """
}
