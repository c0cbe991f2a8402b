/// Takes a `text/event-stream` apart as it arrives (WHATWG HTML, 9.2.6).
///
/// It works on bytes and decodes whole lines, so that pieces may end anywhere: within a character, between the two
/// bytes of a line end, within a word. The same bytes give the same events however they are cut.
package struct ServerSentEventParser: Sendable {
    private var lines: LineSplitter
    private var data: [UInt8] = []
    private var hasData = false
    private var event: String?
    private var id: String?
    private let maximumEventBytes: Int

    package init(maximumEventBytes: Int = 4 << 20) {
        self.maximumEventBytes = maximumEventBytes
        lines = LineSplitter(maximumLineBytes: maximumEventBytes, endings: .anyOfThree)
    }

    /// The events that end within these bytes.
    ///
    /// - Throws: ``TransportError`` with code `tooLarge` when an event is longer than allowed.
    package mutating func feed(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var splitter = LineSplitter()
        swap(&splitter, &lines)
        defer { swap(&splitter, &lines) }
        try splitter.feed(bytes) { try take($0, into: &events) }
        return events
    }

    /// What is left when the stream ends: servers that leave out the last blank line are forgiven.
    package mutating func finish() throws -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var splitter = LineSplitter()
        swap(&splitter, &lines)
        defer { swap(&splitter, &lines) }
        try splitter.finish { try take($0, into: &events) }
        dispatch(into: &events)
        return events
    }

    private mutating func take(
        _ line: UnsafeBufferPointer<UInt8>,
        into events: inout [ServerSentEvent]
    ) throws {
        guard !line.isEmpty else {
            dispatch(into: &events)
            return
        }
        let colon = line.firstIndex(of: 0x3A) ?? line.count
        // A line that begins with a colon is a comment, sent to keep the connection open.
        guard colon > 0 else { return }
        var start = min(colon + 1, line.count)
        if start < line.count, line[start] == 0x20 { start += 1 }
        let name = UnsafeBufferPointer(rebasing: line[..<colon])
        let value = UnsafeBufferPointer(rebasing: line[start...])
        if name.elementsEqual("data".utf8) {
            guard data.count + value.count < maximumEventBytes else {
                throw TransportError.tooLarge("an event of the stream", maximumEventBytes)
            }
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        } else if name.elementsEqual("event".utf8) {
            event = String(decoding: value, as: UTF8.self)
        } else if name.elementsEqual("id".utf8), !value.contains(0) {
            id = String(decoding: value, as: UTF8.self)
        }
    }

    private mutating func dispatch(into events: inout [ServerSentEvent]) {
        defer {
            data.removeAll(keepingCapacity: true)
            hasData = false
            event = nil
        }
        guard hasData else { return }
        events.append(
            ServerSentEvent(event: event, data: String(decoding: data, as: UTF8.self), id: id)
        )
    }
}
