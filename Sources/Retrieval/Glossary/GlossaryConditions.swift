extension Glossary {
    /// How things are and become, where they stand, and who was there.
    static let conditions = """
        rise, rising, increase, increased | 상승, 증가 | ارتفاع, زيادة
        drop, decrease, decreased, decline | 저하, 감소, 하강, 강하 | انخفاض, هبوط
        high | 높음, 과다 | مرتفع, عالي
        low | 낮음, 부족 | منخفض
        exceeded, above limit, over limit | 초과, 기준 초과, 한계 초과 | تجاوز, تجاوز الحد
        unstable, instability | 불안정 | غير مستقر, عدم استقرار
        abnormal | 비정상 | غير طبيعي
        wrong, faulty, incorrect | 불량, 오류 | خاطئ, خاطئة
        damage, damaged | 손상 | تلف, ضرر
        performance, performance loss | 성능, 성능 저하 | اداء, تراجع الاداء
        overload | 과부하 | حمل زائد, الحمل الزائد
        overcurrent | 과전류 | تيار زائد
        flame | 화염, 불꽃 | لهب
        flame failure, flame out | 화염 실패, 실화, 화염상실 | انطفاء اللهب, فشل اللهب
        unstable flame, flame unstable | 화염 불안정 | لهب غير مستقر
        corrosion under insulation, cui | 보온재 하부 부식, 보온재하부부식, 보온하부식 | تاكل تحت العزل
        wall thinning, thinning, metal loss | 두께 감소, 감육 | ترقق الجدار, نقص السماكة
        pinhole | 핀홀 | ثقب دقيق
        weeping, seeping, minor leak | 미량 누유, 미량누설, 미세누설, 비침 | تسرب طفيف, نضح
        steam leak | 스팀 누설, 증기누설, 스팀누설 | تسرب بخار
        tube leak | 튜브 누설, 튜브누설 | تسرب الانابيب, تسرب في الانابيب
        valve leak, valve passing | 밸브 누설, 밸브 내통, 밸브 패싱 | تسرب الصمام, صمام يسرب
        gasket failure, gasket leak | 가스켓 손상, 가스켓 누설 | تلف الحشية
        valve stuck, valve sticking | 밸브 고착 | صمام عالق, التصاق الصمام
        stuck | 고착 | عالق
        bearing noise, noisy bearing | 베어링 소음, 베어링 이음 | ضوضاء المحمل, ضوضاء في المحمل
        bearing failure, bearing damage | 베어링 손상, 베어링 고장 | عطل المحمل, تلف المحمل
        bearing temperature | 베어링 온도 | حرارة المحمل
        thrust bearing | 스러스트 베어링 | محمل الدفع
        shaft seal | 축봉장치, 샤프트씰 | مانع تسرب العمود
        dry gas seal | 드라이가스씰, 드라이 가스씰 | مانع تسرب غازي جاف
        high differential pressure, dp high | 차압 상승, 차압상승, 고차압 | ارتفاع فرق الضغط
        low suction pressure, suction pressure low | 흡입 압력 저하, 흡입압 저하 | انخفاض ضغط السحب
        low discharge pressure | 토출 압력 저하, 토출압 저하 | انخفاض ضغط الطرد
        strainer plugged, plugged strainer | 스트레이너 막힘 | انسداد المصفاة
        filter plugged, plugged filter | 필터 막힘 | انسداد الفلتر
        reading wrong, wrong reading, misreading | 지시 불량, 지시 오류, 오지시 | قراءة خاطئة
        indication deviation, transmitter drift | 지시 편차, 전송기 편차 | انحراف القراءة
        oil contaminated, oil contamination | 윤활유 오염, 오일 오염 | تلوث الزيت, تلوث زيت التزييت
        water in oil, water in lube oil | 수분 혼입, 오일 수분 | ماء في الزيت
        heat duty lost, loss of heat transfer | 열교환 성능 저하, 전열 저하 | انخفاض نقل الحرارة
        motor trip, motor tripped | 모터 트립, 전동기 트립 | توقف المحرك, فصل المحرك
        pump trip, pump tripped | 펌프 트립 | توقف المضخة
        compressor trip, compressor tripped | 압축기 트립 | توقف الضاغط
        foaming, foam | 포밍, 거품 | رغوة
        water hammer | 수격, 워터해머 | طرق مائي
        sludge | 슬러지 | حماة
        smell, odour, odor | 냄새, 악취 | رائحة
        smoke | 연기 | دخان
        hot spot | 핫스팟, 국부과열 | بقعة ساخنة
        missing, lost | 분실, 누락 | مفقود
        dirty | 더러움, 지저분 | متسخ
        crude unit | 원유 증류 장치, 상압증류공정 | وحدة الخام
        vacuum unit, vacuum distillation unit, vdu | 감압증류, 감압증류공정 | وحدة التقطير الفراغي
        vacuum column, vacuum tower | 감압탑, 감압증류탑 | برج التفريغ
        overhead line | 탑정 라인, 탑정배관 | خط القمة, خط اعلى البرج
        reflux line | 환류 라인, 환류배관 | خط الراجع
        preheat train | 예열 계통, 예열열교환기 | سلسلة التسخين
        tank farm, tank yard | 저유소, 탱크야드, 탱크팜 | ساحة الخزانات
        compressor house, compressor building | 압축기실, 압축기동 | مبنى الضواغط
        pump room, pump house | 펌프실 | غرفة المضخات
        control room | 조정실, 제어실, 중앙조정실 | غرفة التحكم
        substation | 변전실, 변전소 | محطة كهرباء فرعية
        jetty, berth | 부두, 제티 | رصيف
        line | 라인 | خط
        desalter unit | 탈염공정 | نازع الاملاح
        hydrocracker | 수첨분해, 하이드로크래커 | وحدة التكسير الهيدروجيني
        fluid catalytic cracker, fcc | 유동접촉분해, 접촉분해 | وحدة التكسير الحفزي
        reformer, platformer | 개질기, 리포머, 접촉개질 | وحدة الاصلاح الحفزي
        hydrotreater, desulfurization, desulphurisation | 수첨탈황, 탈황, 수소화처리 | ازالة الكبريت
        coker | 코커 | وحدة التفحيم
        alkylation | 알킬레이션 | الكلة
        sour water | 산성수 | مياه حامضية
        boiler feed water | 보일러 급수, 보일러급수 | مياه تغذية الغلاية
        utilities | 유틸리티 | مرافق
        day shift | 주간조, 주간근무 | وردية النهار
        evening shift, swing shift | 오후조, 저녁조 | وردية المساء
        vendor, manufacturer | 제작사, 메이커 | مورد, الشركة المصنعة
        contractor | 협력업체, 협력사 | مقاول
        supervisor, shift leader | 조장, 반장, 감독자 | مشرف
        trial run, commissioning, test run | 시운전 | تشغيل تجريبي
        restored, put back | 복구, 원복 | اعادة الى الخدمة
        bolt tightening, bolts tightened | 볼트 체결, 볼트 재체결, 볼트 조임 | شد البراغي
        repaired on site, field repair | 현장 정비, 현장수리 | اصلاح في الموقع
        draw down, emptied | 비움, 액위 강하 | تفريغ الوعاء
        blind, spectacle blind | 맹판, 블라인드 | لوح عمى
        temporary repair, clamp | 임시조치, 클램프 | اصلاح مؤقت
        """
}
