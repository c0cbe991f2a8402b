import CCurl

/// HTTP through libcurl's multi interface.
///
/// The actor's executor is libcurl's own thread, so every handle is used on one thread and no task ever blocks.
/// Redirects are not followed, proxies come from the request alone, and connections are kept for reuse.
package final actor CurlTransport: HTTPTransport {
    private let loop: CurlLoop
    private var transfers: [ObjectIdentifier: Transfer] = [:]

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    package init(maximumConnectionsPerHost: Int = 64) {
        loop = CurlLoop()
        telltale_multi_long(loop.multi, CURLMOPT_MAX_HOST_CONNECTIONS, maximumConnectionsPerHost)
        telltale_multi_long(loop.multi, CURLMOPT_MAXCONNECTS, maximumConnectionsPerHost)
        loop.start { [weak self] in
            guard let self else { return 1_000 }
            return self.assumeIsolated { $0.turn() }
        }
    }

    deinit {
        loop.stop()
    }

    package nonisolated func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let ticket = Ticket()
        let channel = BodyChannel(
            // A body that is still being read keeps the transport alive.
            onDemand: { Task.detached { await self.resume(ticket) } },
            onAbandon: { Task.detached { await self.cancel(ticket) } }
        )
        return try await withTaskCancellationHandler {
            try await begin(request, ticket: ticket, channel: channel)
        } onCancel: {
            channel.abandon()
        }
    }

    /// Stands for a call towards the actor.
    private final class Ticket: Sendable {}

    private func begin(_ request: HTTPRequest, ticket: Ticket, channel: BodyChannel) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let transfer = try Transfer(request, channel: channel)
        return try await withCheckedThrowingContinuation { continuation in
            transfer.head = continuation
            transfers[ObjectIdentifier(ticket)] = transfer
            curl_multi_add_handle(loop.multi, transfer.easy)
        }
    }

    private func resume(_ ticket: Ticket) {
        transfers[ObjectIdentifier(ticket)]?.resume()
    }

    private func cancel(_ ticket: Ticket) {
        guard let transfer = transfers.removeValue(forKey: ObjectIdentifier(ticket)) else { return }
        end(transfer, CancellationError())
    }

    private func end(_ transfer: Transfer, _ error: (any Error)?) {
        curl_multi_remove_handle(loop.multi, transfer.easy)
        transfer.finish(error)
    }

    /// One turn of libcurl's work; returns how long the thread may sleep, in milliseconds.
    private func turn() -> Int32 {
        var running: Int32 = 0
        curl_multi_perform(loop.multi, &running)
        var left: Int32 = 0
        while let message = curl_multi_info_read(loop.multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let result = telltale_result(message)
            guard let (key, transfer) = transfers.first(where: { $0.value.easy == easy }) else { continue }
            transfers[key] = nil
            end(transfer, transfer.failure(result))
        }
        var patience = 1.0
        for (key, transfer) in transfers {
            if let error = transfer.expired() {
                transfers[key] = nil
                end(transfer, error)
            } else {
                patience = min(patience, transfer.patience())
            }
        }
        return Int32(patience * 1_000)
    }
}
