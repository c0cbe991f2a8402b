/// Whole files as they were before somebody packed them.
package enum UnpackedFile {
    /// The bytes of a file, unpacked where it is packed with gzip, as UTF-8.
    ///
    /// - Throws: ``IngestionError`` that names the file.
    package static func read(_ path: String) throws(IngestionError) -> [UInt8] {
        let stream = try TextStream(path: path, encoding: nil)
        return try stream.readAll(limit: Int.max)
    }
}
