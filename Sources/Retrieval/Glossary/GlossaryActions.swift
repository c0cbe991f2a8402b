extension Glossary {
    /// What people do to equipment, and what they call the papers about it.
    static let actions = """
        maintenance | 정비, 보전, 유지보수 | صيانة
        preventive maintenance | 예방정비, 예방보전, 예방 정비 | صيانة وقائية
        corrective maintenance | 사후정비, 고장정비, 사후보전 | صيانة تصحيحية
        routine maintenance, scheduled maintenance | 정기정비, 정기 정비, 일상정비, 일상 정비 | صيانة دورية
        unscheduled maintenance | 비정기 정비, 돌발정비 | صيانة غير مجدولة
        predictive maintenance | 예지정비, 예지보전 | صيانة تنبؤية
        turnaround, shutdown maintenance | 정기보수, 대정비, 티에이 | صيانة شاملة
        overhaul, major overhaul | 오버홀, 분해정비, 분해 점검 | عمرة
        repair, fix, rectify | 수리, 보수, 수선 | اصلاح
        replace, replacement, change out, renew | 교체, 교환 | استبدال, تغيير
        install, installation, fit | 설치, 취부, 장착 | تركيب
        remove, removal | 제거, 탈거, 분리 | ازالة, فك
        inspect, inspection, check | 점검, 검사, 확인 | فحص, تفتيش
        visual inspection | 육안검사, 육안점검, 육안 검사 | فحص بصري
        test, testing | 시험, 테스트 | اختبار
        pressure test, hydrotest | 수압시험, 압력시험, 내압시험 | اختبار الضغط
        leak test, leak detection | 누설시험, 기밀시험, 누설 탐지, 누설탐지, 누설 감지 | كشف التسرب
        eddy current test | 와전류 검사, 와전류탐상 | اختبار التيار الدوامي
        cleaning, clean, wash | 세척, 청소, 세정, 클리닝 | تنظيف, غسيل
        lubrication, lubricate, grease, greasing | 윤활, 급유, 그리스 주입, 윤활 작업 | تزييت, تشحيم
        calibration, calibrate | 교정, 캘리브레이션, 검교정 | معايرة
        adjust, adjustment | 조정 | ضبط
        alignment, align | 축정렬, 얼라인먼트, 정렬 | محاذاة
        balancing | 밸런싱, 평형 작업 | موازنة
        tighten, retorque | 조임, 체결, 증체 | شد
        weld, welding | 용접 | لحام
        paint, painting | 도장, 페인트 | طلاء
        drain, draining, draining operations | 배수, 드레인 | تصريف
        fill, filling, filling operations, top up | 충전, 보충, 주입 | تعبئة
        purge, purging | 퍼지, 치환 | تطهير
        vent, venting | 벤트, 배기 | تنفيس
        isolate, isolation | 차단, 격리 | عزل المعدات
        lock out tag out, lockout, loto | 잠금표지, 록아웃, 로토 | قفل وتعليق
        start, startup, start up | 기동, 가동, 스타트업 | تشغيل, بدء التشغيل
        stop, shutdown, shut down | 정지, 셧다운, 가동중지 | ايقاف, توقف
        emergency shutdown, esd | 비상정지, 긴급정지 | ايقاف طارئ
        restart | 재기동, 재가동 | اعادة التشغيل
        switch over, changeover | 절체, 전환 | تبديل
        monitor, monitoring | 감시, 모니터링 | مراقبة
        analysis | 분석 | تحليل
        oil analysis | 오일분석, 오일 분석, 윤활유 분석, 유분석 | تحليل الزيت
        vibration analysis | 진동분석, 진동 분석 | تحليل الاهتزاز
        refrigerant addition | 냉매보충, 냉매 보충, 냉매 추가, 냉매추가 | اضافة المبرد
        refrigerant transfer | 냉매이송, 냉매 이송, 냉매 이동 | نقل المبرد
        freon management | 프레온관리, 프레온 관리, 냉매 관리 | ادارة الفريون
        filter replacement | 필터교체, 필터 교체, 필터교환 | استبدال الفلتر
        work order | 작업지시, 작업오더, 작업지시서, 워크오더, 정비오더 | امر عمل, اوامر العمل, امر شغل
        work permit, permit | 작업허가, 작업허가서 | تصريح عمل
        procedure, sop | 절차, 절차서, 작업표준 | اجراء, اجراءات
        manual | 매뉴얼, 설명서 | دليل
        shift handover, handover | 교대, 인수인계 | تسليم الوردية
        shift log, logbook | 운전일지, 교대일지, 근무일지 | سجل الوردية
        night shift | 야간조, 야간근무 | وردية الليل
        operator | 운전원, 오퍼레이터, 조작자 | مشغل المحطة
        technician | 정비원, 기술자, 기능공 | فني
        field check, rounds | 현장점검, 현장확인, 순찰 | جولة ميدانية
        spare changeover | 예비기 전환, 예비기 절체 | التحويل الى الاحتياطي
        standby | 예비, 스탠바이, 대기 | احتياطي
        modification | 개조, 변경 | تعديل
        priority | 우선순위 | اولوية
        training | 교육, 훈련 | تدريب
        corrective action | 시정조치, 개선조치, 개선대책 | اجراء تصحيحي
        recurrence prevention | 재발방지 | منع التكرار
        """
}
