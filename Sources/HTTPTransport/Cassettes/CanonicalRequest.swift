/// A request reduced to what makes it that request: method, path, and body with sorted keys and without fields that are
/// declared to change from call to call. Host, headers and the order of keys do not matter.
package struct CanonicalRequest: Sendable, Hashable {
    package enum Body: Sendable, Hashable {
        case none
        case json(JSONValue)
        /// What is not JSON.
        case text(String)
    }

    package let method: String
    /// With the query.
    package let path: String
    package let body: Body

    package init(method: String, path: String, body: Body) {
        self.method = method
        self.path = path
        self.body = body
    }

    /// - Parameter volatile: Fields that take no part, as paths: `seed`, `metadata.trace_id`, `messages.*.id`.
    package init(_ request: HTTPRequest, volatile: [String]) {
        method = request.method
        path = CanonicalRequest.path(of: request.url)
        if request.body.isEmpty {
            body = .none
        } else if let value = try? JSONValue(bytes: request.body) {
            body = .json(
                volatile.reduce(value) { value, field in
                    value.removing(field.split(separator: ".").map(String.init)[...])
                }
            )
        } else {
            body = .text(String(decoding: request.body, as: UTF8.self))
        }
    }

    /// What the digest is made of.
    package var text: String {
        switch body {
        case .none: "\(method) \(path)\n"
        case .json(let value): "\(method) \(path)\n\(value.text())"
        case .text(let text): "\(method) \(path)\n\(text)"
        }
    }

    private static func path(of url: String) -> String {
        let bytes = Array(url.utf8.prefix { $0 != UInt8(ascii: "#") })
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 3 <= bytes.count else {
            return url
        }
        let path = bytes[(colon + 3)...].drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        let text = String(decoding: path, as: UTF8.self)
        return text.hasPrefix("/") ? text : "/" + text
    }
}

extension JSONValue {
    /// The value without a member; `*` in a path stands for every member or element.
    fileprivate func removing(_ path: ArraySlice<String>) -> JSONValue {
        guard let name = path.first else { return self }
        let rest = path.dropFirst()
        switch self {
        case .object(var members):
            for key in members.keys where name == "*" || key == name {
                members[key] = rest.isEmpty ? nil : members[key]?.removing(rest)
            }
            return .object(members)
        case .array(let elements):
            guard name == "*", !rest.isEmpty else { return self }
            return .array(elements.map { $0.removing(rest) })
        default: return self
        }
    }
}
