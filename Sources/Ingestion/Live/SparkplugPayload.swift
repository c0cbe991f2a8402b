/// A Sparkplug B payload, as far as readings need it (Eclipse Sparkplug 3.0, section 6.4; `sparkplug_b.proto`).
struct SparkplugPayload {
    /// Milliseconds since 1970.
    var timestamp: UInt64?
    var sequence: UInt64?
    var metrics: [SparkplugMetric] = []

    init(_ payload: [UInt8]) throws(PayloadFault) {
        try payload.withUnsafeBufferPointer { (bytes) throws(PayloadFault) in
            var fields = ProtobufFields(bytes)
            while let field = try fields.next() {
                switch (field.number, field.value) {
                case (1, .varint(let value)): timestamp = value
                case (2, .bytes(let range)): metrics.append(try SparkplugMetric(fields.fields(range)))
                case (3, .varint(let value)): sequence = value
                default: break
                }
            }
        }
    }
}

struct SparkplugMetric {
    enum Value {
        /// `int_value` or `long_value`: two's complement of the width that the datatype says.
        case integer(UInt64)
        case double(Double)
        case boolean(Bool)
        case text(String)
        /// Bytes, a data set, a template: nothing that a reading can hold.
        case other
    }

    var name: String?
    var alias: UInt64?
    var timestamp: UInt64?
    var datatype: Int?
    var isHistorical = false
    var isTransient = false
    var isNull = false
    var value: Value?
    /// The property `Quality`: 0 bad, 192 good, 500 stale.
    var quality: UInt64?
    /// The property `engUnit`, as Ignition and others send it.
    var unit: String?

    init(_ given: ProtobufFields) throws(PayloadFault) {
        var fields = given
        while let field = try fields.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let range)): name = try fields.text(range)
            case (2, .varint(let value)): alias = value
            case (3, .varint(let value)): timestamp = value
            case (4, .varint(let value)): datatype = Int(truncatingIfNeeded: value)
            case (5, .varint(let value)): isHistorical = value != 0
            case (6, .varint(let value)): isTransient = value != 0
            case (7, .varint(let value)): isNull = value != 0
            case (9, .bytes(let range)): try readProperties(fields.fields(range))
            case (10, .varint(let bits)), (11, .varint(let bits)): value = .integer(bits)
            case (12, .fixed32(let bits)): value = .double(Double(Float(bitPattern: bits)))
            case (13, .fixed64(let bits)): value = .double(Double(bitPattern: bits))
            case (14, .varint(let bits)): value = .boolean(bits != 0)
            case (15, .bytes(let range)): value = .text(try fields.text(range))
            case (16...19, .bytes): value = .other
            default: break
            }
        }
    }

    private mutating func readProperties(_ given: ProtobufFields) throws(PayloadFault) {
        var fields = given
        var keys: [String] = []
        var values: [(number: UInt64?, text: String?)] = []
        while let field = try fields.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let range)): keys.append(try fields.text(range))
            case (2, .bytes(let range)):
                var inner = fields.fields(range)
                var found: (number: UInt64?, text: String?) = (nil, nil)
                while let part = try inner.next() {
                    switch (part.number, part.value) {
                    case (3, .varint(let value)), (4, .varint(let value)): found.number = value
                    case (8, .bytes(let range)): found.text = try inner.text(range)
                    default: break
                    }
                }
                values.append(found)
            default: break
            }
        }
        for (key, value) in zip(keys, values) {
            if key == "Quality" || key == "quality" { quality = value.number }
            if key == "engUnit" || key == "EngUnit" || key == "unit" { unit = value.text }
        }
    }
}

/// Sparkplug's numbers for datatypes.
enum SparkplugType {
    /// The number that a value of a datatype is; `nil` for those that are no numbers.
    static func number(_ value: SparkplugMetric.Value, as datatype: Int?) -> Double? {
        switch (value, datatype) {
        case (.integer(let bits), 1): Double(Int8(truncatingIfNeeded: bits))
        case (.integer(let bits), 2): Double(Int16(truncatingIfNeeded: bits))
        case (.integer(let bits), 3): Double(Int32(truncatingIfNeeded: bits))
        case (.integer(let bits), 4): Double(Int64(bitPattern: bits))
        case (.integer, 13): nil
        case (.integer(let bits), _): Double(bits)
        case (.double(let number), _): number
        case (.boolean(let isOn), _): isOn ? 1 : 0
        case (.text, _), (.other, _): nil
        }
    }

    static func name(_ datatype: Int?) -> String {
        let names = [
            "unknown", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float", "Double",
            "Boolean", "String", "DateTime", "Text", "UUID", "DataSet", "Bytes", "File", "Template", "PropertySet",
            "PropertySetList",
        ]
        guard let datatype, names.indices.contains(datatype) else { return datatype.map { "type \($0)" } ?? "unknown" }
        return names[datatype]
    }
}
