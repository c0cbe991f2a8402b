/// The failure modes as a table.
///
/// Source: the failure mode codes of ISO 14224:2016, annex B. Signs are written `+ quantity` (rises), `- quantity`
/// (falls) or `~ quantity` (unsteady).
enum FailureModeTable {
    static func read() -> [FailureMode] {
        text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 5 else { return nil }
            return FailureMode(
                code: cells[0],
                name: cells[1],
                korean: cells[2],
                arabic: cells[3].isEmpty ? nil : cells[3],
                signs: cells[4].split(separator: ",").compactMap(sign)
            )
        }
        .sorted { $0.code < $1.code }
    }

    private static func sign(_ cell: Substring) -> FailureMode.Sign? {
        let words = cell.split(separator: " ")
        let direction: FailureMode.Sign.Direction
        switch words.first {
        case "+": direction = .up
        case "-": direction = .down
        case "~": direction = .unsteady
        default: return nil
        }
        return FailureMode.Sign(quantity: words.dropFirst().joined(separator: " "), direction: direction)
    }

    /// `code|English|Korean|Arabic|signs`
    private static let text = """
        AIR|abnormal instrument reading|계기 지시 이상|قراءة جهاز غير طبيعية|~ one signal alone
        BRD|breakdown|고장 정지|عطل تام|- flow,- speed,+ vibration
        DOP|delayed operation|동작 지연|تأخر في التشغيل|~ valve position
        ELF|external leakage of fuel|연료 외부 누설|تسرب خارجي للوقود|+ gas concentration,- fuel pressure
        ELP|external leakage of process medium|공정 유체 외부 누설|تسرب خارجي لمائع العملية|- seal level,- seal pressure,+ gas concentration
        ELU|external leakage of utility medium|유틸리티 유체 외부 누설|تسرب خارجي لمائع الخدمة|- seal level,- lube oil pressure,- lube oil level
        ERO|erratic output|출력 불안정|خرج غير منتظم|~ flow,~ pressure
        FOF|faulty output frequency|출력 주파수 이상||~ frequency
        FOV|faulty output voltage|출력 전압 이상||~ voltage
        FTC|failure to close on demand|닫힘 실패|فشل في الإغلاق|~ valve position,+ flow
        FTF|failure to function on demand|작동 실패|فشل في العمل عند الطلب|
        FTI|failure to function as intended|의도대로 작동하지 않음||
        FTO|failure to open on demand|열림 실패|فشل في الفتح|~ valve position,- flow
        FTR|failure to regulate|조절 실패|فشل في التنظيم|~ flow,~ valve output
        FTS|failure to start on demand|기동 실패|فشل في البدء|- flow,- motor current
        HIO|high output|출력 과다|خرج مرتفع|+ pressure,+ flow
        IHT|insufficient heat transfer|전열 부족|انتقال حرارة غير كاف|- outlet temperature,+ approach temperature
        INL|internal leakage|내부 누설|تسرب داخلي|- flow,~ composition
        LCP|leakage in closed position|닫힘 상태 누설|تسرب في وضع الإغلاق|+ flow
        LOO|low output|출력 저하|خرج منخفض|- flow,- pressure
        NOI|noise|소음|ضوضاء|+ vibration
        NOO|no output|출력 없음|انعدام الخرج|- flow
        OHE|overheating|과열|ارتفاع مفرط في الحرارة|+ bearing temperature,+ winding temperature
        OTH|other|기타|أخرى|
        PDE|parameter deviation|운전 변수 이탈|انحراف في المعاملات|~ pressure,~ temperature
        PLU|plugged or choked|막힘|انسداد|+ pressure drop,- flow
        POW|insufficient power|동력 부족||- power
        SER|minor in-service problems|경미한 사용 중 문제|مشكلات طفيفة أثناء الخدمة|
        SPO|spurious operation|오동작|تشغيل زائف|~ valve position
        STD|structural deficiency|구조 결함|خلل هيكلي|+ vibration
        STP|failure to stop on demand|정지 실패|فشل في الإيقاف|+ motor current
        UNK|unknown|원인 미상|غير معروف|
        UST|spurious stop|불시 정지|توقف مفاجئ|- motor current,- flow
        VIB|vibration|진동|اهتزاز|+ vibration,+ bearing temperature
        """
}
