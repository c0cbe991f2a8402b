import Glibc

/// Finds a tag's place by its bytes.
///
/// Historians write tags in the same order again and again, so the tag that followed the last one the time before is
/// tried first; the table is asked only when that fails.
struct TagSlots {
    private var names: [[UInt8]] = []
    private var slots: [Int] = []
    private var following: [Int] = []
    private var last = -1
    /// Places in `names` plus one, by hash; its size is a power of two and at least half of it is empty.
    private var table = [Int](repeating: 0, count: 256)

    @inline(__always)
    mutating func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if last >= 0 {
            let guess = following[last]
            if guess >= 0, isSame(guess, bytes) {
                last = guess
                return slots[guess]
            }
        }
        return lookUp(bytes)
    }

    private mutating func lookUp(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var place = hash(bytes) & (table.count - 1)
        while table[place] != 0 {
            let entry = table[place] - 1
            if isSame(entry, bytes) {
                if last >= 0 { following[last] = entry }
                last = entry
                return slots[entry]
            }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, slot: Int) {
        names.append(Array(bytes))
        slots.append(slot)
        following.append(-1)
        if last >= 0 { following[last] = names.count - 1 }
        last = names.count - 1
        if names.count * 2 > table.count {
            table = [Int](repeating: 0, count: table.count * 2)
            for index in names.indices { insert(index) }
        } else {
            insert(names.count - 1)
        }
    }

    private mutating func insert(_ index: Int) {
        var place = names[index].withUnsafeBufferPointer { hash($0) } & (table.count - 1)
        while table[place] != 0 { place = (place + 1) & (table.count - 1) }
        table[place] = index + 1
    }

    @inline(__always)
    private func isSame(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        names[index].withUnsafeBufferPointer { name in
            guard name.count == bytes.count, let left = name.baseAddress, let right = bytes.baseAddress else {
                return false
            }
            return memcmp(left, right, name.count) == 0
        }
    }

    /// FNV-1a.
    private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
