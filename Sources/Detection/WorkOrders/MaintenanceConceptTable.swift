/// The words behind ``MaintenanceConcepts``, as a table: `concept: stems`.
///
/// Drawn up by this project from general maintenance English (and the commonest Korean words) after the failure modes
/// of ISO 14224; no work orders are in it.
enum MaintenanceConceptTable {
    static let shortBeginnings = "rip die run hot jam low hum bog mov rub arc cut pit"

    static let text = """
        leak: leak drip dribbl seep weep weap ooze spray spill squirt gush pour overflow overfill passing passes pass \
        flood wet fluid weeping bleed emit discharg puddl lost losing loss loosing 누설 누유 누수 누출 새는
        structure: crack corro corod rust worn wear wore hole pinhol split fractur shear sheer snap torn tear tore rip \
        rupture burst dent damag deterior brittle degrad erode erosion eroded thin pit pitted stripp shred fray perish \
        puncture punctured gouge scor scuff chip groov warp deform buckl bulge disintegrat crumbl defect peel \
        delaminat crush 균열 부식 마모 파손 손상 감육 열화
        noise: noise noisy nois squeal squeel squeak grind knock rattl hum bang screech whin clunk clatter rumbl sound \
        click loud howl groan 소음 이음
        vibration: vibrat viberat shak wobbl shudder unbalanc imbalanc oscillat judder rock rub 진동
        heat: hot heat overheat smok burn burnt fire flame thermograph temperatur scorch melt smoulder glow boil steam \
        fume cook 과열 온도 발열 연기
        electric: trip earth ground fault electr short power phase fuse volt amp charg spark arc wiring wire cable \
        circuit breaker static surg energis energiz insulat overload contactor relay blackout 트립 전기 전원 단락 지락 절연
        instrument: read incorrect wrong indicat signal calibrat gauge gaug display false sensor transmit measur \
        accurat inaccurat range instrument alarm meter probe scale offset comms communicat monitor level \
        지시 계기 교정 신호 전송기 센서
        plug: block plug chok clog bog jam congest sand silt stuck obstruct buildup foul silted constipat restrict \
        sludg scal bridg pack flow pump drain suck draw circul 막힘 폐색 차압
        low: low slow weak under poor lag reduc insuffic inadequat struggl ineffic inefic decreas less sluggish below \
        minim slack slug underperf lagging behind 저하 부족
        high: high fast excess over increas rapid rais elevat 상승 과다
        contam: contam dirt dirty milk emuls water impur pollut foreign discol particl debri viscos emulsif oil \
        오염 이물 혼입
        breakdown: broke brok break fail failur falur unserviceab inoper operat seiz siez sieze die dead collaps \
        fried bugger stuffed knackered cactus us destroy wreck kaput defunct blown replac rebuild nonfunc 고장 소손
        erratic: errat fluctuat intermit hunt unstab surg irregular inconsist play random vari unsteady cycl up \
        헌팅 불안정
        spurious: stop shut shuts cut unexpect abrupt sudden itself stall spurious halt drop cutout 정지
        start: start run restart engag kick crank launch respond unrespons activat fire rotat turn spin 기동 점화
        stopdem: stop shut switch halt
        open: open unlock 열림
        close: clos shut seal 닫힘
        loose: loos slack adrift detach dislodg fell fall fallen off slip unsecur secur untight attach unattach \
        disconnect hanging undone backed misalign align position orient bent stretch track loosen rattle apart came \
        come coming 풀림 이탈
        missing: missing miss absent gone without there lack empty
        need: need requir want due should must to be
        service: adjust clean descal repack tight lubricat greas inspect modif check service attent flush top refill \
        alter secur support straight calibr chang investig paint label replac repair tension align overhaul maint \
        점검 청소 세정 교환 조정 주유
        neg: not no wont cannot cant doesnt didnt dont never unable nil isnt non hard fails failed failing fail refus \
        inab 불량 불가 실패
        keep: keep continu constant again alway repeat frequent regular
        pump: pump 펌프
        output: output outp out pressure flow speed press thru throughput deliver suppl perform capacity effic effici \
        reach enough keep maintain volume rate 압력 유량
        moving: mov rotat turn spin lock twist revers
        relieve: reliev lift
        stick: stick stuck stiff seiz jam sticky tight bind bound frozen hung hang 고착
        work: work function operat perform
        """
}
