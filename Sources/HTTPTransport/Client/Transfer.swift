import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One call while it is under way; touched on libcurl's thread only.
final class Transfer: @unchecked Sendable {
    let request: HTTPRequest
    let easy: UnsafeMutableRawPointer
    let channel: BodyChannel
    /// Kept until the handle is let go of, because libcurl does not copy them.
    private var list: UnsafeMutablePointer<curl_slist>?
    private let body: UnsafeMutableBufferPointer<UInt8>

    var head: CheckedContinuation<HTTPResponse, any Error>?
    private var headers: [(String, String)] = []
    private(set) var hasHead = false
    private let started = Transfer.now()
    private var active = Transfer.now()
    private(set) var isPaused = false

    /// - Throws: ``TransportError`` for a URL or header that cannot be sent.
    init(_ request: HTTPRequest, channel: BodyChannel) throws {
        guard request.url.hasPrefix("http://") || request.url.hasPrefix("https://") else {
            throw TransportError(
                code: .badURL,
                url: TransportError.shown(request.url),
                message: "is not an http or https address",
                mayHaveBeenReceived: false
            )
        }
        for (name, value) in request.headers
        where (name + value).utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) {
            throw TransportError(
                code: .badURL,
                url: TransportError.shown(request.url),
                message: "header '\(name.filter { !$0.isNewline })' holds a line break and was not sent",
                mayHaveBeenReceived: false
            )
        }
        guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory for a transfer") }
        self.request = request
        self.easy = easy
        self.channel = channel
        body = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, request.body.count))
        _ = body.initialize(from: request.body)
        configure()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(list)
        body.deallocate()
    }

    private func configure() {
        string(CURLOPT_URL, request.url)
        string(CURLOPT_PROTOCOLS_STR, "http,https")
        number(CURLOPT_NOSIGNAL, 1)
        number(CURLOPT_FOLLOWLOCATION, 0)
        number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        number(CURLOPT_TCP_NODELAY, 1)
        number(CURLOPT_CONNECTTIMEOUT_MS, Int(request.limits.connect * 1_000))
        number(CURLOPT_TIMEOUT_MS, Int(request.limits.total * 1_000))
        // No proxy from the environment: only what configuration names.
        string(CURLOPT_PROXY, request.proxy ?? "")
        if let file = request.security.certificateAuthority { string(CURLOPT_CAINFO, file) }
        if let file = request.security.clientCertificate { string(CURLOPT_SSLCERT, file) }
        if let file = request.security.clientKey { string(CURLOPT_SSLKEY, file) }
        if request.method == "POST" {
            number(CURLOPT_POST, 1)
            telltale_setopt_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            telltale_setopt_pointer(easy, CURLOPT_POSTFIELDS, body.baseAddress)
        } else if request.method != "GET" {
            string(CURLOPT_CUSTOMREQUEST, request.method)
        }
        for (name, value) in request.headers { list = curl_slist_append(list, "\(name): \(value)") }
        // Waiting for "100 Continue" would cost a second with servers that do not know it.
        list = curl_slist_append(list, "Expect:")
        telltale_setopt_pointer(easy, CURLOPT_HTTPHEADER, list)
        let context = Unmanaged.passUnretained(self).toOpaque()
        telltale_setopt_pointer(easy, CURLOPT_PRIVATE, context)
        telltale_setopt_pointer(easy, CURLOPT_HEADERDATA, context)
        telltale_setopt_pointer(easy, CURLOPT_WRITEDATA, context)
        telltale_setopt_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().takeHeader(line)
            return size * count
        }
        telltale_setopt_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().takeBody(chunk)
        }
    }

    private func number(_ option: CURLoption, _ value: Int) {
        telltale_setopt_long(easy, option, value)
    }

    private func string(_ option: CURLoption, _ value: String) {
        telltale_setopt_string(easy, option, value)
    }

    // MARK: What arrives

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) {
        active = Transfer.now()
        let line = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
        if line.hasPrefix("HTTP/") {
            headers = []
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers.append((String(line[..<colon]), String(value)))
        } else if line.isEmpty {
            var status = 0
            telltale_status(easy, &status)
            if status >= 200 { announce(status) }
        }
    }

    private func announce(_ status: Int) {
        guard !hasHead else { return }
        hasHead = true
        head?.resume(returning: HTTPResponse(status: status, headers: headers, body: HTTPBody(channel)))
        head = nil
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        active = Transfer.now()
        guard channel.hasRoom() else {
            isPaused = true
            return telltale_write_pause
        }
        channel.push(Array(bytes))
        return bytes.count
    }

    func resume() {
        guard isPaused else { return }
        isPaused = false
        active = Transfer.now()
        curl_easy_pause(easy, CURLPAUSE_CONT)
    }

    // MARK: Time

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The limit that has passed, if one has.
    func expired() -> TransportError? {
        let now = Transfer.now()
        if !hasHead, now - started > request.limits.connect + request.limits.firstByte {
            return error(
                .firstByteTimeout,
                "did not begin to answer within \(request.limits.firstByte) s; the server may be queueing: raise "
                    + "first_byte_timeout or lower the load",
                received: true
            )
        }
        if hasHead, !isPaused, now - active > request.limits.idle {
            return error(
                .idleTimeout,
                "sent nothing for \(request.limits.idle) s in the middle of its answer",
                received: true
            )
        }
        return nil
    }

    /// Seconds until a limit may pass.
    func patience() -> Double {
        guard !isPaused else { return 1 }
        let now = Transfer.now()
        let deadline =
            hasHead ? active + request.limits.idle : started + request.limits.connect + request.limits.firstByte
        return max(0.001, deadline - now + 0.001)
    }

    func error(_ code: TransportError.Code, _ message: String, received: Bool) -> TransportError {
        TransportError(
            code: code,
            url: TransportError.shown(request.url),
            message: message,
            mayHaveBeenReceived: received
        )
    }

    func finish(_ error: (any Error)?) {
        if let head {
            self.head = nil
            head.resume(
                throwing: error
                    ?? self.error(.connectionLost, "closed the connection without an answer", received: true)
            )
        }
        channel.finish(error)
    }

    /// Words libcurl's result.
    func failure(_ result: CURLcode) -> TransportError? {
        let text = String(cString: curl_easy_strerror(result))
        switch result {
        case CURLE_OK: return nil
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return error(.badURL, "is not an address that can be called (\(text))", received: false)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return error(
                .couldNotResolve,
                "the host's name is not known here (\(text)); check the address",
                received: false
            )
        case CURLE_COULDNT_CONNECT:
            return error(.couldNotConnect, "nobody answers there (\(text)); is the server running?", received: false)
        case CURLE_OPERATION_TIMEDOUT:
            return hasHead || telltale_has_connected(easy) != 0
                ? error(.totalTimeout, "took longer than \(request.limits.total) s in all", received: true)
                : error(.connectTimeout, "could not be reached within \(request.limits.connect) s", received: false)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE:
            return error(
                .tls,
                "TLS failed (\(text)); check ca_file, client_certificate and client_key",
                received: false
            )
        default:
            return error(.connectionLost, "the connection was lost (\(text))", received: true)
        }
    }
}
