package import Plant

extension AlarmAnalysis {
    /// A stretch with more alarms than an operator can take in.
    ///
    /// It starts with the first of more than ten activations within ten minutes and ends when fewer than five lie
    /// within the last ten (ISA-18.2).
    package struct Flood: Sendable, Hashable {
        package var window: TimeWindow
        package var activations: Int
        /// Most activations in any ten minutes of it.
        package var peak: Int
        /// The alarm that came first.
        package var first: TagName
        /// The activations' records, in order of time.
        package var records: [String]
        package var operatorPosition: String?

        /// In minutes.
        package var minutes: Double { window.seconds / 60 }
    }

    /// A tag and condition with how often it came.
    package struct Count: Sendable, Hashable {
        package var tag: TagName
        package var condition: String
        package var count: Int
        /// Of all activations in the window, 0…1.
        package var share: Double
    }

    /// How EEMUA 191 calls an average load per operator position.
    package enum Band: String, Sendable, CaseIterable {
        /// Fewer than one in ten minutes.
        case acceptable = "very likely to be acceptable"
        /// Fewer than two.
        case manageable
        /// Fewer than five.
        case demanding = "likely to be over-demanding"
        case unacceptable = "very likely to be unacceptable"

        package init(averagePerTenMinutes average: Double) {
            switch average {
            case ..<1: self = .acceptable
            case ..<2: self = .manageable
            case ..<5: self = .demanding
            default: self = .unacceptable
            }
        }
    }

    struct Key: Hashable, Comparable {
        var tag: TagName
        var condition: String

        init(_ alarm: Alarm) {
            tag = alarm.tag
            condition = alarm.condition
        }

        static func < (left: Key, right: Key) -> Bool {
            (left.tag, left.condition) < (right.tag, right.condition)
        }
    }
}
