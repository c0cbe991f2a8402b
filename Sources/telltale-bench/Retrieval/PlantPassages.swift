import Plant
import Retrieval

/// Short passages as a plant writes them, a third each in Korean, English and Arabic, and questions about them.
///
/// What a passage says follows from its number alone, so that any part of a collection of any size can be made by itself.
struct PlantPassages {
    struct Question {
        var id: String
        var text: String
        /// Passages about the same equipment and the same trouble, in any language.
        var answers: [String]
    }

    let count: Int

    private struct Draw {
        private var state: UInt64

        init(_ seed: UInt64) {
            // Other steps than those between draws, or neighbouring seeds would draw the same.
            state = (seed &+ 0x1234_5678_9abc_def1) &* 0xd6e8_feb8_6659_fd93
            state ^= state >> 32
        }

        mutating func below(_ limit: Int) -> Int {
            state = state &+ 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            mixed ^= mixed >> 31
            return Int(mixed >> 33) % limit
        }

        mutating func one(_ list: [String]) -> String { list[below(list.count)] }
    }

    private static let classes = ["P", "E", "V", "C", "K", "T", "F", "D", "FIC", "TIC", "PIC", "LIC"]
    /// Trouble, in English, Korean and Arabic.
    private static let troubles: [(english: [String], korean: [String], arabic: [String])] = [
        (
            ["seal leak", "mechanical seal leaking", "leak at seal"], ["씰 누설", "메카니컬 씰에서 누유", "씰 누유 발생"],
            ["تسرب من مانع التسرب"]
        ),
        (["bearing noise", "brg noisy", "abnormal noise at bearing"], ["베어링 소음", "베어링 이음 발생"], ["ضوضاء في المحمل"]),
        (["high vibration", "vibration above limit"], ["진동 상승", "진동이 기준 초과"], ["اهتزاز مرتفع"]),
        (["tube leak", "tube leaking into shell"], ["튜브 누설", "튜브에서 쉘로 누설"], ["تسرب في الأنابيب"]),
        (["fouling", "heat duty lost to fouling"], ["파울링", "파울링으로 열교환 성능 저하"], ["ترسبات خفضت نقل الحرارة"]),
        (["valve stuck", "control valve sticking"], ["밸브 고착", "조절밸브가 고착됨"], ["صمام التحكم عالق"]),
        (["level reading wrong", "transmitter drift"], ["레벨 지시 불량", "전송기 지시 편차"], ["قراءة خاطئة للمرسل"]),
        (["motor trip", "tripped on overload"], ["모터 트립", "과부하로 트립"], ["توقف المحرك بسبب الحمل الزائد"]),
        (["burner flame unstable", "flame failure"], ["버너 화염 불안정", "화염 실패"], ["لهب الموقد غير مستقر"]),
        (["strainer plugged", "strainer dp high"], ["스트레이너 막힘", "스트레이너 차압 상승"], ["انسداد المصفاة"]),
        (["oil contaminated", "water in lube oil"], ["윤활유 오염", "윤활유에 수분 혼입"], ["تلوث زيت التزييت"]),
        (["corrosion under insulation", "wall thinning"], ["보온재 하부 부식", "두께 감소"], ["تآكل تحت العزل"]),
        (["pressure relief valve passing", "psv passing"], ["안전밸브 누설", "안전밸브가 샘"], ["صمام الأمان يسرب"]),
        (["coupling worn", "coupling element cracked"], ["커플링 마모", "커플링 균열"], ["تآكل القارنة"]),
        (["gasket failed", "flange weeping"], ["가스켓 손상", "플랜지에서 미량 누유"], ["تلف الحشية عند الفلنجة"]),
        (["suction pressure low", "cavitation at suction"], ["흡입 압력 저하", "흡입측 캐비테이션"], ["انخفاض ضغط السحب"]),
    ]
    private static let where_: [(String, String, String)] = [
        ("in the crude unit", "원유 증류 장치에서", "في وحدة الخام"), ("at the desalter", "탈염기에서", "عند نازع الأملاح"),
        ("in the preheat train", "예열 계통에서", "في سلسلة التسخين"), ("on the overhead line", "탑정 라인에서", "على خط القمة"),
        ("at the furnace", "가열로에서", "عند الفرن"), ("in the tank farm", "저유소에서", "في ساحة الخزانات"),
        ("at the cooling tower", "냉각탑에서", "عند برج التبريد"), ("in the compressor house", "압축기실에서", "في مبنى الضواغط"),
        ("on the reflux line", "환류 라인에서", "على خط الراجع"), ("at the vacuum column", "감압탑에서", "عند برج التفريغ"),
    ]
    private static let actions: [(String, String, String)] = [
        ("replaced and tested", "교체 후 시운전", "تم الاستبدال والاختبار"),
        ("cleaned and put back", "청소 후 복구", "تم التنظيف والإعادة"),
        ("repaired on site", "현장 정비", "تم الإصلاح في الموقع"), ("isolated and drained", "격리 후 배출", "تم العزل والتصريف"),
        ("inspected, no further finding", "점검 결과 이상 없음", "تم الفحص ولا ملاحظات"),
        ("adjusted and calibrated", "조정 및 교정", "تم الضبط والمعايرة"),
        ("tightened the bolts", "볼트 재체결", "تم شد البراغي"),
        ("switched to the standby", "예비기로 절체", "تم التحويل إلى الاحتياطي"),
        ("ordered spare parts", "예비품 발주", "تم طلب قطع الغيار"),
        ("lubricated and monitored", "주유 후 감시", "تم التشحيم والمراقبة"),
        ("work permit issued", "작업허가 발행", "صدر تصريح العمل"), ("vendor called", "제작사 호출", "تم استدعاء المورد"),
    ]
    private static let shifts: [(String, String, String)] = [
        ("day shift", "주간조", "وردية النهار"), ("night shift", "야간조", "وردية الليل"),
        ("evening shift", "오후조", "وردية المساء"),
    ]
    private static let units: [(String, Int)] = [
        ("barg", 40), ("degC", 420), ("mm/s", 20), ("m3/h", 900), ("%", 100), ("A", 300), ("kg", 80), ("mm", 60),
    ]

    private struct Subject {
        var equipment: String
        var trouble: Int
        var place: Int
    }

    private func subject(_ number: Int) -> Subject {
        var draw = Draw(UInt64(number) &* 3 &+ 1)
        // Some equipment fails far more often than other; on the average forty records are about one.
        let machines = max(40, count / 40)
        let machine = min(draw.below(machines), draw.below(machines))
        let type = PlantPassages.classes[machine % PlantPassages.classes.count]
        let place = machine % PlantPassages.where_.count
        let equipment = "\(type)-\(100 + machine / 12)\(type.count == 1 ? ["A", "B", ""][machine % 3] : "")"
        return Subject(equipment: equipment, trouble: draw.below(PlantPassages.troubles.count), place: place)
    }

    static func id(_ number: Int) -> String { "work_order:\(10_000_000 + number)" }

    func document(_ number: Int) -> SearchDocument {
        let subject = subject(number)
        var draw = Draw(UInt64(number) &* 3 &+ 2)
        let trouble = PlantPassages.troubles[subject.trouble]
        let place = PlantPassages.where_[subject.place]
        let action = PlantPassages.actions[draw.below(PlantPassages.actions.count)]
        let shift = PlantPassages.shifts[draw.below(3)]
        let unit = PlantPassages.units[draw.below(PlantPassages.units.count)]
        let value = "\(draw.below(unit.1)).\(draw.below(10)) \(unit.0)"
        let hours = 1 + draw.below(30)
        let name = spelling(subject, draw.below(6))
        let text: String
        switch number % 3 {
        case 0:
            text =
                "\(name) \(place.1) \(draw.one(trouble.korean)), \(value) 확인. \(shift.1) \(action.1) \(hours)시간 소요. "
                + "작업번호 \(70_000 + number % 9_000)"
        case 1:
            text =
                "\(draw.one(trouble.english)) on \(name) \(place.0), reading \(value). "
                + "\(shift.0) \(action.0), \(hours) h, notification \(70_000 + number % 9_000)"
        default:
            text =
                "\(draw.one(trouble.arabic)) في \(name) \(place.2)، القراءة \(value). "
                + "\(shift.2) \(action.2) خلال \(hours) ساعة، إشعار \(70_000 + number % 9_000)"
        }
        return SearchDocument(
            id: PlantPassages.id(number),
            text: text,
            asset: AssetID(rawValue: subject.equipment),
            time: Timestamp(seconds: 1_600_000_000 + Int64(number) * 97),
            kind: number % 5 == 0 ? .note : .workOrder,
            dataClass: number % 50 == 0 ? .restricted : .internal
        )
    }

    /// `P-101A`, `P101A`, `P 101A`, `p-101a`, `P_101A`, `14-P-101A`.
    private func spelling(_ subject: Subject, _ way: Int) -> String {
        let name = subject.equipment
        func joined(by joiner: String) -> String { name.split(separator: "-").joined(separator: joiner) }
        return switch way {
        case 0: name
        case 1: joined(by: "")
        case 2: joined(by: " ")
        case 3: name.lowercased()
        case 4: joined(by: "_")
        default: "\(10 + subject.place)-\(name)"
        }
    }

    /// Questions of about twelve words, in Korean, English and Arabic by turns.
    func questions(_ wanted: Int) -> [Question] {
        var topics: [String: Int] = [:]
        var chosen: [(number: Int, subject: Subject)] = []
        for question in 0..<wanted {
            let number = Int((UInt64(question) &* 0x9e37_79b9_7f4a_7c15 >> 20) % UInt64(max(1, count)))
            let subject = subject(number)
            if topics[key(subject)] == nil {
                topics[key(subject)] = chosen.count
                chosen.append((number, subject))
            }
        }
        var answers = [[String]](repeating: [], count: chosen.count)
        for number in 0..<count {
            if let topic = topics[key(subject(number))] { answers[topic].append(PlantPassages.id(number)) }
        }
        return chosen.enumerated().map { index, entry in
            Question(id: "q\(index)", text: text(entry.subject, index), answers: answers[index])
        }
    }

    private func key(_ subject: Subject) -> String { subject.equipment + "/\(subject.trouble)" }

    private func text(_ subject: Subject, _ index: Int) -> String {
        var draw = Draw(UInt64(index) &+ 77)
        let trouble = PlantPassages.troubles[subject.trouble]
        let place = PlantPassages.where_[subject.place]
        let name = spelling(subject, draw.below(6))
        switch index % 3 {
        case 0: return "\(place.1) \(name) 설비의 \(draw.one(trouble.korean)) 이력과 그때 어떤 조치를 했는지 정리해서 알려줘"
        case 1: return "when did \(name) \(place.0) last have \(draw.one(trouble.english)) and what was done"
        default: return "متى حدث \(draw.one(trouble.arabic)) في \(name) \(place.2) وما الذي تم عمله"
        }
    }
}
