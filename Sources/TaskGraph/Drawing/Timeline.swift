/// When each stage of a run was at work: a picture for people.
public struct Timeline: Sendable {
    /// One line of the picture.
    public struct Bar: Sendable, Hashable {
        /// How the work ended.
        public enum Outcome: Sendable, Hashable {
            /// Well.
            case finished
            /// Well, with a value that is less than it should be.
            case degraded
            /// Its value came from the journal.
            case resumed
            /// It failed.
            case failed
            /// It was stopped, or never began.
            case cancelled
        }

        /// The stage.
        public let name: String
        /// When it began, counted from the run's beginning.
        public let start: Duration
        /// When it ended.
        public let end: Duration
        /// How it ended.
        public let outcome: Outcome
        /// How many further attempts it took.
        public let retries: Int
    }

    /// The stages, in the order in which they began.
    public let bars: [Bar]
    /// From the run's beginning to the end of the last stage.
    public let length: Duration

    init(bars: [Bar]) {
        self.bars = bars
        length = bars.map(\.end).max() ?? .zero
    }

    /// The timeline of the events of one run.
    public init(events: [RunEvent]) {
        struct Open {
            var start: Duration
            var end: Duration?
            var outcome = Bar.Outcome.cancelled
            var retries = 0
        }
        var order: [String] = []
        var stages: [String: Open] = [:]
        let last = events.last?.at ?? .zero
        for event in events {
            guard let stage = event.stage else { continue }
            if stages[stage] == nil {
                order.append(stage)
                stages[stage] = Open(start: event.at)
            }
            switch event.kind {
            case .started, .progress: break
            case .retried: stages[stage]?.retries += 1
            case .degraded: stages[stage]?.outcome = .degraded
            case .finished, .resumed, .failed, .cancelled:
                guard event.item == nil else { continue }
                stages[stage]?.end = event.at
                switch event.kind {
                case .failed: stages[stage]?.outcome = .failed
                case .cancelled: stages[stage]?.outcome = .cancelled
                case .resumed: stages[stage]?.outcome = .resumed
                default: if stages[stage]?.outcome != .degraded { stages[stage]?.outcome = .finished }
                }
            }
        }
        self.init(
            bars: order.compactMap { name in
                stages[name].map {
                    Bar(
                        name: name,
                        start: $0.start,
                        end: $0.end ?? last,
                        outcome: $0.outcome,
                        retries: $0.retries
                    )
                }
            }
        )
    }

    /// The timeline of spans, one bar for each.
    public init(spans: [Span]) {
        let ordered = spans.enumerated().sorted { left, right in
            if left.element.start != right.element.start { return left.element.start < right.element.start }
            // What began together is drawn from the outside in.
            if left.element.end != right.element.end { return left.element.end > right.element.end }
            return left.offset > right.offset
        }
        self.init(
            bars: ordered.map { _, span in
                var retries = 0
                if case .integer(let attempts)? = span[GenAI.attempts] { retries = max(0, attempts - 1) }
                let name = if case .integer(let item)? = span[GenAI.item] { "\(span.name)[\(item)]" } else { span.name }
                let outcome: Bar.Outcome =
                    switch span.status {
                    case .ok: .finished
                    case .error: .failed
                    case .cancelled: .cancelled
                    }
                return Bar(name: name, start: span.start, end: span.end, outcome: outcome, retries: retries)
            }
        )
    }

    /// As text, for a terminal of some width.
    public func text(width: Int = 80) -> String {
        let names = min(bars.map { $0.name.unicodeScalars.count }.max() ?? 0, max(8, width / 3))
        let room = max(10, width - names - 14)
        return bars.map { bar in
            var name = String(bar.name.unicodeScalars.prefix(names))
            name += String(repeating: " ", count: names - name.unicodeScalars.count)
            let from = min(room - 1, Int(share(bar.start) * Double(room)))
            let to = min(room, max(from + 1, Int((share(bar.end) * Double(room)).rounded())))
            let line =
                String(repeating: "·", count: from) + String(repeating: bar.outcome.sign, count: to - from)
                + String(repeating: "·", count: room - to)
            let retries = bar.retries > 0 ? " +\(bar.retries)" : ""
            return "\(name) \(line) \(Self.text(bar.end - bar.start))\(retries)\n"
        }.joined()
    }

    func share(_ time: Duration) -> Double {
        length > .zero ? time / length : 0
    }

    /// A duration with three figures and a unit.
    static func text(_ duration: Duration) -> String {
        let microseconds = duration / .microseconds(1)
        func figures(_ value: Double) -> String {
            let tenths = Int((value * 10).rounded())
            return tenths >= 1000 || tenths % 10 == 0 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
        return switch microseconds {
        case ..<1000: "\(figures(microseconds)) µs"
        case ..<1_000_000: "\(figures(microseconds / 1000)) ms"
        default: "\(figures(microseconds / 1_000_000)) s"
        }
    }
}

extension Timeline.Bar.Outcome {
    var sign: String {
        switch self {
        case .finished: "█"
        case .degraded: "▓"
        case .resumed: "▒"
        case .failed: "✗"
        case .cancelled: "-"
        }
    }

    var colour: String {
        switch self {
        case .finished: "#3b7dd8"
        case .degraded: "#d89b3b"
        case .resumed: "#8fb4e3"
        case .failed: "#c8352b"
        case .cancelled: "#b5b5b5"
        }
    }
}
