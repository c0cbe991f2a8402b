/// Numbers as a transmitter sends them: a whole count of its smallest step.
enum FixedPoint {
    static let powers: [Double] = [1, 10, 100, 1_000, 10_000, 100_000]

    /// The text of `scaled / 10^decimals`.
    static func text(_ scaled: Int, decimals: Int) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = bytes.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { write(scaled, decimals: decimals, to: $0) } ?? 0
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Writes the text and returns its length; needs up to 24 bytes.
    @inline(__always)
    static func write(_ scaled: Int, decimals: Int, to place: UnsafeMutablePointer<UInt8>) -> Int {
        var rest = scaled.magnitude
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        return withUnsafeMutableBytes(of: &digits) { raw in
            var length = 0
            repeat {
                let quotient = rest / 10
                raw[length] = UInt8(truncatingIfNeeded: rest &- quotient &* 10) &+ 0x30
                rest = quotient
                length += 1
            } while rest > 0 || length <= decimals
            var position = 0
            if scaled < 0 {
                place[0] = 0x2D
                position = 1
            }
            while length > 0 {
                length -= 1
                place[position] = raw[length]
                position += 1
                if length == decimals, decimals > 0 {
                    place[position] = 0x2E
                    position += 1
                }
            }
            return position
        }
    }
}
