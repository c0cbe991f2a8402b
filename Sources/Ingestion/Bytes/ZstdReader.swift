import CZstd

/// Unpacks zstd frames, several in a row as `cat a.zst b.zst` makes them.
final class ZstdReader: Unpacker {
    private let stream: OpaquePointer
    private let path: String
    private var input: [UInt8]
    private var available = 0
    private var consumed = 0
    private var atEndOfInput = false
    /// Bytes that the open frame still needs, about; 0 between frames.
    private var missing = 0

    /// Frames ask for up to 128 MiB of what came before; those beyond would ask for any amount of memory.
    private static let windowLog: Int32 = 27

    init(path: String) throws(IngestionError) {
        self.path = path
        input = [UInt8](repeating: 0, count: 1 << 17)
        guard let stream = ZSTD_createDStream() else {
            throw IngestionError(.unreadable, path: path, "cannot be unpacked: zstd refused to start")
        }
        self.stream = stream
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, ZstdReader.windowLog)
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    func read(
        into target: UnsafeMutablePointer<UInt8>,
        count: Int,
        refill: (UnsafeMutablePointer<UInt8>, Int) throws(IngestionError) -> Int
    ) throws(IngestionError) -> Int {
        var output = ZSTD_outBuffer(dst: target, size: count, pos: 0)
        while output.pos == 0 {
            if consumed == available, !atEndOfInput {
                available = try input.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
                    guard let base = bytes.baseAddress else { return 0 }
                    return try refill(base, bytes.count)
                }
                consumed = 0
                atEndOfInput = available == 0
            }
            if atEndOfInput, missing == 0 { break }
            let before = consumed
            let status = input.withUnsafeBytes { raw -> Int in
                var piece = ZSTD_inBuffer(src: raw.baseAddress, size: available, pos: consumed)
                let status = ZSTD_decompressStream(stream, &output, &piece)
                consumed = piece.pos
                return status
            }
            if ZSTD_isError(status) != 0 {
                throw IngestionError(
                    .corrupt,
                    path: path,
                    "the packed data is damaged (\(String(cString: ZSTD_getErrorName(status)))); fetch the file again"
                )
            }
            missing = status
            if atEndOfInput, output.pos == 0, consumed == before {
                throw IngestionError(
                    .corrupt,
                    path: path,
                    "the packed data ends too early; the file was cut off, fetch it again"
                )
            }
        }
        return output.pos
    }
}
