/// Ascending numbers below a universe in about two bits a number more than their mean distance has (P. Elias, 1974;
/// R. Fano, 1971): the lowest bits of each as they are, the highest as so many zeros between ones.
struct PackedNumbers {
    private let lows: UnsafePointer<UInt8>
    private let highs: UnsafePointer<UInt8>
    let count: Int
    private let universe: Int
    private let lowBits: Int
    private let highBits: Int

    /// - Parameter bytes: As many as ``byteCount(_:below:)`` says, and eight that may be read.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, count: Int, below universe: Int) {
        self.count = count
        self.universe = universe
        lowBits = PackedNumbers.lowBits(count, below: universe)
        highBits = count + (universe >> lowBits) + 1
        lows = bytes
        highs = bytes + (count * lowBits + 7) / 8
    }

    @inline(__always)
    static func lowBits(_ count: Int, below universe: Int) -> Int {
        let distance = count > 0 ? universe / count : 0
        return distance <= 1 ? 0 : Int.bitWidth - 1 - distance.leadingZeroBitCount
    }

    @inline(__always)
    static func byteCount(_ count: Int, below universe: Int) -> Int {
        let lowBits = lowBits(count, below: universe)
        return (count * lowBits + 7) / 8 + (count + (universe >> lowBits) + 1 + 7) / 8
    }

    @inline(__always)
    private func low(_ index: Int) -> Int {
        let bit = index &* lowBits
        let word = UnsafeRawPointer(lows).loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
        return Int(truncatingIfNeeded: word >> UInt64(bit & 7)) & ((1 << lowBits) &- 1)
    }

    /// The bits of one word of the highs; those behind the last are none of ours.
    @inline(__always)
    private func high(_ word: Int) -> UInt64 {
        let bits = UnsafeRawPointer(highs).loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
        let left = highBits - word &* 64
        return left >= 64 ? bits : bits & ((1 << UInt64(left)) - 1)
    }

    /// Writes all numbers, every one below the universe whatever the bytes say. Returns how many there were.
    @inline(__always)
    func decode<Number: FixedWidthInteger>(into numbers: UnsafeMutablePointer<Number>) -> Int {
        var index = 0
        var word = 0
        while word &* 64 < highBits, index < count {
            var bits = high(word)
            while bits != 0, index < count {
                let place = word &* 64 &+ bits.trailingZeroBitCount
                let number = (place &- index) << lowBits | low(index)
                numbers[index] = Number(truncatingIfNeeded: min(number, universe &- 1))
                index &+= 1
                bits &= bits &- 1
            }
            word &+= 1
        }
        return index
    }

    /// Which of the numbers is this one.
    func index(of number: Int) -> Int? {
        let bucket = number >> lowBits
        let wanted = number & ((1 << lowBits) - 1)
        // The ones of a bucket come after as many zeros as its number.
        var zeros = 0
        var word = 0
        while word * 64 < highBits {
            let inWord = min(64, highBits - word * 64)
            let zerosHere = inWord - high(word).nonzeroBitCount
            if zeros + zerosHere >= bucket { break }
            zeros += zerosHere
            word += 1
        }
        var place = word * 64
        while zeros < bucket, place < highBits {
            if !isOne(place) { zeros += 1 }
            place += 1
        }
        var index = place - bucket
        while place < highBits, index < count, isOne(place) {
            let found = low(index)
            if found >= wanted { return found == wanted ? index : nil }
            place += 1
            index += 1
        }
        return nil
    }

    @inline(__always)
    private func isOne(_ place: Int) -> Bool { highs[place >> 3] >> UInt8(place & 7) & 1 == 1 }

    static func append(_ numbers: some RandomAccessCollection<Int>, below universe: Int, to bytes: inout [UInt8]) {
        let lowBits = lowBits(numbers.count, below: universe)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: byteCount(numbers.count, below: universe)))
        let highs = start + (numbers.count * lowBits + 7) / 8
        bytes.withUnsafeMutableBufferPointer { bytes in
            for (index, number) in numbers.enumerated() {
                var rest = number & ((1 << lowBits) - 1)
                var bit = index * lowBits
                var left = lowBits
                while left > 0 {
                    bytes[start + bit >> 3] |= UInt8(truncatingIfNeeded: rest << (bit & 7))
                    let taken = min(left, 8 - bit & 7)
                    rest >>= taken
                    bit += taken
                    left -= taken
                }
                let place = number >> lowBits + index
                bytes[highs + place >> 3] |= 1 << UInt8(place & 7)
            }
        }
    }
}
