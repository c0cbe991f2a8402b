import CCrypto

/// The digest that tells whether a file was imported before.
package enum FileDigest {
    /// SHA-256 of a file's bytes as they lie on disk, in hexadecimal, and how many bytes there are.
    ///
    /// Files of gigabytes are common: libcrypto uses what the processor has for it.
    package static func of(path: String) throws(IngestionError) -> (hex: String, bytes: Int) {
        let file = try FileBytes(path: path)
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            throw IngestionError(.unreadable, path: path, "libcrypto has no SHA-256; check how OpenSSL is installed")
        }
        defer { EVP_MD_CTX_free(context) }
        let capacity = 1 << 18
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        defer { buffer.deallocate() }
        var total = 0
        while true {
            let got = try file.read(into: buffer, count: capacity)
            if got == 0 { break }
            total += got
            EVP_DigestUpdate(context, buffer, got)
        }
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        let digits = Array("0123456789abcdef".utf8)
        let hex = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return (String(decoding: hex, as: UTF8.self), total)
    }
}
