import Plant

extension PlantStoreConformance {
    package static let imports: [Check] = [
        Check("Assets and tags are kept by name, the latest stays, and again changes nothing") { store in
            let tag = Tag(
                name: "B",
                description: "압력",
                unit: "barg",
                asset: "P-1",
                rangeLow: 0,
                rangeHigh: 16,
                limits: TagLimits(high: 12.5)
            )
            let asset = Asset(id: "P-1", name: "Pump", parent: "U-1", equipmentClass: "PU", aliases: ["펌프"])
            let batch = ImportBatch(assets: [asset, Asset(id: "A-1", name: "x")], tags: [tag, Tag(name: "A")])
            _ = try await store.commit(batch)
            try expect(try await store.tags(), is: [Tag(name: "A"), tag], "tags")
            try expect(try await store.assets().map(\.id), is: ["A-1", "P-1"], "assets")
            let revision = try await store.revision()
            _ = try await store.commit(batch)
            try expect(try await store.revision(), is: revision, "again")
            _ = try await store.commit(ImportBatch(series: [series("B", [(1, 1)]), series("C", [(1, 1)])]))
            try expect(try await store.tags(), is: [Tag(name: "A"), tag, Tag(name: "C")], "tags of readings")
            var changed = tag
            changed.unit = "bara"
            _ = try await store.commit(ImportBatch(tags: [changed]))
            try expect(try await store.tags()[1], is: changed, "the latest")
        },
        Check("A record of the same kind and id is replaced, one of another kind is another") { store in
            let first = order("W1", title: "seal")
            var note = first
            note.kind = .note
            try expect(
                try await store.commit(ImportBatch(records: [first, note])),
                is: ImportCounts(stored: 2),
                "stored"
            )
            let second = order("W1", title: "seal leak")
            let counts = try await store.commit(ImportBatch(records: [second, note]))
            try expect(counts, is: ImportCounts(replaced: 1, unchanged: 1), "replaced")
            try expect(try await store.records(RecordQuery(), limit: nil), is: [note, second], "records")
        },
        Check("What a changed file no longer holds goes when it was read to its end, not before") { store in
            let (a, b, c) = (order("A"), order("B"), order("C", file: "other.csv"))
            _ = try await store.commit(ImportBatch(records: [a, b]))
            _ = try await store.commit(ImportBatch(records: [c]))
            try await store.finish(source("orders.csv"))
            try await store.finish(source("other.csv"))
            let changed = order("B", title: "changed")
            _ = try await store.commit(ImportBatch(records: [changed]))
            try expect(try await store.count(RecordQuery()), is: 3, "before the end")
            let revision = try await store.revision()
            try await store.finish(source("orders.csv", "2"))
            try expect(try await store.records(RecordQuery(), limit: nil), is: [changed, c], "after the end")
            try expect(try await store.revision() > revision, "the revision grows")
            try await store.finish(source("orders.csv", "2"))
            try expect(try await store.count(RecordQuery()), is: 2, "said twice")
            try await store.finish(source("orders.csv", "3"))
            try expect(try await store.records(RecordQuery(), limit: nil), is: [c], "a file that is empty now")
        },
        Check("A record that two files hold goes only when both have lost it") { store in
            let (january, year) = (
                order("A", title: "1", file: "january.csv"), order("A", title: "1", file: "year.csv")
            )
            _ = try await store.commit(ImportBatch(records: [january]))
            try await store.finish(source("january.csv"))
            _ = try await store.commit(ImportBatch(records: [year]))
            try await store.finish(source("year.csv"))
            try expect(try await store.records(RecordQuery(), limit: nil), is: [year], "the latest")
            try await store.finish(source("year.csv", "2"))
            try expect(try await store.records(RecordQuery(), limit: nil), is: [january], "as the other file has it")
            try await store.finish(source("january.csv", "2"))
            try expect(try await store.count(RecordQuery()), is: 0, "gone")
        },
        Check("Quarantined rows are found by file, and replaced when the file was read again") { store in
            func row(_ line: Int, _ reason: String = "bad_time", file: String = "a.csv") -> QuarantinedRow {
                QuarantinedRow(file: file, line: line, reason: reason, detail: "found 'x'", raw: "x;\u{0}\";한")
            }
            let rows = [row(3), row(2), row(2, "bad_number"), row(9, file: "b.csv")]
            _ = try await store.commit(ImportBatch(quarantined: rows))
            try await store.finish(source("a.csv"))
            try await store.finish(source("b.csv"))
            let sorted = [row(2, "bad_number"), row(2), row(3)]
            try expect(try await store.quarantine(file: "a.csv"), is: sorted, "by file")
            try expect(try await store.quarantine(file: nil), is: sorted + [row(9, file: "b.csv")], "all")
            try expect(try await store.quarantine(file: "c.csv"), is: [], "an unknown file")
            _ = try await store.commit(ImportBatch(quarantined: [row(3)]))
            try await store.finish(source("a.csv", "2"))
            try expect(try await store.quarantine(file: nil), is: [row(3), row(9, file: "b.csv")], "read again")
        },
        Check("A file counts as imported when it was read to its end") { store in
            _ = try await store.commit(ImportBatch(records: [order("A", file: "b.csv")]))
            try expect(try await store.sources(), is: [], "not yet")
            try await store.finish(source("b.csv"))
            try await store.finish(source("a.csv"))
            try expect(try await store.sources(), is: [source("a.csv"), source("b.csv")], "ordered")
            try await store.finish(source("b.csv", "2"))
            try expect(try await store.sources(), is: [source("a.csv"), source("b.csv", "2")], "the latest")
        },
    ]
}
