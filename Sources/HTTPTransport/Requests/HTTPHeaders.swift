/// One header line.
package struct HTTPHeader: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Headers in the order in which they were sent; names compare without regard to letter case.
package struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    package private(set) var all: [HTTPHeader]

    package init(_ headers: [HTTPHeader] = []) {
        all = headers
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        all = elements.map { HTTPHeader(name: $0.0, value: $0.1) }
    }

    /// The first value of a name.
    package subscript(name: String) -> String? {
        all.first { $0.name.isSameHeaderName(as: name) }?.value
    }

    package mutating func append(_ name: String, _ value: String) {
        all.append(HTTPHeader(name: name, value: value))
    }

    /// Joins a folded line to the header before it, as RFC 9112 asks of clients.
    mutating func continueLast(with text: String) {
        guard let last = all.indices.last else { return }
        all[last].value += " " + text
    }

    /// Why these headers cannot be sent; `nil` when they can.
    ///
    /// A line break in a value would let whoever wrote it add headers of their own.
    var fault: String? {
        for header in all {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(\.isHeaderNameByte) else {
                return
                    "the header name '\(header.name.filter { $0.isASCII && !$0.isNewline })' holds characters that are "
                    + "not allowed in one"
            }
            guard header.value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
                return
                    "the value of the header '\(header.name)' holds a line break or another control character"
            }
        }
        return nil
    }
}

extension String {
    fileprivate func isSameHeaderName(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercase == $1.asciiLowercase }
    }
}

extension UInt8 {
    var asciiLowercase: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// RFC 9110 `tchar`.
    fileprivate var isHeaderNameByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
