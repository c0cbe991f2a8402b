#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The door to libFuzzer, which has the program's `main` and calls this with one input after another. Which reader is
/// tried is said by `TELLTALE_FUZZ_READER`: see scripts/fuzz.
@_cdecl("LLVMFuzzerTestOneInput")
public func take(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    reader(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private let reader: @Sendable ([UInt8]) -> Void = {
    let name = getenv("TELLTALE_FUZZ_READER").map { String(cString: $0) } ?? ""
    guard let reader = readers[name] else {
        preconditionFailure("TELLTALE_FUZZ_READER is '\(name)'; use one of \(readers.keys.sorted())")
    }
    return reader
}()

/// Readers by the names of their corpora.
private let readers: [String: @Sendable ([UInt8]) -> Void] = [
    "csv": { TableFuzzing.read($0, suffix: ".csv") },
    "json": {
        JSONFuzzing.read($0)
        TableFuzzing.read($0, suffix: ".jsonl")
    },
    "timestamps": { TimestampFuzzing.read($0) },
    "events": { EventFuzzing.read($0) },
    "workbook": { ContainerFuzzing.read($0, as: ContainerFuzzing.workbook) },
    "word": { ContainerFuzzing.read($0, as: ContainerFuzzing.word) },
    "hangul": { ContainerFuzzing.read($0, as: ContainerFuzzing.hangul) },
    "zip": { TableFuzzing.read($0, suffix: ".xlsx") },
    "mail": { TableFuzzing.read($0, suffix: ".eml") },
    "html": { TableFuzzing.read($0, suffix: ".html") },
    "text": { TableFuzzing.read($0, suffix: ".md") },
    "packed": { TableFuzzing.read($0, suffix: ".csv.zst") },
    "mapping": { MappingFuzzing.read($0) },
    "messages": { LiveFuzzing.json($0) },
    "sparkplug": { LiveFuzzing.sparkplug($0) },
    "archive": { LiveFuzzing.archive($0) },
]
