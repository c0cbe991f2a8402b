import CMosquitto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Publishes at QoS 1 and knows when the broker has everything.
final class TestPublisher {
    private let client: OpaquePointer?
    private var waiting = 0

    init(port: UInt16) {
        mosquitto_lib_init()
        client = mosquitto_new(nil, true, nil)
        mosquitto_max_inflight_messages_set(client, 0)
        mosquitto_user_data_set(client, Unmanaged.passUnretained(self).toOpaque())
        mosquitto_publish_callback_set(client) { _, context, _ in
            guard let context else { return }
            Unmanaged<TestPublisher>.fromOpaque(context).takeUnretainedValue().waiting -= 1
        }
        mosquitto_connect(client, "127.0.0.1", Int32(port), 60)
        step()
    }

    deinit {
        mosquitto_destroy(client)
    }

    func publish(_ topic: String, _ payload: String) {
        var payload = Array(payload.utf8)
        waiting += 1
        mosquitto_publish(client, nil, topic, Int32(payload.count), &payload, 1, false)
    }

    func finish() {
        while waiting > 0, step() {}
        mosquitto_disconnect(client)
        step()
    }

    /// `mosquitto_loop` cannot: it uses select(2), and a process that runs every test has more than 1,024 descriptors.
    @discardableResult
    private func step() -> Bool {
        let socket = mosquitto_socket(client)
        guard socket >= 0 else { return false }
        let events = Int16(POLLIN) | (mosquitto_want_write(client) ? Int16(POLLOUT) : 0)
        var descriptor = pollfd(fd: socket, events: events, revents: 0)
        poll(&descriptor, 1, 100)
        if descriptor.revents & ~Int16(POLLOUT) != 0, mosquitto_loop_read(client, 1) != 0 { return false }
        if mosquitto_want_write(client), mosquitto_loop_write(client, 1) != 0 { return false }
        return mosquitto_loop_misc(client) == 0
    }
}
