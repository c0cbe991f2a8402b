/// Multinomial logistic regression with a quadratic penalty, trained by limited-memory BFGS.
///
/// It minimises `strength × Σ weight × loss + ½ ‖coefficients‖²`; the constant terms are not penalised. The same
/// texts give the same coefficients: sums run in a fixed order.
struct SoftmaxRegression: Sendable {
    typealias Vector = FailureModeVectoriser.Vector

    struct Example {
        var vector: Vector
        var label: Int
        var weight: Double
    }

    let features: Int
    let labels: Int
    /// `feature × labels + label`, then one constant a label.
    private(set) var coefficients: [Double]

    init(_ examples: [Example], features: Int, labels: Int, strength: Double = 10, rounds: Int = 150) {
        self.features = features
        self.labels = labels
        coefficients = [Double](repeating: 0, count: (features + 1) * labels)
        train(examples, strength: strength, rounds: rounds)
    }

    /// Each label's share, summing to one.
    func shares(_ vector: Vector) -> [Double] {
        var scores = [Double](repeating: 0, count: labels)
        SoftmaxRegression.score(vector, coefficients, features, labels, into: &scores)
        SoftmaxRegression.softmax(&scores)
        return scores
    }

    // MARK: Training

    private mutating func train(_ examples: [Example], strength: Double, rounds: Int) {
        let memory = 10
        var steps: [[Double]] = []
        var changes: [[Double]] = []
        var (loss, gradient) = objective(examples, coefficients, strength)
        for _ in 0..<rounds {
            var direction = SoftmaxRegression.direction(gradient, steps, changes)
            var slope = SoftmaxRegression.product(direction, gradient)
            if slope >= 0 {
                direction = gradient.map { -$0 }
                slope = -SoftmaxRegression.product(gradient, gradient)
                steps = []
                changes = []
            }
            let largest = gradient.reduce(0) { max($0, abs($1)) }
            guard largest > 1e-3 else { return }
            // Backtracking until the loss falls as far as the slope promises (Armijo).
            var length = steps.isEmpty ? min(1, 1 / largest) : 1
            var accepted = false
            for _ in 0..<30 {
                let candidate = zip(coefficients, direction).map { $0 + length * $1 }
                let (newLoss, newGradient) = objective(examples, candidate, strength)
                if newLoss <= loss + 1e-4 * length * slope {
                    let step = zip(candidate, coefficients).map { $0 - $1 }
                    let change = zip(newGradient, gradient).map { $0 - $1 }
                    if SoftmaxRegression.product(step, change) > 1e-12 {
                        steps.append(step)
                        changes.append(change)
                        if steps.count > memory {
                            steps.removeFirst()
                            changes.removeFirst()
                        }
                    }
                    coefficients = candidate
                    loss = newLoss
                    gradient = newGradient
                    accepted = true
                    break
                }
                length /= 2
            }
            guard accepted else { return }
        }
    }

    /// The two-loop recursion of limited-memory BFGS (Nocedal and Wright, algorithm 7.4).
    private static func direction(_ gradient: [Double], _ steps: [[Double]], _ changes: [[Double]]) -> [Double] {
        var direction = gradient.map { -$0 }
        var shares = [Double](repeating: 0, count: steps.count)
        for index in steps.indices.reversed() {
            shares[index] = product(steps[index], direction) / product(steps[index], changes[index])
            add(-shares[index], changes[index], to: &direction)
        }
        if let step = steps.last, let change = changes.last {
            let scale = product(step, change) / product(change, change)
            for place in direction.indices { direction[place] *= scale }
        }
        for index in steps.indices {
            let share = product(changes[index], direction) / product(steps[index], changes[index])
            add(shares[index] - share, steps[index], to: &direction)
        }
        return direction
    }

    private func objective(_ examples: [Example], _ at: [Double], _ strength: Double) -> (Double, [Double]) {
        let penalised = features * labels
        var gradient = at
        var loss = 0.0
        for place in 0..<penalised { loss += at[place] * at[place] / 2 }
        for place in penalised..<at.count { gradient[place] = 0 }
        var scores = [Double](repeating: 0, count: labels)
        for example in examples {
            SoftmaxRegression.score(example.vector, at, features, labels, into: &scores)
            SoftmaxRegression.softmax(&scores)
            let weight = strength * example.weight
            loss -= weight * Logarithm.of(max(scores[example.label], 1e-300))
            scores[example.label] -= 1
            gradient.withUnsafeMutableBufferPointer { gradient in
                for entry in example.vector {
                    let start = entry.index * labels
                    let share = weight * entry.value
                    for label in 0..<labels { gradient[start + label] += share * scores[label] }
                }
                for label in 0..<labels { gradient[penalised + label] += weight * scores[label] }
            }
        }
        return (loss, gradient)
    }

    private static func score(
        _ vector: Vector,
        _ coefficients: [Double],
        _ features: Int,
        _ labels: Int,
        into scores: inout [Double]
    ) {
        coefficients.withUnsafeBufferPointer { coefficients in
            for label in 0..<labels { scores[label] = coefficients[features * labels + label] }
            for entry in vector {
                let start = entry.index * labels
                for label in 0..<labels { scores[label] += entry.value * coefficients[start + label] }
            }
        }
    }

    private static func softmax(_ scores: inout [Double]) {
        let most = scores.max() ?? 0
        var sum = 0.0
        for index in scores.indices {
            scores[index] = Logarithm.power(scores[index] - most)
            sum += scores[index]
        }
        for index in scores.indices { scores[index] /= sum }
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                var sum = 0.0
                for place in left.indices { sum += left[place] * right[place] }
                return sum
            }
        }
    }

    private static func add(_ factor: Double, _ values: [Double], to target: inout [Double]) {
        target.withUnsafeMutableBufferPointer { target in
            values.withUnsafeBufferPointer { values in
                for place in values.indices { target[place] += factor * values[place] }
            }
        }
    }
}
