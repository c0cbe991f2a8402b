import CZlib

/// Unpacks gzip (several members in a row, as `cat a.gz b.gz` makes) and zlib streams.
final class Inflater: Unpacker {
    private var stream = z_stream()
    private var input: [UInt8]
    private var available = 0
    private var consumed = 0
    private var atEndOfInput = false
    private var memberOpen = false
    private var started = false
    private let path: String

    init(path: String) throws(IngestionError) {
        self.path = path
        input = [UInt8](repeating: 0, count: 1 << 17)
        guard telltale_inflate_init(&stream) == Z_OK else {
            throw IngestionError(.unreadable, path: path, "cannot be unpacked: zlib refused to start")
        }
    }

    deinit {
        inflateEnd(&stream)
    }

    /// Unpacks up to `count` bytes; 0 at the end. `refill` brings packed bytes.
    func read(
        into target: UnsafeMutablePointer<UInt8>,
        count: Int,
        refill: (UnsafeMutablePointer<UInt8>, Int) throws(IngestionError) -> Int
    ) throws(IngestionError) -> Int {
        stream.next_out = target
        stream.avail_out = UInt32(count)
        while stream.avail_out == UInt32(count) {
            if consumed == available {
                guard !atEndOfInput else { break }
                available = try withInput(refill)
                consumed = 0
                if available == 0 {
                    atEndOfInput = true
                    if memberOpen || !started {
                        throw IngestionError(
                            .corrupt,
                            path: path,
                            "the packed data ends too early; the file was cut off, fetch it again"
                        )
                    }
                    break
                }
            }
            if !memberOpen {
                if started {
                    // Zero padding after a member, as tape tools leave it, is no data.
                    while consumed < available, input[consumed] == 0 { consumed += 1 }
                    if consumed == available { continue }
                    inflateReset(&stream)
                }
                memberOpen = true
                started = true
            }
            let status = input.withUnsafeMutableBufferPointer { bytes -> Int32 in
                stream.next_in = bytes.baseAddress.map { $0 + consumed }
                stream.avail_in = UInt32(available - consumed)
                let status = inflate(&stream, Z_NO_FLUSH)
                consumed = available - Int(stream.avail_in)
                return status
            }
            if status == Z_STREAM_END {
                memberOpen = false
            } else if status != Z_OK && status != Z_BUF_ERROR {
                throw IngestionError(
                    .corrupt,
                    path: path,
                    "the packed data is damaged (\(stream.msg.map { String(cString: $0) } ?? "zlib \(status)")); "
                        + "fetch the file again"
                )
            }
        }
        return count - Int(stream.avail_out)
    }

    private func withInput(
        _ refill: (UnsafeMutablePointer<UInt8>, Int) throws(IngestionError) -> Int
    ) throws(IngestionError) -> Int {
        try input.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
            guard let base = bytes.baseAddress else { return 0 }
            return try refill(base, bytes.count)
        }
    }
}
