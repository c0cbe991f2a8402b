/// What technicians write for what, in work orders and logs (compiled for Telltale from common maintenance usage).
enum Shorthand {
    /// Words that a piece of shorthand stands for, stemmed; empty for ordinary words.
    static func expansion(of word: ArraySlice<UInt32>) -> [[UInt8]] {
        table.words.place(of: TermHash.of(word, in: .main)).map { table.expansions[$0] } ?? []
    }

    private static let table: (words: HashedWords, expansions: [[[UInt8]]]) = {
        var result: [[UInt32]: [[UInt8]]] = [:]
        var stemmer = PorterStemmer()
        for line in list.split(separator: "\n") {
            let sides = line.split(separator: "=")
            guard sides.count == 2 else { continue }
            let words = sides[1].split(separator: " ").map { stemmer.stem($0.unicodeScalars.map(\.value)[...]) }
            for short in sides[0].split(separator: " ") {
                result[short.unicodeScalars.map(\.value)] = words
            }
        }
        let entries = Array(result)
        return (HashedWords(entries.map { TermHash.of($0.key, in: .main) }), entries.map(\.value))
    }()

    private static let list = """
        c/o c/out chg chge changeout=change out
        r/r r&r=remove replace
        u/s us=unserviceable
        o/h ovhl ohaul=overhaul
        s/d=shutdown
        s/u=startup
        w/o=work order
        a/c aircon=air conditioner
        n/r=non return
        l/h=left hand
        r/h=right hand
        f/b=feedback
        g/box gbox gbx=gearbox
        brg brgs=bearing
        repl rpl replce repalce rep/place=replace
        rep rpr=repair
        chk chck chq=check
        insp inspct inspt=inspect
        mtr mtrs=motor
        pmp pmps=pump
        vlv vlvs vv=valve
        xmtr xmitr tx txmtr=transmitter
        hyd hyds hydr hydro=hydraulic
        eng engs=engine
        trans=transmission
        temp temps=temperature
        press pres=pressure
        lvl=level
        flw=flow
        assy assys=assembly
        cyl cyls=cylinder
        lh=left hand
        rh=right hand
        lhs=left hand side
        rhs=right hand side
        exch exchr hx=heat exchanger
        comp compr cmpr=compressor
        cond=condenser
        cplg coup cpl=coupling
        flg flng=flange
        gskt gsk=gasket
        lube=lubricate
        sched schd=schedule
        serv svc srv svce=service
        maint mtce mntnce=maintenance
        elec elect=electrical
        mech=mechanical
        inst instr=instrument
        calib cal calibr=calibrate
        adj adjst=adjust
        insul=insulation
        scaff=scaffold
        fab=fabricate
        mod mods=modify
        instl=install
        conn=connection
        brkr cb=breaker
        alt=alternator
        gen=generator
        batt batts=battery
        flt fltr=filter
        fl=fault
        noisey=noise
        vib vibs vibn=vibration
        lk lks leakin lkg=leak
        o/heat oheat o/heating=overheat
        cont ctrl ctl=control
        sw=switch
        sol=solenoid
        sens snsr=sensor
        pos=position
        cct=circuit
        wrg=wiring
        hrs hr=hour
        brk brks=brake
        suspn susp=suspension
        strg steer=steering
        rad=radiator
        accum acc=accumulator
        pkg=package
        struct=structure
        req reqd rqd=require
        unsched=unscheduled
        tk tnk=tank
        gnd=ground
        mon=monitor
        emerg=emergency
        isol=isolate
        oper opr=operator
        disch=discharge
        suct=suction
        recirc=recirculate
        turb=turbine
        furn=furnace
        blr=boiler
        cw=cooling water
        ss=stainless steel
        """
}
