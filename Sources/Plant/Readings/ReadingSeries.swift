/// One value of one tag at one moment.
package struct Reading: Hashable, Sendable {
    package var time: Timestamp
    /// Meaningless unless ``quality`` is usable; then it is 0.
    package var value: Double
    package var quality: Quality

    package init(time: Timestamp, value: Double, quality: Quality = .good) {
        self.time = time
        self.value = value
        self.quality = quality
    }
}

/// Readings of one tag in columns, which is how they are stored and scanned.
///
/// The three columns are equally long. In a series that came out of a store, times ascend and none repeats.
package struct ReadingSeries: Sendable, Hashable {
    package var tag: TagName
    /// Nanoseconds since 1970, UTC.
    package var times: [Int64]
    package var values: [Double]
    package var qualities: [Quality]

    package init(tag: TagName, times: [Int64] = [], values: [Double] = [], qualities: [Quality] = []) {
        self.tag = tag
        self.times = times
        self.values = values
        self.qualities = qualities
    }

    package init(tag: TagName, _ readings: [Reading]) {
        self.init(tag: tag)
        for reading in readings { append(reading) }
    }

    package var count: Int { times.count }
    package var isEmpty: Bool { times.isEmpty }

    package mutating func append(_ reading: Reading) {
        times.append(reading.time.nanoseconds)
        values.append(reading.value)
        qualities.append(reading.quality)
    }

    package subscript(index: Int) -> Reading {
        Reading(time: Timestamp(nanoseconds: times[index]), value: values[index], quality: qualities[index])
    }
}

/// Readings of one tag over one stretch of a trend: what a pixel of a picture stands for.
package struct TrendPoint: Sendable, Hashable, Codable {
    package var window: TimeWindow
    /// Over usable readings only; `nil` where there are none.
    package var minimum: Double?
    package var maximum: Double?
    package var mean: Double?
    /// Usable readings.
    package var count: Int
    /// Readings of any other quality, blanks included.
    package var unusable: Int

    package init(
        window: TimeWindow,
        minimum: Double?,
        maximum: Double?,
        mean: Double?,
        count: Int,
        unusable: Int
    ) {
        self.window = window
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.count = count
        self.unusable = unusable
    }
}
