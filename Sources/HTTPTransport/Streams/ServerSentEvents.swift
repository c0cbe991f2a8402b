/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    package var event: String?
    package var data: String
    package var id: String?

    package init(event: String? = nil, data: String, id: String? = nil) {
        self.event = event
        self.data = data
        self.id = id
    }
}

/// Takes a `text/event-stream` apart, byte by byte, so that no character is ever cut (WHATWG HTML, 9.2.6).
package struct ServerSentEventParser: Sendable {
    private let maximumEventBytes: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var event: String?
    private var id: String?
    private var endedWithReturn = false
    private var isFirstLine = true

    package init(maximumEventBytes: Int = 4 << 20) {
        self.maximumEventBytes = maximumEventBytes
    }

    /// - Throws: ``TransportError`` with code `tooLarge` when an event has no end.
    package mutating func feed(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            if endedWithReturn {
                endedWithReturn = false
                if byte == 0x0A { continue }
            }
            switch byte {
            case 0x0A: endLine(into: &events)
            case 0x0D:
                endedWithReturn = true
                endLine(into: &events)
            default:
                line.append(byte)
                guard line.count + data.count <= maximumEventBytes else {
                    throw TransportError(
                        code: .tooLarge,
                        url: "",
                        message: "an event of the stream is longer than \(maximumEventBytes) bytes",
                        mayHaveBeenReceived: true
                    )
                }
            }
        }
        return events
    }

    /// What is left when the stream ends: servers that cut the last blank line off are forgiven.
    package mutating func finish() throws -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        if !line.isEmpty { endLine(into: &events) }
        dispatch(into: &events)
        return events
    }

    private mutating func endLine(into events: inout [ServerSentEvent]) {
        var line = line
        self.line.removeAll(keepingCapacity: true)
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else {
            dispatch(into: &events)
            return
        }
        let colon = line.firstIndex(of: 0x3A)
        guard colon != 0 else { return }
        let name = String(decoding: line[..<(colon ?? line.count)], as: UTF8.self)
        var value = colon.map { line[($0 + 1)...] } ?? []
        if value.first == 0x20 { value = value.dropFirst() }
        switch name {
        case "data":
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        case "event": event = String(decoding: value, as: UTF8.self)
        case "id": id = String(decoding: value, as: UTF8.self)
        default: break
        }
    }

    private mutating func dispatch(into events: inout [ServerSentEvent]) {
        defer {
            data.removeAll(keepingCapacity: true)
            hasData = false
            event = nil
        }
        guard hasData else { return }
        events.append(ServerSentEvent(event: event, data: String(decoding: data, as: UTF8.self), id: id))
    }
}
