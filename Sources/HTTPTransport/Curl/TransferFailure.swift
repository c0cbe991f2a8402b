import CCurl

// What went wrong, in the words of whoever has to do something about it.
extension Transfer {
    func timeout(at now: Moment) -> TransportError {
        let limits = request.limits
        guard started.adding(seconds: limits.total) > now else {
            return error(
                .totalTimeout,
                "the call took longer than \(limits.total) s in all (total_timeout)"
            )
        }
        return switch phase {
        case .connecting:
            error(
                .connectTimeout,
                "no connection within \(limits.connect) s (connect_timeout); check that the host is up and that no "
                    + "firewall drops the call"
            )
        case .waiting:
            error(
                .firstByteTimeout,
                "no answer began within \(limits.firstByte) s (first_byte_timeout); the server may be loading a model or "
                    + "letting calls queue: allow it more time or send it fewer"
            )
        case .receiving:
            error(.idleTimeout, "the answer stopped coming for \(limits.idle) s (idle_timeout)")
        }
    }

    func addressError(_ address: String?) -> TransportError {
        let ranges = (request.allowedAddresses ?? []).map(\.description).joined(separator: ", ")
        return error(
            .addressNotAllowed,
            "the host's address\(address.map { " \($0)" } ?? "") lies outside those that may be connected to "
                + "(\(ranges.isEmpty ? "none" : ranges)); no request was sent"
        )
    }

    func error(for result: CURLcode) -> TransportError {
        let words = words
        let reason = words.isEmpty ? String(cString: curl_easy_strerror(result)) : words
        switch result {
        case CURLE_UNSUPPORTED_PROTOCOL where phase != .connecting:
            return error(.protocolError, "what came back is not HTTP (\(reason)); check the port")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return error(
                .badURL,
                "this is not an address to call (\(reason)); it must begin with http:// or https://"
            )
        case CURLE_COULDNT_RESOLVE_HOST:
            return error(
                .couldNotResolve,
                "the host's name is not known here (\(reason)); check the url and DNS"
            )
        case CURLE_COULDNT_RESOLVE_PROXY:
            return error(
                .couldNotResolve,
                "the proxy's name is not known here (\(reason)); check proxy and DNS"
            )
        case CURLE_COULDNT_CONNECT:
            return error(.couldNotConnect, "nobody answers there (\(reason)); is the server running?")
        case CURLE_PROXY:
            return error(.couldNotConnect, "the proxy \(request.proxy ?? "") did not connect (\(reason))")
        case CURLE_OPERATION_TIMEDOUT:
            return timeout(at: Moment.now)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            return error(
                .tls,
                "the secure connection failed (\(reason)); check ca_file, or the server's certificate"
            )
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CLIENTCERT:
            return error(
                .tls,
                "the client certificate was not accepted (\(reason)); check client_certificate and client_key"
            )
        case CURLE_SSL_CACERT_BADFILE:
            return error(.tls, "the file of ca_file could not be read (\(reason))")
        case CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_BAD_CONTENT_ENCODING:
            return error(
                .protocolError,
                "what came back is not HTTP as this client speaks it (\(reason)); check the port"
            )
        case CURLE_GOT_NOTHING:
            return error(.connectionLost, "the server closed the connection without an answer")
        default:
            return error(.connectionLost, "the connection was lost before the answer ended (\(reason))")
        }
    }

    private func error(_ code: TransportError.Code, _ message: String) -> TransportError {
        TransportError(
            code: code,
            url: request.url,
            message: message,
            mayHaveBeenReceived: phase != .connecting
        )
    }
}
