import Pipeline
import Synchronization

/// Says what an import believes before it reads, then shows how far it is, how fast, and how long it may still take.
final class IngestProgress: Sendable {
    private struct State {
        var total = 0
        var files: [String: (bytes: Int, rows: Int)] = [:]
        var started: ContinuousClock.Instant?
        var drawn: ContinuousClock.Instant?
    }

    private let saysBeliefs: Bool
    private let state = Mutex(State())

    /// - Parameter saysBeliefs: On standard output; not beside JSON.
    init(saysBeliefs: Bool) {
        self.saysBeliefs = saysBeliefs
    }

    func take(_ event: IngestEvent) {
        switch event {
        case .believed(let beliefs):
            state.withLock { $0.total += beliefs.bytes }
            guard saysBeliefs, !beliefs.isEmpty else { return }
            Terminal.endProgress()
            Terminal.say(beliefs.text())
        case .reading(let path, let bytes, let rows):
            guard Terminal.showsProgress else { return }
            if let line = line(path, bytes: bytes, rows: rows) { Terminal.progress(line) }
        case .step(let text):
            Terminal.progress(text)
        }
    }

    /// At most ten lines a second; `nil` in between.
    private func line(_ path: String, bytes: Int, rows: Int) -> String? {
        let now = ContinuousClock.now
        return state.withLock { state in
            let started = state.started ?? now
            state.started = started
            state.files[path] = (bytes, rows)
            if let drawn = state.drawn, now - drawn < .milliseconds(100) { return nil }
            state.drawn = now
            let done = state.files.values.reduce(0) { $0 + $1.bytes }
            let all = state.files.values.reduce(0) { $0 + $1.rows }
            let seconds = Double((now - started) / .nanoseconds(1)) / 1e9
            return IngestProgress.line(
                share: state.total > 0 ? min(1, Double(done) / Double(state.total)) : 1,
                rows: all,
                seconds: seconds,
                name: path.split(separator: "/").last.map(String.init) ?? path
            )
        }
    }

    /// `[########            ]  40 %  1 234 567 rows  812 000 rows/s  12 s left  name`
    private static func line(share: Double, rows: Int, seconds: Double, name: String) -> String {
        let width = 24
        let full = Int(share * Double(width))
        let percent = "\(Int(share * 100))"
        var parts = [
            "[" + String(repeating: "#", count: full) + String(repeating: " ", count: width - full) + "]",
            String(repeating: " ", count: 3 - percent.count) + percent + " %",
            grouped(rows) + " rows",
        ]
        if seconds > 0.3 {
            parts.append(grouped(Int(Double(rows) / seconds)) + " rows/s")
            if share > 0.01, share < 1 { parts.append(time(seconds * (1 - share) / share) + " left") }
        }
        parts.append(name)
        return String(parts.joined(separator: "  ").prefix(Terminal.width - 1))
    }

    private static func time(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 90 { return "\(whole) s" }
        return whole < 5_400 ? "\(whole / 60) min" : "\(whole / 3_600) h \(whole / 60 % 60) min"
    }

    private static func grouped(_ number: Int) -> String {
        let digits = String(number)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(" ") }
            result.append(digit)
        }
        return result
    }
}
