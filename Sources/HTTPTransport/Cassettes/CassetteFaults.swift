/// What goes wrong on the way when a cassette is played, to see what becomes of it.
package struct CassetteFaults: Sendable, Hashable {
    /// Before each answer.
    package var delay: Duration
    /// A status such as 429 or 503 that the first calls get instead of their answers.
    package var status: Int?
    /// How many calls get it.
    package var refusedCalls: Int
    /// `Retry-After` of those refusals, in seconds.
    package var retryAfter: Int?
    /// The connection is lost after so many bytes of each body.
    package var cutAfter: Int?
    /// Every byte comes as a piece of its own.
    package var splitsEveryByte: Bool

    package init(
        delay: Duration = .zero,
        status: Int? = nil,
        refusedCalls: Int = 1,
        retryAfter: Int? = nil,
        cutAfter: Int? = nil,
        splitsEveryByte: Bool = false
    ) {
        self.delay = delay
        self.status = status
        self.refusedCalls = refusedCalls
        self.retryAfter = retryAfter
        self.cutAfter = cutAfter
        self.splitsEveryByte = splitsEveryByte
    }

    /// Whether anything goes wrong at all.
    package var isAny: Bool { self != CassetteFaults() }

    func refusal(ofCall number: Int) -> HTTPResponse? {
        guard let status, number <= refusedCalls else { return nil }
        var headers: HTTPHeaders = ["content-type": "application/json"]
        if let retryAfter { headers.append("retry-after", String(retryAfter)) }
        let body: JSONValue = [
            "error": ["code": .integer(status), "message": "refused on purpose", "type": "injected"]
        ]
        return HTTPResponse(status: status, headers: headers, body: HTTPBody(Array(body.text().utf8)))
    }
}
