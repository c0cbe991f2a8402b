import Detection
import Plant
import Testing

@Suite struct `Failures in work orders` {
    private static let day = 86_400
    private let tree = AssetTree(Unit.assets)
    private let window = TimeWindow(from: Moment.start, to: Moment.start.adding(seconds: 365 * 86_400))

    private func order(
        _ id: String,
        _ asset: AssetID?,
        day: Int,
        _ title: String = "seal leaking",
        code: String? = "ELP",
        kind: String? = "corrective"
    ) -> Record {
        var fields: [String: String] = [RecordField.labourHours: "2"]
        fields[RecordField.code] = code
        fields[RecordField.maintenance] = kind
        return Record(
            id: id,
            kind: .workOrder,
            asset: asset,
            time: Moment.start.adding(seconds: Int64(day * Self.day)),
            title: title,
            fields: fields,
            source: SourceLocation(file: "orders.csv")
        )
    }

    @Test func `preventive and corrective orders are counted with their hours`() {
        let orders = [
            order("1", "P-101A", day: 1), order("2", "P-101A", day: 2, kind: "preventive"),
            order("3", "P-101B", day: 3, kind: nil), order("4", nil, day: 4),
        ]
        let history = FailureHistory(orders, in: window)
        #expect(history.corrective.orders == 2)
        #expect(history.preventive.orders == 1)
        #expect(history.preventive.hours == 2)
        #expect(history.unstated.orders == 1)
        #expect(history.unplaced == 1)
        #expect(history.failures.map(\.order) == ["1"])
    }

    @Test(arguments: [
        ("Routine Maintenance", 0), ("Leak Detection", 0), ("Vibration Analysis", 0), ("Cleaning of strainer", 0),
        ("정기 점검", 0), ("صيانة دورية", 0), ("Refrigerant Leak", 1), ("Vibration Issues", 1), ("Failed inspection", 1),
        ("Calibration Drift", 1), ("Pump Replacement", 1), ("Failure of cleaning system", 1), ("점검 불량", 1),
    ]) func `a corrective order whose code names an activity is no failure`(description: String, failures: Int) {
        var one = order("1", "P-101A", day: 1, code: "MT001")
        one.fields[RecordField.codeDescription] = description
        let history = FailureHistory([one], in: window)
        #expect(history.corrective.orders == 1)
        #expect(history.failures.count == failures)
        #expect(history.activities == (failures == 0 ? ["MT001": 1] : [:]))
    }

    @Test func `a code that stands for a failure mode of the standard is a failure, whatever it is called`() {
        var one = order("1", "P-101A", day: 1, code: "MT002")
        one.fields[RecordField.codeDescription] = "Cleaning"
        one.fields[RecordField.failureMode] = "PLU"
        #expect(FailureHistory([one], in: window).failures.count == 1)
    }

    @Test func `the mean time between failures is that of all items of a class`() throws {
        let orders = [
            order("1", "P-101A", day: 10), order("2", "P-101A", day: 12), order("3", "P-101A", day: 100),
            order("4", "P-501A", day: 50, code: "VIB"),
        ]
        let failures = RepeatFailure.distinct(FailureHistory(orders, in: window).failures)
        // The order two days after the first is a follow-up.
        #expect(failures.map(\.order) == ["1", "4", "3"])
        let rates = FailureRate.all(failures, items: Unit.assets.map(\.id), tree: tree, in: window)
        let pumps = try #require(rates.first)
        #expect(pumps.equipmentClass == "PU")
        #expect(pumps.items == 3)
        #expect(pumps.failures == 3)
        #expect(pumps.meanDaysBetweenFailures == 365)
        #expect(pumps.modes.map(\.name) == ["ELP", "VIB"])
        #expect(rates.contains { $0.equipmentClass == "HE" && $0.meanDaysBetweenFailures == nil })
    }

    @Test func `the same failure within a year is a repeat`() throws {
        let orders = [
            order("1", "P-101A", day: 0), order("2", "P-101A", day: 100), order("3", "P-101A", day: 300),
            order("4", "P-101B", day: 5, code: "VIB"), order("5", "P-101B", day: 50),
        ]
        let found = RepeatFailure.find(FailureHistory(orders, in: window).failures)
        let one = try #require(found.first)
        #expect(found.count == 1)
        #expect(one.failures.map(\.order) == ["1", "2", "3"])
        #expect(one.intervals == [100, 200])
        #expect(one.medianInterval == 150)
    }

    @Test func `an order without a code is told from those that have one`() throws {
        var orders = (0..<20).map { order("L\($0)", "P-101A", day: $0 * 10, "seal leaking badly \($0)") }
        orders += (0..<20).map { order("V\($0)", "P-101B", day: $0 * 10, "high vibration bearing \($0)", code: "VIB") }
        orders.append(order("X", "P-101A", day: 300, "leaking at seal", code: nil))
        let history = FailureHistory(orders, in: window)
        let told = try #require(history.failures.last)
        #expect(history.learntFrom == 40)
        #expect(told.order == "X")
        #expect(told.mode == "ELP")
        guard case .told(let like) = told.basis else {
            Issue.record("told on no grounds")
            return
        }
        #expect(like.count == 3)
        #expect(like.filter { $0.hasPrefix("L") }.count == 3)
    }

    @Test func `an order answers the alarm whose tag it names, else one on its equipment`() throws {
        let alarms = [
            Unit.alarm("LI-1016A", "LO", at: 3_600), Unit.alarm("PI-1017A", "LO", at: 7_200),
            Unit.alarm("TI-1051", "HI", at: 7_300, asset: "H-101"),
        ].compactMap(\.self)
        let named = order("1", "P-101A", day: 1, "LI-1016A low, refill")
        let near = order("2", "P-101A", day: 2, "refill")
        let late = order("3", "P-101A", day: 9, "refill")
        let found = AlarmAnswer.find([named, near, late], alarms: alarms, tree: tree)
        #expect(found.map(\.order) == ["1", "2"])
        #expect(found.map(\.basis) == [.namesTheTag, .sameEquipment])
        #expect(found.map { $0.alarms.map(\.description) } == [["LI-1016A LO"], ["LI-1016A LO", "PI-1017A LO"]])
        #expect(found.map(\.hours) == [23, 47])
    }

    @Test func `a hint states its counts and its records`() throws {
        let orders = [0, 100, 190].map { order("O\($0)", "P-101A", day: $0) }
        let alarms = [98, 189, 275].compactMap { Unit.alarm("LI-1016A", "LO", at: $0 * Self.day) }
        let failures = FailureHistory(orders, in: window).failures
        let now = Moment.start.adding(seconds: Int64(280 * Self.day))
        let hints = FailureHint.find(failures, alarms: alarms, tree: tree, now: now)
        #expect(hints.map(\.basis) == [.alarm, .interval])
        #expect(hints.last?.sentence.contains("3 times in the mode ELP, 90 to 100 days apart") == true)
        #expect(hints.last?.records == ["O0", "O100", "O190"])
        #expect(hints.first?.sentence.contains("before 2 of 3 failures") == true)
        let soon = Moment.start.adding(seconds: Int64(200 * Self.day))
        #expect(FailureHint.find(failures, alarms: [], tree: tree, now: soon).isEmpty)
    }
}
