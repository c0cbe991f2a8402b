import Detection
import Plant

/// `Tag` alone could be Swift Testing's.
typealias PlantTag = Tag

/// A generator of the same numbers on every machine (SplitMix64).
struct SeededNumbers {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    /// 0..<1
    mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// Near enough to a normal distribution: mean 0, deviation 1.
    mutating func bell() -> Double { (0..<12).reduce(0) { sum, _ in sum + share() } - 6 }

    mutating func shuffle<Element>(_ list: inout [Element]) {
        for index in list.indices.reversed() where index > 0 { list.swapAt(index, Int(next() % UInt64(index + 1))) }
    }
}

enum Moment {
    /// 2026-03-01T00:00:00Z
    static let start = Timestamp(utc: CivilTime(year: 2026, month: 3, day: 1))

    static func minutes(_ minutes: Int) -> Timestamp { start.adding(seconds: Int64(minutes) * 60) }

    static func days(_ first: Int, _ last: Int) -> TimeWindow {
        TimeWindow(from: minutes(first * 1_440), to: minutes(last * 1_440))
    }
}

extension ReadingSeries {
    /// A value each so many minutes, from ``Moment/start``.
    static func made(_ tag: Tag, minutes: Int, every step: Int = 1, _ value: (Int) -> Double?) -> ReadingSeries {
        var series = ReadingSeries(tag: tag.name)
        for minute in stride(from: 0, to: minutes, by: step) {
            if let value = value(minute) {
                series.append(Reading(time: Moment.minutes(minute), value: value))
            } else {
                series.append(Reading(time: Moment.minutes(minute), value: 0, quality: .bad))
            }
        }
        return series
    }

    /// Its days, as a store makes them.
    func days(_ count: Int) -> [TrendPoint] {
        (0..<count).map { day in
            let window = Moment.days(day, day + 1)
            let values = times.indices.filter { window.contains(Timestamp(nanoseconds: times[$0])) }.map {
                self.values[$0]
            }
            return TrendPoint(
                window: window,
                minimum: values.min(),
                maximum: values.max(),
                mean: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count),
                count: values.count,
                unusable: 0
            )
        }
    }
}

enum Unit {
    /// A site, a unit, two systems, three pieces of equipment.
    static let assets = [
        Asset(id: "SITE", name: "Site"),
        Asset(id: "CDU", name: "Crude unit", parent: "SITE"),
        Asset(id: "FEED", name: "Feed", parent: "CDU"),
        Asset(id: "FIRE", name: "Furnace", parent: "CDU"),
        Asset(id: "OVHD", name: "Overhead", parent: "CDU"),
        Asset(id: "P-101A", name: "Pump A", parent: "FEED", equipmentClass: "PU"),
        Asset(id: "P-101B", name: "Pump B", parent: "FEED", equipmentClass: "PU"),
        Asset(id: "H-101", name: "Furnace", parent: "FIRE", equipmentClass: "HB"),
        Asset(id: "E-110", name: "Condenser", parent: "OVHD", equipmentClass: "HE"),
        Asset(id: "HCU", name: "Hydrocracker", parent: "SITE"),
        Asset(id: "P-501A", name: "Pump", parent: "HCU", equipmentClass: "PU"),
    ]

    static let sealPressure = Tag(
        name: "PI-1017A",
        description: "P-101A seal pressure",
        unit: "barg",
        asset: "P-101A",
        rangeLow: 0,
        rangeHigh: 10,
        limits: TagLimits(lowLow: 4, low: 5, high: 7.5, highHigh: 8.5, deadband: 0.15)
    )
    static let vibration = Tag(
        name: "VI-1014A",
        description: "P-101A vibration",
        unit: "mm/s",
        asset: "P-101A",
        rangeLow: 0,
        rangeHigh: 20,
        limits: TagLimits(high: 4.5, highHigh: 7.1, deadband: 0.2)
    )
    static let outlet = Tag(
        name: "TI-1051",
        description: "H-101 outlet temperature",
        unit: "degC",
        asset: "H-101",
        rangeLow: 0,
        rangeHigh: 500,
        limits: TagLimits(lowLow: 335, low: 345, high: 366, highHigh: 372, deadband: 1)
    )
    static let running = Tag(name: "XI-1019A", description: "P-101A running", asset: "P-101A", kind: .status)
    static let tags = Dictionary(
        [sealPressure, vibration, outlet, running].map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    static func builder() -> IncidentBuilder {
        IncidentBuilder(
            assets: AssetTree(assets),
            tags: tags,
            zone: SiteTimeZone(identifier: "+09:00", fixedOffset: 32_400)
        )
    }

    static func limit(
        _ tag: Tag,
        from: Int,
        to: Int,
        value: Double,
        limit: Double,
        severity: Severity = .medium
    ) -> Finding {
        Finding(
            kind: .limit,
            tag: tag.name,
            asset: tag.asset,
            window: TimeWindow(from: Moment.minutes(from), to: Moment.minutes(to)),
            severity: severity,
            message: "\(tag.name.rawValue) beyond its limit",
            value: value,
            reference: limit,
            unit: tag.unit
        )
    }

    static func alarm(
        _ tag: TagName,
        _ condition: String,
        at seconds: Int,
        _ transition: AlarmTransition = .activation,
        asset: AssetID = "P-101A",
        priority: String = "medium"
    ) -> Alarm? {
        Alarm(
            Record(
                id: "\(tag.rawValue)-\(condition)-\(seconds)-\(transition.rawValue)",
                kind: .alarm,
                asset: asset,
                time: Moment.start.adding(seconds: Int64(seconds)),
                title: "\(tag.rawValue) \(condition)",
                fields: [
                    RecordField.tag: tag.rawValue, RecordField.condition: condition,
                    RecordField.transition: transition.rawValue, RecordField.priority: priority,
                ],
                source: SourceLocation(file: "alarms.csv")
            )
        )
    }
}
