import Plant

/// Names a text by its content, so that the same text is never embedded twice.
package struct VectorKey: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first half of the text's SHA-256.
    package init(_ text: String) {
        let digits = Array(SHA256.hex(of: text).utf8)
        high = VectorKey.number(digits[0..<16])
        low = VectorKey.number(digits[16..<32])
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64 {
        digits.reduce(0) { $0 << 4 | UInt64($1 < 0x3A ? $1 - 0x30 : $1 - 0x57) }
    }
}
