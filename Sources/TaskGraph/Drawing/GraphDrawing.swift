/// Draws a graph: inputs as pills, durable stages as drums, fan-outs with double sides, the output with a thick line.
public struct GraphDrawing: Sendable {
    let plan: Plan

    /// In Mermaid's language, as Markdown renderers show it.
    public func mermaid() -> String {
        var lines = ["flowchart TD"]
        for (index, node) in plan.nodes.enumerated() {
            let text =
                "\"\(Self.mermaidText(node.name))\(node.remark.isEmpty ? "" : "<br/><small>\(Self.mermaidText(node.remark))</small>")\""
            let shape =
                switch (node.kind, node.schema) {
                case (.input, _): "([\(text)])"
                case (.fanOut, _): "[[\(text)]]"
                case (_, .some): "[(\(text))]"
                default: "[\(text)]"
                }
            lines.append("    n\(index)\(shape)")
        }
        for (index, node) in plan.nodes.enumerated() {
            for input in node.inputs { lines.append("    n\(input) --> n\(index)") }
        }
        lines.append("    style n\(plan.output) stroke-width:3px")
        return lines.joined(separator: "\n") + "\n"
    }

    /// In Graphviz' language.
    public func dot() -> String {
        var lines = [
            "digraph \"\(Self.dotText(plan.name))\" {", "    rankdir=TB", "    node [shape=box, style=rounded]",
        ]
        for (index, node) in plan.nodes.enumerated() {
            let label = Self.dotText(node.name) + (node.remark.isEmpty ? "" : "\\n\(Self.dotText(node.remark))")
            var attributes = ["label=\"\(label)\""]
            switch (node.kind, node.schema) {
            case (.input, _): attributes.append("shape=oval")
            case (.fanOut, .some): attributes += ["shape=cylinder", "peripheries=2"]
            case (.fanOut, .none): attributes.append("peripheries=2")
            case (_, .some): attributes.append("shape=cylinder")
            default: break
            }
            if index == plan.output { attributes.append("penwidth=3") }
            lines.append("    n\(index) [\(attributes.joined(separator: ", "))]")
        }
        for (index, node) in plan.nodes.enumerated() {
            for input in node.inputs { lines.append("    n\(input) -> n\(index)") }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func mermaidText(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "#quot;"
            case "#": escaped += "#35;"
            case "<": escaped += "#lt;"
            case ">": escaped += "#gt;"
            case "\n", "\r": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func dotText(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n", "\r": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
