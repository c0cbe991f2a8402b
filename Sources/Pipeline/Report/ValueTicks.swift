/// Round figures along the value axis of a picture: two to five of them.
struct ValueTicks: Sendable {
    private(set) var values: [Double] = []
    private(set) var decimals = 0

    init(low: Double, high: Double) {
        guard high > low, (high - low).isFinite else { return }
        // The power of ten below the span, and how many decimals it takes to write it.
        var power = 1.0
        while power > high - low, decimals < 9 {
            power /= 10
            decimals += 1
        }
        while power * 10 <= high - low { power *= 10 }
        let step = [5, 2, 1, 0.5, 0.2].map { $0 * power }.first { count(low, high, $0) >= 3 } ?? power / 5
        // Half and fifth parts of the power need one decimal more, unless they are whole.
        if step < power, power <= 1 { decimals += 1 }
        let first = (low / step).rounded(.up)
        values = (0..<count(low, high, step)).map { index in
            let value = (first + Double(index)) * step
            return value == 0 ? 0 : value
        }
    }

    private func count(_ low: Double, _ high: Double, _ step: Double) -> Int {
        max(0, Int((high / step).rounded(.down) - (low / step).rounded(.up)) + 1)
    }
}
