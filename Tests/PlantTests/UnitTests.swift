import Plant
import Testing

@Suite struct `Units of measure` {
    @Test(arguments: [
        ("barg", "barg"), ("bar(g)", "barg"), ("bar g", "barg"), ("BARG", "barg"), ("bara", "bara"),
        ("bar (a)", "bara"), ("kg/cm2", "kg/cm2"), ("㎏/㎠", "kg/cm2"), ("kgf/cm2G", "kg/cm2(g)"),
        ("kgf/cm²", "kg/cm2"), ("KPA", "kPa"), ("kPag", "kPag"), ("MPa", "MPa"), ("psi", "psi"), ("PSIG", "psig"),
        ("psia", "psia"), ("mmHg", "mmHg"), ("mmH2O", "mmH2O"), ("mmH₂O", "mmH2O"), ("atm", "atm"), ("기압", "atm"),
        ("바", "bar"), ("degC", "degC"), ("°C", "degC"), ("℃", "degC"), ("C", "degC"), ("deg C", "degC"),
        ("degF", "degF"), ("K", "K"), ("도", "degC"), ("섭씨", "degC"), ("화씨", "degF"), ("°م", "degC"),
        ("m3/h", "m3/h"), ("m³/h", "m3/h"), ("㎥/hr", "m3/h"), ("Nm3/h", "Nm3/h"), ("sm3/h", "Sm3/h"),
        ("L/min", "L/min"), ("lpm", "lpm"), ("GPM", "gpm"), ("bpd", "bpd"), ("kbpd", "kbpd"), ("t/h", "t/h"),
        ("톤/시", "t/h"), ("kg/h", "kg/h"), ("kg/s", "kg/s"), ("%", "%"), ("퍼센트", "%"), ("mm", "mm"), ("m", "m"),
        ("ft", "ft"), ("rpm", "rpm"), ("RPM", "rpm"), ("mm/s", "mm/s"), ("mm/s rms", "mm/s"), ("in/s", "in/s"),
        ("µm", "um"), ("μm", "um"), ("mils", "mil"), ("kW", "kW"), ("MW", "MW"), ("hp", "hp"), ("A", "A"),
        ("mA", "mA"), ("V", "V"), ("s", "s"), ("min", "min"), ("h", "h"), ("초", "s"), ("분", "min"), ("시간", "h"),
        ("일", "d"), ("ساعات", "h"), ("بار", "bar"), ("كيلوباسكال", "kPa"), ("م3/ساعة", "m3/h"),
        ("barrels per day", "bbl/d"), ("apples", ""), ("", ""), ("/", ""), ("Q", ""),
    ])
    func `are read in every spelling of plant exports`(spelling: String, symbol: String) {
        #expect(UnitOfMeasure(spelling)?.symbol ?? "" == symbol)
    }

    @Test func `read their own symbols`() throws {
        for spelling in UnitSamples.spellings {
            let unit = try #require(UnitOfMeasure(spelling), "\(spelling)")
            #expect(UnitOfMeasure(unit.symbol) == unit, "\(unit.symbol)")
        }
    }

    @Test(arguments: [
        (8.2, "kg/cm2", "bar", 8.0414530), (1, "bar", "psi", 14.503774), (0, "barg", "bara", 1.01325),
        (45, "barg", "psig", 652.66982), (100, "kPa", "mmHg", 750.06157), (1, "atm", "kg/cm2", 1.0332275),
        (212, "degF", "degC", 100), (-40, "degC", "degF", -40), (0, "degC", "K", 273.15),
        (100, "m3/h", "L/min", 1666.6667),
        (1_000, "bpd", "m3/h", 6.6244706), (100, "gpm", "m3/h", 22.712471), (3.6, "t/h", "kg/s", 1),
        (1, "in/s", "mm/s", 25.4), (2, "mil", "um", 50.8), (2, "h", "min", 120), (1.5, "시간", "분", 90),
        (1, "MW", "kW", 1_000), (100, "hp", "kW", 74.569987), (50, "Hz", "rpm", 3_000),
        (1, "Sm3/h", "Nm3/h", 0.94794377),
        (1, "%", "ppm", 10_000), (4, "mA", "A", 0.004),
    ])
    func `convert by their published factors`(value: Double, from: String, to: String, expected: Double) throws {
        let converted = try #require(UnitOfMeasure.convert(value, from: from, to: to))
        #expect(abs(converted - expected) <= abs(expected) * 1e-7 + 1e-9)
    }

    @Test func `convert exactly where paper does`() {
        #expect(UnitOfMeasure.convert(12.5, from: "bar", to: "kPa") == 1_250)
        #expect(UnitOfMeasure.convert(212, from: "degF", to: "degC") == 100)
        #expect(UnitOfMeasure.convert(90, from: "min", to: "h") == 1.5)
        #expect(UnitOfMeasure.convert(7.3, from: "barg", to: "barg") == 7.3)
    }

    @Test func `take the plant's own atmosphere`() throws {
        let high = try #require(UnitOfMeasure.convert(1, from: "barg", to: "bara"))
        let barg = try #require(UnitOfMeasure("barg"))
        let bara = try #require(UnitOfMeasure("bara"))
        let plateau = try #require(barg.convert(1, to: bara, atmosphere: 85))
        #expect(abs(high - 2.01325) < 1e-12)
        #expect(abs(plateau - 1.85) < 1e-12)
    }

    @Test func `convert rises apart from points`() throws {
        let celsius = try #require(UnitOfMeasure("degC"))
        let fahrenheit = try #require(UnitOfMeasure("degF"))
        #expect(celsius.convert(5, to: fahrenheit) == 41)
        #expect(celsius.convertDifference(5, to: fahrenheit) == 9)
        let gauge = try #require(UnitOfMeasure("barg"))
        let absolute = try #require(UnitOfMeasure("bara"))
        #expect(gauge.convertDifference(2, to: absolute) == 2)
        #expect(gauge.convertDifference(2, to: celsius) == nil)
    }

    @Test func `convert only within a dimension, and there and back`() throws {
        let units = UnitSamples.spellings.compactMap { UnitOfMeasure($0) }
        var seed: UInt64 = 7
        for from in units {
            for to in units {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let value = Double(Int64(bitPattern: seed >> 40)) / 1_000
                let there = from.convert(value, to: to)
                #expect((there != nil) == (from.dimension == to.dimension), "\(from) to \(to)")
                guard let there, let back = to.convert(there, to: from) else { continue }
                #expect(abs(back - value) <= 1e-9 * max(abs(value), 1_000), "\(value) \(from) to \(to)")
            }
        }
        #expect(UnitOfMeasure.convert(1, from: "Nm3/h", to: "m3/h") == nil)
        #expect(UnitOfMeasure.convert(1, from: "barg", to: "degC") == nil)
    }

    @Test(arguments: [
        ("12 barg and", "barg"), ("85도까지", "degC"), ("12 barrels", "bbl"), ("10 m in the tank", "m"),
        ("33 in 2017", ""),
        ("5 t on Monday", "t"), ("8.2kg/cm2에서", "kg/cm2"), ("3시간 동안", "h"), ("2 bar g", "barg"),
        ("12 bar a leak", "bar"),
        ("7 pumps", ""), ("40 m3/h.", "m3/h"), ("5 mm/s rms)", "mm/s"), ("12 بار", "bar"), ("20 per cent", "%"),
        ("4바로", "bar"),
        ("3 A", "A"), ("3 a", ""), ("85 °C", "degC"), ("85℃", "degC"),
    ])
    func `are found after a number in running text`(text: String, symbol: String) {
        let scalars = Array(text.unicodeScalars)
        let start = scalars.firstIndex { !("0"..."9").contains($0) && $0 != "." } ?? 0
        #expect(UnitOfMeasure.match(in: scalars, at: start)?.unit.symbol ?? "" == symbol)
    }
}

private enum UnitSamples {
    static let spellings = [
        "bar", "barg", "bara", "kPa", "kPag", "MPa", "psi", "psig", "psia", "kg/cm2", "kg/cm2g", "mmHg", "mmH2O", "atm",
        "degC", "degF", "K", "Δ°C", "m3/h", "Nm3/h", "Sm3/h", "L/min", "lpm", "gpm", "bpd", "kbpd", "t/h", "kg/h",
        "kg/s",
        "%", "ppm", "mm", "m", "ft", "um", "mil", "mm/s", "in/s", "m/s2", "rpm", "Hz", "kW", "MW", "hp", "A", "mA", "V",
        "kV", "s", "min", "h", "d", "m3", "bbl", "L", "kg", "t", "kWh", "cP", "kg/m3", "scfm", "MMscfd",
    ]
}

@Suite struct `Numbers as text` {
    @Test(arguments: [
        (8.2, "8.2"), (1_000_000, "1000000"), (0.000_12, "0.00012"), (-0.0, "0"), (123.456, "123.456"), (0, "0"),
        (-5, "-5"), (1e20, "1e+20"), (0.1 + 0.2, "0.30000000000000004"),
    ])
    func `are as short as they can be`(value: Double, text: String) {
        #expect(DecimalText.shortest(value) == text)
    }

    @Test(arguments: [
        (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.5, 0, "1"), (-2.5, 0, "-3"), (9.995, 2, "10.00"), (0.04, 1, "0.0"),
        (-0.04, 1, "0.0"), (12, 3, "12.000"), (999.96, 1, "1000.0"), (1e-12, 3, "0.000"),
        (1_234_567.891, 1, "1234567.9"),
    ])
    func `are rounded as on paper`(value: Double, decimals: Int, text: String) {
        #expect(DecimalText.rounded(value, decimals: decimals) == text)
    }

    @Test(arguments: [
        (12_345.678, 4, "12346"), (0.012345, 4, "0.01235"), (8.041453, 3, "8.04"), (100, 4, "100"), (0.999_96, 4, "1"),
    ])
    func `keep significant digits`(value: Double, digits: Int, text: String) {
        #expect(DecimalText.significant(value, digits: digits) == text)
    }

    @Test func `group thousands`() {
        #expect(DecimalText.rounded(1_234_567.5, decimals: 1, grouping: true) == "1,234,567.5")
        #expect(DecimalText.rounded(-123, decimals: 0, grouping: true) == "-123")
    }

    @Test func `read back as the same number`() {
        var seed: UInt64 = 11
        for _ in 0..<5_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(Int64(bitPattern: seed) >> 20) / 65_536
            #expect(Double(DecimalText.shortest(value)) == value)
        }
    }
}
