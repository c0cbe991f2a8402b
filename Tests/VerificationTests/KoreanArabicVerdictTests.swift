import Plant
import Testing
import Verification

@Suite struct `Verdicts on Korean statements` {
    @Test(arguments: [
        Case.korean(.supported, "P-101A가 3월 1일 오전 2시 47분에 트립되었습니다.", "E1"),
        Case.korean(.supported, "P-101A는 어제 새벽 2시 47분에 트립되었다.", "E1"),
        Case.korean(.supported, "P-101A는 02시 47분 12초에 트립되었습니다.", "E1"),
        Case.korean(.supported, "2026년 3월 1일 02:47에 P-101A 트립이 발생했습니다.", "E12"),
        Case.korean(.supported, "새벽 2시 50분에 원유 이송 펌프 A의 트립이 확인되었습니다.", "E4"),
        Case.korean(.supported, "새벽 두 시 오십 분에 펌프 트립이 확인되었습니다.", "E4"),
        Case.korean(.supported, "약 3시에 P-101A가 트립되었습니다.", "E1"),
        Case.korean(.supported, "P-101A는 일요일 02:47에 트립되었습니다.", "E1"),
        Case.korean(.contradicted, "P-101A가 오후 2시 47분에 트립되었습니다.", "E1"),
        Case.korean(.contradicted, "P-101A가 오전 3시 12분에 트립되었습니다.", "E1"),
        Case.korean(.contradicted, "P-101A가 3월 2일에 트립되었습니다.", "E1"),
        Case.korean(.contradicted, "P-101A는 오늘 02:47에 트립되었습니다.", "E1"),
        Case.korean(.contradicted, "P-101A가 17시 47분에 트립되었습니다.", "E12"),
        Case.korean(.contradicted, "P-101A가 그제 트립되었습니다.", "E1"),
        Case.korean(.contradicted, "새벽 3시 50분에 펌프 트립이 확인되었습니다.", "E4"),
    ])
    func `hold on times`(example: Case) {
        example.run()
    }

    @Test(arguments: [
        Case.korean(.supported, "토출 압력이 2.1 barg까지 떨어졌습니다.", "E1"),
        Case.korean(.supported, "토출 압력은 평균 8.2kg/cm2였습니다.", "E2"),
        Case.korean(.supported, "토출 압력은 최대 12.4바였습니다.", "E2"),
        Case.korean(.supported, "토출 압력은 약 2기압이었습니다.", "E4"),
        Case.korean(.supported, "현장 온도는 38도였습니다.", "E4"),
        Case.korean(.supported, "현장 온도는 섭씨 삼십팔 도였습니다.", "E4"),
        Case.korean(.supported, "가열로 출구 온도는 최고 368.4℃였습니다.", "E8"),
        Case.korean(.supported, "가열로 출구 온도는 화씨 695도까지 올라갔습니다.", "E8"),
        Case.korean(.supported, "씰 교체에 4.5시간이 걸렸습니다.", "E3"),
        Case.korean(.supported, "씰 교체에 네 시간 삼십 분이 걸렸습니다.", "E3"),
        Case.korean(.supported, "씰 교체에 4시간 30분이 걸렸습니다.", "E3"),
        Case.korean(.supported, "탱크 레벨은 3만 2천 mm였습니다.", "E12"),
        Case.korean(.supported, "2017년 CWC04013의 작업 지시는 33건입니다.", "E6"),
        Case.korean(.supported, "2017년 CWC04013의 작업 지시는 서른세 건입니다.", "E6"),
        Case.korean(.supported, "2017년 CWC04013의 작업 지시는 삼십삼 건입니다.", "E6"),
        Case.korean(.supported, "2019년 CWC04009의 작업 지시는 14건, 경고는 3건입니다.", "E7"),
        Case.korean(.contradicted, "토출 압력이 1.2 barg까지 떨어졌습니다.", "E1"),
        Case.korean(.contradicted, "토출 압력이 2.1 psi까지 떨어졌습니다.", "E1"),
        Case.korean(.contradicted, "현장 온도는 83도였습니다.", "E4"),
        Case.korean(.contradicted, "현장 온도는 화씨 38도였습니다.", "E4"),
        Case.korean(.contradicted, "2017년 CWC04013의 작업 지시는 32건입니다.", "E6"),
        Case.korean(.contradicted, "2017년 CWC04013의 작업 지시는 스물세 건입니다.", "E6"),
        Case.korean(.contradicted, "2019년 CWC04009의 경고는 14건입니다.", "E7"),
        Case.korean(.contradicted, "탱크 레벨은 2만 3천 mm였습니다.", "E12"),
        Case.korean(.unsupported, "2017년 CWC04031의 작업 지시는 33건입니다.", "E6"),
        Case.korean(.unsupported, "P-101A의 전류는 85 A였습니다.", "E1"),
    ])
    func `hold on values`(example: Case) {
        example.run()
    }

    @Test(arguments: [
        Case.korean(.supported, "펌프 씰에서 누설이 있었습니다.", "E3"),
        Case.korean(.supported, "예비 펌프 P-101B가 기동되었습니다.", "E4"),
        Case.korean(.supported, "P-101B는 트립되지 않았습니다.", "E11"),
        Case.korean(.supported, "화재는 없었습니다.", "E4"),
        Case.korean(.supported, "작업 WO-16228에서 P-101A의 씰이 교체되었습니다.", "E3"),
        Case.korean(.supported, "메모에는 「예비 펌프 P-101B 기동함」이라고 적혀 있습니다.", "E4"),
        Case.korean(.supported, "P-999에 대한 기록이 없습니다.", ""),
        Case.korean(.contradicted, "P-101A는 트립되지 않았습니다.", "E1"),
        Case.korean(.contradicted, "씰 누설은 없었습니다.", "E4"),
        Case.korean(.contradicted, "P-101B가 트립되었습니다.", "E11"),
        Case.korean(.contradicted, "현장에 화재가 있었습니다.", "E4"),
        Case.korean(.unsupported, "P-101B가 02:47에 트립되었습니다.", "E1"),
        Case.korean(.unsupported, "캐비테이션 때문에 P-101A가 트립되었습니다.", "E1"),
        Case.korean(.unsupported, "작업 WO-16229에서 P-101A의 씰이 교체되었습니다.", "E3"),
        Case.korean(.contradicted, "메모에는 「예비 펌프 P-101B 정지함」이라고 적혀 있습니다.", "E4"),
        Case.korean(.unsupported, "P-101A tripped at 02:47 on low discharge pressure.", "E1"),
        Case.korean(.unsupported, "泵在低压下跳闸。泵在低压下跳闸。", "E1"),
        Case.korean(.unsupported, "직원들은 점심을 먹었습니다.", "E1"),
        Case.korean(.unsupported, "태풍이 지나갔습니다.", "E4"),
    ])
    func `hold on what happened`(example: Case) {
        example.run()
    }
}

@Suite struct `Verdicts on Arabic statements` {
    @Test(arguments: [
        Case.arabic(.supported, "توقفت المضخة P-101A الساعة 2:47 صباحا.", "E1"),
        Case.arabic(.supported, "حدث تسرب من المضخة P-101A الساعة 2:50 صباحًا.", "E10"),
        Case.arabic(.supported, "كان الضغط ٢٫١ بار.", "E10"),
        Case.arabic(.supported, "كان ضغط المضخة 2.1 بار عند P-101A.", "E1"),
        Case.arabic(.supported, "عدد أوامر العمل للمعدة CWC04013 في 2017 هو ٣٣.", "E6"),
        Case.arabic(.supported, "استغرق استبدال مانع التسرب 4.5 ساعات.", "E3"),
        Case.arabic(.supported, "وصلت درجة حرارة الفرن إلى 368.4 درجة مئوية.", "E8"),
        Case.arabic(.supported, "اختبر مانع التسرب بضغط 45 بار.", "E5"),
        Case.arabic(.unsupported, "حدث تسرب من مانع التسرب.", "E5"),
        Case.arabic(.supported, "لم تتوقف المضخة P-101B.", "E10"),
        Case.arabic(.supported, "تعطلت المضخة P-101A في 1 مارس 2026.", "E1"),
        Case.arabic(.contradicted, "حدث تسرب من المضخة P-101A الساعة 2:50 مساء.", "E10"),
        Case.arabic(.contradicted, "كان الضغط ١٫٢ بار.", "E10"),
        Case.arabic(.contradicted, "توقفت المضخة P-101B.", "E10"),
        Case.arabic(.contradicted, "وصلت درجة حرارة الفرن إلى 386.4 درجة مئوية.", "E8"),
        Case.arabic(.unsupported, "توقفت المضخة P-101B الساعة 2:47 صباحا.", "E1"),
        Case.arabic(.unsupported, "P-101A tripped at 02:47 on low discharge pressure.", "E1"),
        Case.arabic(.unsupported, "تم الاستبدال بموجب WO-16299.", "E3"),
        Case.arabic(.supported, "لا يوجد سجل للمعدة P-999.", ""),
    ])
    func `hold`(example: Case) {
        example.run()
    }
}
