/// What a column is about, as far as its name tells.
enum ColumnRole: String, CaseIterable, Sendable {
    case time, end, acknowledged, tag, value, quality
    case condition, transition, priority, message, limit, unit
    case orderID, eventID, asset, assetName, shortText, longText
    case problem, failureClass, objectPart, cause, remedy, mechanism
    case orderType, status, code, codeDescription, category, group
    case created, started, finished, duration, labour, cost, author, shift
    case parent, equipmentClass, aliases
    case kind, service, rangeLow, rangeHigh, lowLow, low, high, highHigh, deadband, rate
}

/// Names that exports give their columns, in English, German SAP shorthand, Korean and Arabic.
enum ColumnVocabulary {
    /// The roles a column's name can have, likeliest first.
    static func roles(of column: String) -> [ColumnRole] {
        table[plain(column)] ?? []
    }

    /// The columns whose names tell anything, with the roles they can have.
    static func ranks(of columns: [String]) -> [(column: Int, roles: [ColumnRole])] {
        columns.indices.compactMap { index in
            let roles = roles(of: columns[index])
            return roles.isEmpty ? nil : (index, roles)
        }
    }

    /// A name without case, blanks, punctuation and units in brackets.
    static func plain(_ column: String) -> String {
        var result = ""
        var depth = 0
        for scalar in column.lowercased().unicodeScalars {
            if scalar == "(" || scalar == "[" { depth += 1 }
            if depth == 0, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                result.unicodeScalars.append(scalar)
            }
            if scalar == ")" || scalar == "]" { depth = max(0, depth - 1) }
        }
        return result
    }

    private static let table: [String: [ColumnRole]] = {
        var table: [String: [ColumnRole]] = [:]
        for (role, words) in names {
            for word in words.split(separator: " ") { table[String(word), default: []].append(role) }
        }
        return table
    }()

    private static let names: [(ColumnRole, String)] = [
        (
            .time,
            "time timestamp datetime date eventtime alarmtime activationtime activetime timeactive raisedtime onsettime timeraised occurred occurredat zeit datum ts 시각 시간 일시 발생시각 발생일시 발생시간 날짜 일자 기록시각 기록일시 الوقت التاريخ"
        ),
        (
            .end,
            "end endtime ended finishtime returntime returnedtime returntonormaltime rtntime cleartime clearedtime timecleared normaltime 종료시각 종료일시 종료시간 복귀시각 복귀시간 해제시각"
        ),
        (
            .acknowledged,
            "acknowledgedtime acknowledgetime acknowledgementtime acktime ackedtime acknowledgedat timeacknowledged 확인시각 확인시간 인지시각"
        ),
        (
            .tag,
            "tag tagname tagid point pointname pointid signal sensor variable sourcetag tagno 태그 태그명 태그번호 계기번호 الوسم"
        ),
        (.value, "value val reading pv measurement wert processvalue 값 측정값 القيمة"),
        (.quality, "quality status qual opcquality valuestatus 품질 الجودة"),
        (
            .condition,
            "condition alarmtype alarmcondition type subcondition alarm conditionname 경보종류 경보유형 알람종류 종류 الحالة"
        ),
        (.transition, "state transition alarmstate event eventtype action activity 상태 경보상태 전이 동작"),
        (.priority, "priority prio severity urgency workpriority priok wopriority calcpriority 우선순위 중요도 긴급도 الأولوية"),
        (
            .message,
            "message msg description descriptor tagdescription text alarmtext alarmmessage messagetext 메시지 경보내용 설명 내용 الرسالة"
        ),
        (.limit, "limit setpoint alarmlimit threshold 한계값 설정값"),
        (.unit, "unit units engunit engunits uom eu engineeringunits 단위 الوحدة"),
        (
            .orderID,
            "workorder workorderno workordernumber workorderid order orderno ordernumber orderid woid wonum wo wono aufnr auftrag notification notificationno qmnum maintenanceorder ordernr auftragsnummer notificatn 작업지시번호 작업지시 작업번호 오더번호 오더 작업오더 مرقم رقمأمرالعمل أمرالعمل"
        ),
        (.eventID, "eventid eventno eventnumber alertid anomalyid incidentid recordid 이벤트번호 사건번호"),
        (
            .asset,
            "asset assetid assetnum assetno equipment equipmentid equipmentno equipmentnumber functionallocation functionalloc funclocation location equnr tplnr unit machine functloc funcloc technicalobject technobject anlage 설비 설비번호 설비코드 기기 기기번호 장비 المعدة رقمالمعدة"
        ),
        (
            .assetName,
            "assetname equipmentname equipmentdescription locationdescription eqktx pltxt descriptionoftechnicalobject descriptiontechnicalobject functlocdescrip descofequipment techobjectdescription assetdescription 설비명 기기명 장비명 اسمالمعدة"
        ),
        (
            .shortText,
            "shorttext description wodescription title summary subject heading ktext shortdescription headline qmtxt orderdescription kurztext shorttxt 내용 작업내용 작업명 제목 요약 الوصف العنوان"
        ),
        (
            .longText,
            "longtext longdescription details detail comments comment notes note remarks remark note text body entry ltext descriptionlongdescription ldtext langtext notificationlongtext 상세내용 상세 비고 특이사항 메모 본문 조치내용 الملاحظات ملاحظات النص"
        ),
        (
            .orderType,
            "type ordertype worktype wotype pmtype auart maintenancetype qmart notificationtype notifictntype mainttype preventive maintenance 유형 작업유형 오더유형 작업구분 정비구분 نوع"
        ),
        (.status, "status state systemstatus wostatus sttxt statusdescription orderstatus 상태 진행상태 처리상태 الحالة"),
        (
            .problem,
            "problemcode damagecode damage fecod problemcodes damagecodes schadensbild schadenscode 손상코드 고장현상코드 رمزالعطل"
        ),
        (.failureClass, "failureclass failureclasscode failureclassid"),
        (.objectPart, "objectpart objectpartcode objectparts partofobject oteil objektteil 대상부품 손상부위"),
        (.cause, "causecode causecodes urcod ursachencode 원인코드 고장원인코드 رمزالسبب"),
        (.remedy, "remedycode remedycodes 조치코드"),
        (.mechanism, "failuremechanism failuremechanismcode 고장메커니즘 고장기구"),
        (
            .code,
            "code failurecode failuremode primarycode problemcode damagecode causecode fecod damage codingcode 코드 고장코드 고장유형 고장모드 الرمز"
        ),
        (
            .codeDescription,
            "codedescription failurecodedescription primarycodedescription damagetext damagecodetext problemcodetext 고장내용"
        ),
        (.category, "category eventcategory class classification component collection 분류 구분 부품"),
        (.group, "group eventgroup 그룹 이벤트그룹"),
        (
            .created,
            "created createdon creationdate reported reportdate reportedon erdat notifdate raised notificationdate notifictndate qmdat dateofnotification enteredon reporteddate createddate reqstart 발행일 발행일시 생성일 접수일 등록일 요청일 تاريخالإنشاء"
        ),
        (
            .started,
            "started start startdate actualstart actstart basicstart bscstartdate gstrp starttime schedstart gstri basstartdate basicstartdate bscstart actualstartdate malfunctionstart malfunctnstart malfunctstart ausvn scheduledstart schedstartdate targstartdate actualorderstart 시작일 착수일 시작일시 작업시작 시작시각 시작시간"
        ),
        (
            .finished,
            "finished finish finishdate actualfinish actfinish basicfinish completed completiondate closed getri gltrp basfindate basicfinishdate basicfindate bscfinish actualfinishdate actfinishdate malfunctionend malfunctnend ausbs schedfinish targcompdate completedon actualorderfinish actualend 완료일 완료일시 종료일 작업완료 تاريخالانتهاء"
        ),
        (.duration, "duration durationhours actualduration breakdowndur breakdownduration msaus downtime 소요시간 작업시간"),
        (
            .labour,
            "labour labor laborhours labourhours actuallaborhours actuallabourhours manhours actlabhrs actualwork actwork istwork estlabhrs 공수 투입공수"
        ),
        (
            .cost,
            "cost totalcost actualcost totalactualcost totalactcosts totsum totalplannedcosts acttotalcost actualtotalcost totalcostsactual 비용 금액"
        ),
        (.author, "author by user operator reportedby writer createdby ernam qmnam enteredby 작성자 보고자 담당자 운전원 الكاتب"),
        (.shift, "shift crew 근무조 교대 근무 الوردية"),
        (.parent, "parent parentid superior superiorfunctionallocation tplma hequi 상위 상위설비 상위기능위치 الأصل"),
        (.equipmentClass, "class equipmentclass iso14224 isoclass objecttype eqart 설비분류 설비종류 등급"),
        (.aliases, "aliases alias othernames synonyms 별칭 다른이름"),
        (.kind, "kind tagkind signaltype 태그종류"),
        (.service, "service servicedescription duty 용도 서비스 الخدمة"),
        (.rangeLow, "rangelow rangemin lrv eulow eulo min zero 하한범위 측정하한"),
        (.rangeHigh, "rangehigh rangemax urv euhigh euhi max span 상한범위 측정상한"),
        (.lowLow, "ll lolo lowlow alarmll lowlowlimit 하하한"),
        (.low, "l lo low alarml lowlimit 하한"),
        (.high, "h hi high alarmh highlimit 상한"),
        (.highHigh, "hh hihi highhigh alarmhh highhighlimit 상상한"),
        (.deadband, "deadband hysteresis 불감대"),
        (.rate, "rate rateperminute ratelimit roc maxrate 변화율"),
    ]
}

/// A table's columns by what they are about; each column and each role is taken once.
struct ColumnRoles {
    private(set) var columns: [ColumnRole: Int] = [:]

    /// - Parameter wanted: the roles that matter for a kind of file, most important first.
    init(_ names: [String], wanted: [ColumnRole]) {
        var taken: Set<Int> = []
        let named = ColumnVocabulary.ranks(of: names)
        for role in wanted {
            var best: (column: Int, rank: Int)?
            for (index, roles) in named where !taken.contains(index) {
                guard let rank = roles.firstIndex(of: role) else { continue }
                if rank < best?.rank ?? Int.max { best = (index, rank) }
            }
            if let best {
                columns[role] = best.column
                taken.insert(best.column)
            }
        }
    }

    subscript(role: ColumnRole) -> Int? {
        columns[role]
    }

    func has(_ roles: ColumnRole...) -> Bool {
        roles.allSatisfy { columns[$0] != nil }
    }
}
