/// How a file is packed, known by its first bytes.
enum Compression: String, Sendable {
    case gzip
    case zstd

    init?(_ start: ArraySlice<UInt8>) {
        if start.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else {
            return nil
        }
    }

    func unpacker(path: String) throws(IngestionError) -> any Unpacker {
        switch self {
        case .gzip: try Inflater(path: path)
        case .zstd: try ZstdReader(path: path)
        }
    }
}

/// Unpacks bytes piece by piece, in bounded memory.
protocol Unpacker: AnyObject {
    /// Unpacks up to `count` bytes; 0 at the end. `refill` brings packed bytes.
    func read(
        into target: UnsafeMutablePointer<UInt8>,
        count: Int,
        refill: (UnsafeMutablePointer<UInt8>, Int) throws(IngestionError) -> Int
    ) throws(IngestionError) -> Int
}
