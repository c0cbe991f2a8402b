/// Writes Sparkplug B payloads, field by field as `sparkplug_b.proto` numbers them.
struct SparkplugBuilder {
    private(set) var bytes: [UInt8] = []

    init(timestamp: UInt64, seq: UInt64?, _ fill: (inout SparkplugBuilder) -> Void) {
        number(1, timestamp)
        fill(&self)
        if let seq { number(3, seq) }
    }

    mutating func metric(
        name: String? = nil,
        alias: UInt64? = nil,
        timestamp: UInt64? = nil,
        datatype: UInt64? = nil,
        int: UInt64? = nil,
        long: UInt64? = nil,
        float: Float? = nil,
        double: Double? = nil,
        boolean: Bool? = nil,
        text: String? = nil,
        raw: [UInt8]? = nil,
        isHistorical: Bool = false,
        isNull: Bool = false,
        quality: UInt64? = nil,
        unit: String? = nil
    ) {
        var metric = SparkplugBuilder()
        if let name { metric.field(1, Array(name.utf8)) }
        if let alias { metric.number(2, alias) }
        if let timestamp { metric.number(3, timestamp) }
        if let datatype { metric.number(4, datatype) }
        if isHistorical { metric.number(5, 1) }
        if isNull { metric.number(7, 1) }
        if quality != nil || unit != nil {
            var properties = SparkplugBuilder()
            if quality != nil { properties.field(1, Array("Quality".utf8)) }
            if unit != nil { properties.field(1, Array("engUnit".utf8)) }
            if let quality {
                var value = SparkplugBuilder()
                value.number(1, 3)
                value.number(3, quality)
                properties.field(2, value.bytes)
            }
            if let unit {
                var value = SparkplugBuilder()
                value.number(1, 12)
                value.field(8, Array(unit.utf8))
                properties.field(2, value.bytes)
            }
            metric.field(9, properties.bytes)
        }
        if let int { metric.number(10, int) }
        if let long { metric.number(11, long) }
        if let float { metric.fixed(12, UInt64(float.bitPattern), count: 4) }
        if let double { metric.fixed(13, double.bitPattern, count: 8) }
        if let boolean { metric.number(14, boolean ? 1 : 0) }
        if let text { metric.field(15, Array(text.utf8)) }
        if let raw { metric.field(16, raw) }
        field(2, metric.bytes)
    }

    private init() {}

    private mutating func varint(_ value: UInt64) {
        var rest = value
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
    }

    private mutating func number(_ field: UInt64, _ value: UInt64) {
        varint(field << 3)
        varint(value)
    }

    private mutating func field(_ field: UInt64, _ content: [UInt8]) {
        varint(field << 3 | 2)
        varint(UInt64(content.count))
        bytes += content
    }

    private mutating func fixed(_ field: UInt64, _ bits: UInt64, count: Int) {
        varint(field << 3 | (count == 8 ? 1 : 5))
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(place * 8))) }
    }
}
