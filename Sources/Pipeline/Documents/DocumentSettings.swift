import Plant

/// An endpoint that reads documents and takes fields from them, as configured.
package struct DocumentSettings: Sendable, Hashable {
    package static let usualModel = "document-parse"

    package var endpoint: EndpointSettings
    /// The model that takes fields from a document.
    package var extractionModel = "information-extract"
    /// Whether PDFs in which every page holds its text are read here.
    package var scansOnly = false
    /// What a page costs, in the currency of the budget.
    package var pagePrice: Double?

    package init(endpoint: EndpointSettings) {
        self.endpoint = endpoint
    }
}

extension Configuration {
    func documents(_ node: SettingsNode) throws -> DocumentSettings {
        var node = node
        var settings = DocumentSettings(
            endpoint: try endpoint(
                &node,
                named: try node.text("name") ?? "documents",
                url: "https://api.upstage.ai/v1",
                model: DocumentSettings.usualModel,
                usualModel: DocumentSettings.usualModel,
                usualDialect: "upstage"
            )
        )
        settings.extractionModel = try node.text("extraction_model") ?? settings.extractionModel
        settings.scansOnly = try node.boolean("scans_only") ?? settings.scansOnly
        settings.pagePrice = try node.number("price_page", in: 0...1e12)
        // A hundred pages take minutes before the answer begins; the server gives up after five.
        settings.endpoint.firstByteTimeout = settings.endpoint.firstByteTimeout ?? 320
        settings.endpoint.width = settings.endpoint.width ?? 1
        try node.finish()
        return settings
    }
}
