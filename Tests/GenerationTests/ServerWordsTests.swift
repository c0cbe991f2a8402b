import Generation
import HTTPTransport
import Plant
import Testing

@Suite struct `What servers say` {
    @Test func `is shown without the keys that were sent`() {
        _ = Secret("up_SECRETKEY1234567890abcdef")
        let failure = ServerFailure(
            status: 400,
            message: "Incorrect API key provided: Bearer up_SECRETKEY1234567890abcdef. (up_SECRETKEY1234567890abcdef)"
        )
        #expect(failure.message == "Incorrect API key provided: Bearer (key). ((key))")
        #expect(
            ServerWords.fit("authorization: BEARER abcdefgh123, bearer of news")
                == "authorization: BEARER (key), bearer of news"
        )
    }

    @Test func `is shown on one line, without escapes, and cut`() {
        let text = "bad \u{1B}[2J\u{1B}[31mHACKED\u{1B}]0;title\u{7} \r\noverwrite \u{202E}x\u{9B}"
        #expect(ServerWords.fit(text) == "bad [2J[31mHACKED]0;title   overwrite x")
        #expect(ServerWords.fit(String(repeating: "가", count: 1_000)).count == ServerWords.longest + 1)
        #expect(ServerWords.fit("온도 23 °C – مرحبا") == "온도 23 °C – مرحبا")
    }

    /// What a message means is told by all of it.
    @Test func `is understood before it is cut`() {
        let long = String(repeating: "x", count: 400) + " maximum context length exceeded"
        #expect(ServerFailure(status: 400, message: long).code == .contextTooLong)
    }

    @Test(
        arguments: [
            (JSONValue.integer(.max), nil), (.integer(-1), nil), (.integer(7), 7), (.number(1e300), nil),
            (.string("7"), nil),
        ] as [(JSONValue, Int?)]
    )
    func `counts no more tokens than there can be`(value: JSONValue, tokens: Int?) {
        #expect(value.tally == tokens)
    }
}
