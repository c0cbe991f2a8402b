/// What a column is about, as far as its name tells.
enum ColumnRole: String, CaseIterable, Sendable {
    case time, end, acknowledged, tag, source, value, quality
    case condition, transition, priority, message, limit, unit
    case orderID, eventID, asset, assetName, shortText, longText
    case problem, failureClass, objectPart, cause, remedy, mechanism
    case orderType, status, code, codeDescription, category, group
    case created, started, finished, duration, labour, cost, author, shift
    case parent, equipmentClass, aliases
    case kind, service, rangeLow, rangeHigh, lowLow, low, high, highHigh, deadband, rate, position
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
            "time timestamp datetime date eventtime alarmtime activationtime activetime timeactive raisedtime onsettime timeraised occurred occurredat zeit datum zeitstempel datumuhrzeit datumzeit kommt kommtzeit ts 시각 시간 일시 발생시각 발생일시 발생시간 날짜 일자 기록시각 기록일시 الوقت التاريخ"
        ),
        (
            .end,
            "end endtime ended finishtime returntime returnedtime returntonormaltime rtntime cleartime clearedtime timecleared normaltime 종료시각 종료일시 종료시간 복귀시각 복귀시간 해제시각 ende gegangen gehtzeit وقتالعودة"
        ),
        (
            .acknowledged,
            "acknowledgedtime acknowledgetime acknowledgementtime acktime ackedtime acknowledgedat timeacknowledged 확인시각 확인시간 인지시각 quittiert quittierzeit وقتالإقرار"
        ),
        (
            .tag,
            "tag tagname tagid point pointname pointid signal sensor variable sourcetag tagno 태그 태그명 태그번호 계기번호 الوسم"
        ),
        (
            .source,
            "source sourcename sourceid sourcenode eventsource alarmsource conditionsource item itemname itemid object objectname block blockname module modulename device devicename 소스 소스명 발생원 발생위치 알람소스 경보소스 경보점 quelle quellname meldequelle ursprung herkunft objekt المصدر مصدر مصدرالإنذار"
        ),
        (.value, "value val reading pv measurement wert processvalue 값 측정값 القيمة"),
        (.quality, "quality status qual opcquality valuestatus 품질 الجودة"),
        (
            .condition,
            "condition alarmtype alarmcondition type subcondition alarm conditionname 경보종류 경보유형 알람종류 종류 الحالة bedingung alarmart alarmtyp meldungstyp 조건 알람유형 경보조건 نوعالإنذار"
        ),
        (
            .transition,
            "state transition alarmstate event eventtype action activity 상태 경보상태 전이 동작 zustand alarmzustand alarmstatus zustandsänderung 알람상태 حالةالإنذار"
        ),
        (
            .priority,
            "priority prio severity urgency workpriority priok wopriority calcpriority 우선순위 중요도 긴급도 الأولوية priorität prioritaet 우선등급"
        ),
        (
            .message,
            "message msg description descriptor tagdescription text alarmtext alarmmessage messagetext 메시지 경보내용 설명 내용 الرسالة meldetext meldung beschreibung 알람내용 알람메시지 نصالإنذار الوصف"
        ),
        (.limit, "limit setpoint alarmlimit threshold 한계값 설정값"),
        (.unit, "unit units engunit engunits uom eu engineeringunits 단위 الوحدة"),
        (
            .orderID,
            "workorder workorderno workordernumber workorderid order orderno ordernumber orderid woid wonum wo wono aufnr auftrag notification notificationno qmnum maintenanceorder ordernr auftragsnummer notificatn 작업지시번호 작업지시 작업번호 오더번호 오더 작업오더 مرقم رقمأمرالعمل أمرالعمل meldungsnr meldungsnummer meldung auftragsnr 통지 통지번호 오더no 보전오더 보전오더번호 작업오더번호 작업지시서 작업지시서번호 رقمالأمر رقمالطلب رقمالبلاغ رقمأمرالشغل أمرالشغل"
        ),
        (.eventID, "eventid eventno eventnumber alertid anomalyid incidentid recordid 이벤트번호 사건번호"),
        (
            .asset,
            "asset assetid assetnum assetno equipment equipmentid equipmentno equipmentnumber functionallocation functionalloc funclocation location equnr tplnr unit machine functloc funcloc technicalobject technobject anlage 설비 설비번호 설비코드 기기 기기번호 장비 المعدة رقمالمعدة technischerplatz technplatz techplatz technischesobjekt equipmentnr equipmentnummer 기능위치 기능위치코드 기능위치번호 기능적위치 기술오브젝트 기술객체 설비no 위치 자산 자산번호 الموقعالوظيفي المعدات رقمالمعدات رقمالأصل الموقع"
        ),
        (
            .assetName,
            "assetname equipmentname equipmentdescription locationdescription eqktx pltxt descriptionoftechnicalobject descriptiontechnicalobject functlocdescrip descofequipment techobjectdescription assetdescription 설비명 기기명 장비명 اسمالمعدة bezeichnungtechnplatz bezeichnungtechnischerplatz bezeichnungtechnischesobjekt bezeichnungdestechnischenobjekts technischerplatzbezeichnung equipmentbezeichnung equipmentkurztext 기능위치내역 기능위치명 설비내역 기술오브젝트내역 기술오브젝트설명 자산설명 وصفالمعدة وصفالموقع وصفالموقعالوظيفي وصفالأصل"
        ),
        (
            .shortText,
            "shorttext description wodescription title summary subject heading ktext shortdescription headline qmtxt orderdescription kurztext shorttxt 내용 작업내용 작업명 제목 요약 الوصف العنوان bezeichnung auftragskurztext meldungskurztext beschreibung 내역 오더내역 통지내역 오더텍스트 단축텍스트 짧은텍스트 작업설명 설명 وصف وصفالعمل وصفأمرالعمل وصفالأمر النصالقصير نصقصير"
        ),
        (
            .longText,
            "longtext longdescription details detail comments comment notes note remarks remark note text body entry ltext descriptionlongdescription ldtext langtext notificationlongtext 상세내용 상세 비고 특이사항 메모 본문 조치내용 الملاحظات ملاحظات النص beschreibunglang meldungslangtext auftragslangtext 긴텍스트 장문 장문텍스트 롱텍스트 상세텍스트 상세설명 النصالطويل التفاصيل"
        ),
        (
            .orderType,
            "type ordertype worktype wotype pmtype auart maintenancetype qmart notificationtype notifictntype mainttype preventive maintenance 유형 작업유형 오더유형 작업구분 정비구분 نوع auftragsart meldungsart leistungsart ilart 통지유형 보전유형 보전활동유형 작업종류 정비유형 نوعالأمر نوعالعمل نوعالصيانة نوعأمرالعمل"
        ),
        (
            .status,
            "status state systemstatus wostatus sttxt statusdescription orderstatus 상태 진행상태 처리상태 الحالة systemstat anwenderstatus userstatus auftragsstatus 시스템상태 사용자상태 오더상태 통지상태 작업상태 حالةالنظام حالةالأمر حالةأمرالعمل"
        ),
        (
            .problem,
            "problemcode damagecode damage fecod problemcodes damagecodes schadensbild schadenscode 손상코드 고장현상코드 رمزالعطل 문제코드 كودالعطل رمزالضرر كودالضرر"
        ),
        (.failureClass, "failureclass failureclasscode failureclassid"),
        (
            .objectPart,
            "objectpart objectpartcode objectparts partofobject oteil objektteil 대상부품 손상부위 objektteilcode 오브젝트부분 오브젝트부위 대상부위 جزءالكائن"
        ),
        (.cause, "causecode causecodes urcod ursachencode 원인코드 고장원인코드 رمزالسبب كودالسبب"),
        (.remedy, "remedycode remedycodes 조치코드 maßnahmencode massnahmencode كودالإجراء"),
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
            "created createdon creationdate reported reportdate reportedon erdat notifdate raised notificationdate notifictndate qmdat dateofnotification enteredon reporteddate createddate reqstart 발행일 발행일시 생성일 접수일 등록일 요청일 تاريخالإنشاء angelegtam erfasstam meldungsdatum erstellungsdatum erfassungsdatum 생성일자 작성일 작성일자 통지일 통지일자 통지생성일 입력일 보고일 보고일자 등록일자 접수일자 تاريخالبلاغ تاريخالتسجيل تاريخالإبلاغ"
        ),
        (
            .started,
            "started start startdate actualstart actstart basicstart bscstartdate gstrp starttime schedstart gstri basstartdate basicstartdate bscstart actualstartdate malfunctionstart malfunctnstart malfunctstart ausvn scheduledstart schedstartdate targstartdate actualorderstart 시작일 착수일 시작일시 작업시작 시작시각 시작시간 eckstart eckstarttermin starttermin iststart ististart isttermstart istbeginn iststarttermin istbeginntermin störungsbeginn stoerungsbeginn beginn 기본시작일 기본시작일자 기본개시일 기준시작일 시작일자 실제시작 실제시작일 실제시작일자 실제개시일 계획시작일 예정시작일 고장시작 고장시작일 고장개시 تاريخالبدء تاريخالبداية البدءالفعلي تاريخالبدءالأساسي"
        ),
        (
            .finished,
            "finished finish finishdate actualfinish actfinish basicfinish completed completiondate closed getri gltrp basfindate basicfinishdate basicfindate bscfinish actualfinishdate actfinishdate malfunctionend malfunctnend ausbs schedfinish targcompdate completedon actualorderfinish actualend 완료일 완료일시 종료일 작업완료 تاريخالانتهاء eckende eckendtermin endtermin istende istendtermin störungsende stoerungsende abschlussdatum 기본종료일 기본종료일자 기본완료일 종료일자 완료일자 실제종료 실제종료일 실제종료일자 실제완료 실제완료일 고장종료 고장종료일 기술완료일 마감일 تاريخالإنجاز تاريخالإغلاق تاريخالإكمال تاريخالانتهاءالأساسي الانتهاءالفعلي"
        ),
        (
            .duration,
            "duration durationhours actualduration breakdowndur breakdownduration msaus downtime 소요시간 작업시간 ausfalldauer störungsdauer dauer 고장시간 중단시간 정지시간 مدةالتوقف المدة"
        ),
        (
            .labour,
            "labour labor laborhours labourhours actuallaborhours actuallabourhours manhours actlabhrs actualwork actwork istwork estlabhrs 공수 투입공수 istarbeit 실제공수 실적공수 ساعاتالعمل"
        ),
        (
            .cost,
            "cost totalcost actualcost totalactualcost totalactcosts totsum totalplannedcosts acttotalcost actualtotalcost totalcostsactual 비용 금액 kosten istkosten gesamtkosten istkostengesamt 실제비용 실적비용 총비용 총실제비용 실제원가 التكلفة التكلفةالفعلية التكلفةالإجمالية"
        ),
        (
            .author,
            "author by user operator reportedby writer createdby ernam qmnam enteredby 작성자 보고자 담당자 운전원 الكاتب verfasser meldender gemeldetvon angelegtvon erfasser 통지자 생성자 입력자 등록자 المبلغ أنشأه"
        ),
        (.shift, "shift crew 근무조 교대 근무 الوردية schicht shiftname 근무구분"),
        (.parent, "parent parentid superior superiorfunctionallocation tplma hequi 상위 상위설비 상위기능위치 الأصل"),
        (.equipmentClass, "class equipmentclass iso14224 isoclass objecttype eqart 설비분류 설비종류 등급"),
        (.aliases, "aliases alias othernames synonyms 별칭 다른이름"),
        (
            .position,
            "operatorposition position operatorstation operatorconsole console consolename station workstation bedienplatz bedienstation bedienpult leitplatz 운전포지션 운전석 콘솔 콘솔명 조작반 운전원콘솔 موقعالمشغل محطةالمشغل"
        ),
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
