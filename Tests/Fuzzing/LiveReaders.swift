import Ingestion
import Plant

/// Messages and answers of live sources: whatever they hold, each is taken or refused in words.
enum LiveFuzzing {
    private static let arrival = Timestamp(seconds: 1_900_000_000)

    /// A message of JSON, read as it comes and with settings that say where everything is.
    static func json(_ bytes: [UInt8]) {
        var named = JSONPayloadSettings()
        named.readings = ["data"]
        named.name = "n"
        named.value = "v"
        named.time = "t"
        named.quality = "q"
        named.isOPCUA = true
        for settings in [JSONPayloadSettings(), named] {
            var reader = JSONReadings(settings, zone: .utc)
            var batch = LiveBatch()
            let faults = reader.read(topic: "plant/u1", payload: bytes, arrival: arrival, into: &batch)
            precondition(faults.allSatisfy { !$0.detail.isEmpty }, "a fault that says nothing")
            check(batch)
        }
    }

    /// A run of Sparkplug B messages of one node: for each a byte that says its kind, two of its length, and its payload.
    static func sparkplug(_ bytes: [UInt8]) {
        let topics = ["NBIRTH/n", "NDATA/n", "DBIRTH/n/d", "DDATA/n/d", "NDEATH/n", "DDEATH/n/d"]
        guard let template = try? TagTemplate(SparkplugReadings.usualTemplate, fields: SparkplugReadings.templateFields)
        else { preconditionFailure("the usual template is refused") }
        var reader = SparkplugReadings(template: template)
        var batch = LiveBatch()
        var rest = bytes[...]
        while let kind = rest.popFirst(), let high = rest.popFirst(), let low = rest.popFirst() {
            let payload = rest.prefix(Int(high) << 8 | Int(low))
            rest = rest.dropFirst(payload.count)
            let outcome = reader.read(
                topic: "spBv1.0/g/" + topics[Int(kind) % topics.count],
                payload: Array(payload),
                arrival: arrival,
                into: &batch
            )
            precondition(outcome.faults.allSatisfy { !$0.detail.isEmpty }, "a fault that says nothing")
        }
        check(batch)
    }

    /// An answer of PI Web API, read as each of those that are asked for.
    static func archive(_ bytes: [UInt8]) {
        _ = try? PIWebPayload.points(bytes)
        _ = PIWebPayload.fault(in: bytes)
        var batch = LiveBatch()
        _ = try? PIWebPayload.stream(bytes, tag: "T", from: nil, into: &batch)
        _ = try? PIWebPayload.streamSet(bytes, from: arrival, into: &batch) { $0 }
        check(batch)
    }

    private static func check(_ batch: LiveBatch) {
        var usable = 0
        for series in batch.allSeries {
            precondition(series.times.count == series.values.count, "times without values")
            precondition(series.times.count == series.qualities.count, "times without qualities")
            usable += series.count
        }
        precondition(usable == batch.readings + batch.badQuality.values.reduce(0, +), "readings that were not counted")
        precondition((usable == 0) == (batch.from == nil), "a span without readings")
    }
}
