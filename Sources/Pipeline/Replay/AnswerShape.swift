import HTTPTransport

/// What an answer is made of, whatever it says: its fields with their types, how it was sent, how it ended.
struct AnswerShape: Sendable, Hashable {
    private let status: Int
    private let type: String
    private let ending: String
    private let hasDone: Bool
    /// Path of a field → the types that its values have.
    private let fields: [String: Set<String>]

    init(_ answer: RecordedResponse) {
        status = answer.status
        type = String((answer.headers["content-type"] ?? "none").prefix { $0 != ";" })
        ending = answer.ending.words
        hasDone = String(decoding: answer.bytes.suffix(64), as: UTF8.self).contains("[DONE]")
        var fields: [String: Set<String>] = [:]
        for value in answer.values { AnswerShape.gather(value, "", &fields) }
        self.fields = fields
    }

    private static func gather(_ value: JSONValue, _ path: String, _ fields: inout [String: Set<String>]) {
        switch value {
        case .object(let members):
            for (key, member) in members { gather(member, path.isEmpty ? key : path + "." + key, &fields) }
            if members.isEmpty { fields[path, default: []].insert("object") }
        case .array(let elements):
            for element in elements { gather(element, path + "[]", &fields) }
            if elements.isEmpty { fields[path, default: []].insert("list") }
        case .string: fields[path, default: []].insert("text")
        case .integer, .longInteger, .number: fields[path, default: []].insert("number")
        case .bool: fields[path, default: []].insert("truth value")
        case .null: fields[path, default: []].insert("null")
        }
    }

    /// How a live answer is built otherwise than the recorded one, one line each. A field that is null here and has a
    /// value there is no difference.
    func differences(to live: AnswerShape) -> [String] {
        var found: [String] = []
        func compare(_ what: String, _ recorded: String, _ now: String) {
            if recorded != now { found.append("\(what): recorded \(recorded), now \(now)") }
        }
        compare("status", "\(status)", "\(live.status)")
        compare("content type", type, live.type)
        compare("ending", ending, live.ending)
        compare("[DONE]", hasDone ? "sent" : "not sent", live.hasDone ? "sent" : "not sent")
        // An error has other fields than an answer: its status says it all.
        guard status == live.status else { return found }
        for path in Set(fields.keys).union(live.fields.keys).sorted() {
            guard let mine = fields[path] else {
                found.append("+ \(path): new (\(AnswerShape.words(live.fields[path] ?? [])))")
                continue
            }
            guard let theirs = live.fields[path] else {
                if !AnswerShape.isContinued(path, in: live.fields) {
                    found.append("- \(path): gone (\(AnswerShape.words(mine)))")
                }
                continue
            }
            let (was, now) = (mine.subtracting(["null"]), theirs.subtracting(["null"]))
            if !was.isEmpty, !now.isEmpty, was != now {
                found.append("~ \(path): recorded \(AnswerShape.words(was)), now \(AnswerShape.words(now))")
            }
        }
        return found
    }

    /// A field that was null or empty and now has something below it.
    private static func isContinued(_ path: String, in fields: [String: Set<String>]) -> Bool {
        fields.keys.contains { $0.hasPrefix(path + ".") || $0.hasPrefix(path + "[]") }
    }

    private static func words(_ types: Set<String>) -> String {
        types.sorted().joined(separator: " or ")
    }
}

extension RecordedResponse.Ending {
    var words: String {
        switch self {
        case .complete: "complete"
        case .cut: "cut before its end"
        case .failed(let code): "failed: \(code.rawValue)"
        }
    }
}
