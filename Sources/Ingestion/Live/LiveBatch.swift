package import Plant

/// Readings gathered from messages, one series a tag, with what is told of them.
package struct LiveBatch: Sendable {
    private var slots: [String: Int] = [:]
    private var series: [ReadingSeries] = []
    /// Readings with a number that can be used.
    package private(set) var readings = 0
    /// Readings without one, by quality.
    package private(set) var badQuality: [String: Int] = [:]
    /// What a store of readings has no place for, by kind.
    package private(set) var leftOut: [String: Int] = [:]
    package private(set) var from: Timestamp?
    package private(set) var to: Timestamp?
    /// What a source says of tags: their unit of measure and description.
    package private(set) var described: [TagName: Tag] = [:]

    package init() {}

    mutating func add(_ name: String, _ time: Int64, _ reading: LiveValue) {
        let slot: Int
        if let known = slots[name] {
            slot = known
        } else {
            slot = series.count
            series.append(ReadingSeries(tag: TagName(name)))
            slots[name] = slot
        }
        switch reading {
        case .number(let value, let quality):
            series[slot].append(Reading(time: Timestamp(nanoseconds: time), value: value, quality: quality))
            readings += 1
        case .status(let quality, let text):
            series[slot].append(Reading(time: Timestamp(nanoseconds: time), value: 0, quality: quality))
            badQuality[text, default: 0] += 1
        }
        if from.map({ time < $0.nanoseconds }) ?? true { from = Timestamp(nanoseconds: time) }
        if to.map({ time > $0.nanoseconds }) ?? true { to = Timestamp(nanoseconds: time) }
    }

    mutating func leaveOut(_ kind: String) {
        leftOut[kind, default: 0] += 1
    }

    mutating func describe(_ tag: Tag) {
        described[tag.name] = tag
    }

    /// What was gathered, ordered by tag.
    package var allSeries: [ReadingSeries] {
        series.sorted { $0.tag < $1.tag }
    }
}

/// What a message says of a tag at a moment.
enum LiveValue: Hashable {
    case number(Double, Quality)
    /// No number that can be used, and the word that is counted.
    case status(Quality, String)

    /// A number as a program has it; what is none becomes a quality.
    init(_ value: Double, _ quality: Quality = .good) {
        if value.isNaN {
            self = .status(.notANumber, "NaN")
        } else if value.isInfinite {
            self = value < 0 ? .status(.negativeInfinity, "-inf") : .status(.positiveInfinity, "inf")
        } else if quality.isUsable {
            self = .number(value, quality)
        } else {
            self = .status(quality, "\(quality)")
        }
    }
}

/// Why a message, or a part of it, could not be taken.
package struct PayloadFault: Error, Sendable, Hashable {
    /// A short stable word: `bad_json`, `bad_time`, `no_tag`, `no_value`, `bad_protobuf`, `unknown_alias`.
    package var reason: String
    /// A sentence: what was found and what was expected.
    package var detail: String

    package init(_ reason: String, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// A payload as it is kept in quarantine: as text where it is text, else in hexadecimal; cut at 4 KiB.
    package static func raw(_ payload: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        if let text = String(validating: payload, as: UTF8.self),
            !payload.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
        {
            return payload.count <= 4_096 ? text : String(decoding: payload.prefix(4_096), as: UTF8.self)
        }
        let hex = payload.prefix(2_044).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "hex:" + String(decoding: hex, as: UTF8.self)
    }
}
