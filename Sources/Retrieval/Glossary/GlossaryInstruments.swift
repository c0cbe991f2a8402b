extension Glossary {
    /// Instruments, control and what is measured.
    static let instruments = """
        transmitter | 전송기, 트랜스미터, 발신기 | جهاز ارسال, مرسل
        pressure transmitter | 압력전송기, 압력 전송기, 압력발신기 | مرسل ضغط
        level transmitter | 액위전송기, 레벨전송기, 레벨 트랜스미터 | مرسل مستوى
        flow transmitter, flow meter, flowmeter | 유량계, 유량전송기 | مقياس التدفق
        temperature transmitter | 온도전송기, 온도 전송기 | مرسل حرارة
        thermocouple | 열전대, 써모커플 | مزدوجة حرارية
        pressure gauge, gauge | 압력계, 게이지, 압력게이지 | مقياس ضغط
        level gauge, sight glass | 액면계, 레벨게이지 | مبين المستوى
        sensor, detector | 센서, 감지기, 검출기 | حساس, مستشعر
        gas detector | 가스감지기, 가스 감지기, 가스검지기 | كاشف غاز
        analyser, analyzer | 분석기, 분석계 | محلل
        chromatograph | 크로마토그래프 | كروماتوغراف
        vibration probe | 진동센서, 진동 프로브 | مجس اهتزاز
        switch | 스위치 | مفتاح
        controller | 제어기, 컨트롤러, 조절기 | متحكم
        distributed control system, dcs | 분산제어시스템, 분산제어 | نظام التحكم الموزع
        programmable logic controller, plc | 피엘씨 | متحكم منطقي
        interlock | 인터록, 인터락, 연동 | تعشيق
        safety instrumented system, sis | 안전계장시스템, 안전계장 | نظام السلامة الالي
        setpoint, set point | 설정치, 설정값, 세트포인트 | نقطة الضبط
        alarm | 알람, 경보 | انذار
        limit, threshold | 한계, 한계치, 임계값 | حد
        high limit, upper bound | 상한, 상한값 | الحد الاعلى
        low limit, lower bound | 하한, 하한값 | الحد الادنى
        pressure | 압력 | ضغط
        differential pressure, delta pressure, dp | 차압 | فرق الضغط
        vacuum | 진공 | تفريغ
        temperature | 온도 | درجة الحرارة, حرارة
        outlet temperature | 출구온도, 출구 온도 | حرارة المخرج
        inlet temperature | 입구온도, 입구 온도 | حرارة المدخل
        flow, flow rate | 유량 | تدفق
        level | 액위, 레벨, 수위 | مستوى
        speed | 속도, 회전수 | سرعة
        current | 전류 | تيار
        voltage | 전압 | جهد
        power | 전력, 동력 | قدرة
        load | 부하 | حمل
        cooling load | 냉방부하, 냉각부하, 냉각 부하 | حمل التبريد
        efficiency | 효율 | كفاءة
        flow efficiency | 유량효율, 유량 효율, 흐름 효율 | كفاءة التدفق
        delta temperature, temperature difference | 온도차, 델타 온도 | فرق الحرارة
        delta setpoint | 설정치 편차, 델타 설정값 | فرق نقطة الضبط
        density | 밀도 | كثافة
        viscosity | 점도 | لزوجة
        moisture, humidity | 수분, 습도 | رطوبة
        conductivity | 전도도 | موصلية
        oxygen | 산소 | اكسجين
        hydrogen sulfide, h2s | 황화수소 | كبريتيد الهيدروجين
        sulfur | 황, 유황 | كبريت
        salt | 염분 | ملح
        opening, valve position | 개도 | فتحة الصمام
        signal | 신호, 시그널 | اشارة
        reading, indication | 지시, 지시값, 지시치 | قراءة
        trend | 추세, 트렌드 | اتجاه
        suction pressure | 흡입압력, 흡입 압력 | ضغط السحب
        discharge pressure | 토출압력, 토출 압력 | ضغط الطرد
        amperage, amps | 전류치, 암페어 | امبير
        sensor calibration | 센서 교정 | معايرة الحساس
        control loop | 제어루프, 제어 루프 | حلقة التحكم
        """
}
