import Ingestion
import Plant
import Testing

@Suite struct `Reading mail` {
    private func read(_ text: String) async throws -> Everything {
        var settings = IngestionSettings(zone: try SiteTimeZone("Asia/Seoul"))
        settings.plant = PlantRegister(assets: [Asset(id: "P-101A", name: "pump A")])
        return try await Everything(text: text.replacing("\n", with: "\r\n"), name: "note.eml", settings)
    }

    @Test func `a message is a note with its time, author and subject`() async throws {
        let all = try await read(
            """
            Received: from a by b
            From: =?UTF-8?B?6rmA7Jq07KCE?= <kim@plant.example>
            Date: Sun, 01 Mar 2026 08:15:00 +0900 (KST)
            Subject: =?euc-kr?B?vr4=?= =?utf-8?Q?_P-101A_=EB=88=84=EC=84=A4?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="x=1"

            This is a message of several parts.
            --x=1
            Content-Type: multipart/alternative; boundary=y

            --y
            Content-Type: text/plain; charset="utf-8"
            Content-Transfer-Encoding: quoted-printable

            =EC=94=B0 pot level is falling, =
            topped up.
            --y
            Content-Type: text/html

            <p>other</p>
            --y--
            --x=1
            Content-Type: application/pdf; name*=UTF-8''%EC%94%B0.pdf
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            AAAA
            --x=1--
            """
        )
        #expect(all.inspection.kind == .notes && all.inspection.layout == "eml")
        let note = try #require(all.records.first)
        #expect(all.records.count == 1 && note.kind == .note && note.asset == "P-101A")
        #expect(note.title == "씨 P-101A 누설")
        #expect(note.text == "씰 pot level is falling, topped up.")
        #expect(note.time == Timestamp(iso: "2026-02-28T23:15:00Z"))
        #expect(note.fields["author"] == "김운전")
        #expect(all.inspection.oddities.contains { $0.contains("'씰.pdf' is not read") })
    }

    @Test func `base64 in CP949, and HTML where there is nothing plainer`() async throws {
        let korean = try await read(
            "From: a@b\nDate: 1 Mar 2026 08:15:00 +0900\nSubject: x\nContent-Type: text/plain; charset=ks_c_5601-1987\n"
                + "Content-Transfer-Encoding: base64\n\nsde3o7XlIFAt\nMTAxQQ==\n"
        )
        #expect(korean.records.map(\.text) == ["그랜드 P-101A"])
        let page = try await read(
            "From: a@b\nDate: 1 Mar 2026 08:15:00 +0900\nSubject: x\nContent-Type: text/html\n\n<p>Trip &amp; restart</p>\n"
        )
        #expect(page.records.map(\.text) == ["Trip & restart"])
    }

    @Test func `Arabic, in the encoding that the message names`() async throws {
        // تسرب في P-101A in windows-1256
        let body: [UInt8] = [0xCA, 0xD3, 0xD1, 0xC8, 0x20, 0xDD, 0xED, 0x20, 0x50, 0x2D, 0x31, 0x30, 0x31, 0x41]
        let head =
            "From: =?UTF-8?B?2KPYrdmF2K8=?= <a@b>\r\nDate: Sun, 01 Mar 2026 08:15:00 +0300\r\n"
            + "Subject: =?UTF-8?B?2KrYs9ix2Kg=?=\r\nContent-Type: text/plain; charset=windows-1256\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
        let all = try await Everything(bytes: Array(head.utf8) + body + [0x0D, 0x0A], name: "note.eml")
        let note = try #require(all.records.first)
        #expect(note.text == "تسرب في P-101A" && note.title == "تسرب" && note.fields["author"] == "أحمد")
        #expect(note.fields["language"] == "ar" && note.time == Timestamp(iso: "2026-03-01T05:15:00Z"))
    }

    @Test func `a mailed shift log gives its entries, dated by the message`() async throws {
        let all = try await read(
            "From: Kim <a@b>\nDate: Sun, 01 Mar 2026 23:50:00 +0900\nSubject: Shift log, night\n\n"
                + "20:10 P-101A level falling\n22:40 tripped by I-106\n"
        )
        #expect(
            all.records.map(\.time) == [Timestamp(iso: "2026-03-01T11:10:00Z"), Timestamp(iso: "2026-03-01T13:40:00Z")]
        )
        #expect(all.records.map(\.text) == ["P-101A level falling", "tripped by I-106"])
    }

    @Test(arguments: 0..<40) func `bytes changed at random never break a message`(seed: Int) async throws {
        var random = SplitMix(seed: UInt64(seed))
        var bytes = Array(
            "From: =?utf-8?Q?a?= <a@b>\nSubject: =?x?B?aa?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n=C3=\n--b--"
                .utf8
        )
        for _ in 0..<8 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256) }
        do {
            _ = try await Everything(bytes: bytes, name: "x.eml")
        } catch is IngestionError {}
    }
}

@Suite struct `Reading packed files` {
    /// `time,A\n2026-03-01 00:00:00,1\n2026-03-01 00:01:00,2\n` by `zstd -19`.
    private static let zstd: [UInt8] = [
        0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x33, 0x35, 0x01, 0x00, 0xF0, 0x74, 0x69, 0x6D, 0x65, 0x2C, 0x41,
        0x0A, 0x32, 0x30, 0x32, 0x36, 0x2D, 0x30, 0x33, 0x2D, 0x30, 0x31, 0x20, 0x30, 0x30, 0x3A, 0x2C,
        0x31, 0x31, 0x3A, 0x30, 0x30, 0x2C, 0x32, 0x0A, 0x02, 0x00, 0x39, 0x11, 0xF7, 0x72, 0x4C,
    ]

    /// The same by `gzip`.
    private static let gzip: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0xC9, 0xCC, 0x4D, 0xD5, 0x71, 0xE4, 0x32,
        0x32, 0x30, 0x32, 0xD3, 0x35, 0x30, 0xD6, 0x35, 0x30, 0x54, 0x30, 0x30, 0xB0, 0x02, 0x23, 0x1D, 0x43, 0x74,
        0x51, 0x43, 0x90, 0xA8, 0x11, 0x17, 0x00, 0x92, 0xB3, 0xC7, 0x7B, 0x33, 0x00, 0x00, 0x00,
    ]

    @Test func `gzip, alone, several in a row, and cut`() async throws {
        let all = try await Everything(bytes: Self.gzip, name: "a.csv.gz")
        #expect(all.inspection.compression == "gzip" && all.series["A"]?.values == [1, 2])
        let twice = try await Everything(bytes: Self.gzip + Self.gzip, name: "a.csv.gz")
        #expect(twice.series["A"]?.values == [1, 2, 1, 2] && twice.quarantined.isEmpty)
        let error = await #expect(throws: IngestionError.self) {
            try await Everything(bytes: Array(Self.gzip.dropLast(9)), name: "a.csv.gz")
        }
        #expect(error?.code == .corrupt)
    }

    @Test func `zstd, alone and several in a row`() async throws {
        let all = try await Everything(bytes: Self.zstd, name: "a.csv.zst")
        #expect(all.inspection.compression == "zstd" && all.series["A"]?.values == [1, 2])
        let twice = try await Everything(bytes: Self.zstd + Self.zstd, name: "a.csv.zst")
        #expect(twice.series["A"]?.values == [1, 2, 1, 2], "the second heading is set aside")
        #expect(twice.quarantined.isEmpty && twice.summary.rows == 4)
    }

    @Test func `a cut or damaged one says so`() async {
        for bytes in [Array(Self.zstd.dropLast(5)), Array(Self.zstd.prefix(6)) + [0xFF, 0xFF, 0xFF, 0xFF]] {
            let error = await #expect(throws: IngestionError.self) { try await Everything(bytes: bytes, name: "a.zst") }
            #expect(error?.code == .corrupt)
        }
    }
}
