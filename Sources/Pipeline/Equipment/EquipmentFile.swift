import Detection
import Plant

/// Reads what is known of equipment from YAML: the program's own file and a site's.
enum EquipmentFile {
    /// What is built in.
    static func builtIn() throws -> EquipmentKnowledge {
        try read(EmbeddedEquipment.yaml, file: "equipment.yaml")
    }

    /// - Throws: ``ConfigurationError`` that names key and line.
    static func read(_ yaml: String, file: String) throws -> EquipmentKnowledge {
        guard var root = try SettingsNode(yaml: yaml, file: file) else { return EquipmentKnowledge(classes: []) }
        let classes = try root.list("classes").map(equipmentClass)
        let figures = try root.list("constants").map(constant) + root.list("curves").map(curve)
        try root.finish()
        return EquipmentKnowledge(classes: classes, figures: figures)
    }

    private static func equipmentClass(_ node: SettingsNode) throws -> EquipmentKnowledge.Class {
        var node = node
        let result = EquipmentKnowledge.Class(
            code: try node.required("class", example: "PU").uppercased(),
            words: try node.texts("words"),
            calculations: try node.list("calculations").map(calculation),
            mechanisms: try node.list("mechanisms").map(mechanism)
        )
        try node.finish()
        return result
    }

    private static func name(_ node: inout SettingsNode) throws -> EquipmentKnowledge.LocalName {
        EquipmentKnowledge.LocalName(
            english: try node.required("name", example: "mechanical seal leak"),
            korean: try node.text("korean"),
            arabic: try node.text("arabic")
        )
    }

    private static func calculation(_ node: SettingsNode) throws -> EquipmentKnowledge.Calculation {
        var node = node
        let name = try name(&node)
        let text = try node.required("formula", example: "hot_out - cold_in")
        let formula: Formula
        do throws(Formula.Mistake) {
            formula = try Formula(text)
        } catch {
            throw node.error("has a formula '\(text)' that cannot be read: \(error.description)")
        }
        let result = EquipmentKnowledge.Calculation(
            name: name,
            formula: formula,
            inputs: try node.list("inputs").map(input),
            change: try node.number("change", in: 0.001...10) ?? 0.1
        )
        try node.finish()
        return result
    }

    private static func input(_ node: SettingsNode) throws -> EquipmentKnowledge.Calculation.Input {
        var node = node
        let result = EquipmentKnowledge.Calculation.Input(
            name: try node.required("as", example: "flow"),
            tag: try node.texts("tag")
        )
        try node.finish()
        return result
    }

    private static func mechanism(_ node: SettingsNode) throws -> EquipmentKnowledge.Mechanism {
        var node = node
        let result = EquipmentKnowledge.Mechanism(
            name: try name(&node),
            mode: try node.text("mode").map { $0.uppercased() },
            mechanism: try node.text("mechanism"),
            needs: try node.integer("needs", in: 1...20) ?? 2,
            signs: try node.list("signs").map(sign),
            check: try node.text("check")
        )
        guard !result.signs.isEmpty else { throw node.error("has no signs; write for example - rises: [vibration]") }
        try node.finish()
        return result
    }

    private static func sign(_ node: SettingsNode) throws -> EquipmentKnowledge.Sign {
        var node = node
        var found: [EquipmentKnowledge.Sign] = []
        for direction in EquipmentKnowledge.Sign.Direction.allCases {
            let quantities = try node.texts(direction.rawValue)
            if !quantities.isEmpty {
                found.append(EquipmentKnowledge.Sign(direction: direction, quantities: quantities))
            }
        }
        try node.finish()
        guard let sign = found.first, found.count == 1 else {
            throw node.error("must say one of rises, falls, swings, freezes, for example rises: [vibration]")
        }
        return sign
    }

    // MARK: A site's figures

    private static func constant(_ node: SettingsNode) throws -> EquipmentKnowledge.SiteFigure {
        var node = node
        let asset = try node.required("asset", example: "K-102")
        let name = try node.required("name", example: "surge_flow")
        guard let value = try node.number("value", in: -1e12...1e12) else { throw node.error("has no value") }
        try node.finish()
        return EquipmentKnowledge.SiteFigure(asset: AssetID(asset), name: name, value: .number(value))
    }

    private static func curve(_ node: SettingsNode) throws -> EquipmentKnowledge.SiteFigure {
        var node = node
        let asset = try node.required("asset", example: "P-101A")
        let name = try node.required("name", example: "head_curve")
        var points: [FormulaValue.Point] = []
        for text in try node.texts("points") {
            let parts = text.split { $0 == " " || $0 == "," || $0 == ":" }.compactMap { Double($0) }
            guard parts.count == 2 else { throw node.error("has a point '\(text)'; write for example - 500 23.1") }
            points.append(FormulaValue.Point(x: parts[0], y: parts[1]))
        }
        guard points.count > 1 else { throw node.error("has fewer than two points") }
        try node.finish()
        return EquipmentKnowledge.SiteFigure(
            asset: AssetID(asset),
            name: name,
            value: .curve(points.sorted { ($0.x, $0.y) < ($1.x, $1.y) })
        )
    }
}
