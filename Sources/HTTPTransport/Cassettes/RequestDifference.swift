/// One place in which a request is not the recorded one.
struct RequestDifference: Sendable, Hashable {
    /// `body.messages[0].content, line 4`
    let place: String
    let recorded: String?
    let asked: String?
    /// How much it counts when the nearest recording is looked for.
    let weight: Int

    static func between(recorded: CanonicalRequest, asked: CanonicalRequest) -> [RequestDifference] {
        var found: [RequestDifference] = []
        if recorded.method != asked.method {
            found.append(
                RequestDifference(
                    place: "method",
                    recorded: recorded.method,
                    asked: asked.method,
                    weight: 1_000
                )
            )
        }
        if recorded.path != asked.path {
            found.append(
                RequestDifference(place: "path", recorded: recorded.path, asked: asked.path, weight: 1_000)
            )
        }
        switch (recorded.body, asked.body) {
        case (.json(let left), .json(let right)): compare(left, right, "body", &found)
        case (.text(let left), .text(let right)): compareText(left, right, "text", &found)
        case (.none, .none): break
        default:
            found.append(
                RequestDifference(
                    place: "body",
                    recorded: text(recorded.body),
                    asked: text(asked.body),
                    weight: 100
                )
            )
        }
        return found
    }

    private static func text(_ body: CanonicalRequest.Body) -> String? {
        switch body {
        case .none: nil
        case .json(let value): value.text()
        case .text(let text): text
        }
    }

    private static func compare(
        _ recorded: JSONValue,
        _ asked: JSONValue,
        _ place: String,
        _ found: inout [RequestDifference]
    ) {
        switch (recorded, asked) {
        case (.object(let left), .object(let right)):
            for key in Set(left.keys).union(right.keys).sorted() {
                member(left[key], right[key], "\(place).\(key)", &found)
            }
        case (.array(let left), .array(let right)):
            for index in 0..<max(left.count, right.count) {
                member(
                    index < left.count ? left[index] : nil,
                    index < right.count ? right[index] : nil,
                    "\(place)[\(index)]",
                    &found
                )
            }
        case (.string(let left), .string(let right)): compareText(left, right, place, &found)
        default:
            guard recorded != asked else { return }
            found.append(
                RequestDifference(place: place, recorded: recorded.text(), asked: asked.text(), weight: 2)
            )
        }
    }

    private static func member(
        _ recorded: JSONValue?,
        _ asked: JSONValue?,
        _ place: String,
        _ found: inout [RequestDifference]
    ) {
        if let recorded, let asked {
            compare(recorded, asked, place, &found)
        } else {
            found.append(
                RequestDifference(
                    place: place,
                    recorded: recorded?.text(),
                    asked: asked?.text(),
                    weight: 10
                )
            )
        }
    }

    /// The first line that differs, weighed by how many do.
    private static func compareText(
        _ recorded: String,
        _ asked: String,
        _ place: String,
        _ found: inout [RequestDifference]
    ) {
        guard !recorded.utf8.elementsEqual(asked.utf8) else { return }
        let left = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let right = asked.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(left, right).prefix { $0.utf8.elementsEqual($1.utf8) }.count
        let common = Set(left).intersection(right).count
        func shown(_ lines: [Substring]) -> String? {
            line < lines.count ? JSONValue.string(String(lines[line])).text() : nil
        }
        found.append(
            RequestDifference(
                place: max(left.count, right.count) > 1 ? "\(place), line \(line + 1)" : place,
                recorded: shown(left),
                asked: shown(right),
                weight: 1 + max(left.count, right.count) - common
            )
        )
    }
}
