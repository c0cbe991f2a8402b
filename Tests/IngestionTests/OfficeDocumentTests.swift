import Ingestion
import Plant
import TestSupport
import Testing

@Suite struct `Reading office documents` {
    private func docx(_ body: String) -> [UInt8] {
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let packages = "http://schemas.openxmlformats.org/package/2006/relationships"
        return StoredZip([
            "_rels/.rels":
                "<Relationships xmlns=\"\(packages)\"><Relationship Id=\"a\" Type=\"\(relations)/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
            "word/_rels/document.xml.rels":
                "<Relationships xmlns=\"\(packages)\"><Relationship Id=\"a\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/></Relationships>",
            "word/styles.xml": """
            <w:styles xmlns:w="\(word)"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="2"><w:name w:val="Own"/><w:basedOn w:val="1"/></w:style>
            <w:style w:type="paragraph" w:styleId="3"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
            <w:style w:type="character" w:styleId="4"><w:name w:val="heading 3"/></w:style></w:styles>
            """,
            "word/document.xml": "<w:document xmlns:w=\"\(word)\" xmlns:mc=\"m\"><w:body>\(body)</w:body></w:document>",
        ]).bytes
    }

    private func paragraph(_ text: String, style: String? = nil) -> String {
        let style = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
        return "<w:p>\(style)<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    @Test func `headings, paragraphs, tables and pages of Word`() async throws {
        let body =
            paragraph("Seal replacement", style: "1") + paragraph("Isolate the pump &amp; drain it.")
            + paragraph("Parts", style: "3")
            + "<w:tbl><w:tr><w:tc>\(paragraph("P-101A"))</w:tc><w:tc>\(paragraph("씰"))\(paragraph("kit"))</w:tc></w:tr>"
            + "<w:tr><w:tc>\(paragraph(""))</w:tc><w:tc><w:tbl><w:tr><w:tc>\(paragraph("in"))</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
            + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" + paragraph("Start-up", style: "2")
            + "<w:p><w:r><w:t>Open</w:t><w:tab/><w:t>the valve.</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
            + "<mc:AlternateContent><mc:Choice><w:r><w:t> Slowly.</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t> Slowly.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        let all = try await Everything(bytes: docx(body), name: "seal.docx")
        #expect(all.inspection.kind == .document && all.inspection.layout == "docx")
        #expect(
            all.records.map(\.text)
                == ["Isolate the pump & drain it.", "P-101A | 씰 kit\n| in", "Open the valve. Slowly."]
        )
        #expect(
            all.records.map(\.source.headings) == [["Seal replacement"], ["Seal replacement", "Parts"], ["Start-up"]]
        )
        #expect(all.records.map(\.source.page) == [1, 1, 2])
    }

    @Test func `a shift log in Word becomes notes`() async throws {
        let body =
            paragraph("교대일지 2026-03-01 야간", style: "1") + paragraph("23:10 P-101A 씰 누설") + paragraph("01:20 예비기 기동")
        let all = try await Everything(bytes: docx(body), name: "log.docx")
        #expect(all.inspection.kind == .notes)
        #expect(
            all.records.map(\.time) == [Timestamp(iso: "2026-03-01T23:10:00Z"), Timestamp(iso: "2026-03-02T01:20:00Z")]
        )
        #expect(all.records.map(\.text) == ["P-101A 씰 누설", "예비기 기동"])
        #expect(all.records.allSatisfy { $0.source.headings == ["교대일지 2026-03-01 야간"] })
    }

    @Test func `HWPX keeps headings, tables and pages`() async throws {
        let head = """
            <hh:head xmlns:hh="h"><hh:refList><hh:paraProperties><hh:paraPr id="3"><hh:heading type="OUTLINE" level="0"/></hh:paraPr>
            <hh:paraPr id="4"><hh:heading type="NONE" level="0"/></hh:paraPr></hh:paraProperties>
            <hh:styles><hh:style id="0" name="바탕글" engName="Normal"/><hh:style id="2" name="개요 2" engName="Outline 2"/></hh:styles>
            </hh:refList></hh:head>
            """
        func section(_ body: String) -> String {
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><hs:sec xmlns:hs=\"s\" xmlns:hp=\"p\">\(body)</hs:sec>"
        }
        func p(_ text: String, shape: Int = 4, style: Int = 0, more: String = "") -> String {
            "<hp:p paraPrIDRef=\"\(shape)\" styleIDRef=\"\(style)\" \(more)><hp:run><hp:t>\(text)</hp:t></hp:run></hp:p>"
        }
        let table =
            "<hp:p paraPrIDRef=\"4\" styleIDRef=\"0\"><hp:run><hp:t>표 1</hp:t><hp:tbl><hp:tr><hp:tc><hp:subList>\(p("태그"))</hp:subList></hp:tc>"
            + "<hp:tc><hp:subList>\(p("LI-1016A"))</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>"
        let zip = StoredZip([
            "mimetype": "application/hwp+zip", "Contents/header.xml": head,
            "Contents/section10.xml": section(p("끝")),
            "Contents/section0.xml": section(
                p("사고 보고", shape: 3) + p("씰 포트<hp:lineBreak/>레벨 저하") + p("원인", style: 2) + table
                    + p("다음 쪽", more: "pageBreak=\"1\"")
                    + "<hp:p><hp:run><hp:ctrl><hp:header><hp:subList>\(p("머리말"))</hp:subList></hp:header></hp:ctrl></hp:run></hp:p>"
            ),
        ])
        let all = try await Everything(bytes: zip.bytes, name: "report.hwpx")
        #expect(all.inspection.kind == .document && all.inspection.layout == "hwpx")
        #expect(all.records.map(\.text) == ["씰 포트\n레벨 저하", "표 1\n태그 | LI-1016A", "다음 쪽\n끝"])
        #expect(all.records.map(\.source.headings) == [["사고 보고"], ["사고 보고", "원인"], ["사고 보고", "원인"]])
        #expect(all.records.map(\.source.page) == [1, 1, 2])
    }

    @Test func `an entity in a document is refused`() async {
        var zip = StoredZip()
        zip.add("word/document.xml", Array("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".utf8))
        let error = await #expect(throws: IngestionError.self) {
            try await Everything(bytes: zip.bytes, name: "a.docx")
        }
        #expect(error?.message.contains("DOCTYPE") == true)
    }
}
