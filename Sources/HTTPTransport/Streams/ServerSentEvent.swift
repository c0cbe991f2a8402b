/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    /// Its kind, where it names one.
    package var event: String?
    /// Its lines, joined by line feeds.
    package var data: String
    /// The last id the stream named.
    package var id: String?

    package init(event: String? = nil, data: String, id: String? = nil) {
        self.event = event
        self.data = data
        self.id = id
    }
}
