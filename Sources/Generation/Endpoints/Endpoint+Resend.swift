package import HTTPTransport
package import Plant

extension Endpoint {
    /// A recorded request as this endpoint gets it: at its address, with its key, asking its model; all else as it was.
    ///
    /// - Parameter basePath: What the recorded paths begin with, such as `/v1`.
    package func again(_ recorded: CanonicalRequest, basePath: String) -> HTTPRequest {
        let path = recorded.path.hasPrefix(basePath) ? String(recorded.path.dropFirst(basePath.count)) : recorded.path
        guard recorded.method != "GET" else { return get(path) }
        var body: JSONValue = .object([:])
        switch recorded.body {
        case .none: break
        case .json(let value): body = value
        case .text(let text): body = .string(text)
        }
        var streams = false
        if case .object(var members) = body {
            if members["model"] != nil { members["model"] = .string(model) }
            streams = members["stream"]?.bool ?? false
            body = .object(members)
        }
        return post(path, body, accepting: streams ? "text/event-stream" : "application/json")
    }

    /// Why data of a class may not go here; `nil` when it may.
    package func refusal(of dataClass: DataClass) -> String? {
        EgressPolicy().refusal(of: dataClass, to: self)
    }
}
