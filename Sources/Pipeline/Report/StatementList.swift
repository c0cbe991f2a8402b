import Plant

/// Statements as HTML: supported ones plainly, the others struck with the reason.
struct StatementList {
    let statements: [Statement]
    let anchorPrefix: String

    init(_ statements: [Statement], anchorPrefix: String = "answer") {
        self.statements = statements
        self.anchorPrefix = anchorPrefix
    }

    func html() -> String {
        "<ul>" + statements.map(item).joined(separator: "\n") + "</ul>"
    }

    private func item(_ statement: Statement) -> String {
        let citations = statement.citations.map { id in
            let name = HTMLText.escape(id)
            return "<a class=\"cite\" href=\"#\(anchorPrefix)-\(name)\">[\(name)]</a>"
        }.joined(separator: " ")
        let text = HTMLText.escape(statement.text)
        let confirm = statement.needsConfirmation ? " <b>⚠ a person must confirm this</b>" : ""
        guard statement.verdict != .supported else { return "<li>\(text) \(citations)\(confirm)</li>" }
        let reasons = HTMLText.escape(([statement.verdict.rawValue] + statement.reasons).joined(separator: "; "))
        return
            "<li><span class=\"struck\">\(text)</span> \(citations) <span class=\"reason\">(\(reasons))</span>\(confirm)</li>"
    }
}

/// Evidence as HTML, each item with an anchor that citations jump to.
struct EvidenceList {
    let evidence: [Evidence]
    let anchorPrefix: String

    init(_ evidence: [Evidence], anchorPrefix: String = "answer") {
        self.evidence = evidence
        self.anchorPrefix = anchorPrefix
    }

    func html() -> String {
        evidence.map { item in
            "<div id=\"\(anchorPrefix)-\(HTMLText.escape(item.id))\"><b>\(HTMLText.escape(item.id))</b> "
                + "<span class=\"muted\">\(item.kind.rawValue), \(HTMLText.escape(item.source)), \(item.dataClass.rawValue)</span>"
                + "<pre dir=\"auto\">\(HTMLText.escape(item.text))</pre></div>"
        }.joined(separator: "\n")
    }
}
