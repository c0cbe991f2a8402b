import Plant
import Testing

@Suite struct `SHA-256` {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `gives the digests of FIPS 180`(text: String, digest: String) {
        #expect(SHA256.hex(of: text) == digest)
    }

    @Test func `does not care how the bytes are cut`() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let whole = SHA256.hex(of: bytes)
        for size in [1, 3, 55, 56, 63, 64, 65, 128, 999] {
            var hash = SHA256()
            var start = 0
            while start < bytes.count {
                hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
                start += size
            }
            #expect(hash.finishHex() == whole, "pieces of \(size)")
        }
    }
}
