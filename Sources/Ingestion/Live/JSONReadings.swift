package import Plant

/// How readings are found in JSON messages. What is not said is looked for under the names people use.
package struct JSONPayloadSettings: Sendable, Hashable {
    /// The tag's name: `{topic}`, `{name}`, `{1}`…; `nil`: the message's own name for it, else its topic.
    package var tag: TagTemplate?
    /// Where the readings are, as names with dots between: `data.values`; `nil`: the message, or its one list.
    package var readings: [String] = []
    package var name: String?
    package var value: String?
    package var time: String?
    package var quality: String?
    /// Members of a wide message that are no tags.
    package var ignore: [String] = []
    /// How times are written that are no ISO 8601 and no count since 1970: `dmy`, `mdy`; or the unit of such a count.
    package var timeFormat: String?
    /// Whether a numeric quality is an OPC UA status (0 is good) and not an OPC DA one (192 is good).
    package var isOPCUA = false

    package init() {}

    package static let templateFields = ["topic", "name"]
    package static let timeFormats = ["dmy", "mdy", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns"]
}

/// Reads readings out of JSON messages: a number alone, an object with a value, a list of them, or an object whose
/// members are tags.
package struct JSONReadings: Sendable {
    private let settings: JSONPayloadSettings
    private var times: LiveTimes

    package init(_ settings: JSONPayloadSettings, zone: SiteTimeZone) {
        self.settings = settings
        times = LiveTimes(zone: zone, format: settings.timeFormat.flatMap { TimeFormat(name: $0) })
    }

    private static let values = ["value", "v", "val"]
    private static let clocks = ["time", "timestamp", "ts", "t", "datetime", "date_time", "sourcetimestamp"]
    private static let qualities = ["quality", "q", "status", "good"]
    private static let names = ["tag", "name", "id", "n", "tagname", "tag_name", "point", "nodeid"]
    private static let lists = ["values", "readings", "data", "items", "points", "metrics"]

    /// Takes a message.
    ///
    /// - Parameter arrival: When it came, for readings that say no time; `nil` for a message that the broker had kept
    ///   from earlier.
    /// - Returns: What could not be taken; the rest of the message was.
    package mutating func read(
        topic: String,
        payload: [UInt8],
        arrival: Timestamp?,
        into batch: inout LiveBatch
    ) -> [PayloadFault] {
        var faults: [PayloadFault] = []
        let root: JsonValue
        do {
            root = try JsonParser.parse(payload)
        } catch {
            return [PayloadFault("bad_json", "byte \(error.offset): \(error.message)")]
        }
        let message = Message(topic: topic, arrival: arrival?.nanoseconds)
        var value = root
        for name in settings.readings {
            guard let inner = value.member(name) else {
                return [PayloadFault("no_value", "there is no '\(settings.readings.joined(separator: "."))' in it")]
            }
            value = inner
        }
        do throws(PayloadFault) {
            let context = try context(of: root, message)
            try take(value, message, context, &batch, &faults)
        } catch {
            faults.append(error)
        }
        return faults
    }

    private struct Message {
        let topic: String
        let arrival: Int64?
    }

    /// What a message says once for all its readings.
    private struct Context {
        var time: Int64?
        var name: String?
    }

    private mutating func context(of root: JsonValue, _ message: Message) throws(PayloadFault) -> Context {
        guard case .object = root else { return Context() }
        return Context(time: try time(of: root), name: name(of: root))
    }

    private mutating func take(
        _ value: JsonValue,
        _ message: Message,
        _ context: Context,
        _ batch: inout LiveBatch,
        _ faults: inout [PayloadFault]
    ) throws(PayloadFault) {
        switch value {
        case .array(let items):
            for item in items {
                do throws(PayloadFault) {
                    try take(item, message, context, &batch, &faults)
                } catch {
                    if faults.count < 100 { faults.append(error) }
                }
            }
        case .object(let members):
            if let own = value.member(any: settings.value, Self.values) {
                let name = self.name(of: value) ?? context.name
                try add(own, of: value, name: name, message, context, &batch)
            } else if settings.readings.isEmpty, let list = list(in: members) {
                try take(list, message, context, &batch, &faults)
            } else {
                try takeWide(value, members, message, context, &batch)
            }
        default: try add(value, of: nil, name: context.name, message, context, &batch)
        }
    }

    /// The one list of readings that an object holds.
    private func list(in members: [JsonMember]) -> JsonValue? {
        let lists = members.filter { member in
            switch member.value {
            case .array(let items): items.contains { if case .object = $0 { true } else { false } }
            case .object: Self.lists.contains(String(decoding: member.name, as: UTF8.self).lowercased())
            default: false
            }
        }
        return lists.count == 1 ? lists[0].value : nil
    }

    /// An object whose members are tags.
    private mutating func takeWide(
        _ value: JsonValue,
        _ members: [JsonMember],
        _ message: Message,
        _ context: Context,
        _ batch: inout LiveBatch
    ) throws(PayloadFault) {
        let own = Context(time: try time(of: value) ?? context.time, name: nil)
        let known = Set(
            (Self.clocks + Self.qualities + Self.names + settings.ignore).map { $0.lowercased() }
                + [settings.time, settings.quality, settings.name].compactMap { $0?.lowercased() }
        )
        var found = 0
        for member in members {
            let name = String(decoding: member.name, as: UTF8.self)
            guard !known.contains(name.lowercased()) else { continue }
            switch member.value {
            case .object:
                guard let inner = member.value.member(any: settings.value, Self.values) else { continue }
                try add(inner, of: member.value, name: name, message, own, &batch)
            case .array: continue
            case .null:
                batch.leaveOut("null")
            case .string(let bytes) where !Self.isReading(bytes):
                // Where it came from, a comment: no state that anybody trends.
                batch.leaveOut("text")
            default: try add(member.value, of: value, name: name, message, own, &batch)
            }
            found += 1
        }
        guard found > 0 else {
            throw PayloadFault("no_value", "it holds no value; say under which name it is as value: or readings:")
        }
    }

    private static func isReading(_ text: [UInt8]) -> Bool {
        if case .text = DecimalNumber.parse(text) { return StatusText.isKnown(String(decoding: text, as: UTF8.self)) }
        return true
    }

    private mutating func add(
        _ value: JsonValue,
        of object: JsonValue?,
        name: String?,
        _ message: Message,
        _ context: Context,
        _ batch: inout LiveBatch
    ) throws(PayloadFault) {
        let written: Int64? = if let object { try time(of: object) } else { nil }
        guard let time = written ?? context.time ?? message.arrival else {
            // The broker kept it from some moment that nobody knows.
            batch.leaveOut("kept by the broker, without a time")
            return
        }
        let tag =
            settings.tag.map { $0.fill(topic: message.topic) { _ in name ?? "" } } ?? name ?? message.topic
        guard !tag.isEmpty else { throw PayloadFault("no_tag", "it names no tag") }
        let said = object.flatMap { $0.member(any: settings.quality, Self.qualities) }.map(quality) ?? .good
        batch.add(tag, time, try reading(value, said))
    }

    private func reading(_ value: JsonValue, _ said: Quality) throws(PayloadFault) -> LiveValue {
        switch value {
        case .null: return said.isUsable ? .status(.noData, "null") : .status(said, "\(said)")
        case .boolean(let isOn): return LiveValue(isOn ? 1 : 0, said)
        case .number(let digits):
            guard case .number(let number) = DecimalNumber.parse(digits) else { return .status(.notANumber, "NaN") }
            return LiveValue(number, said)
        case .string(let bytes):
            switch DecimalNumber.parse(bytes) {
            case .number(let number): return LiveValue(number, said)
            case .blank: return .status(said.isUsable ? .noData : said, "blank")
            case .notANumber: return .status(.notANumber, "NaN")
            case .positiveInfinity: return .status(.positiveInfinity, "inf")
            case .negativeInfinity: return .status(.negativeInfinity, "-inf")
            case .text:
                let text = String(decoding: bytes.prefix(64), as: UTF8.self)
                return .status(said.isUsable ? StatusText.quality(of: text) : said, text)
            }
        case .array, .object: throw PayloadFault("no_value", "the value is a list or an object; say where with value:")
        }
    }

    private func quality(_ value: JsonValue) -> Quality {
        switch value {
        case .boolean(let isGood): return isGood ? .good : .bad
        case .number(let digits):
            let text = String(decoding: digits, as: UTF8.self)
            if settings.isOPCUA {
                guard let code = UInt32(text) else { return .bad }
                return code >> 30 == 0 ? .good : code >> 30 == 1 ? .uncertain : .bad
            }
            return StatusText.columnQuality(of: text) ?? .bad
        case .string(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            if let quality = StatusText.columnQuality(of: text) { return quality }
            let meant = StatusText.quality(of: text)
            // Some other word under "status" says nothing of the value, unless somebody said that it does.
            return meant != .digitalState ? meant : settings.quality == nil ? .good : .uncertain
        case .null, .array, .object: return .good
        }
    }

    private mutating func time(of object: JsonValue) throws(PayloadFault) -> Int64? {
        guard let written = object.member(any: settings.time, Self.clocks) else { return nil }
        switch written {
        case .null: return nil
        case .number(let bytes), .string(let bytes): return try times.moment(bytes)
        case .boolean, .array, .object: throw PayloadFault("bad_time", "the time is neither a text nor a number")
        }
    }

    /// A number under a name that nobody said is a message's own number, not a tag.
    private func name(of object: JsonValue) -> String? {
        switch object.member(any: settings.name, Self.names) {
        case .string(let bytes)?: String(decoding: bytes, as: UTF8.self)
        case .number(let bytes)? where settings.name != nil: String(decoding: bytes, as: UTF8.self)
        default: nil
        }
    }
}
