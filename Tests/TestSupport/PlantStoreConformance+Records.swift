import Plant

extension PlantStoreConformance {
    package static let records: [Check] = [
        Check("Records come ordered by time, kind and id, those without a time last") { store in
            var note = order("A", at: 5)
            note.kind = .note
            let records = [order("Z", at: 5), order("C"), order("B", at: 9), note, order("A", at: 5), order("A2")]
            _ = try await store.commit(ImportBatch(records: records))
            let found = try await store.records(RecordQuery(), limit: nil)
            try expect(
                found.map { "\($0.kind.rawValue) \($0.id)" },
                is: ["note A", "work_order A", "work_order Z", "work_order B", "work_order A2", "work_order C"],
                "order"
            )
            try expect(try await store.records(RecordQuery(), limit: 2), is: Array(found[..<2]), "limit")
            try expect(try await store.records(RecordQuery(), limit: 0), is: [], "no records")
        },
        Check("Every part of a record comes back") { store in
            let odd = "quotes \" \\ and\nlines\r\t, \u{0}, \u{1F}, 오전 3시, منخفض, é, 🛢, </script>"
            let full = Record(
                id: "문서-1/é",
                kind: .passage,
                asset: "P-101A",
                time: Timestamp(nanoseconds: -1),
                end: Timestamp(nanoseconds: 1_767_225_600_123_456_789),
                title: odd,
                text: odd + odd,
                fields: ["": "", odd: odd, "code": "MT010"],
                dataClass: .restricted,
                source: SourceLocation(file: "a \"b\"/문서.md", row: 3, page: 2, headings: ["", odd, "x"], offset: 12)
            )
            let bare = Record(id: "2", kind: .passage, title: "", source: SourceLocation(file: "b"))
            _ = try await store.commit(ImportBatch(records: [full, bare]))
            try expect(try await store.records(RecordQuery(), limit: nil), is: [full, bare], "records")
            try expect(
                try await store.commit(ImportBatch(records: [full, bare])),
                is: ImportCounts(unchanged: 2),
                "again"
            )
        },
        Check("Every condition of a query must hold, and counting agrees with listing") { store in
            var alarm = order("W9", at: 9, asset: "P-2", fields: ["tag": "11-PI-1", "condition": "HI"])
            alarm.kind = .alarm
            var secret = order("W5", at: 5, asset: "P-1", fields: ["code": "MT011"])
            secret.dataClass = .confidential
            let orders = [
                order("W1", at: 1, asset: "P-1", fields: ["code": "MT010", "group": "ALERT"]),
                order("W2", at: 2, asset: "P-1", fields: ["code": "mt010", "group": "ÉTÉ"]),
                order("W3", at: 3, asset: "P-2", fields: ["code": "MT011", "group": "été"]),
                order("W4", asset: "P-3", fields: ["group": "alert"]), secret, alarm,
            ]
            _ = try await store.commit(ImportBatch(records: orders))
            func check(_ query: RecordQuery, _ ids: [String], _ promise: String) async throws {
                try expect(try await store.records(query, limit: nil).map(\.id), is: ids, promise)
                try expect(try await store.count(query), is: ids.count, "count, " + promise)
            }
            try await check(RecordQuery(), ["W1", "W2", "W3", "W5", "W9", "W4"], "all")
            try await check(RecordQuery(kinds: [.alarm]), ["W9"], "one kind")
            try await check(RecordQuery(kinds: [.note, .passage]), [], "kinds without records")
            try await check(RecordQuery(assets: ["P-2", "P-3"]), ["W3", "W9", "W4"], "assets")
            try await check(RecordQuery(window: window(2, 5)), ["W2", "W3"], "window")
            try await check(RecordQuery(window: .always), ["W1", "W2", "W3", "W5", "W9"], "only those with a time")
            try await check(RecordQuery(fields: ["code": ["MT010"]]), ["W1", "W2"], "letter case")
            try await check(RecordQuery(fields: ["group": ["Été"]]), ["W2", "W3"], "letter case beyond ASCII")
            try await check(RecordQuery(fields: ["group": ["ALERT", "été"]]), ["W1", "W2", "W3", "W4"], "any value")
            try await check(RecordQuery(fields: ["code": ["MT010"], "group": ["alert"]]), ["W1"], "two fields")
            try await check(RecordQuery(fields: ["code": []]), [], "no value is accepted")
            try await check(RecordQuery(fields: ["nothing": ["x"]]), [], "an unknown field")
            try await check(RecordQuery(fields: ["tag": ["11-pi-1"]]), ["W9"], "a tag")
            try await check(RecordQuery(ids: ["W4", "W1"]), ["W1", "W4"], "ids")
            try await check(RecordQuery(highestClass: .internal), ["W1", "W2", "W3", "W9", "W4"], "class")
            try await check(
                RecordQuery(kinds: [.workOrder], assets: ["P-1"], window: window(2, 9), highestClass: .public),
                [],
                "together"
            )
        },
        Check("A query may name very many ids and assets") { store in
            let records = (0..<500).map { (number: Int) in
                order("W\(number)", at: number, asset: AssetID("P-\(number)"))
            }
            _ = try await store.commit(ImportBatch(records: records))
            let ids = (0..<50_000).map { "W\($0 * 2)" }
            try expect(try await store.count(RecordQuery(ids: ids)), is: 250, "ids")
            let assets = (0..<50_000).map { AssetID("P-\($0 * 5)") }
            try expect(try await store.count(RecordQuery(assets: assets)), is: 100, "assets")
            let fields = ["code": ids]
            try expect(try await store.count(RecordQuery(fields: fields)), is: 0, "values")
        },
        Check("A query's texts are data") { store in
            let odd = "x' OR 1=1 --\"]; DROP TABLE record"
            _ = try await store.commit(ImportBatch(records: [order("1", fields: [odd: odd]), order(odd)]))
            try expect(try await store.count(RecordQuery(ids: [odd])), is: 1, "id")
            try expect(try await store.count(RecordQuery(assets: [AssetID(odd)])), is: 0, "asset")
            try expect(try await store.count(RecordQuery(fields: [odd: [odd]])), is: 1, "field")
            try expect(try await store.count(RecordQuery()), is: 2, "all are there")
        },
    ]

    package static let incidents: [Check] = [
        Check("Incidents that start in a window are replaced; the others stay") { store in
            func incident(_ id: String, _ from: Int, _ to: Int, _ assets: [AssetID] = ["P-1"]) -> Incident {
                Incident(
                    id: id,
                    kind: .process,
                    title: id,
                    asset: assets.first,
                    assets: assets,
                    window: window(from, to),
                    severity: .high,
                    firstOut: nil,
                    findings: [],
                    timeline: [TimelineEntry(time: second(from), text: "seen")]
                )
            }
            let (a, b, c) = (incident("A", 0, 10), incident("B", 10, 20, ["P-2", "P-1"]), incident("C", 30, 30))
            try await store.replaceIncidents(startingIn: .always, with: [c, b, a])
            try expect(try await store.incidents(overlapping: nil, assets: []), is: [a, b, c], "all, ordered")
            try expect(try await store.incidents(overlapping: window(10, 11), assets: []), is: [b], "ends are excluded")
            try expect(try await store.incidents(overlapping: window(30, 31), assets: []), is: [c], "without length")
            try expect(try await store.incidents(overlapping: nil, assets: ["P-2"]), is: [b], "an asset")
            try expect(try await store.incidents(overlapping: nil, assets: ["P-9"]), is: [], "another asset")
            try expect(try await store.incident("B"), is: b, "one")
            try expect(try await store.incident("X") == nil, "an unknown one")
            let revision = try await store.revision()
            try await store.replaceIncidents(startingIn: .always, with: [a, b, c])
            try expect(try await store.revision(), is: revision, "the same again")
            let d = incident("D", 15, 16)
            try await store.replaceIncidents(startingIn: window(10, 30), with: [d])
            try expect(try await store.incidents(overlapping: nil, assets: []), is: [a, d, c], "replaced")
            try expect(try await store.revision() > revision, "the revision grows")
        }
    ]
}
