/// The owner of libcurl: an actor whose executor is libcurl's own thread, so that its handles are used on one thread
/// and no task ever blocks.
actor CurlLoop {
    private nonisolated let thread = CurlThread()

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    init() {
        thread.start()
    }

    deinit {
        thread.stop()
    }

    /// Starts a call and returns when the head of its answer is in.
    nonisolated func call(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let transfer = Transfer(request)
        let head = try await withTaskCancellationHandler {
            try await begin(transfer)
        } onCancel: {
            post(.cancel(transfer))
        }
        return HTTPResponse(
            status: head.status,
            headers: head.headers,
            body: HTTPBody(CurlBody(transfer, loop: self))
        )
    }

    /// The part of a call that must run on the thread. (A closure that does not name `self` would not.)
    private func begin(_ transfer: Transfer) async throws -> Transfer.Head {
        thread.checkIsolated()
        return try await withCheckedThrowingContinuation { waiting in
            transfer.waitingForHead = waiting
            thread.engine.start(transfer)
        }
    }

    nonisolated func post(_ command: CurlThread.Command) {
        thread.post(command)
    }
}
