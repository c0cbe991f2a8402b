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
    switch name {
    case "csv": return { TableFuzzing.read($0, suffix: ".csv") }
    case "json":
        return {
            JSONFuzzing.read($0)
            TableFuzzing.read($0, suffix: ".jsonl")
        }
    case "timestamps": return { TimestampFuzzing.read($0) }
    case "events": return { EventFuzzing.read($0) }
    default: preconditionFailure("TELLTALE_FUZZ_READER is '\(name)'; use csv, timestamps, json or events")
    }
}()
