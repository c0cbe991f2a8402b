import Plant

/// The digest that tells whether a file was imported before.
package enum FileDigest {
    /// SHA-256 of a file's bytes as they lie on disk, in hexadecimal, and how many bytes there are.
    package static func of(path: String) throws(IngestionError) -> (hex: String, bytes: Int) {
        let file = try FileBytes(path: path)
        var hash = SHA256()
        let capacity = 1 << 18
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        defer { buffer.deallocate() }
        var total = 0
        while true {
            let got = try file.read(into: buffer, count: capacity)
            if got == 0 { break }
            total += got
            hash.update(UnsafeBufferPointer(start: buffer, count: got))
        }
        return (hash.finishHex(), total)
    }
}
