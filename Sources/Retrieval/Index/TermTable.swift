/// Numbers terms in the order in which they are first seen (open addressing, linear probing).
struct TermTable {
    private(set) var keys: [UInt64] = []
    private var slots = [UInt32](repeating: 0, count: 1 << 12)

    /// The number of a term that was seen already.
    func known(of key: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[slot] != 0 {
            if keys[Int(slots[slot]) - 1] == key { return Int(slots[slot]) - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func number(of key: UInt64) -> Int {
        var mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if keys[number] == key { return number }
            slot = (slot + 1) & mask
        }
        if keys.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            mask = slots.count - 1
            for (number, known) in keys.enumerated() {
                var free = Int(truncatingIfNeeded: known) & mask
                while slots[free] != 0 { free = (free + 1) & mask }
                slots[free] = UInt32(number + 1)
            }
            slot = Int(truncatingIfNeeded: key) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
        }
        keys.append(key)
        slots[slot] = UInt32(keys.count)
        return keys.count - 1
    }
}
