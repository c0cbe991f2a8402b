/// What somebody else read off the pages of a document.
package struct DigitisedDocument: Codable, Sendable, Hashable {
    /// A piece of a page: a heading, a paragraph, a table, a caption.
    package struct Element: Codable, Sendable, Hashable {
        /// Counted from 1.
        package var page: Int
        /// As its reader calls it: `heading1`, `paragraph`, `table`, `header`.
        package var category: String
        /// HTML, which keeps rows and columns of tables.
        package var html: String

        package init(page: Int, category: String, html: String) {
            self.page = page
            self.category = category
            self.html = html
        }
    }

    /// The model that read it, in the version that it says itself.
    package var reader: String
    package var pages: Int
    package var elements: [Element]

    package init(reader: String, pages: Int, elements: [Element]) {
        self.reader = reader
        self.pages = pages
        self.elements = elements
    }

    /// The next pages of the same document.
    package mutating func append(_ next: DigitisedDocument) {
        let before = pages
        elements += next.elements.map { Element(page: $0.page + before, category: $0.category, html: $0.html) }
        pages += next.pages
    }
}
