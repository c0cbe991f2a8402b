import Testing

@testable import Ingestion

@Suite struct `Reading numbers` {
    private func read(_ text: String, point: UInt8 = 0x2E) -> NumberCell {
        DecimalNumber.parse(Array(text.utf8), point: point)
    }

    @Test(arguments: [
        "0", "-0.0", "1", "2.6890035e-001", "0.9960079840319361", "25978710", "1e22", "1e23", "123456789012345678",
        "9007199254740993", "9007199254740992.5", "0.1", "0.30000000000000004", "5e-324", "2.2250738585072011e-308",
        "1.7976931348623157e308", "8.41e21", "2.2250738585072014e-308", "1234567890123456789.5",
        "0.000000000000000000001",
        "+5", ".5", "5.", "1E5", "100000000000000000000000000000000000", "3.141592653589793238462643383279",
    ]) func `bit for bit as the standard library does`(text: String) throws {
        let plain = text.hasPrefix(".") ? "0" + text : text.hasSuffix(".") ? text + "0" : text
        let expected = try #require(Double(plain))
        #expect(read(text) == .number(expected))
        if case .number(let value) = read(text) { #expect(value.bitPattern == expected.bitPattern) }
    }

    @Test func `random decimals are rounded correctly`() {
        var random = SplitMix(seed: 7)
        for _ in 0..<200_000 {
            let digits = String(random.next() >> (random.next() % 60))
            let point = Int(random.next() % UInt64(digits.utf8.count + 1))
            let text =
                digits.prefix(point) + "." + digits.dropFirst(point)
                + (random.next() % 4 == 0 ? "e-\(random.next() % 30)" : "")
            guard let expected = Double(String("0" + text)) ?? Double(String("0" + text + "0")) else { continue }
            guard case .number(let value) = read(String(text)) else {
                Issue.record("\(text) is no number")
                continue
            }
            if value.bitPattern != expected.bitPattern { Issue.record("\(text): \(value) is not \(expected)") }
        }
    }

    @Test(arguments: ["", "  ", "\t"]) func `blanks are blank`(text: String) {
        #expect(read(text) == .blank)
    }

    @Test func `what is not finite is told apart`() {
        #expect(read("NaN") == .notANumber)
        #expect(read("-1.#IND") == .notANumber)
        #expect(read("inf") == .positiveInfinity)
        #expect(read("-Infinity") == .negativeInfinity)
    }

    @Test(arguments: ["Bad", "1,234.5", "1.2.3", "e5", "-", "0x10", "1e", "12 34"]) func `the rest is text`(
        text: String
    ) {
        #expect(read(text) == .text)
    }

    @Test func `a decimal comma`() {
        #expect(read("1,5", point: 0x2C) == .number(1.5))
        #expect(read("1.5", point: 0x2C) == .text)
    }
}

/// Seeded random numbers (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
