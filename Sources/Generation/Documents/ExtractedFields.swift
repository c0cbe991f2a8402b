package import HTTPTransport

/// Fields that a model took from a document, each with the place that it names.
package struct ExtractedFields: Sendable, Hashable {
    package struct Field: Sendable, Hashable {
        /// `valves[2].tag`
        package var name: String
        package var value: JSONValue
        /// Counted from 1; `nil` when the model names none.
        package var page: Int?
        /// As the model says it: `high` or `low`.
        package var confidence: String?
    }

    /// The model, in the version that it says itself.
    package let reader: String
    package let answer: JSONValue
    package let places: JSONValue?
    /// What does not fit the schema.
    package let problems: [String]

    package init(reader: String, answer: JSONValue, places: JSONValue?, problems: [String]) {
        self.reader = reader
        self.answer = answer
        self.places = places
        self.problems = problems
    }

    /// Each value by itself, in the order of their names.
    package var fields: [Field] {
        var fields: [Field] = []
        add(answer, places, "", to: &fields)
        return fields
    }

    private func add(_ value: JSONValue, _ place: JSONValue?, _ name: String, to fields: inout [Field]) {
        switch value {
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                add(member, place?[key], name.isEmpty ? key : name + "." + key, to: &fields)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                let places = place?.array ?? place?["_value"]?.array
                let own = places.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? place
                add(element, own, "\(name)[\(index)]", to: &fields)
            }
        case .null: fields.append(Field(name: name, value: .null))
        default:
            fields.append(
                Field(
                    name: name,
                    value: value,
                    page: ExtractedFields.page(place),
                    confidence: place?["confidence"]?.string
                )
            )
        }
    }

    /// `page` beside the value, or in the first of its places.
    private static func page(_ place: JSONValue?) -> Int? {
        for key in ["page", "page_number"] {
            if let page = place?[key]?.integer { return page > 0 ? page : nil }
        }
        for key in ["location", "locations", "coordinates"] {
            if let page = place?[key]?["page"]?.integer ?? place?[key]?.array?.first?["page"]?.integer { return page }
        }
        return nil
    }
}

extension ExtractedFields {
    /// As it is kept, so that it is not asked for twice.
    package var kept: JSONValue {
        [
            "reader": .string(reader), "answer": answer, "places": places ?? .null,
            "problems": .array(problems.map { .string($0) }),
        ]
    }

    /// - Throws: ``DocumentReplyError`` when it was not kept by this program.
    package init(kept: JSONValue) throws {
        guard let reader = kept["reader"]?.string, let answer = kept["answer"] else {
            throw DocumentReplyError(message: "what was kept holds no answer")
        }
        self.init(
            reader: reader,
            answer: answer,
            places: kept["places"],
            problems: kept["problems"]?.array?.compactMap(\.string) ?? []
        )
    }
}
