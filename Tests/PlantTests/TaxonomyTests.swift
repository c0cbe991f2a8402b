import Plant
import Testing

@Suite struct `Taxonomy of equipment and failures` {
    @Test func `every class and mode is read, once`() {
        #expect(EquipmentClass.all.count == 29)
        #expect(FailureMode.all.count == 34)
        #expect(Set(EquipmentClass.all.map(\.code)).count == EquipmentClass.all.count)
        #expect(Set(FailureMode.all.map(\.code)).count == FailureMode.all.count)
    }

    @Test func `a class names only modes that exist, none twice`() {
        for type in EquipmentClass.all {
            #expect(!type.failureModes.isEmpty, "\(type.code)")
            #expect(Set(type.failureModes).count == type.failureModes.count, "\(type.code)")
            for mode in type.failureModes {
                #expect(FailureMode.coded(mode) != nil, "\(type.code): \(mode)")
            }
        }
    }

    @Test(arguments: [
        ("PU", "pump", "펌프"), ("HE", "heat exchanger", "열교환기"), ("va", "valve", "밸브"), ("BL", "blower or fan", "송풍기"),
    ])
    func `a class is found by its code in any case`(code: String, english: String, korean: String) throws {
        let type = try #require(EquipmentClass.coded(code))
        #expect(type.name(in: .english) == english)
        #expect(type.name(in: .korean) == korean)
    }

    @Test(arguments: [
        ("ELP", "external leakage of process medium"), ("UST", "spurious stop"), ("plu", "plugged or choked"),
    ])
    func `a failure mode is found by its code in any case`(code: String, name: String) throws {
        #expect(try #require(FailureMode.coded(code)).name == name)
    }

    @Test func `an unknown code is unknown`() {
        #expect(EquipmentClass.coded("ZZ") == nil)
        #expect(FailureMode.coded("") == nil)
    }

    @Test func `signs say what moves and where to`() throws {
        let leak = try #require(FailureMode.coded("ELP"))
        #expect(leak.signs.contains(FailureMode.Sign(quantity: "seal pressure", direction: .down)))
        #expect(leak.signs.contains(FailureMode.Sign(quantity: "gas concentration", direction: .up)))
    }

    @Test func `names fall back to English where a language has none`() throws {
        let expander = try #require(EquipmentClass.coded("TE"))
        #expect(expander.arabic == nil)
        #expect(expander.name(in: .arabic) == "turboexpander")
        #expect(try #require(EquipmentClass.coded("PU")).name(in: .arabic) == "مضخة")
    }
}
