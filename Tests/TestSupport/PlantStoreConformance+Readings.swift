import Plant

extension PlantStoreConformance {
    package static let readings: [Check] = [
        Check("A window of readings includes its start and excludes its end") { store in
            let all = series([(10, 1), (20, 2), (30, 3)])
            _ = try await store.commit(ImportBatch(series: [all]))
            try expect(try await store.readings(of: all.tag, in: window(10, 30)).values, is: [1, 2], "10 to 30")
            try expect(try await store.readings(of: all.tag, in: window(11, 31)).values, is: [2, 3], "11 to 31")
            try expect(try await store.readings(of: all.tag, in: .always), is: all, "always")
            try expect(try await store.readings(of: all.tag, in: window(30, 10)).isEmpty, "an empty window")
            try expect(try await store.readings(of: "no such tag", in: .always).isEmpty, "an unknown tag")
        },
        Check("The span of a tag ends one nanosecond after its last reading") { store in
            try expect(try await store.span(of: "11-TI-1") == nil, "an unknown tag")
            _ = try await store.commit(ImportBatch(series: [series([(10, 1), (30, 3)])]))
            let span = TimeWindow(from: second(10), to: Timestamp(nanoseconds: second(30).nanoseconds + 1))
            try expect(try await store.span(of: "11-TI-1"), is: span, "the span")
            let far = Timestamp(nanoseconds: .max)
            let last = ReadingSeries(tag: "11-TI-1", [Reading(time: far, value: 1)])
            _ = try await store.commit(ImportBatch(series: [last]))
            try expect(try await store.span(of: "11-TI-1")?.to, is: far, "the end of time")
        },
        Check("Writing the same readings again changes nothing") { store in
            let batch = ImportBatch(series: [series([(10, 1), (20, 2)])])
            try expect(try await store.commit(batch), is: ImportCounts(stored: 2), "first")
            let revision = try await store.revision()
            try expect(try await store.commit(batch), is: ImportCounts(unchanged: 2), "second")
            try expect(try await store.revision(), is: revision, "revision")
        },
        Check("A reading of another value or quality replaces; late ones find their place") { store in
            _ = try await store.commit(ImportBatch(series: [series([(10, 1), (20, 2), (40, 4)])]))
            var late = series([(30, 3), (20, 2.5), (10, 1)])
            late.append(Reading(time: second(40), value: 4, quality: .uncertain))
            let revision = try await store.revision()
            let counts = try await store.commit(ImportBatch(series: [late]))
            try expect(counts, is: ImportCounts(stored: 1, replaced: 2, unchanged: 1), "counts")
            try expect(try await store.revision() > revision, "the revision grows")
            let all = try await store.readings(of: late.tag, in: .always)
            try expect(all.values, is: [1, 2.5, 3, 4], "values")
            try expect(all.qualities, is: [.good, .good, .good, .uncertain], "qualities")
        },
        Check("Of readings at one moment the last stays, and again changes nothing") { store in
            let batch = ImportBatch(series: [series([(10, 1), (10, 2), (10, 2), (20, 5)])])
            _ = try await store.commit(batch)
            try expect(try await store.readings(of: "11-TI-1", in: .always).values, is: [2, 5], "values")
            try expect(try await store.commit(batch), is: ImportCounts(unchanged: 4), "again")
        },
        Check("Values come back bit for bit") { store in
            let values: [Double] = [
                0, -0.0, 1.5, .infinity, -.infinity, .nan, Double(nan: 77, signaling: false), .leastNonzeroMagnitude,
                .greatestFiniteMagnitude, 0.1, 0.1 + 0.2, 1e300, -273.15,
            ]
            var all = ReadingSeries(tag: "11-TI-1")
            for (index, value) in values.enumerated() {
                all.append(Reading(time: second(index), value: value, quality: index % 2 == 0 ? .good : .uncertain))
            }
            for quality in Quality.allCases {
                all.append(Reading(time: second(100 + Int(quality.rawValue)), value: 0, quality: quality))
            }
            _ = try await store.commit(ImportBatch(series: [all]))
            let found = try await store.readings(of: all.tag, in: .always)
            try expect(found.values.map(\.bitPattern), is: all.values.map(\.bitPattern), "bits")
            try expect(found.qualities, is: all.qualities, "qualities")
        },
        Check("Readings in any order, in any pieces, give the same series as a list would") { store in
            for seed in 0..<6 {
                var random = SeededRandom(seed: seed)
                let tag = TagName("T\(seed)")
                var model: [Int64: Double] = [:]
                for _ in 0..<30 {
                    let start = Int64.random(in: 0..<40_000, using: &random)
                    let step = [1, 1, 2, 7].randomElement(using: &random) ?? 1
                    let count = Int.random(in: 1...(random.next() % 4 == 0 ? 9_000 : 60), using: &random)
                    var piece = ReadingSeries(tag: tag)
                    for index in 0..<count {
                        let value = Double(Int.random(in: 0..<3, using: &random))
                        let time = Timestamp(seconds: start + Int64(index * step))
                        piece.append(Reading(time: time, value: value))
                    }
                    let news = piece.times.indices.count { model[piece.times[$0]] == nil }
                    let same = piece.times.indices.count { model[piece.times[$0]] == piece.values[$0] }
                    let counts = try await store.commit(ImportBatch(series: [piece]))
                    let wanted = ImportCounts(stored: news, replaced: count - news - same, unchanged: same)
                    try expect(counts, is: wanted, "counts, seed \(seed)")
                    for index in piece.times.indices { model[piece.times[index]] = piece.values[index] }
                }
                let found = try await store.readings(of: tag, in: .always)
                let times = model.keys.sorted()
                try expect(found.times == times, "times, seed \(seed)")
                try expect(found.values == times.map { model[$0] ?? .nan }, "values, seed \(seed)")
                let part = try await store.readings(of: tag, in: window(500, 20_000))
                let wanted = times.filter { $0 >= second(500).nanoseconds && $0 < second(20_000).nanoseconds }
                try expect(part.times == wanted, "a part, seed \(seed)")
            }
        },
    ]

    package static let trends: [Check] = [
        Check("A trend says of each stretch what its readings say") { store in
            var random = SeededRandom(seed: 3)
            var all = ReadingSeries(tag: "11-TI-1")
            for number in 0..<20_000 {
                let usable = random.next() % 10 != 0
                let value = usable ? Double(Int.random(in: -5_000...5_000, using: &random)) / 100 : 0
                all.append(Reading(time: second(number), value: value, quality: usable ? .good : .bad))
            }
            _ = try await store.commit(ImportBatch(series: [all]))
            for stretches in [1, 2, 7, 400] {
                let points = try await store.trend(of: all.tag, in: window(100, 19_300), stretches: stretches)
                try expect(points.count, is: stretches, "stretches")
                try expect(points.first?.window.from, is: second(100), "start")
                try expect(points.last?.window.to, is: second(19_300), "end")
                for point in points {
                    let usable = (0..<all.count).filter {
                        point.window.contains(Timestamp(nanoseconds: all.times[$0])) && all.qualities[$0].isUsable
                    }.map { all.values[$0] }
                    let within = (0..<all.count).count {
                        point.window.contains(Timestamp(nanoseconds: all.times[$0]))
                    }
                    try expect(point.count, is: usable.count, "count")
                    try expect(point.unusable, is: within - usable.count, "unusable")
                    try expect(point.minimum, is: usable.min(), "minimum")
                    try expect(point.maximum, is: usable.max(), "maximum")
                    let mean = usable.reduce(0, +) / Double(usable.count)
                    try expect(abs((point.mean ?? .infinity) - mean) < 1e-9, "mean")
                }
            }
        },
        Check("A trend does not depend on how the readings arrived") { store in
            var random = SeededRandom(seed: 4)
            let values = (0..<30_000).map { _ in Double.random(in: 0..<1, using: &random) }
            func piece(_ tag: TagName, _ range: Range<Int>) -> ReadingSeries {
                series(tag, range.map { ($0, values[$0]) })
            }
            _ = try await store.commit(ImportBatch(series: [piece("A", 0..<30_000)]))
            for low in stride(from: 0, to: 30_000, by: 700).shuffled(using: &random) {
                _ = try await store.commit(ImportBatch(series: [piece("B", low..<min(30_000, low + 700))]))
            }
            for stretches in [1, 3, 320] {
                let one = try await store.trend(of: "A", in: window(0, 30_000), stretches: stretches)
                let many = try await store.trend(of: "B", in: window(0, 30_000), stretches: stretches)
                try expect(one == many, "\(stretches) stretches")
            }
        },
        Check("A trend of nothing, and of all time, is a trend") { store in
            let none = try await store.trend(of: "no such tag", in: window(0, 100), stretches: 4)
            try expect(none.map(\.count), is: [0, 0, 0, 0], "an unknown tag")
            try expect(none.allSatisfy { $0.minimum == nil && $0.mean == nil }, "nothing to say")
            _ = try await store.commit(ImportBatch(series: [series([(-10, 1), (10, 3)])]))
            let all = try await store.trend(of: "11-TI-1", in: .always, stretches: 3)
            try expect(all.map(\.count).reduce(0, +), is: 2, "all time")
        },
    ]
}
