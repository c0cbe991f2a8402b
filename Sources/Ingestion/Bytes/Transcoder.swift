import Glibc

/// Turns text in another encoding into UTF-8, through the C library's iconv.
///
/// Bytes that stand for nothing become U+FFFD, so that the row they are in can be set aside.
final class Transcoder {
    private let handle: iconv_t
    private let unit: Int
    private var input: [UInt8]
    private var length = 0
    private var atEndOfInput = false

    init(from encoding: TextEncoding, path: String) throws(IngestionError) {
        guard let handle = iconv_open("UTF-8", encoding.iconvName), Int(bitPattern: handle) != -1 else {
            throw IngestionError(
                .unreadable,
                path: path,
                "is in \(encoding.rawValue), which this machine cannot convert; install libc's gconv modules "
                    + "(package libc-bin) or convert the file to UTF-8"
            )
        }
        self.handle = handle
        unit = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
        input = [UInt8](repeating: 0, count: 1 << 17)
    }

    deinit {
        iconv_close(handle)
    }

    /// Converts up to `count` (at least 16) bytes; 0 at the end.
    func read(
        into target: UnsafeMutablePointer<UInt8>,
        count: Int,
        refill: (UnsafeMutablePointer<UInt8>, Int) throws(IngestionError) -> Int
    ) throws(IngestionError) -> Int {
        var written = 0
        while written == 0 {
            if !atEndOfInput, length < input.count {
                let have = length
                let got = try input.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
                    guard let base = bytes.baseAddress else { return 0 }
                    return try refill(base + have, bytes.count - have)
                }
                if got == 0 { atEndOfInput = true }
                length += got
            }
            if length == 0 { return 0 }
            written = convert(into: target, count: count)
        }
        return written
    }

    private func convert(into target: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
        input.withUnsafeMutableBytes { raw -> Int in
            guard let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self) else { return 0 }
            var from: UnsafeMutablePointer<CChar>? = base
            var left = length
            var room = count
            var to: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(target).assumingMemoryBound(to: CChar.self)
            while left > 0 {
                let result = iconv(handle, &from, &left, &to, &room)
                if result != -1 { break }
                let code = errno
                if code == E2BIG { break }
                if code == EINVAL && !atEndOfInput { break }
                guard room >= 3, let place = to, let next = from else { break }
                for (offset, byte) in [0xEF, 0xBF, 0xBD].enumerated() {
                    place[offset] = CChar(bitPattern: UInt8(byte))
                }
                to = place + 3
                room -= 3
                let skipped = min(unit, left)
                from = next + skipped
                left -= skipped
            }
            let used = length - left
            if used > 0, left > 0 { memmove(base, base + used, left) }
            length = left
            return count - room
        }
    }
}
