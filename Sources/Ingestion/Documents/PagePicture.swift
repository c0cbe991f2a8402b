/// Files that are a picture of a page.
package enum PagePicture {
    /// PNG, JPEG, TIFF or BMP.
    package static func isPicture(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return true }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return true }
        // Two letters begin a BMP; four bytes after its length are zero.
        return bytes.count > 10 && bytes.starts(with: [0x42, 0x4D]) && bytes[6..<10].allSatisfy { $0 == 0 }
    }
}
