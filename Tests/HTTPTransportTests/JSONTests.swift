import HTTPTransport
import Testing

@Suite struct `JSON as it travels` {
    @Test(arguments: [
        ("null", "null"), (" true ", "true"), ("-0", "0"), ("12", "12"), ("1.50", "1.5"),
        ("1e2", "100"), ("0.1", "0.1"),
        ("-1.5E-3", "-0.0015"), ("\"a\\u00e9\\n\\/\"", "\"aé\\n/\""), ("\"\\ud83d\\ude00\"", "\"😀\""),
        ("\"\\ud83d x\"", "\"\u{FFFD} x\""), ("\"정유\"", "\"정유\""), ("[1, [2], []]", "[1,[2],[]]"),
        ("{\"b\":1,\"a\":{\"z\":null,\"y\":{}}}", "{\"a\":{\"y\":{},\"z\":null},\"b\":1}"),
        ("9007199254740993", "9007199254740993"), ("1e17", "1e+17"), ("\"\\u0000\"", "\"\\u0000\""),
    ])
    func `what is read is written the same way every time`(text: String, written: String) throws {
        let value = try JSONValue(text: text)
        #expect(value.text() == written)
        #expect(try JSONValue(text: value.text()) == value)
        #expect(try JSONValue(text: value.prettyText()) == value)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", ".5", "1e", "+1", "tru", "\"a", "\"\\x\"",
        "\"\\u12\"", "1 2",
        "\"\n\"", "{a:1}", "NaN", "1e999", "'a'", "[1}", "-",
    ])
    func `what is not JSON is refused with the place`(text: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(text: text) }
        #expect(error.map { $0.offset <= text.utf8.count } == true)
    }

    @Test func `nesting is bounded`() {
        #expect(throws: JSONError.self) { try JSONValue(text: String(repeating: "[", count: 100_000)) }
    }

    @Test(arguments: 0..<200)
    func `garbage never crashes`(seed: Int) {
        var dice = Dice(seed: seed)
        let alphabet = Array("{}[]\",:\\u0019eE+-. \ntruefalsn정".utf8)
        let bytes = (0..<60).map { _ in alphabet[dice.roll(alphabet.count)] }
        if let value = try? JSONValue(bytes: bytes) {
            #expect((try? JSONValue(text: value.text())) == value)
        }
    }

    @Test func `members are found by name and null is as good as absent`() throws {
        let value = try JSONValue(text: #"{"a":{"b":[1,2.0,"x",true]},"n":null}"#)
        #expect(value["a"]?["b"]?.array?[1].integer == 2)
        #expect(value["a"]?["b"]?.array?[2].string == "x")
        #expect(value["a"]?["b"]?.array?[3].bool == true)
        #expect(value["n"] == nil)
        #expect(value["a"]?["c"] == nil)
    }
}
