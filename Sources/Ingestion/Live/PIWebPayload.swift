package import Plant

/// What PI Web API answers, as far as readings need it (AVEVA PI Web API Reference 2023).
package enum PIWebPayload {
    /// A point or an attribute found by its path.
    package struct Point: Sendable, Hashable {
        package var path: String
        /// `nil` where there is none.
        package var webID: String?
        package var name: String
        package var description: String
        package var unit: String
        package var fault: String?
    }

    /// What was recorded in one stream.
    package struct Stream: Sendable, Hashable {
        package var webID: String?
        package var count = 0
        package var first: Timestamp?
        package var last: Timestamp?
        package var fault: String?
    }

    // MARK: Points

    /// Reads an answer of `points/multiple` or `attributes/multiple`.
    package static func points(_ bytes: [UInt8]) throws(PayloadFault) -> [Point] {
        let root = try parse(bytes)
        guard case .array(let items)? = root.member("Items") else {
            throw PayloadFault("bad_json", "the answer has no Items")
        }
        return items.map { item in
            var point = Point(
                path: text(item.member("Identifier")),
                webID: nil,
                name: "",
                description: "",
                unit: "",
                fault: nil
            )
            if let fault = fault(item.member("Exception")) {
                point.fault = fault
                return point
            }
            guard let object = item.member("Object"), case .string = object.member("WebId") else {
                point.fault = "it was not found"
                return point
            }
            point.webID = text(object.member("WebId"))
            point.name = text(object.member("Name"))
            point.description = text(object.member("Descriptor") ?? object.member("Description"))
            point.unit = text(object.member("EngineeringUnits") ?? object.member("DefaultUnitsNameAbbreviation"))
            return point
        }
    }

    // MARK: Values

    /// Reads an answer of `streamsets/recorded` or `streamsets/interpolated`.
    ///
    /// - Parameter tag: The tag of a stream, by its WebId; `nil` leaves it out.
    package static func streamSet(
        _ bytes: [UInt8],
        from: Timestamp?,
        into batch: inout LiveBatch,
        tag: (String) -> String?
    ) throws(PayloadFault) -> [Stream] {
        let root = try parse(bytes)
        guard case .array(let items)? = root.member("Items") else {
            throw PayloadFault("bad_json", "the answer has no Items")
        }
        var streams: [Stream] = []
        for item in items {
            let webID = text(item.member("WebId"))
            guard let name = tag(webID) else { continue }
            var stream = try self.stream(item, tag: name, from: from, into: &batch)
            stream.webID = webID
            streams.append(stream)
        }
        return streams
    }

    /// Reads an answer of `streams/{webId}/recorded`.
    package static func stream(
        _ bytes: [UInt8],
        tag: String,
        from: Timestamp?,
        into batch: inout LiveBatch
    ) throws(PayloadFault) -> Stream {
        try stream(try parse(bytes), tag: tag, from: from, into: &batch)
    }

    private static func stream(
        _ value: JsonValue,
        tag: String,
        from: Timestamp?,
        into batch: inout LiveBatch
    ) throws(PayloadFault) -> Stream {
        var stream = Stream()
        if let fault = fault(value.member("Exception")) ?? fault(value) {
            stream.fault = fault
            return stream
        }
        guard case .array(let items)? = value.member("Items") else {
            stream.fault = "the answer has no Items for it"
            return stream
        }
        var times = LiveTimes(zone: .utc)
        for item in items {
            guard case .string(let written)? = item.member("Timestamp") else {
                // An error in the middle of a stream stands where a value should.
                stream.fault = fault(item) ?? "a value has no Timestamp"
                continue
            }
            let time = Timestamp(nanoseconds: try times.moment(written))
            stream.count += 1
            stream.first = min(stream.first ?? time, time)
            stream.last = max(stream.last ?? time, time)
            guard from.map({ time >= $0 }) ?? true else { continue }
            batch.add(tag, time.nanoseconds, reading(item))
        }
        return stream
    }

    private static func reading(_ item: JsonValue) -> LiveValue {
        let isGood = item.member("Good") != .boolean(false)
        let isDoubtful = item.member("Questionable") == .boolean(true) || item.member("Substituted") == .boolean(true)
        let good: Quality = isDoubtful ? .uncertain : .good
        switch item.member("Value") {
        case .number(let digits)?:
            guard case .number(let number) = DecimalNumber.parse(digits) else { return .status(.notANumber, "NaN") }
            return isGood ? LiveValue(number, good) : .status(.bad, "bad")
        case .boolean(let isOn)?: return isGood ? LiveValue(isOn ? 1 : 0, good) : .status(.bad, "bad")
        case .string(let bytes)?:
            if isGood, case .number(let number) = DecimalNumber.parse(bytes) { return LiveValue(number, good) }
            return status(String(decoding: bytes, as: UTF8.self), isGood: isGood)
        case .object?:
            // A digital state: {"Name": "Bad Input", "Value": 255, "IsSystem": true}
            let name = text(item.member("Value")?.member("Name"))
            if isGood, item.member("Value")?.member("IsSystem") != .boolean(true),
                case .number(let digits)? = item.member("Value")?.member("Value"),
                case .number(let code) = DecimalNumber.parse(digits)
            {
                return LiveValue(code, good)
            }
            guard !name.isEmpty else {
                return .status(.bad, String((fault(item.member("Value")) ?? "bad").prefix(64)))
            }
            return status(name, isGood: isGood && item.member("Value")?.member("IsSystem") != .boolean(true))
        case .array?: return .status(.bad, "(a list)")
        case .null?, nil: return .status(.noData, "null")
        }
    }

    private static func status(_ text: String, isGood: Bool) -> LiveValue {
        let meant = StatusText.quality(of: text)
        return .status(
            isGood || StatusText.isKnown(text) ? meant : meant == .digitalState ? .bad : meant,
            String(text.prefix(64))
        )
    }

    // MARK: Faults

    /// What an answer says went wrong; `nil` where it says nothing.
    package static func fault(in bytes: [UInt8]) -> String? {
        (try? JsonParser.parse(bytes)).flatMap { fault($0) ?? text($0.member("Message")).nonEmpty }
    }

    private static func parse(_ bytes: [UInt8]) throws(PayloadFault) -> JsonValue {
        let root: JsonValue
        do {
            root = try JsonParser.parse(bytes)
        } catch {
            throw PayloadFault("bad_json", "byte \(error.offset): \(error.message)")
        }
        // The stream broke after the status had been sent.
        if let exception = root.member("WebException"), exception != .null {
            throw PayloadFault("web_exception", fault(exception) ?? "the server broke off its answer")
        }
        return root
    }

    private static func fault(_ value: JsonValue?) -> String? {
        guard let value, case .object = value, case .array(let errors)? = value.member("Errors") else { return nil }
        let said = errors.compactMap { error -> String? in
            switch error {
            case .string(let bytes): String(decoding: bytes, as: UTF8.self)
            // Streams write {"FieldName": "Value", "Message": ["…"]}.
            case .object:
                if case .array(let parts)? = error.member("Message") {
                    parts.map { text($0) }.joined(separator: "; ")
                } else {
                    text(error.member("Message")).nonEmpty
                }
            default: nil
            }
        }
        return said.isEmpty ? nil : said.joined(separator: "; ")
    }

    private static func text(_ value: JsonValue?) -> String {
        guard case .string(let bytes)? = value else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
