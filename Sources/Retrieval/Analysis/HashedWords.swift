/// A fixed set of words, looked up by their hashes: most words are none of it, and are told so by one glance.
struct HashedWords: Sendable {
    /// Hash and place of each word; a place of -1 is a free slot.
    private var slots: [(hash: UInt64, place: Int32)]
    private let mask: Int

    /// - Parameter hashes: Of two that are equal the first counts.
    init(_ hashes: [UInt64]) {
        var size = 64
        while size < hashes.count * 4 { size *= 2 }
        mask = size - 1
        slots = Array(repeating: (0, -1), count: size)
        for (place, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot].place >= 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
            if slots[slot].place < 0 { slots[slot] = (hash, Int32(truncatingIfNeeded: place)) }
        }
    }

    /// - Parameter hash: As ``TermHash`` gives it, all of whose bits are good.
    @inline(__always)
    func place(of hash: UInt64) -> Int? {
        slots.withUnsafeBufferPointer { slots in
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot].place >= 0 {
                if slots[slot].hash == hash { return Int(slots[slot].place) }
                slot = (slot &+ 1) & mask
            }
            return nil
        }
    }

    @inline(__always)
    func contains(_ hash: UInt64) -> Bool { place(of: hash) != nil }
}
