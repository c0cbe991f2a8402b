/// The value that would stand at a place if a buffer were sorted, found without sorting: in linear time, by parting the
/// buffer around a middle value again and again (C. A. R. Hoare, "Algorithm 65: find", 1961).
enum OrderStatistic {
    /// Leaves nothing greater before `place` and nothing smaller after it. The values must be numbers.
    static func select(_ place: Int, in values: UnsafeMutableBufferPointer<Double>) -> Double {
        var low = 0
        var high = values.count - 1
        while low < high {
            let pivot = middle(values[low], values[(low + high) / 2], values[high])
            var left = low
            var right = high
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                break
            }
        }
        return values[place]
    }

    /// The median; the mean of the two in the middle where the count is even. Reorders the values.
    static func median(of values: UnsafeMutableBufferPointer<Double>) -> Double {
        guard !values.isEmpty else { return 0 }
        let half = values.count / 2
        let upper = select(half, in: values)
        guard values.count.isMultiple(of: 2) else { return upper }
        var lower = values[0]
        for index in 1..<max(1, half) where values[index] > lower { lower = values[index] }
        return (lower + upper) / 2
    }

    private static func middle(_ first: Double, _ second: Double, _ third: Double) -> Double {
        first < second
            ? (second < third ? second : max(first, third))
            : (first < third ? first : max(second, third))
    }
}
