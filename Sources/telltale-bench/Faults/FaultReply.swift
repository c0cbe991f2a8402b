/// What goes over the wire for a fault: bytes, and what is done to the connection after them.
struct FaultReply: Sendable {
    enum Ending: Sendable {
        case keep, close, reset
        /// Says that nothing more will come, and listens on.
        case halfClose
        /// Does nothing until the client goes away.
        case silence
        /// Goes on with this for ever, a piece each time the socket takes one.
        case flood([UInt8])
        /// Goes on with this for ever, one byte every 20 ms.
        case drip([UInt8])
    }

    let bytes: [UInt8]
    /// How many bytes are written at once.
    var step = Int.max
    let ending: Ending

    static func to(_ fault: Fault) -> FaultReply {
        table[fault.rawValue]
    }

    private static let table = Fault.allCases.map(make)

    private static func make(_ fault: Fault) -> FaultReply {
        switch fault {
        case .good: stream(words + finish("stop") + usage + done)
        case .wholeJSON:
            whole(200, #"{"model":"m","choices":[{"message":{"content":"the seal leaks"},"finish_reason":"stop"}]}"#)
        case .everyByte:
            FaultReply(bytes: stream(words + finish("stop") + done, piece: 1).bytes, step: 7, ending: .keep)
        case .commentsAndBreaks:
            stream(": keep-alive\r\n\r\nevent: message\r\nid: 7\r\n" + words.crlf + finish("stop").crlf + done.crlf)
        case .cutByLength: stream(words + finish("length") + usage + done)
        case .busy: whole(429, #"{"error":{"message":"slow down","code":null}}"#, "retry-after-ms: 1\r\n")
        case .loading: whole(503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#)
        case .serverError:
            whole(500, #"{"error":{"message":"EngineCore died","type":"InternalServerError","code":500}}"#)
        case .badRequest: whole(400, #"{"detail":"messages: field required"}"#)
        case .contextTooLong:
            whole(400, #"{"object":"error","message":"This model's maximum context length is 8 tokens","code":400}"#)
        case .noSuchModel:
            whole(404, #"{"error":{"message":"no such model","param":"model","code":"model_not_found"}}"#)
        case .unauthorised: whole(401, #"{"error":"Unauthorized"}"#, "WWW-Authenticate: Bearer\r\n")
        case .redirect: whole(302, "", "Location: http://127.0.0.1:1/elsewhere\r\n")
        case .errorInStream:
            stream(words + "data: {\"error\":{\"object\":\"error\",\"message\":\"boom\",\"code\":500}}\n\n" + done)
        case .endWithoutFinish: stream(words)
        case .thoughtsOnly:
            stream("data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"}}]}\n\n" + finish("stop") + done)
        case .webPage:
            FaultReply(
                bytes: head(200, "text/event-stream", 26) + Array("<html>Bad gateway</html>\n\n".utf8),
                ending: .keep
            )
        case .notUTF8: notUTF8
        case .notHTTP: FaultReply(bytes: Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8), ending: .close)
        case .cut: FaultReply(bytes: open(words).bytes, ending: .close)
        case .resetInStream: FaultReply(bytes: open(words).bytes, ending: .reset)
        case .resetBefore: FaultReply(bytes: [], ending: .reset)
        case .closeBefore: FaultReply(bytes: [], ending: .close)
        case .halfClose: FaultReply(bytes: Array("HTTP/1.1 200 OK\r\nContent-Ty".utf8), ending: .halfClose)
        case .shortBody:
            FaultReply(bytes: head(200, "text/event-stream", 5_000) + Array(words.utf8), ending: .close)
        case .badChunk: FaultReply(bytes: open(words).bytes + Array("zzz\r\nrest".utf8), ending: .close)
        case .longErrorBody:
            FaultReply(
                bytes: head(500, "application/json", 100 << 20),
                ending: .flood(Array(repeating: UInt8(ascii: "x"), count: 65_536))
            )
        case .longEvent:
            FaultReply(
                bytes: head(200, "text/event-stream", 1 << 30) + Array("data: ".utf8),
                ending: .flood(Array(repeating: UInt8(ascii: "x"), count: 65_536))
            )
        case .gzipBomb:
            FaultReply(
                bytes: head(200, "text/event-stream", bomb.count, "Content-Encoding: gzip\r\n") + bomb,
                ending: .keep
            )
        case .headerFlood:
            FaultReply(
                bytes: Array("HTTP/1.1 200 OK\r\n".utf8),
                ending: .flood(Array("X-Header: 0123456789abcdef\r\n".utf8))
            )
        case .longHeader:
            FaultReply(
                bytes: Array("HTTP/1.1 200 OK\r\nX-Header: ".utf8),
                ending: .flood(Array(repeating: UInt8(ascii: "y"), count: 65_536))
            )
        case .silent: FaultReply(bytes: [], ending: .silence)
        case .stall: FaultReply(bytes: open(words).bytes, ending: .silence)
        case .slowHead: FaultReply(bytes: [], ending: .drip(Array("HTTP/1.1 200 OK\r\n".utf8)))
        case .slowBody: FaultReply(bytes: open(words).bytes, ending: .drip(Array("1\r\n:\r\n".utf8)))
        }
    }

    /// A stream of so many pieces of text, each in a chunk of its own, as servers send them.
    static func chunks(_ count: Int) -> FaultReply {
        var bytes = open("").bytes
        let last = Array((finish("stop") + done).utf8)
        for index in 0..<count {
            let event = Array(
                "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"tok\(index % 10) \"},\"finish_reason\":null}]}\n\n"
                    .utf8
            )
            bytes += Array((String(event.count, radix: 16) + "\r\n").utf8) + event + [0x0D, 0x0A]
        }
        bytes += Array((String(last.count, radix: 16) + "\r\n").utf8) + last + Array("\r\n0\r\n\r\n".utf8)
        return FaultReply(bytes: bytes, ending: .keep)
    }

    // MARK: Parts

    private static let words = ["the ", "seal ", "leaks 누설"]
        .map { "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }.joined()
    private static let usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\n"
    private static let done = "data: [DONE]\n\n"

    private static func finish(_ reason: String) -> String {
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"\(reason)\"}]}\n\n"
    }

    private static func head(_ status: Int, _ type: String, _ length: Int, _ more: String = "") -> [UInt8] {
        Array(
            "HTTP/1.1 \(status) Whatever\r\nContent-Type: \(type)\r\nContent-Length: \(length)\r\n\(more)\r\n".utf8
        )
    }

    private static func whole(_ status: Int, _ body: String, _ more: String = "") -> FaultReply {
        FaultReply(bytes: head(status, "application/json", body.utf8.count, more) + Array(body.utf8), ending: .keep)
    }

    /// A chunked answer that is not over.
    private static func open(_ events: String, piece: Int = 97) -> FaultReply {
        var bytes = Array(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
        )
        let body = Array(events.utf8)
        var start = 0
        while start < body.count {
            let end = min(body.count, start + piece)
            bytes += Array((String(end - start, radix: 16) + "\r\n").utf8) + body[start..<end] + [0x0D, 0x0A]
            start = end
        }
        return FaultReply(bytes: bytes, ending: .silence)
    }

    private static func stream(_ events: String, piece: Int = 97) -> FaultReply {
        FaultReply(bytes: open(events, piece: piece).bytes + Array("0\r\n\r\n".utf8), ending: .keep)
    }

    private static var notUTF8: FaultReply {
        let bad =
            Array("data: {\"choices\":[{\"delta\":{\"content\":\"".utf8) + [0xEC, 0xA0, 0xFF] + Array("\"}}]}\n\n".utf8)
        let body = Array(words.utf8) + bad + Array((finish("stop") + done).utf8)
        return FaultReply(bytes: head(200, "text/event-stream", body.count) + body, ending: .keep)
    }

    /// 100 MiB of zeros in 650 KB: a literal, then matches of 258 bytes at distance 1, in deflate's fixed code (RFC 1951).
    private static let bomb: [UInt8] = {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        var bits: UInt32 = 0
        var count: UInt32 = 0
        // Codes go in from their highest bit, everything else from its lowest.
        func put(_ text: String) {
            for character in text.utf8 {
                bits |= (character == UInt8(ascii: "1") ? 1 : 0) << count
                count += 1
                if count == 8 {
                    bytes.append(UInt8(bits))
                    bits = 0
                    count = 0
                }
            }
        }
        put("110" + "00110000")
        for _ in 0..<((100 << 20) / 258) { put("11000101" + "00000") }
        put("0000000" + "0000000")
        return bytes + [UInt8](repeating: 0, count: 8)
    }()
}

extension String {
    fileprivate var crlf: String { String(decoding: utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }, as: UTF8.self) }
}
