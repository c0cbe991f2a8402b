/// Words of the field in three languages, so that a Korean statement can be held against English evidence.
enum Glossary {
    struct Concept {
        let name: String
        let role: Role
        /// Beginnings of words.
        let english: [String]
        /// Parts of words.
        let korean: [String]
        /// Beginnings of words after the article.
        let arabic: [String]
    }

    enum Role {
        /// Something that happens or does not: whether it did is checked.
        case event
        /// A mechanism of failure or a part that fails: a statement may name it only when its evidence does.
        case cause
        case thing
    }

    /// Concepts that say the opposite of each other.
    static let opposites: [(String, String)] = [("start", "stop"), ("open", "close")]

    /// A concept is there when one that includes it is: a trip is a stop.
    static let included: [String: Set<String>] = [
        "stop": ["trip", "shutdown"], "shutdown": ["trip", "stop"], "leak": ["spill"], "trip": ["shutdown"],
        "fail": ["trip", "leak", "crack", "break"], "break": ["crack", "fail"], "foul": ["plug"], "plug": ["foul"],
        "abnormal": ["alarm", "deviation"], "damage": ["crack", "wear", "break", "fail"], "wear": ["damage"],
    ]

    /// The concepts that a word in lower case names, as indices of the table.
    static func concepts(of word: String) -> [Int] {
        guard let first = word.unicodeScalars.first else { return [] }
        let bytes = Array(word.utf8)
        let bare = first.isArabic ? Array(Stemmer.bareArabic(word).utf8) : bytes
        var found: [Int] = []
        for (index, forms) in bytesOfTable.enumerated() {
            let matches: Bool
            if first.isHangul {
                matches = forms.korean.contains { holds(bytes, $0) }
            } else if first.isArabic {
                matches = forms.arabic.contains { bare.starts(with: $0) || bytes.starts(with: $0) }
            } else {
                matches = forms.english.contains { bytes.count <= $0.count + 5 && bytes.starts(with: $0) }
            }
            if matches { found.append(index) }
        }
        return found
    }

    /// The concepts of each word of a sentence: one that is part of another thing's name does not stand for itself, as
    /// in `مانع التسرب`, the preventer of leaks, which is a seal.
    static func concepts(of words: [String]) -> [[Int]] {
        var found = words.map { concepts(of: $0) }
        for index in words.indices.dropFirst() where words[index].unicodeScalars.first?.isArabic == true {
            let before = Stemmer.bareArabic(words[index - 1])
            guard preventers.contains(where: { before.hasPrefix($0) }) else { continue }
            found[index].removeAll { table[$0].name == "leak" }
        }
        return found
    }

    /// `مانع`, `موانع`: a seal, before the word for a leak.
    private static let preventers = ["مانع", "موانع"]

    private static let bytesOfTable = table.map { concept in
        (
            english: concept.english.map { Array($0.utf8) }, korean: concept.korean.map { Array($0.utf8) },
            arabic: concept.arabic.map { Array($0.utf8) }
        )
    }

    private static func holds(_ word: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, word.count >= part.count else { return false }
        for start in 0...(word.count - part.count) where word[start] == first {
            if word[start..<start + part.count].elementsEqual(part) { return true }
        }
        return false
    }

    static let table: [Concept] = lines.map { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.split(separator: ",").map { String($0).split(separator: " ").joined(separator: " ") }.filter {
                !$0.isEmpty
            }
        }
        let head = parts[0].first ?? ""
        let role: Role = head.hasPrefix("!") ? .event : head.hasPrefix("*") ? .cause : .thing
        return Concept(
            name: role == .thing ? head : String(head.dropFirst()),
            role: role,
            english: parts[1],
            korean: parts[2],
            arabic: parts[3]
        )
    }

    /// `!` marks an event, `*` a cause: name | English | Korean | Arabic
    private static let lines = [
        "!trip|trip|트립|تعثر,فصل,تفصل",
        "!shutdown|shutdown,shut-down|셧다운,비상정지|اغلاق طار",
        "!stop|stop,halt|정지,멈춤,멈췄,멈추|توقف,تتوقف,يتوقف,ايقاف,اوقف",
        "!start|start,restart|기동,가동,시동|تشغيل,بدا,شغل",
        "!open|open|열림,열렸,열려,개방|فتح,مفتوح",
        "!close|clos|닫힘,닫혔,닫혀,폐쇄,잠겼|اغلق,اغلاق,مغلق",
        "!leak|leak,seep,weep|누설,누출,누유,새는|تسرب,تسريب",
        "!spill|spill|유출|انسكاب",
        "!fail|fail|고장,실패|عطل,فشل,تعطل",
        "!replace|replac,renew|교체,교환했|استبدال,استبدل,تبديل",
        "!repair|repair,fix|수리,보수,정비|اصلاح,صلح",
        "!inspect|inspect,check|점검,검사|فحص,تفتيش",
        "!clean|clean|세정,청소,세척|تنظيف",
        "!exceed|exceed,surpass|초과,넘|تجاوز",
        "!acknowledge|acknowledg|인지 확인,승인|اقرار",
        "!isolate|isolat|격리,차단|عزل",
        "!bypass|bypass|바이패스,우회|تجاوز خط",
        "!calibrate|calibrat|교정|معايرة",
        "*cavitation|cavitat|캐비테이션,공동현상|تكهف",
        "*corrosion|corro|부식|تاكل",
        "*erosion|erosi,erode|침식|تعرية",
        "*foul|foul|파울링,오염|اتساخ,ترسب",
        "*plug|plug,clog,block,chok|막힘,막혔,막혀,폐색|انسداد,مسدود",
        "*crack|crack|균열,크랙|شرخ,تشقق",
        "*wear|wear,worn|마모|بلى,اهتراء",
        "*damage|damag|손상,파손|تلف,ضرر",
        "*break|broke,ruptur,burst,fractur|파열,파단,부러|كسر,انكسار,انفجار",
        "*overheat|overheat|과열|سخونة,ارتفاع حرارة",
        "*vibration|vibrat|진동|اهتزاز",
        "*misalignment|misalign|정렬불량,축정렬,얼라인|انحراف محور",
        "*lubrication|lubric,grease|윤활,그리스|تشحيم,تزييت",
        "*surge|surg|서징,서지|",
        "*seal|seal|씰,실링,메카니컬,메커니컬|سدادة,موانع,مانع,ختم",
        "*bearing|bearing|베어링|محمل,كراسي,رولمان",
        "*gasket|gasket|가스켓,개스킷|حشية,جوان",
        "*fire|fire,flame,ignit|화재,불꽃,점화|حريق,لهب",
        "*explosion|explo|폭발|انفجار",
        "*frozen|frozen,froze,freez,stuck|고착,동결,멈춰|تجمد,عالق",
        "*drift|drift|드리프트,편류|انجراف",
        "*power|blackout,outage|정전|انقطاع",
        "*injury|injur|부상,상해|اصابة",
        "deviation|deviat|이탈,편차|انحراف",
        "abnormal|abnormal,anomal,unusual|이상,비정상|غير طبيعي,شاذ",
        "normal|normal|정상|طبيعي",
        "alarm|alarm|경보,알람|انذار,تنبيه",
        "alert|alert|경고,알림|تحذير",
        "rise|ris,rose,increas,climb,grew,grow|상승,증가,올라,높아|ارتفع,ارتفاع,زاد,زيادة",
        "fall|fall,fell,drop,decreas,declin,reduc|하락,감소,떨어,저하,낮아|انخفض,انخفاض,هبط",
        "high|high|높,고압,고온,상한|عالي,مرتفع",
        "low|low|낮,저압,저온,하한|منخفض",
        "maximum|max,peak,highest|최대,최고|اقصى,اعلى,ذروة",
        "minimum|min,lowest|최소,최저|ادنى,اقل",
        "mean|mean,average,avg|평균|متوسط,معدل",
        "limit|limit,setpoint,threshold|한계,설정,제한|حد,ضبط",
        "pump|pump|펌프|مضخ",
        "valve|valve|밸브|صمام",
        "compressor|compressor|압축기,컴프레서|ضاغط",
        "motor|motor|모터,전동기|محرك",
        "furnace|furnace,heater|가열로,히터|فرن,سخان",
        "column|column,tower|증류탑,컬럼|برج,عمود",
        "exchanger|exchanger|열교환기,교환기|مبادل",
        "desalter|desalter|탈염|مزيل املاح",
        "crude|crude|원유|خام",
        "tank|tank,drum,vessel|탱크,드럼,용기|خزان,وعاء",
        "filter|filter,strainer|필터,스트레이너,여과|مرشح,فلتر,مصفاة",
        "tube|tube,pipe,line|튜브,배관|انبوب,خط",
        "chiller|chiller|냉동기,칠러|مبرد",
        "transmitter|transmit,sensor,instrument|트랜스미터,전송기,센서,계기|مرسل,حساس,جهاز",
        "signal|signal,reading|신호,지시값|اشارة,قراءة",
        "pressure|pressur,press|압력,차압|ضغط",
        "temperature|temperatur,temp|온도|حرارة,درجة",
        "flow|flow|유량,흐름|تدفق,جريان",
        "level|level|레벨,수위,액위|مستوى,منسوب",
        "current|current,amp|전류|تيار",
        "speed|speed|속도,회전수|سرعة",
        "suction|suction|흡입|سحب",
        "discharge|discharg|토출,배출|تصريف,دفع",
        "workorder|work,order|작업,오더,지시|امر,عمل,شغل",
        "shift|shift|교대,근무|وردية,نوبة",
        "operator|operat|운전,운전원,조작|مشغل,تشغيل",
        "maintenance|mainten|유지보수,정비|صيانة",
        "incident|incident,accident|사고,사건,인시던트|حادث",
        "water|water|용수,냉각수|ماء,مياه",
        "oil|oil|오일,기름|زيت",
        "steam|steam|스팀,증기|بخار",
        "gas|gas|가스|غاز",
        "heat|heat|열량,가열|حرار",
        "standby|standby,spare|예비,대기|احتياط",
        "unit|unit|유닛,설비,장치,호기|وحدة",
        "equipment|equipment,machine|장비,기기,기계|معدة,معدات,الة",
        "procedure|procedur|절차|اجراء",
        "preventive|prevent|예방|وقائي",
        "corrective|correct|사후,고장정비|تصحيحي",
    ]
}
