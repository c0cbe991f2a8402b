#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Vectors by the text they stand for, in a file that only grows: a head, then rows of equal size.
///
/// Rows are appended and synced a batch at a time. What a kill or a power cut leaves half written fails its sum and is
/// not seen; the texts it stood for are embedded again, all others never.
package struct VectorFile: Sendable {
    package let path: String
    package let space: VectorSpace
    private let storage: IndexBytes?
    private let rows: [VectorKey: Int]

    static let magic: UInt64 = 0x3156_454c_4154_4c54
    static let headSize = 256
    static let longestModel = 200
    /// Key, sum and room, so that numbers start at a multiple of 32.
    static let rowHead = 32

    /// Numbers in a row: the dimension, filled with zeros to a multiple of 16.
    static func width(_ dimension: Int) -> Int { (dimension + 15) & ~15 }
    static func rowSize(_ dimension: Int) -> Int { rowHead + width(dimension) * 4 }

    package var count: Int { rows.count }

    /// Opens the vectors of a space; a file that is not there yet is an empty one.
    ///
    /// - Throws: ``VectorFileError/otherSpace(path:found:expected:)`` when the file was made with another model.
    package init(path: String, space: VectorSpace) throws(VectorFileError) {
        self.path = path
        self.space = space
        guard access(path, F_OK) == 0 else {
            storage = nil
            rows = [:]
            return
        }
        let bytes: IndexBytes
        do {
            bytes = try IndexBytes(path: path)
        } catch SearchIndexError.unreadable(_, let reason) {
            throw .unreadable(path: path, reason: reason)
        } catch {
            throw .corrupt(path: path)
        }
        let found = try VectorFile.head(bytes, path)
        guard found == space else { throw .otherSpace(path: path, found: found, expected: space) }
        let stride = VectorFile.rowSize(space.dimension)
        var rows: [VectorKey: Int] = [:]
        var start = VectorFile.headSize
        while start + stride <= bytes.count {
            if bytes.load(UInt64.self, at: start + 16) == VectorFile.sum(bytes, row: start, stride) {
                let key = VectorKey(
                    high: bytes.load(UInt64.self, at: start),
                    low: bytes.load(UInt64.self, at: start + 8)
                )
                rows[key] = start + VectorFile.rowHead
            }
            start += stride
        }
        storage = bytes
        self.rows = rows
    }

    package func holds(_ key: VectorKey) -> Bool { rows[key] != nil }

    /// Where a text's numbers start.
    func offset(of key: VectorKey) -> Int? { rows[key] }

    /// The scalar products of rows with a question of the file's width.
    func products(at offsets: [Int], _ question: [SIMD16<Float>]) -> [Float] {
        guard let storage else { return [Float](repeating: 0, count: offsets.count) }
        return [Float](unsafeUninitializedCapacity: offsets.count) { products, count in
            question.withUnsafeBufferPointer { question in
                for (row, offset) in offsets.enumerated() {
                    let base = storage.base + offset
                    var sum = SIMD16<Float>()
                    for place in 0..<question.count {
                        // `addProduct` calls a library function per number where the processor is not known to fuse: 12 times
                        // slower.
                        sum += question[place] * base.loadUnaligned(fromByteOffset: place &* 64, as: SIMD16<Float>.self)
                    }
                    products[row] = sum.sum()
                }
            }
            count = offsets.count
        }
    }

    /// A question's vector at length one, in the form that ``products(at:_:)`` wants.
    ///
    /// - Throws: ``VectorFileError/unusableVector(place:dimension:expected:)``
    func question(_ vector: [Float]) throws(VectorFileError) -> [SIMD16<Float>] {
        let numbers = try VectorFile.unit(vector, dimension: space.dimension, place: 0)
        return stride(from: 0, to: numbers.count, by: 16).map { SIMD16<Float>(numbers[$0..<$0 + 16]) }
    }

    /// Which vectors a file holds; `nil` when there is no file.
    package static func space(at path: String) throws(VectorFileError) -> VectorSpace? {
        guard access(path, F_OK) == 0 else { return nil }
        do {
            return try head(try IndexBytes(path: path), path)
        } catch SearchIndexError.unreadable(_, let reason) {
            throw .unreadable(path: path, reason: reason)
        } catch {
            throw .corrupt(path: path)
        }
    }

    // MARK: Writing

    /// Adds vectors for texts, and syncs them to the disk. Only one process may write at a time.
    ///
    /// - Throws: ``VectorFileError/otherSpace(path:found:expected:)``, and nothing is written when one vector is unusable.
    package static func append(
        _ vectors: [(key: VectorKey, vector: [Float])],
        at path: String,
        space: VectorSpace
    ) throws(VectorFileError) {
        if let found = try VectorFile.space(at: path), found != space {
            throw .otherSpace(path: path, found: found, expected: space)
        }
        var bytes: [UInt8] = []
        for (place, item) in vectors.enumerated() {
            let numbers = try unit(item.vector, dimension: space.dimension, place: place)
            var row: [UInt8] = []
            append(item.key.high, to: &row)
            append(item.key.low, to: &row)
            append(UInt64(0), to: &row)
            append(UInt64(0), to: &row)
            for number in numbers { append(number.bitPattern, to: &row) }
            let sum = sum(IndexBytes(row), row: 0, row.count)
            withUnsafeBytes(of: sum) { row.replaceSubrange(16..<24, with: $0) }
            bytes += row
        }
        try VectorFile(unread: path, space).write(bytes)
    }

    /// The file with vectors added to it.
    package func adding(_ vectors: [(key: VectorKey, vector: [Float])]) throws(VectorFileError) -> VectorFile {
        try VectorFile.append(vectors, at: path, space: space)
        return try VectorFile(path: path, space: space)
    }

    private init(unread path: String, _ space: VectorSpace) {
        self.path = path
        self.space = space
        storage = nil
        rows = [:]
    }

    private func write(_ rows: [UInt8]) throws(VectorFileError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure() }
        let stride = VectorFile.rowSize(space.dimension)
        var bytes = rows
        var end = 0
        if Int(status.st_size) >= VectorFile.headSize {
            // A row that was cut off is written over.
            end = VectorFile.headSize + (Int(status.st_size) - VectorFile.headSize) / stride * stride
        } else {
            bytes = try head() + rows
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(file, buffer.baseAddress?.advanced(by: written), buffer.count - written, off_t(end + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
        guard fsync(file) == 0 else { throw failure() }
    }

    private func failure() -> VectorFileError { .unwritable(path: path, reason: String(cString: strerror(errno))) }

    // MARK: Bytes

    private func head() throws(VectorFileError) -> [UInt8] {
        let model = Array(space.model.utf8)
        guard model.count <= VectorFile.longestModel else {
            throw .unwritable(path: path, reason: "the model's name is longer than \(VectorFile.longestModel) bytes")
        }
        var head: [UInt8] = []
        VectorFile.append(VectorFile.magic, to: &head)
        VectorFile.append(UInt32(space.dimension), to: &head)
        VectorFile.append(space.textVersion, to: &head)
        VectorFile.append(UInt32(model.count), to: &head)
        head += model
        head += [UInt8](repeating: 0, count: VectorFile.headSize - 8 - head.count)
        VectorFile.append(IndexBytes(head).checksum(from: 0, to: head.count), to: &head)
        return head
    }

    private static func head(_ bytes: IndexBytes, _ path: String) throws(VectorFileError) -> VectorSpace {
        guard bytes.count >= headSize, bytes.load(UInt64.self, at: 0) == magic,
            bytes.load(UInt64.self, at: headSize - 8) == bytes.checksum(from: 0, to: headSize - 8)
        else { throw .corrupt(path: path) }
        let length = Int(bytes.load(UInt32.self, at: 16))
        let dimension = Int(bytes.load(UInt32.self, at: 8))
        guard length <= longestModel, dimension > 0 else { throw .corrupt(path: path) }
        let model = String(decoding: UnsafeRawBufferPointer(start: bytes.base + 20, count: length), as: UTF8.self)
        return VectorSpace(model: model, dimension: dimension, textVersion: bytes.load(UInt32.self, at: 12))
    }

    private static func sum(_ bytes: IndexBytes, row start: Int, _ stride: Int) -> UInt64 {
        bytes.checksum(from: start, to: start + 16) &* 31 &+ bytes.checksum(from: start + rowHead, to: start + stride)
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// At length one, so that products are cosines, and filled with zeros to the file's width.
    private static func unit(
        _ vector: [Float],
        dimension: Int,
        place: Int
    ) throws(VectorFileError) -> [Float] {
        let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        guard vector.count == dimension, length.isFinite, length > 0 else {
            throw .unusableVector(place: place, dimension: vector.count, expected: dimension)
        }
        return vector.map { $0 / length } + [Float](repeating: 0, count: width(dimension) - dimension)
    }
}
