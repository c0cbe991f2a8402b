import Plant

/// A part of a file of whole lines, for files that grow.
package struct FileStretch: Sendable, Hashable {
    /// The first byte.
    package var start: Int
    /// Lines that stand before it.
    package var linesBefore: Int
    /// After the last byte.
    package var end: Int

    package init(start: Int = 0, linesBefore: Int = 0, end: Int) {
        self.start = start
        self.linesBefore = linesBefore
        self.end = end
    }
}

/// What a file's bytes are like, read once: whether they are those of before with more behind them, and how far its
/// whole lines reach.
package struct FileFingerprint: Codable, Sendable, Hashable {
    /// Bytes of the file.
    package var bytes: Int
    /// SHA-256 of them.
    package var digest: String
    /// Bytes through the last line end.
    package var wholeLines: Int
    /// Lines that end within them.
    package var lines: Int
    /// SHA-256 of the bytes through the last line end.
    package var wholeLinesDigest: String
    /// Lines end with a lone carriage return somewhere, so that they cannot be counted from the middle.
    package var hasLoneReturns: Bool

    /// Reads a file.
    ///
    /// - Parameter earlier: What it was like before.
    /// - Returns: What it is like, and whether all whole lines of before still stand at its beginning.
    package static func of(
        path: String,
        since earlier: FileFingerprint? = nil
    ) throws(IngestionError) -> (FileFingerprint, isGrown: Bool) {
        let file = try FileBytes(path: path)
        var scan = FingerprintScan(checkpoint: earlier?.wholeLines ?? -1)
        let capacity = 1 << 18
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        defer { buffer.deallocate() }
        while true {
            let got = try file.read(into: buffer, count: capacity)
            if got == 0 { break }
            scan.take(UnsafeBufferPointer(start: buffer, count: got))
        }
        let fingerprint = scan.finish()
        guard let earlier, earlier.wholeLines > 0, !fingerprint.hasLoneReturns else { return (fingerprint, false) }
        return (fingerprint, scan.checkpointDigest == earlier.wholeLinesDigest)
    }
}

/// Hashes bytes and counts lines as they come.
private struct FingerprintScan {
    let checkpoint: Int
    private(set) var checkpointDigest: String?
    private var hash = SHA256()
    /// The hash where the last line seen so far ended.
    private var atLineEnd = SHA256()
    private var bytes = 0
    private var wholeLines = 0
    private var lines = 0
    private var hasLoneReturns = false
    private var endsWithReturn = false

    init(checkpoint: Int) {
        self.checkpoint = checkpoint
    }

    mutating func take(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let last = piece.last else { return }
        count(piece)
        let lineEnd = piece.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var cuts = [lineEnd]
        if checkpoint > bytes, checkpoint <= bytes + piece.count { cuts.append(checkpoint - bytes) }
        var done = 0
        for cut in cuts.sorted() {
            hash.update(UnsafeBufferPointer(rebasing: piece[done..<cut]))
            done = cut
            if cut == lineEnd, lineEnd > 0 { atLineEnd = hash }
            if bytes + cut == checkpoint {
                var copy = hash
                checkpointDigest = copy.finishHex()
            }
        }
        hash.update(UnsafeBufferPointer(rebasing: piece[done...]))
        if lineEnd > 0 { wholeLines = bytes + lineEnd }
        bytes += piece.count
        endsWithReturn = last == 0x0D
    }

    private mutating func count(_ piece: UnsafeBufferPointer<UInt8>) {
        var previous: UInt8 = endsWithReturn ? 0x0D : 0
        var found = 0
        var lone = false
        for byte in piece {
            if byte == 0x0A { found += 1 } else if previous == 0x0D { lone = true }
            previous = byte
        }
        lines += found
        if lone { hasLoneReturns = true }
    }

    mutating func finish() -> FileFingerprint {
        if endsWithReturn { hasLoneReturns = true }
        return FileFingerprint(
            bytes: bytes,
            digest: hash.finishHex(),
            wholeLines: wholeLines,
            lines: lines,
            wholeLinesDigest: atLineEnd.finishHex(),
            hasLoneReturns: hasLoneReturns
        )
    }
}

extension FileReader {
    /// Whether what was added to the file can be read by itself: tables of readings whose rows do not depend on the
    /// rows above them, as they lie on disk.
    package var isReadInStretches: Bool {
        guard case .table(let table) = plan, table.plan.kind == .readings, case .delimited = table.plan.form,
            inspection.compression == nil, table.plan.mapping.transpose != true,
            table.plan.encoding.hasLineFeedBytes, case .columns = table.plan.time
        else { return false }
        return (table.plan.mapping.fillDown ?? []).isEmpty
    }
}

extension TextEncoding {
    /// Whether a byte 0x0A is a line end wherever it stands.
    fileprivate var hasLineFeedBytes: Bool {
        self != .utf16LittleEndian && self != .utf16BigEndian
    }
}
