import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// libcurl's multi handle with the transfers on it, and the clock that ends those which take too long.
///
/// Used on the loop's thread only.
final class CurlEngine {
    let multi: UnsafeMutableRawPointer
    /// The time at the start of this turn.
    private(set) var now = Moment.now
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Handles at rest: making one costs more than cleaning one.
    private var spare: [UnsafeMutableRawPointer] = []
    private var nextDeadline = Moment.never

    private static let library: Bool = global_init() == CURLE_OK

    init() {
        guard CurlEngine.library, let multi = curl_multi_init() else {
            preconditionFailure("libcurl could not be started: there is no memory for it")
        }
        self.multi = multi
        multi_set_long(multi, CURLMOPT_MAXCONNECTS, 256)
    }

    // MARK: Transfers

    func start(_ transfer: Transfer) {
        now = Moment.now
        guard !transfer.isCancelled else {
            transfer.end(CancellationError())
            return
        }
        guard let easy = spare.popLast() ?? curl_easy_init() else {
            transfer.end(
                TransportError(
                    code: .couldNotConnect,
                    url: transfer.request.url,
                    message: "there is no memory for another call",
                    mayHaveBeenReceived: false
                )
            )
            return
        }
        transfer.begin(on: easy, engine: self)
        let result = curl_multi_add_handle(multi, easy)
        guard result == CURLM_OK else {
            let reason = String(cString: curl_multi_strerror(result))
            retire(transfer, easy)
            transfer.end(
                TransportError(
                    code: .couldNotConnect,
                    url: transfer.request.url,
                    message: "the call could not be started: \(reason)",
                    mayHaveBeenReceived: false
                )
            )
            return
        }
        transfers[easy] = transfer
        wake(at: transfer.deadline)
    }

    /// Nobody waits for this answer any more: closes its connection.
    func cancel(_ transfer: Transfer) {
        // The wish may come before the call itself has reached this thread.
        transfer.isCancelled = true
        finish(transfer, CancellationError())
    }

    func unpause(_ transfer: Transfer) {
        guard let easy = transfer.easy, transfers[easy] === transfer, transfer.isPaused else { return }
        transfer.isPaused = false
        transfer.lastByte = Moment.now
        wake(at: transfer.deadline)
        easy_continue(easy)
    }

    /// Sees to it that deadlines are looked at no later than a moment.
    func wake(at moment: Moment) {
        nextDeadline = min(nextDeadline, moment)
    }

    /// Ends every call: the transport is gone.
    func close() {
        for transfer in transfers.values.sorted(by: { $0.started < $1.started }) {
            finish(
                transfer,
                TransportError(
                    code: .cancelled,
                    url: transfer.request.url,
                    message: "the transport was closed under the call",
                    mayHaveBeenReceived: transfer.phase != .connecting
                )
            )
        }
        for easy in spare { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
    }

    // MARK: Turns

    /// Lets libcurl do what it can, hands out what came, and says how many milliseconds it may sleep.
    func turn() -> Int32 {
        now = Moment.now
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var waiting: Int32 = 0
        while let message = curl_multi_info_read(multi, &waiting) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = transfers[easy]
            else { continue }
            let result = message_result(message)
            finish(transfer, result == CURLE_OK ? nil : transfer.failure ?? transfer.error(for: result))
        }
        if now >= nextDeadline { endOverdue() }
        return nextDeadline.milliseconds(after: now)
    }

    private func endOverdue() {
        nextDeadline = .never
        var overdue: [Transfer] = []
        for transfer in transfers.values {
            let deadline = transfer.deadline
            if deadline <= now { overdue.append(transfer) } else { wake(at: deadline) }
        }
        for transfer in overdue { finish(transfer, transfer.timeout(at: now)) }
    }

    private func finish(_ transfer: Transfer, _ error: (any Error)?) {
        guard let easy = transfer.easy, transfers.removeValue(forKey: easy) != nil else { return }
        curl_multi_remove_handle(multi, easy)
        retire(transfer, easy)
        transfer.end(error)
    }

    private func retire(_ transfer: Transfer, _ easy: UnsafeMutableRawPointer) {
        curl_easy_reset(easy)
        transfer.letGo()
        if spare.count < 64 { spare.append(easy) } else { curl_easy_cleanup(easy) }
    }
}

/// A moment on the clock that never goes back.
struct Moment: Comparable {
    private let nanoseconds: Int64

    static let never = Moment(nanoseconds: .max)

    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    func adding(seconds: Double) -> Moment {
        guard seconds < 1e9 else { return .never }
        return Moment(nanoseconds: nanoseconds + Int64(max(0, seconds) * 1e9))
    }

    /// Whole milliseconds from another moment to this one, rounded up, at least none and at most a minute.
    func milliseconds(after other: Moment) -> Int32 {
        guard self > other else { return 0 }
        guard self != .never else { return 60_000 }
        return Int32(min(60_000, (nanoseconds - other.nanoseconds + 999_999) / 1_000_000))
    }
}
