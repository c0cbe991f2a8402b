package import Plant

extension PlantGenerator {
    /// What to generate. The same options write the same bytes on any machine.
    package struct Options: Sendable {
        /// How readings are laid out in their files.
        package enum Layout: String, Sendable, CaseIterable {
            /// One column a tag.
            case wide
            /// One line a reading: time, tag, value.
            case long
        }

        package var seed: UInt64
        package var days: Int
        package var tags: Int
        /// Midnight of the first day, on the plant's clock.
        package var start: CivilTime
        package var zone: SiteTimeZone
        package var sampleSeconds: Int
        package var layout: Layout
        /// `nil`: chosen by the seed; empty: none.
        package var faults: [PlannedFault]?

        package static let firstDay = CivilTime(year: 2026, month: 2, day: 1)
        /// Korea keeps one offset all year, so that no file of the machine is needed to write its clock.
        package static let seoul = SiteTimeZone(identifier: "Asia/Seoul", fixedOffset: 32_400)

        /// - Throws: ``GeneratorError`` when a figure is outside what can be generated.
        package init(
            seed: UInt64 = 1,
            days: Int = 7,
            tags: Int = 60,
            start: CivilTime = firstDay,
            zone: SiteTimeZone = seoul,
            sampleSeconds: Int = 60,
            layout: Layout = .wide,
            faults: [PlannedFault]? = nil
        ) throws(GeneratorError) {
            func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(GeneratorError) {
                guard range.contains(value) else {
                    throw GeneratorError(
                        "\(name) is \(value); choose a number from \(range.lowerBound) to \(range.upperBound)"
                    )
                }
            }
            try check("--days", days, 1...3_660)
            try check("--tags", tags, 4...200_000)
            try check("--sample-seconds", sampleSeconds, 1...3_600)
            guard 86_400 % sampleSeconds == 0 else {
                throw GeneratorError(
                    "--sample-seconds is \(sampleSeconds); choose one that divides a day, such as 1, 5, 10, 60 or 300"
                )
            }
            guard start.isValid, (1971...2250).contains(start.year) else {
                throw GeneratorError("the first day \(start.date) is not a day between 1971 and 2250")
            }
            self.seed = seed
            self.days = days
            self.tags = tags
            self.start = start.startOfDay
            self.zone = zone
            self.sampleSeconds = sampleSeconds
            self.layout = layout
            self.faults = faults
        }
    }
}

/// How far a generation has come.
package struct GenerationProgress: Sendable, Hashable {
    package var day: Int
    package var days: Int
    package var readings: Int64
    /// What is being written: a file's name.
    package var what: String

    package var fraction: Double {
        days == 0 ? 1 : Double(day) / Double(days)
    }
}
