import CMosquitto
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One connection to a broker; lives on the subscriber's thread.
///
/// libmosquitto queues acknowledgements and writes them only when asked to (`mosquitto_threaded_set`), which is what
/// makes "acknowledge after keeping" possible for many messages at a time: nothing is written while messages wait.
final class MQTTSession {
    enum End {
        case stopped
        case lost(String)
        case notKept(String)
        /// The broker is older than MQTT 5.
        case speaksNoFive
    }

    private static let largestPiece = 4_096
    private static let mostBytes = 16 << 20
    private static let isReady: Bool = mosquitto_lib_init() == Int32(MOSQ_ERR_SUCCESS.rawValue)

    private let broker: MQTTBroker
    private let speaksFive: Bool
    private let wake: Int32
    private let keep: MQTTSubscriber.Keeper
    private let notice: @Sendable (MQTTNotice) -> Void
    private let client: OpaquePointer?

    // Written by libmosquitto's callbacks, which run within its calls on this thread.
    fileprivate var inbox: [MQTTMessage] = []
    fileprivate var inboxBytes = 0
    fileprivate var answer: (code: Int, hadSession: Bool)?
    fileprivate var refusals: [(index: Int, code: Int)] = []
    private var subscribed: [Int32: String] = [:]
    /// Subscriptions that the broker has not answered.
    private var awaited: Set<Int32> = []
    private var hadSession = false
    private(set) var wasConnected = false

    init(
        _ broker: MQTTBroker,
        speaksFive: Bool,
        wake: Int32,
        keep: @escaping MQTTSubscriber.Keeper,
        notice: @escaping @Sendable (MQTTNotice) -> Void
    ) {
        self.broker = broker
        self.speaksFive = speaksFive
        self.wake = wake
        self.keep = keep
        self.notice = notice
        client = MQTTSession.isReady ? mosquitto_new(broker.clientID, false, nil) : nil
    }

    deinit {
        // What was queued and not written is dropped with it: the broker will send those messages again.
        if let client { mosquitto_destroy(client) }
    }

    // MARK: Connecting

    /// - Returns: Why there is no connection; `nil` when the network's part is done.
    func connect() -> End? {
        guard let client else { return .lost("libmosquitto could not be started") }
        mosquitto_user_data_set(client, Unmanaged.passUnretained(self).toOpaque())
        mosquitto_threaded_set(client, true)
        mosquitto_int_option(
            client,
            MOSQ_OPT_PROTOCOL_VERSION,
            speaksFive ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        )
        if speaksFive { mosquitto_int_option(client, MOSQ_OPT_RECEIVE_MAXIMUM, Int32(broker.receiveMaximum)) }
        mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1)
        listen(client)
        if let username = broker.username { mosquitto_username_pw_set(client, username, broker.password) }
        if let fault = secure(client) { return fault }
        var properties: OpaquePointer?
        if speaksFive {
            mosquitto_property_add_int32(
                &properties,
                Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue),
                broker.sessionExpiry
            )
        }
        defer { mosquitto_property_free_all(&properties) }
        let code = mosquitto_connect_bind_v5(
            client,
            broker.host,
            Int32(broker.port),
            Int32(broker.keepAlive),
            nil,
            properties
        )
        guard code == 0 else { return .lost("cannot reach \(broker.host):\(broker.port) (\(Self.text(code)))") }
        return nil
    }

    private func secure(_ client: OpaquePointer) -> End? {
        guard let security = broker.security else { return nil }
        if security.certificateAuthority == nil { mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1) }
        let code = mosquitto_tls_set(
            client,
            security.certificateAuthority,
            nil,
            security.clientCertificate,
            security.clientKey,
            nil
        )
        guard code == 0 else { return .lost("TLS cannot be set up (\(Self.text(code))); check the certificate files") }
        return nil
    }

    private func listen(_ client: OpaquePointer) {
        mosquitto_connect_v5_callback_set(client) { _, context, code, flags, _ in
            MQTTSession.of(context)?.answer = (Int(code), flags & 1 == 1)
        }
        mosquitto_message_callback_set(client) { _, context, message in
            guard let session = MQTTSession.of(context), let message = message?.pointee, let topic = message.topic
            else { return }
            let payload = [UInt8](UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen)))
            session.inboxBytes += payload.count
            session.inbox.append(
                MQTTMessage(topic: String(cString: topic), payload: payload, isRetained: message.retain)
            )
        }
        mosquitto_subscribe_callback_set(client) { _, context, number, count, granted in
            guard let session = MQTTSession.of(context), let topic = session.subscribed[number] else { return }
            if let granted, count > 0, granted[0] >= 0x80 {
                let why = mosquitto_reason_string(granted[0]).map { String(cString: $0) } ?? "\(granted[0])"
                session.notice(.refused(topic: topic, why))
            }
            guard session.awaited.remove(number) != nil, session.awaited.isEmpty else { return }
            session.notice(.connected(hadSession: session.hadSession))
        }
    }

    fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> MQTTSession? {
        context.map { Unmanaged<MQTTSession>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func text(_ code: Int32) -> String {
        if code == Int32(MOSQ_ERR_ERRNO.rawValue) { return String(cString: strerror(errno)) }
        return mosquitto_strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }

    // MARK: Running

    func run(until isStopping: () -> Bool) -> End {
        guard let client else { return .lost("libmosquitto could not be started") }
        while true {
            if isStopping() { return leave(client) }
            let socket = mosquitto_socket(client)
            guard socket >= 0 else { return .lost("the connection broke") }
            let wantsToWrite = mosquitto_want_write(client)
            var descriptors = [
                pollfd(fd: socket, events: Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0), revents: 0),
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            ]
            poll(&descriptors, 2, 1_000)
            if descriptors[0].revents & ~Int16(POLLOUT) != 0, let end = take(client, socket) { return end }
            if let end = greet(client) { return end }
            if !inbox.isEmpty, let why = handOver(client) { return .notKept(why) }
            // Everything that came is kept: now acknowledgements may go.
            if let end = writeAll(client) { return end }
            let code = mosquitto_loop_misc(client)
            if code != 0 { return .lost(Self.text(code)) }
        }
    }

    /// Reads what is there, up to a piece.
    private func take(_ client: OpaquePointer, _ socket: Int32) -> End? {
        while inbox.count < MQTTSession.largestPiece, inboxBytes < MQTTSession.mostBytes {
            errno = 0
            let code = mosquitto_loop_read(client, 1)
            if code != 0 {
                if let end = greet(client) { return end }
                return .lost("the connection broke (\(Self.text(code)))")
            }
            var descriptors = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
            guard poll(&descriptors, 1, 0) > 0, descriptors[0].revents & Int16(POLLIN) != 0 else { return nil }
        }
        return nil
    }

    /// Subscribes once the broker has let us in.
    private func greet(_ client: OpaquePointer) -> End? {
        guard let answer else { return nil }
        self.answer = nil
        guard answer.code == 0 else {
            if speaksFive, answer.code == 1 || answer.code == 0x84 { return .speaksNoFive }
            let why =
                speaksFive
                ? mosquitto_reason_string(Int32(answer.code)) : mosquitto_connack_string(Int32(answer.code))
            return .lost("the broker refuses us: \(why.map { String(cString: $0) } ?? "code \(answer.code)")")
        }
        wasConnected = true
        hadSession = answer.hadSession
        for topic in broker.topics {
            var number: Int32 = 0
            // Of messages kept for new subscribers, those that are there when a subscription is new, once.
            let option = speaksFive ? Int32(MQTT_SUB_OPT_SEND_RETAIN_NEW.rawValue) : 0
            mosquitto_subscribe_v5(client, &number, topic, 1, option, nil)
            subscribed[number] = topic
            awaited.insert(number)
        }
        if broker.topics.isEmpty { notice(.connected(hadSession: hadSession)) }
        return nil
    }

    /// - Returns: Why the messages could not be kept.
    private func handOver(_ client: OpaquePointer) -> String? {
        let messages = inbox
        inbox.removeAll(keepingCapacity: true)
        inboxBytes = 0
        let outcome = Outcome()
        let done = DispatchSemaphore(value: 0)
        Task.detached { [keep] in
            do {
                let answers = try await keep(messages)
                outcome.value.withLock { $0 = .success(answers) }
            } catch {
                outcome.value.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        switch outcome.value.withLock({ $0 }) {
        case .success(let answers):
            for answer in answers {
                mosquitto_publish(client, nil, answer.topic, Int32(answer.payload.count), answer.payload, 0, false)
            }
            return nil
        case .failure(let error): return "\(error)"
        case nil: return "nothing was said"
        }
    }

    private final class Outcome: Sendable {
        let value = Mutex<Result<[MQTTMessage], any Error>?>(nil)
    }

    private func writeAll(_ client: OpaquePointer) -> End? {
        while mosquitto_want_write(client) {
            errno = 0
            let code = mosquitto_loop_write(client, 1)
            if code != 0 { return .lost("the connection broke (\(Self.text(code)))") }
            // The network is full: the rest goes when it has room.
            if errno == EAGAIN || errno == EWOULDBLOCK { return nil }
        }
        return nil
    }

    /// Says good-bye; the session stays at the broker.
    private func leave(_ client: OpaquePointer) -> End {
        _ = writeAll(client)
        mosquitto_disconnect(client)
        _ = writeAll(client)
        return .stopped
    }
}
