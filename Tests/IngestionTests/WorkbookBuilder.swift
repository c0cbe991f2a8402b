import TestSupport

/// Makes XLSX files for tests, part by part as the standard has them.
struct WorkbookBuilder {
    struct Sheet {
        var name: String
        var rows: String
        var merges: [String] = []
        var state: String?
    }

    var sheets: [Sheet]
    var startsIn1904 = false
    var sharedStrings: [String] = []
    var prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

    init(_ sheets: [Sheet]) {
        self.sheets = sheets
    }

    /// A workbook with one sheet.
    init(rows: String, merges: [String] = []) {
        sheets = [Sheet(name: "Sheet1", rows: rows, merges: merges)]
    }

    /// Style 1 is a date, 2 a date with a time, 3 a time of day, 4 a duration, 5 a Korean date, 6 a plain number.
    private static let styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">
        <numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/>
        <numFmt numFmtId="166" formatCode="[$-412]yyyy&quot;년&quot; m&quot;월&quot; d&quot;일&quot;;@"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
        <xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="2"/></cellXfs>
        </styleSheet>
        """

    var zip: StoredZip {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let packages = "http://schemas.openxmlformats.org/package/2006/relationships"
        var zip = StoredZip()
        func add(_ name: String, _ text: String) { zip.add(name, Array((prolog + text).utf8)) }
        add(
            "_rels/.rels",
            "<Relationships xmlns=\"\(packages)\"><Relationship Id=\"rId1\" Type=\"\(relations)/officeDocument\" "
                + "Target=\"xl/workbook.xml\"/></Relationships>"
        )
        var list = ""
        var links = ""
        for (index, sheet) in sheets.enumerated() {
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
            links +=
                "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relations)/worksheet\" "
                + "Target=\"worksheets/sheet\(index + 1).xml\"/>"
        }
        links += "<Relationship Id=\"rId98\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/>"
        links += "<Relationship Id=\"rId99\" Type=\"\(relations)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
        let old = startsIn1904 ? " date1904=\"1\"" : ""
        add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><workbookPr\(old)/><sheets>\(list)</sheets></workbook>"
        )
        add("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"\(packages)\">\(links)</Relationships>")
        add("xl/styles.xml", WorkbookBuilder.styles)
        add(
            "xl/sharedStrings.xml",
            "<sst xmlns=\"\(main)\">" + sharedStrings.map { "<si>\($0)</si>" }.joined() + "</sst>"
        )
        for (index, sheet) in sheets.enumerated() {
            let merged = sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
            add(
                "xl/worksheets/sheet\(index + 1).xml",
                "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData>"
                    + (merged.isEmpty ? "" : "<mergeCells>\(merged)</mergeCells>") + "</worksheet>"
            )
        }
        return zip
    }

    var bytes: [UInt8] { zip.bytes }

    /// A row of texts written into their cells; empty ones are left out, as spreadsheets do.
    static func row(_ number: Int, _ texts: [String]) -> String {
        var cells = ""
        for (index, text) in texts.enumerated() where !text.isEmpty {
            cells += "<c r=\"\(column(index))\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
        return "<row r=\"\(number)\">\(cells)</row>"
    }

    static func column(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(0x41 + index % 26)))
        return index < 26 ? letter : column(index / 26 - 1) + letter
    }
}
