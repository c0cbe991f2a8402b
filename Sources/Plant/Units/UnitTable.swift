/// The units Telltale knows, as data.
///
/// Factors: NIST SP 811 (2008) appendix B; `mmH2O` and `inH2O` are the conventional ones. A normal cubic metre is at
/// 0 °C and 101.325 kPa, a standard one at 15 °C (ISO 13443), a standard cubic foot at 60 °F and 14.696 psi; they are
/// turned into each other as an ideal gas would.
enum UnitTable {
    struct Row {
        let unit: UnitOfMeasure
        let spellings: [String]
    }

    static let rows: [Row] = pressures + temperatures + amounts + motions + electrics + times + others

    private static func row(
        _ symbol: String,
        _ dimension: Dimension,
        _ numerator: Double,
        _ denominator: Double = 1,
        zero: Double = 0,
        spelled spellings: String
    ) -> Row {
        Row(
            unit: UnitOfMeasure(
                symbol: symbol,
                dimension: dimension,
                numerator: numerator,
                denominator: denominator,
                zero: zero
            ),
            spellings: [symbol] + spellings.split(separator: "|").map(String.init)
        )
    }

    /// Coherent unit: Pa.
    private static let pressures = [
        row("bar", .pressure, 100_000, spelled: "bars|바|بار"),
        row("mbar", .pressure, 100, spelled: "millibar|밀리바|مليبار|ملي بار"),
        row("Pa", .pressure, 1, spelled: "pascal|pascals|파스칼|باسكال"),
        row("hPa", .pressure, 100, spelled: "hectopascal|헥토파스칼"),
        row("kPa", .pressure, 1_000, spelled: "kilopascal|kilopascals|킬로파스칼|كيلوباسكال|كيلو باسكال"),
        row("MPa", .pressure, 1_000_000, spelled: "megapascal|megapascals|메가파스칼|ميجاباسكال|ميغاباسكال"),
        row("psi", .pressure, 6_894.757293168, spelled: "lb/in2|lbf/in2|lbs/in2|피에스아이|رطل/بوصة مربعة"),
        row(
            "kg/cm2",
            .pressure,
            98_066.5,
            spelled: "kgf/cm2|kgf/sqcm|kg/sqcm|kg/cm^2|kgf/cm^2|kgcm2|kgfcm2|kg/㎠|kg/cm²|ksc|킬로그램퍼제곱센티미터|كجم/سم2|كغ/سم2"
        ),
        row("atm", .pressure, 101_325, spelled: "atmosphere|atmospheres|기압|ضغط جوي|جو"),
        row("mmHg", .pressure, 133.322387415, spelled: "torr|수은주밀리미터|مم زئبق"),
        row("inHg", .pressure, 3_386.389, spelled: ""),
        row("mmH2O", .pressure, 9.80665, spelled: "mmwc|mmwg|mmaq|mm h2o|mm wc|수주밀리미터|مم ماء"),
        row("mH2O", .pressure, 9_806.65, spelled: "mwc|maq"),
        row("inH2O", .pressure, 249.08891, spelled: "inwc|iwc|inwg|\"h2o"),
    ]

    /// Coherent unit: the degree Celsius.
    private static let temperatures = [
        row(
            "degC",
            .temperature,
            1,
            spelled:
                "°C|℃|C|ºC|deg C|deg.C|deg. C|degrees C|degree C|degrees Celsius|degree Celsius|Celsius|centigrade|oC|˚C|° C"
                + "|도|도씨|섭씨|섭씨도|°م|درجة مئوية|درجات مئوية|مئوية|درجة|درجات|درجه مئويه"
        ),
        row(
            "degF",
            .temperature,
            5,
            9,
            zero: 32,
            spelled:
                "°F|℉|F|ºF|deg F|deg.F|degrees F|degrees Fahrenheit|degree Fahrenheit|Fahrenheit|화씨|화씨도|°ف|فهرنهايت|درجة فهرنهايت"
        ),
        row("K", .temperature, 1, zero: 273.15, spelled: "kelvin|kelvins|degK|켈빈|كلفن|كلفن"),
        row("degR", .temperature, 5, 9, zero: 491.67, spelled: "°R|rankine"),
        row("Δ°C", .temperatureDifference, 1, spelled: "deltadegC|delta degC|ddegC|ΔC|delta C|C°|ΔdegC|delta K|ΔK"),
        row("Δ°F", .temperatureDifference, 5, 9, spelled: "deltadegF|delta degF|ddegF|ΔF|delta F|F°|ΔdegF"),
    ]

    /// Coherent units: m3, normal m3, kg.
    private static let amounts = [
        row(
            "m3",
            .volume,
            1,
            spelled: "m^3|cum|cbm|㎥|cubic metre|cubic metres|cubic meter|cubic meters|세제곱미터|입방미터|루베|م3|متر مكعب"
        ),
        row("L", .volume, 1, 1_000, spelled: "l|liter|liters|litre|litres|ltr|ℓ|리터|لتر"),
        row("mL", .volume, 1, 1_000_000, spelled: "ml|cc|밀리리터"),
        row("kL", .volume, 1, spelled: "kl|킬로리터"),
        row("gal", .volume, 3.785411784, 1_000, spelled: "gallon|gallons|usgal|갤런|جالون|غالون"),
        row("bbl", .volume, 158.987294928, 1_000, spelled: "barrel|barrels|bbls|배럴|برميل"),
        row("kbbl", .volume, 158.987294928, spelled: "mbbl|천배럴"),
        row("ft3", .volume, 28.316846592, 1_000, spelled: "ft^3|cuft|cf|cubic feet"),
        row("Nm3", .normalVolume, 1, spelled: "Nm^3|N㎥|ncm|노말세제곱미터|노멀세제곱미터"),
        row("kNm3", .normalVolume, 1_000, spelled: ""),
        row("Sm3", .normalVolume, 27_315, 28_815, spelled: "Sm^3|scm|std m3"),
        row("scf", .normalVolume, 28.316846592 * 273.15, 1_000 * 288.705_555_555_555_6, spelled: "sft3"),
        row("MMscf", .normalVolume, 28_316.846592 * 273.15, 288.705_555_555_555_6, spelled: "mmcf"),
        row("kg", .mass, 1, spelled: "kgs|kilogram|kilograms|킬로그램|킬로|كجم|كيلوغرام|كيلوجرام"),
        row("g", .mass, 1, 1_000, spelled: "gram|grams|그램|غرام|جرام"),
        row("mg", .mass, 1, 1_000_000, spelled: "milligram|milligrams|밀리그램"),
        row("t", .mass, 1_000, spelled: "ton|tons|tonne|tonnes|MT|톤|طن|أطنان"),
        row("kt", .mass, 1_000_000, spelled: "kiloton|kilotons"),
        row("lb", .mass, 0.45359237, spelled: "lbs|pound|pounds|파운드|رطل"),
        row("klb", .mass, 453.59237, spelled: "klbs"),
        row("gpm", .volumeFlow, 3.785411784, 60_000, spelled: "usgpm"),
        row("lpm", .volumeFlow, 1, 60_000, spelled: ""),
        row("cmh", .volumeFlow, 1, 3_600, spelled: ""),
        row("bpd", .volumeFlow, 158.987294928, 86_400_000, spelled: "bbld|b/d|bopd|bpsd|일배럴"),
        row("kbpd", .volumeFlow, 158.987294928, 86_400, spelled: "kbd|mbpd|mbd"),
        row("bph", .volumeFlow, 158.987294928, 3_600_000, spelled: ""),
        row("cfm", .volumeFlow, 28.316846592, 60_000, spelled: "ft3/min|acfm"),
        row("scfm", .normalVolumeFlow, 28.316846592 * 273.15, 60_000 * 288.705_555_555_555_6, spelled: ""),
        row("scfh", .normalVolumeFlow, 28.316846592 * 273.15, 3_600_000 * 288.705_555_555_555_6, spelled: ""),
        row("MMscfd", .normalVolumeFlow, 28_316.846592 * 273.15, 86_400 * 288.705_555_555_555_6, spelled: "mmcfd"),
        row("tph", .massFlow, 1_000, 3_600, spelled: ""),
        row("tpd", .massFlow, 1_000, 86_400, spelled: ""),
        row("pph", .massFlow, 0.45359237, 3_600, spelled: ""),
    ]

    /// Coherent units: m, m/s, m/s2, Hz.
    private static let motions = [
        row("m", .length, 1, spelled: "metre|metres|meter|meters|미터|متر|أمتار"),
        row("cm", .length, 1, 100, spelled: "centimetre|centimetres|centimeter|centimeters|센티미터|센티|سم"),
        row("mm", .length, 1, 1_000, spelled: "㎜|millimetre|millimetres|millimeter|millimeters|밀리미터|밀리|مم|ملم|مليمتر"),
        row("km", .length, 1_000, spelled: "㎞|kilometre|kilometres|kilometer|kilometers|킬로미터|كم"),
        row(
            "um",
            .length,
            1,
            1_000_000,
            spelled: "µm|micrometre|micrometer|micron|microns|µ|㎛|마이크로미터|마이크론|미크론|ميكرومتر|ميكرون"
        ),
        row("ft", .length, 3_048, 10_000, spelled: "foot|feet|피트|قدم"),
        row("in", .length, 254, 10_000, spelled: "inch|inches|인치|بوصة"),
        row("mil", .length, 254, 10_000_000, spelled: "mils|thou|밀"),
        row("kph", .velocity, 10, 36, spelled: "kmh"),
        row("ips", .velocity, 254, 10_000, spelled: ""),
        row("m/s2", .acceleration, 1, spelled: "m/s^2|m/s²"),
        row("gn", .acceleration, 9.80665, spelled: "g's"),
        row("Hz", .frequency, 1, spelled: "hertz|헤르츠|هرتز|cps"),
        row("kHz", .frequency, 1_000, spelled: "킬로헤르츠"),
        row(
            "rpm",
            .frequency,
            1,
            60,
            spelled: "r/min|rev/min|1/min|cpm|회전/분|알피엠|دورة في الدقيقة|دورة/دقيقة|لفة في الدقيقة"
        ),
    ]

    /// Coherent units: W, J, A, V.
    private static let electrics = [
        row("W", .power, 1, spelled: "watt|watts|와트|واط"),
        row("kW", .power, 1_000, spelled: "㎾|kilowatt|kilowatts|킬로와트|كيلوواط|كيلو واط"),
        row("MW", .power, 1_000_000, spelled: "㎿|megawatt|megawatts|메가와트|ميغاواط|ميجاواط"),
        row("GW", .power, 1_000_000_000, spelled: "기가와트"),
        row("hp", .power, 745.69987158227022, spelled: "bhp|horsepower|حصان"),
        row("PS", .power, 735.49875, spelled: "마력"),
        row("kcal/h", .power, 4_184, 3_600, spelled: "kcal/hr"),
        row("Gcal/h", .power, 4_184_000_000, 3_600, spelled: "gcal/hr"),
        row("MMBtu/h", .power, 1_055_055_852.62, 3_600, spelled: "mmbtu/hr"),
        row("Btu/h", .power, 1_055.05585262, 3_600, spelled: "btu/hr"),
        row("kWh", .energy, 3_600_000, spelled: "킬로와트시|kilowatt hours|kilowatt-hours"),
        row("MWh", .energy, 3_600_000_000, spelled: "메가와트시"),
        row("J", .energy, 1, spelled: "joule|joules|줄"),
        row("kJ", .energy, 1_000, spelled: ""),
        row("MJ", .energy, 1_000_000, spelled: ""),
        row("GJ", .energy, 1_000_000_000, spelled: ""),
        row("kcal", .energy, 4_184, spelled: ""),
        row("Gcal", .energy, 4_184_000_000, spelled: ""),
        row("MMBtu", .energy, 1_055_055_852.62, spelled: ""),
        row("A", .current, 1, spelled: "amp|amps|ampere|amperes|암페어|أمبير"),
        row("mA", .current, 1, 1_000, spelled: "milliamp|milliamps|밀리암페어|مللي أمبير"),
        row("kA", .current, 1_000, spelled: ""),
        row("V", .voltage, 1, spelled: "volt|volts|vdc|vac|볼트|فولت"),
        row("mV", .voltage, 1, 1_000, spelled: "millivolt|millivolts|밀리볼트"),
        row("kV", .voltage, 1_000, spelled: "kilovolt|kilovolts|킬로볼트|كيلوفولت"),
    ]

    /// Coherent unit: s. A month or a year has no fixed length and is not a unit.
    private static let times = [
        row("s", .duration, 1, spelled: "sec|secs|second|seconds|초|ثانية|ثوان|ثواني|ثانيه"),
        row("ms", .duration, 1, 1_000, spelled: "msec|millisecond|milliseconds|밀리초"),
        row("min", .duration, 60, spelled: "mins|minute|minutes|mn|분|دقيقة|دقائق|دقيقه"),
        row("h", .duration, 3_600, spelled: "hr|hrs|hour|hours|시간|ساعة|ساعات|ساعه"),
        row("d", .duration, 86_400, spelled: "day|days|일|일간|يوم|أيام|يوما"),
        row("wk", .duration, 604_800, spelled: "week|weeks|주|주일|주간|أسبوع|أسابيع"),
    ]

    /// Coherent units: 1, kg/m3, Pa s, degree of arc.
    private static let others = [
        row("%", .ratio, 1, 100, spelled: "pct|percent|per cent|퍼센트|프로|퍼센트포인트|%p|٪|بالمئة|بالمائة|في المئة|في المائة"),
        row("ppm", .ratio, 1, 1_000_000, spelled: "ppmv|ppmw|피피엠|جزء في المليون"),
        row("ppb", .ratio, 1, 1_000_000_000, spelled: ""),
        row("vol%", .ratio, 1, 100, spelled: "%vol|v%|vol.%"),
        row("wt%", .ratio, 1, 100, spelled: "%wt|w%|wt.%|mass%"),
        row("mol%", .ratio, 1, 100, spelled: "%mol|mol.%"),
        row("%LEL", .ratio, 1, 100, spelled: "lel%|% lel"),
        row("kg/m3", .density, 1, spelled: "kg/m^3"),
        row("g/cm3", .density, 1_000, spelled: "g/cc|g/ml"),
        row("lb/ft3", .density, 16.018463373960142, spelled: ""),
        row("cP", .viscosity, 1, 1_000, spelled: "mPa.s|mPa·s|mPas|센티포아즈"),
        row("Pa.s", .viscosity, 1, spelled: "Pa·s"),
        row("°", .angle, 1, spelled: "deg|degree|degrees"),
    ]

    /// Spellings that name a unit of time only after a stroke: `톤/시`.
    static let timesAfterStroke: [String: String] = [
        "시": "h", "h": "h", "H": "h", "D": "d", "d": "d", "s": "s", "S": "s", "sec": "s", "min": "min",
        "day": "d", "일": "d", "분": "min", "초": "s", "ساعة": "h", "ساعه": "h", "يوم": "d", "دقيقة": "min",
        "دقيقه": "min", "ثانية": "s", "ثانيه": "s", "س": "h", "ث": "s", "د": "min",
    ]

    /// Ways to say that a pressure is gauge or absolute, longest first.
    static let references: [(suffix: String, reference: UnitOfMeasure.Reference)] = [
        ("absolute", .absolute), ("(gauge)", .gauge), ("(abs)", .absolute), ("gauge", .gauge), ("게이지압", .gauge),
        ("절대압", .absolute), ("게이지", .gauge), ("(abs.)", .absolute), ("절대", .absolute), ("abs", .absolute),
        ("(g)", .gauge), ("(a)", .absolute), (".g", .gauge), (".a", .absolute), ("-g", .gauge), ("-a", .absolute),
        ("g", .gauge), ("a", .absolute),
    ]
}
