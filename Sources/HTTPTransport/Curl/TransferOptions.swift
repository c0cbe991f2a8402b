import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A request in libcurl's options.
struct TransferOptions {
    private let request: HTTPRequest

    init(_ request: HTTPRequest) {
        self.request = request
    }

    /// Why a request cannot be put on the wire; `nil` when it can.
    static func fault(in request: HTTPRequest) -> TransportError? {
        func bad(_ code: TransportError.Code, _ message: String) -> TransportError {
            TransportError(
                code: code,
                url: code == .badURL ? "" : request.url,
                message: message,
                mayHaveBeenReceived: false
            )
        }
        let isPlain = request.url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        let lowered = request.url.prefix(8).lowercased()
        guard isPlain, lowered.hasPrefix("http://") || lowered.hasPrefix("https://") else {
            return bad(
                .badURL,
                "'\(TransportError.shown(request.url))' is not an address that begins with http:// or https://"
            )
        }
        guard !request.method.isEmpty, request.method.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else {
            return bad(.badURL, "'\(request.method)' is not a method of HTTP, such as GET or POST")
        }
        return request.headers.fault.map { bad(.badHeader, $0) }
    }

    /// Sets everything on a clean handle.
    ///
    /// - Returns: The list of header lines, which must outlive the call.
    func apply(
        to easy: UnsafeMutableRawPointer,
        transfer: Transfer,
        errorText: UnsafeMutablePointer<CChar>
    ) -> UnsafeMutablePointer<curl_slist>? {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        easy_set_string(easy, CURLOPT_URL, request.url)
        easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
        easy_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        easy_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        // A name that is still being looked up when the time is over must not hold the thread up.
        easy_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        // The limits are ours; libcurl's own would come first at 300 s.
        easy_set_long(
            easy,
            CURLOPT_CONNECTTIMEOUT_MS,
            Int(min(request.limits.connect + 1, 1e6) * 1_000)
        )
        setMethod(easy)
        setVersion(easy)
        setSecurity(easy)
        // An empty proxy also turns off what the environment says: calls go where configuration sends them.
        easy_set_string(easy, CURLOPT_PROXY, request.proxy ?? "")
        easy_set_string(easy, CURLOPT_NOPROXY, "")
        easy_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        easy_set_bytes_callback(easy, CURLOPT_HEADERFUNCTION, takeHeader)
        easy_set_pointer(easy, CURLOPT_HEADERDATA, context)
        easy_set_bytes_callback(easy, CURLOPT_WRITEFUNCTION, takeBody)
        easy_set_pointer(easy, CURLOPT_WRITEDATA, context)
        easy_set_prerequest_callback(easy, connected, context)
        if request.allowedAddresses != nil { easy_set_socket_callback(easy, openSocket, context) }
        return setHeaders(easy)
    }

    private func setMethod(_ easy: UnsafeMutableRawPointer) {
        if request.method == "HEAD" { easy_set_long(easy, CURLOPT_NOBODY, 1) }
        if request.method == "POST" || !request.body.isEmpty {
            easy_set_long(easy, CURLOPT_POST, 1)
            easy_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            _ = request.body.withUnsafeBytes { body in
                // libcurl keeps a copy of its own.
                easy_set_pointer(
                    easy,
                    CURLOPT_COPYPOSTFIELDS,
                    body.baseAddress ?? UnsafeRawPointer(emptyText)
                )
            }
        }
        if !["GET", "HEAD", "POST"].contains(request.method)
            || (request.method == "GET" && !request.body.isEmpty)
        {
            easy_set_string(easy, CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setVersion(_ easy: UnsafeMutableRawPointer) {
        let version =
            switch request.version {
            case .automatic: CURL_HTTP_VERSION_2TLS
            case .http1: CURL_HTTP_VERSION_1_1
            case .http2: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
            }
        easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(version))
    }

    private func setSecurity(_ easy: UnsafeMutableRawPointer) {
        easy_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authority = request.security.certificateAuthority {
            // Whoever names an authority trusts that one and no other.
            easy_set_string(easy, CURLOPT_CAINFO, authority)
            easy_set_string(easy, CURLOPT_CAPATH, nil)
        }
        if let certificate = request.security.clientCertificate {
            easy_set_string(easy, CURLOPT_SSLCERT, certificate)
            easy_set_string(easy, CURLOPT_SSLKEY, request.security.clientKey ?? certificate)
        }
    }

    private func setHeaders(_ easy: UnsafeMutableRawPointer) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for header in request.headers.all {
            // libcurl takes `Name;` for a header without a value; `Name:` would remove it.
            list = curl_slist_append(
                list,
                header.value.isEmpty ? header.name + ";" : "\(header.name): \(header.value)"
            )
        }
        // Left alone, libcurl asks whether a long body is welcome and waits a second for the answer.
        list = curl_slist_append(list, "Expect:")
        if request.headers["content-type"] == nil { list = curl_slist_append(list, "Content-Type:") }
        easy_set_pointer(easy, CURLOPT_HTTPHEADER, list)
        return list
    }
}

private let emptyText: StaticString = ""

extension UnsafeRawPointer {
    fileprivate init(_ text: StaticString) {
        self.init(text.utf8Start)
    }
}

// MARK: What libcurl calls

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private let takeHeader: easy_bytes_callback = { bytes, size, count, context in
    let length = size * count
    guard let transfer = transfer(context), let bytes else { return 0 }
    let isTaken = bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
        transfer.takeHeader(UnsafeBufferPointer(start: $0, count: length))
    }
    return isTaken ? length : 0
}

private let takeBody: easy_bytes_callback = { bytes, size, count, context in
    let length = size * count
    guard let transfer = transfer(context), let bytes else { return 0 }
    let taken = bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
        transfer.takeBody(UnsafeBufferPointer(start: $0, count: length))
    }
    return switch taken {
    case .all: length
    case .later: write_pause
    case .stop: 0
    }
}

private let connected: curl_prereq_callback = { context, address, _, _, _ in
    guard let transfer = transfer(context), let address else { return 1 }
    return transfer.connect(to: String(cString: address)) ? 0 : 1
}

private let openSocket: curl_opensocket_callback = { context, _, address in
    guard let transfer = transfer(context), let address else { return socket_refused }
    let family = address.pointee.family
    // The address is as long as its family needs; the field is only where it begins.
    let start = UnsafeRawPointer(address) + (MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0)
    let bytes = AddressRange.bytes(of: start, family: family)
    guard let bytes, transfer.mayOpen(bytes) else { return socket_refused }
    return socket(
        family,
        address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
        address.pointee.protocol
    )
}
