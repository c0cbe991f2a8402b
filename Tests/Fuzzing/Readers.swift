import HTTPTransport
import Plant

@testable import Ingestion

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of any bytes, read as `telltale ingest` reads it: whatever it holds, it is read to its end or refused in
/// words, and each row is taken in or quarantined.
enum TableFuzzing {
    static func read(_ bytes: [UInt8], suffix: String) {
        let path = "/tmp/telltale-fuzz-\(getpid())\(suffix)"
        guard let file = fopen(path, "wb") else { preconditionFailure("no file at \(path)") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        let zone = SiteTimeZone(identifier: "+09:00", fixedOffset: 9 * 3_600)
        guard let reader = try? FileReader(path: path, settings: IngestionSettings(zone: zone), as: "fuzz"),
            let source = try? reader.open()
        else { return }
        var quarantined = 0
        do {
            while let batch = try source.next() {
                quarantined += batch.quarantined.count
                for series in batch.series {
                    precondition(series.times.count == series.values.count, "times without values")
                    precondition(series.times.count == series.qualities.count, "times without qualities")
                }
            }
        } catch {
            return
        }
        let counted = source.summary.quarantined.values.reduce(0, +)
        precondition(quarantined == counted, "\(quarantined) rows quarantined, \(counted) reported")
    }
}

/// JSON of any bytes: what was read and written again reads as the same.
enum JSONFuzzing {
    static func read(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(bytes: bytes) else { return }
        guard let again = try? JSONValue(text: value.text()) else { preconditionFailure("not read again") }
        precondition(again == value, "another value after writing and reading")
    }
}

/// A mapping of any text: refused in words, or written out and read again as the same.
enum MappingFuzzing {
    static func read(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self),
            let mapping = try? Mapping(yaml: text, name: "fuzz")
        else { return }
        guard let again = try? Mapping(yaml: MappingWriter.yaml(mapping), name: "fuzz") else {
            preconditionFailure("not read again")
        }
        precondition(again == mapping, "another mapping after writing and reading")
    }
}

/// Text of any bytes as a time in every form: the times that come out are times of the calendar.
enum TimestampFuzzing {
    static func read(_ bytes: [UInt8]) {
        for format in TimeFormat.allCases {
            guard let time = TimeText.parse(bytes, as: format) else { continue }
            precondition(TimeText.isStorable(time.clockSeconds), "\(time) as \(format)")
            precondition((0..<1_000_000_000).contains(time.nanosecond), "\(time) as \(format)")
            precondition(abs(time.offset ?? 0) <= 24 * 3_600, "\(time) as \(format)")
        }
    }
}

/// A stream of any bytes, whole and cut into pieces: the same events.
enum EventFuzzing {
    static func read(_ bytes: [UInt8]) {
        let whole = events(bytes, pieces: max(bytes.count, 1))
        for size in [1, 2, 3, 7] {
            precondition(events(bytes, pieces: size) == whole, "other events in pieces of \(size)")
        }
    }

    private static func events(_ bytes: [UInt8], pieces size: Int) -> [ServerSentEvent]? {
        var parser = ServerSentEventParser(maximumEventBytes: 4_096)
        var events: [ServerSentEvent] = []
        do {
            var start = 0
            while start < bytes.count {
                let end = min(start + size, bytes.count)
                events += try parser.feed(Array(bytes[start..<end]))
                start = end
            }
            return events + (try parser.finish())
        } catch {
            return nil
        }
    }
}
