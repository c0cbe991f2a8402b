/// One field of a protobuf message.
struct ProtobufField {
    enum Value {
        case varint(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        /// Where the bytes of a text, a message or a list stand.
        case bytes(Range<Int>)
    }

    var number: Int
    var value: Value
}

/// Walks the fields of a protobuf message (protobuf.dev/programming-guides/encoding); nothing is copied.
struct ProtobufFields {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index: Int
    private let end: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>? = nil) {
        self.bytes = bytes
        index = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
    }

    /// The next field; `nil` at the end.
    mutating func next() throws(PayloadFault) -> ProtobufField? {
        guard index < end else { return nil }
        let key = try varint()
        let number = Int(key >> 3)
        guard number > 0 else { throw fault("a field has the number 0") }
        switch key & 7 {
        case 0: return ProtobufField(number: number, value: .varint(try varint()))
        case 1: return ProtobufField(number: number, value: .fixed64(try fixed(8)))
        case 2:
            let length = try varint()
            guard length <= UInt64(end - index) else { throw fault("a field is longer than the message") }
            let range = index..<(index + Int(length))
            index = range.upperBound
            return ProtobufField(number: number, value: .bytes(range))
        case 5: return ProtobufField(number: number, value: .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
        default: throw fault("a field has the wire type \(key & 7), which is not used")
        }
    }

    func text(_ range: Range<Int>) throws(PayloadFault) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw fault("a text is not UTF-8") }
        return text
    }

    func fields(_ range: Range<Int>) -> ProtobufFields {
        ProtobufFields(bytes, range)
    }

    private mutating func varint() throws(PayloadFault) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while index < end {
            let byte = bytes[index]
            index += 1
            guard shift < 64 else { throw fault("a number is longer than ten bytes") }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
        throw fault("the message ends within a number")
    }

    private mutating func fixed(_ count: Int) throws(PayloadFault) -> UInt64 {
        guard end - index >= count else { throw fault("the message ends within a number") }
        var result: UInt64 = 0
        for offset in 0..<count { result |= UInt64(bytes[index + offset]) << UInt64(offset * 8) }
        index += count
        return result
    }

    private func fault(_ what: String) -> PayloadFault {
        PayloadFault("bad_protobuf", "byte \(index): \(what)")
    }
}
