package import Plant

/// An answer as one HTML page with its trends.
package struct AnswerPage: Sendable {
    private let answer: Answer
    private let pictures: [String]

    /// - Parameter pictures: SVG pictures of the trends among the evidence.
    package init(_ answer: Answer, pictures: [String]) {
        self.answer = answer
        self.pictures = pictures
    }

    package func html() -> String {
        let heading = AnswerHeadings(language: answer.language)
        var body = ["<h1>\(HTMLText.escape(answer.question))</h1>", StatementList(answer.statements).html()]
        if !answer.missing.isEmpty {
            body.append("<h2>\(heading.missing)</h2><ul>")
            body.append(contentsOf: answer.missing.map { "<li>\(HTMLText.escape($0))</li>" })
            body.append("</ul>")
        }
        if !pictures.isEmpty {
            body.append("<h2>\(heading.trends)</h2>")
            body.append(contentsOf: pictures)
        }
        body.append("<h2>\(heading.evidence)</h2>")
        body.append(EvidenceList(answer.evidence).html())
        body.append("<p class=\"muted\">\(HTMLText.escape(heading.made(answer.made)))</p>")
        return HTMLText.page(title: answer.question, language: answer.language, body: body.joined(separator: "\n"))
    }
}
