import TestSupport

/// Office files of any content: the input is the parts of a container, set apart by the byte 0x1E, in the order of
/// ``Form/parts``. Fuzzing whole containers would only try their checksums.
enum ContainerFuzzing {
    struct Form: Sendable {
        var suffix: String
        /// Names of the parts that are fuzzed.
        var parts: [String]
        /// What the container holds besides, so that the parts are reached.
        var given: [(name: String, text: String)]
    }

    static func read(_ bytes: [UInt8], as form: Form) {
        var zip = StoredZip()
        for (name, text) in form.given { zip.add(name, Array(text.utf8)) }
        let contents = bytes.split(separator: 0x1E, maxSplits: form.parts.count - 1, omittingEmptySubsequences: false)
        for (name, content) in Swift.zip(form.parts, contents) { zip.add(name, Array(content)) }
        TableFuzzing.read(zip.bytes, suffix: form.suffix)
    }

    private static let packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static func links(_ targets: [(type: String, target: String)]) -> String {
        let list = targets.enumerated().map { index, link in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relations)/\(link.type)\" Target=\"\(link.target)\"/>"
        }
        return "<Relationships xmlns=\"\(packages)\">\(list.joined())</Relationships>"
    }

    static let workbook = Form(
        suffix: ".xlsx",
        parts: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"],
        given: [
            ("_rels/.rels", links([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/_rels/workbook.xml.rels",
                links([
                    ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                ])
            ),
        ]
    )

    static let word = Form(
        suffix: ".docx",
        parts: ["word/document.xml", "word/styles.xml"],
        given: [
            ("_rels/.rels", links([("officeDocument", "word/document.xml")])),
            ("word/_rels/document.xml.rels", links([("styles", "styles.xml")])),
        ]
    )

    static let hangul = Form(
        suffix: ".hwpx",
        parts: ["Contents/section0.xml", "Contents/header.xml"],
        given: [("mimetype", "application/hwp+zip")]
    )
}
