/// The body of a call that is on libcurl.
final class CurlBody: HTTPBodySource {
    private let transfer: Transfer
    /// Keeps the thread going for as long as somebody reads.
    private let loop: CurlLoop

    init(_ transfer: Transfer, loop: CurlLoop) {
        self.transfer = transfer
        self.loop = loop
    }

    deinit {
        if !transfer.buffer.isFinished { loop.post(.cancel(transfer)) }
    }

    func next() async throws -> [UInt8]? {
        guard !Task.isCancelled else {
            loop.post(.cancel(transfer))
            throw CancellationError()
        }
        let step = transfer.buffer.take()
        guard case .nothingYet = step else { return try value(of: step) }
        let (transfer, loop) = (transfer, loop)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in
                let step = transfer.buffer.wait(reader)
                if case .nothingYet = step { return }
                reader.resume(with: Result { try value(of: step) })
            }
        } onCancel: {
            loop.post(.cancel(transfer))
        }
    }

    private func value(of step: BodyBuffer.Step) throws -> [UInt8]? {
        switch step {
        case .chunk(let chunk, let freesSender):
            if freesSender { loop.post(.unpause(transfer)) }
            return chunk
        case .failure(let error): throw error
        case .end, .nothingYet: return nil
        }
    }
}
