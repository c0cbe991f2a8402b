/// Which vectors a file holds. Those of another model, length or way of composing the text cannot be compared with them.
package struct VectorSpace: Sendable, Hashable, CustomStringConvertible {
    /// The family of models, without what tells question from passage.
    package var model: String
    package var dimension: Int
    /// How a document's text is composed before it is embedded; see ``SearchDocument/embeddedText``.
    package var textVersion: UInt32

    package init(model: String, dimension: Int, textVersion: UInt32 = SearchDocument.embeddedTextVersion) {
        self.model = model
        self.dimension = dimension
        self.textVersion = textVersion
    }

    package var description: String { "\(model) with \(dimension) dimensions, text version \(textVersion)" }
}

/// Vectors that cannot be used.
package enum VectorFileError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case corrupt(path: String)
    case otherSpace(path: String, found: VectorSpace, expected: VectorSpace)
    /// A vector that is empty, of another length than the file's, or holds what is no number.
    case unusableVector(place: Int, dimension: Int, expected: Int)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): the vectors cannot be read (\(reason))"
        case .unwritable(let path, let reason): "\(path): the vectors cannot be kept (\(reason))"
        case .corrupt(let path):
            "\(path): the head of the vectors' file is damaged; delete it and the passages are embedded anew"
        case .otherSpace(let path, let found, let expected):
            "\(path): the vectors were made with \(found), the settings ask for \(expected); go back to the model they "
                + "were made with, or delete the file and the passages are embedded anew"
        case .unusableVector(let place, let dimension, let expected):
            "vector \(place) has \(dimension) numbers, or some that are not finite or all zero; expected \(expected)"
        }
    }
}

extension SearchDocument {
    /// Raised when ``embeddedText`` changes, so that older vectors are not mixed with newer ones.
    package static let embeddedTextVersion: UInt32 = 1

    /// The text that an embedding model gets.
    package var embeddedText: String { title.isEmpty ? text : title + "\n" + text }
}
