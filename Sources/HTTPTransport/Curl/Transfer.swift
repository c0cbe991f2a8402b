import CCurl

/// One call on libcurl, from its start to the last byte of its answer.
///
/// `@unchecked Sendable`: it is handed to other threads only to be named in a command; everything but the buffer, which
/// has its own lock, is used on the loop's thread.
final class Transfer: @unchecked Sendable {
    enum Phase {
        case connecting
        /// The request is on its way; nothing has come back.
        case waiting
        case receiving
    }

    struct Head: Sendable {
        var status = 0
        var headers = HTTPHeaders()
    }

    let request: HTTPRequest
    let buffer = BodyBuffer()
    private(set) var easy: UnsafeMutableRawPointer?
    /// Waits for the head; resumed once.
    var waitingForHead: CheckedContinuation<Head, any Error>?

    private(set) var phase = Phase.connecting
    private(set) var started = Moment.now
    private var connected = Moment.now
    var lastByte = Moment.now
    var isPaused = false
    var isCancelled = false
    /// Why we ourselves ended the call, where libcurl only knows that we did.
    var failure: TransportError?

    private unowned(unsafe) var engine: CurlEngine?
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>
    private var head = Head()
    private var headBytes = 0
    private var bodyBytes = 0
    private var hasHead = false

    /// Heads longer than this end the call.
    private static let longestHead = 256 << 10

    init(_ request: HTTPRequest) {
        self.request = request
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        errorText.deallocate()
    }

    func begin(on easy: UnsafeMutableRawPointer, engine: CurlEngine) {
        self.easy = easy
        self.engine = engine
        started = engine.now
        lastByte = engine.now
        headerLines = TransferOptions(request).apply(to: easy, transfer: self, errorText: errorText)
    }

    /// The handle is clean and at rest: what it pointed to may go.
    func letGo() {
        easy = nil
        engine = nil
        curl_slist_free_all(headerLines)
        headerLines = nil
    }

    /// Tells the reader, wherever it is in the answer, how the call ended.
    func end(_ error: (any Error)?) {
        if let waiting = waitingForHead {
            waitingForHead = nil
            waiting.resume(throwing: error ?? self.error(for: CURLE_GOT_NOTHING))
        }
        buffer.finish(error)
    }

    // MARK: What libcurl calls

    /// The connection stands, new or used again; `false` when its address is not one to talk to.
    func connect(to address: String) -> Bool {
        if let allowed = request.allowedAddresses, !allowed.contains(where: { $0.contains(address) }) {
            failure = addressError(address)
            return false
        }
        guard phase == .connecting, let engine else { return true }
        phase = .waiting
        connected = Moment.now
        engine.wake(at: deadline)
        return true
    }

    /// Whether a socket may be opened to an address.
    func mayOpen(_ address: [UInt8]) -> Bool {
        guard let allowed = request.allowedAddresses else { return true }
        guard allowed.contains(where: { $0.contains(address) }) else {
            failure = addressError(nil)
            return false
        }
        return true
    }

    /// One line of the head; `false` ends the call.
    func takeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        // What follows the body are trailers, which nobody needs.
        guard !hasHead else { return true }
        markArrival()
        headBytes += line.count
        guard headBytes <= Transfer.longestHead else {
            failure = .tooLarge("the head of the answer", Transfer.longestHead, url: request.url)
            return false
        }
        var end = line.count
        while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
        let text = UnsafeBufferPointer(rebasing: line[..<end])
        if text.starts(with: "HTTP/".utf8) {
            head = Head()
            head.status = Transfer.status(in: text)
        } else if text.isEmpty {
            // 100 Continue and its like announce another head.
            if head.status >= 200 || head.status == 101 { deliverHead() }
        } else if text[0] == 0x20 || text[0] == 0x09 {
            head.headers.continueLast(with: Transfer.trimmed(text))
        } else if let colon = text.firstIndex(of: 0x3A) {
            head.headers.append(
                String(decoding: text[..<colon], as: UTF8.self),
                Transfer.trimmed(UnsafeBufferPointer(rebasing: text[(colon + 1)...]))
            )
        }
        return true
    }

    enum Taken {
        case all
        /// The reader is behind: libcurl keeps the bytes and stops reading.
        case later
        case stop
    }

    func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Taken {
        guard !bytes.isEmpty else { return .all }
        guard bodyBytes + bytes.count <= request.maximumResponseBytes else {
            failure = .tooLarge("the answer", request.maximumResponseBytes, url: request.url)
            return .stop
        }
        guard buffer.push(bytes) else {
            isPaused = true
            return .later
        }
        bodyBytes += bytes.count
        markArrival()
        return .all
    }

    private func markArrival() {
        guard let engine else { return }
        lastByte = engine.now
        guard phase != .receiving else { return }
        phase = .receiving
        engine.wake(at: deadline)
    }

    private func deliverHead() {
        hasHead = true
        waitingForHead?.resume(returning: head)
        waitingForHead = nil
    }

    private static func status(in line: UnsafeBufferPointer<UInt8>) -> Int {
        guard let space = line.firstIndex(of: 0x20) else { return 0 }
        return line[(space + 1)...].prefix(3).reduce(0) { total, byte in
            (0x30...0x39).contains(byte) ? total * 10 + Int(byte - 0x30) : total
        }
    }

    private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> String {
        var bytes = text[...]
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = bytes.dropFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Time

    /// When the call has taken too long, as things stand.
    var deadline: Moment {
        let limits = request.limits
        let whole = started.adding(seconds: limits.total)
        return switch phase {
        case .connecting: min(whole, started.adding(seconds: limits.connect))
        case .waiting: min(whole, connected.adding(seconds: limits.firstByte))
        // A reader that is behind is not the server's fault.
        case .receiving: isPaused ? whole : min(whole, lastByte.adding(seconds: limits.idle))
        }
    }

    /// libcurl's own words for what went wrong.
    var words: String { String(cString: errorText) }
}
