import HTTPTransport

/// What is wrong with a value, held against a JSON Schema.
///
/// The part of JSON Schema that prompts here use: `type`, `properties`, `required`, `additionalProperties: false`,
/// `items`, `minItems`, `maxItems`, `enum`, `const`, `anyOf`.
struct SchemaCheck {
    private static let most = 6
    private(set) var problems: [String] = []

    init(_ value: JSONValue, against schema: JSONValue) {
        check(value, schema, at: "")
    }

    private mutating func add(_ place: String, _ words: String) {
        guard problems.count < SchemaCheck.most else { return }
        problems.append((place.isEmpty ? "the reply" : place) + " " + words)
    }

    private mutating func check(_ value: JSONValue, _ schema: JSONValue, at place: String) {
        if let choices = schema["anyOf"]?.array {
            guard !choices.contains(where: { SchemaCheck(value, against: $0).problems.isEmpty }) else { return }
            add(place, "is none of what it may be")
        }
        if let expected = SchemaCheck.types(schema), !expected.contains(where: { SchemaCheck.fits(value, $0) }) {
            add(place, "must be \(SchemaCheck.named(expected)), but is \(SchemaCheck.kind(value))")
            return
        }
        if let allowed = schema["enum"]?.array, !allowed.contains(value) {
            add(place, "must be one of " + allowed.map { $0.text() }.joined(separator: ", "))
        }
        if let wanted = schema["const"], wanted != value { add(place, "must be " + wanted.text()) }
        if let members = value.object { checkMembers(members, schema, place) }
        if let elements = value.array { checkElements(elements, schema, place) }
    }

    private mutating func checkMembers(_ members: [String: JSONValue], _ schema: JSONValue, _ place: String) {
        for name in schema["required"]?.array?.compactMap(\.string) ?? [] where members[name] == nil {
            add(place, "lacks \"\(name)\"")
        }
        let known = schema["properties"]?.object ?? [:]
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            let inside = place.isEmpty ? name : place + "." + name
            if let rule = known[name] {
                check(member, rule, at: inside)
            } else if schema["additionalProperties"]?.bool == false {
                add(place, "may not have \"\(name)\"")
            }
        }
    }

    private mutating func checkElements(_ elements: [JSONValue], _ schema: JSONValue, _ place: String) {
        if let least = schema["minItems"]?.integer, elements.count < least {
            add(place, "must have at least \(least) elements, but has \(elements.count)")
        }
        if let most = schema["maxItems"]?.integer, elements.count > most {
            add(place, "must have at most \(most) elements, but has \(elements.count)")
        }
        guard let rule = schema["items"] else { return }
        for (index, element) in elements.enumerated() { check(element, rule, at: "\(place)[\(index)]") }
    }

    private static func types(_ schema: JSONValue) -> [String]? {
        schema["type"]?.string.map { [$0] } ?? schema["type"]?.array?.compactMap(\.string)
    }

    private static func fits(_ value: JSONValue, _ type: String) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "integer": value.integer != nil
        case "number": value.number != nil
        case "boolean": value.bool != nil
        case "null": value == .null
        default: true
        }
    }

    private static func kind(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .longInteger, .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }

    private static func named(_ types: [String]) -> String {
        types.map { $0 == "string" ? "a text" : $0 == "array" || $0 == "object" ? "an \($0)" : $0 }
            .joined(separator: " or ")
    }
}
