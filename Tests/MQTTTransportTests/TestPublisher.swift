import CMosquitto

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
        mosquitto_loop(client, 100, 1)
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
        while waiting > 0, mosquitto_loop(client, 100, 1) == 0 {}
        mosquitto_disconnect(client)
        mosquitto_loop(client, 100, 1)
    }
}
