package import Plant

/// What every store must do, whatever it is built on. Give each check an empty store.
package enum PlantStoreConformance {
    /// One promise of ``PlantReader`` and ``PlantWriter``.
    package struct Check: Sendable, CustomStringConvertible {
        package let description: String
        package let run: @Sendable (any PlantReader & PlantWriter) async throws -> Void

        init(
            _ description: String,
            _ run: @escaping @Sendable (any PlantReader & PlantWriter) async throws -> Void
        ) {
            self.description = description
            self.run = run
        }
    }

    /// A promise that was not kept.
    package struct Broken: Error, CustomStringConvertible {
        package let description: String
    }

    package static let checks = readings + trends + records + imports + incidents

    static func expect(_ holds: Bool, _ promise: String) throws {
        guard holds else { throw Broken(description: promise) }
    }

    static func expect<Value: Equatable>(_ value: Value, is wanted: Value, _ promise: String) throws {
        guard value == wanted else { throw Broken(description: "\(promise): found \(value), wanted \(wanted)") }
    }

    // MARK: Builders

    static func second(_ number: Int) -> Timestamp { Timestamp(seconds: Int64(number)) }

    static func window(_ from: Int, _ to: Int) -> TimeWindow { TimeWindow(from: second(from), to: second(to)) }

    static func series(_ readings: [(Int, Double)]) -> ReadingSeries {
        series("11-TI-1", readings)
    }

    static func series(_ tag: TagName, _ readings: [(Int, Double)]) -> ReadingSeries {
        ReadingSeries(tag: tag, readings.map { Reading(time: second($0.0), value: $0.1) })
    }

    static func order(
        _ id: String,
        at time: Int? = nil,
        asset: AssetID? = nil,
        title: String = "",
        fields: [String: String] = [:],
        file: String = "orders.csv"
    ) -> Record {
        Record(
            id: id,
            kind: .workOrder,
            asset: asset,
            time: time.map(second),
            title: title,
            fields: fields,
            source: SourceLocation(file: file, row: 2)
        )
    }

    static func source(_ path: String, _ digest: String = "1") -> SourceFile {
        SourceFile(
            path: path,
            digest: digest,
            mappingDigest: "m",
            bytes: 10,
            kind: "work_orders",
            rows: 1,
            dataClass: .internal
        )
    }
}
