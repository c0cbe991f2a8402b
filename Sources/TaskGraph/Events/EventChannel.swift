import Synchronization

/// Carries events from runs to one reader without loss and within bounded memory.
///
/// When the reader falls behind by `capacity` events, the runs wait for it. Reports of progress never wait: the latest
/// of each stage and item replaces those not yet read. When the reader stops reading (its loop ends or its task is
/// cancelled), later events are discarded, so that no run hangs.
public final class EventChannel: EventSink {
    private struct Key: Hashable {
        let run: String
        let stage: String?
        let item: Int?
    }

    private struct Sender {
        let ticket: Int
        let event: RunEvent
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var buffer: [RunEvent?] = []
        var head = 0
        /// How many events were taken out of the buffer's front for good.
        var shifted = 0
        /// Where, counted from the first event ever, the unread progress of a stage is.
        var progress: [Key: Int] = [:]
        var senders: [Sender] = []
        var nextTicket = 0
        var reader: CheckedContinuation<RunEvent?, Never>?
        var isFinished = false
        var isAbandoned = false

        var count: Int { buffer.count - head }

        mutating func append(_ event: RunEvent) {
            let key = Key(run: event.run, stage: event.stage, item: event.item)
            if case .progress = event.kind {
                progress[key] = shifted + buffer.count
            } else if !progress.isEmpty {
                // Later progress of this stage must come after this event.
                progress[key] = nil
            }
            buffer.append(event)
        }

        mutating func popFirst() -> RunEvent? {
            guard head < buffer.count else { return nil }
            let event = buffer[head]
            buffer[head] = nil
            if let event, case .progress = event.kind {
                progress[Key(run: event.run, stage: event.stage, item: event.item)] = nil
            }
            head += 1
            if head == buffer.count || head >= 1024 {
                buffer.removeFirst(head)
                shifted += head
                head = 0
            }
            return event
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// A channel that lets runs be ahead of the reader by some events.
    public init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
    }

    /// The events, for one reader. The sequence ends after ``finish()``, when all are read.
    public var events: Events { Events(channel: self) }

    /// Ends the sequence once what was sent is read.
    public func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    /// Sends an event, waiting while the reader is too far behind.
    public func send(_ event: RunEvent) async {
        guard !trySend(event, evenIfFull: Task.isCancelled) else { return }
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    if state.isAbandoned || state.isFinished || Task.isCancelled || state.reader != nil
                        || state.count < capacity
                    {
                        return false
                    }
                    state.senders.append(Sender(ticket: ticket, event: event, continuation: continuation))
                    return true
                }
                if !mustWait {
                    _ = trySend(event, evenIfFull: true)
                    continuation.resume()
                }
            }
        } onCancel: {
            // Nothing is lost: what a cancelled run still has to say goes in beyond the capacity.
            let sender: Sender? = state.withLock { state in
                guard let index = state.senders.firstIndex(where: { $0.ticket == ticket }) else { return nil }
                let sender = state.senders.remove(at: index)
                state.append(sender.event)
                return sender
            }
            sender?.continuation.resume()
        }
    }

    /// Sends a report of progress, in place of an unread one of the same stage and item.
    public func sendProgress(_ event: RunEvent) {
        let reader: CheckedContinuation<RunEvent?, Never>? = state.withLock { state in
            guard !state.isAbandoned, !state.isFinished else { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            let key = Key(run: event.run, stage: event.stage, item: event.item)
            if let position = state.progress[key], position >= state.shifted + state.head {
                state.buffer[position - state.shifted] = event
            } else {
                state.append(event)
            }
            return nil
        }
        reader?.resume(returning: event)
    }

    /// False when there is no room.
    private func trySend(_ event: RunEvent, evenIfFull: Bool) -> Bool {
        let (sent, reader): (Bool, CheckedContinuation<RunEvent?, Never>?) = state.withLock { state in
            if state.isAbandoned || state.isFinished { return (true, nil) }
            if let reader = state.reader {
                state.reader = nil
                return (true, reader)
            }
            guard evenIfFull || (state.count < capacity && state.senders.isEmpty) else { return (false, nil) }
            state.append(event)
            return (true, nil)
        }
        reader?.resume(returning: event)
        return sent
    }

    fileprivate func next() async -> RunEvent? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enum Now {
                    case give(RunEvent?, Sender?)
                    case wait
                }
                let now: Now = state.withLock { state in
                    if let event = state.popFirst() {
                        var sender: Sender?
                        if state.count < capacity, !state.senders.isEmpty {
                            let first = state.senders.removeFirst()
                            state.append(first.event)
                            sender = first
                        }
                        return .give(event, sender)
                    }
                    if state.isFinished || state.isAbandoned || Task.isCancelled { return .give(nil, nil) }
                    state.reader = continuation
                    return .wait
                }
                if case .give(let event, let sender) = now {
                    sender?.continuation.resume()
                    continuation.resume(returning: event)
                }
            }
        } onCancel: {
            abandon()
        }
    }

    /// Nobody reads any more: let everybody go on.
    fileprivate func abandon() {
        let (reader, senders) = state.withLock { state in
            state.isAbandoned = true
            state.buffer = []
            state.head = 0
            state.progress = [:]
            defer {
                state.reader = nil
                state.senders = []
            }
            return (state.reader, state.senders)
        }
        reader?.resume(returning: nil)
        for sender in senders { sender.continuation.resume() }
    }

    /// The events of a channel, in order.
    public struct Events: AsyncSequence, Sendable {
        /// What comes.
        public typealias Element = RunEvent
        /// Nothing is thrown.
        public typealias Failure = Never
        fileprivate let channel: EventChannel

        /// Starts reading.
        public func makeAsyncIterator() -> Iterator {
            Iterator(channel: channel)
        }

        /// Reads one event after the other; when it goes away, the channel is abandoned.
        public final class Iterator: AsyncIteratorProtocol {
            private let channel: EventChannel

            fileprivate init(channel: EventChannel) {
                self.channel = channel
            }

            deinit {
                channel.abandon()
            }

            /// The next event; nil when there will be no more.
            public func next() async -> RunEvent? {
                await channel.next()
            }
        }
    }
}

@available(*, unavailable)
extension EventChannel.Events.Iterator: Sendable {}
